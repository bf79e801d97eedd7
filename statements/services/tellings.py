"""The tellings of one act as the database has them: what joining reads, and how it waits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from people.folding import fold
from people.prepared import Asked, any_given
from statements.likeness.acts import Sitting, Telling
from statements.models import Fingerprint, NamedInstitution, Session, Statement

# A class of locks of its own; the second number is the speaker.
SPEAKERS = 7201
_LOCK_IN_ORDER = """
    SELECT pg_advisory_xact_lock(%s, key) FROM (
        SELECT DISTINCT CASE WHEN speaker IS NULL THEN -1 - COALESCE(family, 0) %% 2147483648
            ELSE speaker %% 2147483648 END::int AS key
        FROM (
            SELECT s.speaker_id AS own, first.speaker_id AS of_first,
                COALESCE(f.copy_of_id, f.article_id) AS family
            FROM statements_statement s
            LEFT JOIN statements_statement first ON first.id = s.same_as_id
            LEFT JOIN statements_fingerprint f ON f.article_id = s.article_id
            WHERE s.id = ANY(%s)
        ) AS said, LATERAL (VALUES (own), (COALESCE(of_first, own))) AS by(speaker)
        ORDER BY key
    ) AS sorted
"""
# So many tellings of one speaker in a few days are looked through; more are a flood, not news.
MOST = 600
_LAST = datetime.max.replace(tzinfo=UTC)
_ADDRESSED = NamedInstitution.objects.filter(
    statement=OuterRef("pk"),
    relation=NamedInstitution.Relation.ADDRESSED,
    ministry__isnull=False,
)
_RULED_TO_IT = Statement.objects.filter(same_as=OuterRef("pk"), ruled_fields__contains=["same_as"])
_FAMILY = Coalesce("article__fingerprint__copy_of_id", F("article__fingerprint__article_id"))
_COLUMNS = (
    "pk", "article_id", "same_as_id", "ruled_fields", "review_status", "retracted_at", "changed_at",
    "article__withdrawn_at", "article__published_at", "is_sample", "speaker_id", "speaker_read",
    "content", "stance", "said_on", "dated_on", "session_id", "session__chamber_id",
    "session__type", "session__date", "family", "addressed", "is_pinned",
)  # fmt: skip


@dataclass(slots=True)
class Row:
    """One statement as joining sees it; ``same_as`` is what it shall be, ``was`` what it is."""

    pk: int
    article: int
    was: int | None
    same_as: int | None
    changed_at: datetime
    is_ruled: bool
    is_live: bool
    is_pinned: bool
    rank: tuple[bool, datetime, int, int]
    telling: Telling

    @property
    def stands_alone(self) -> bool:
        """An editor ruled that it is the same as no other."""
        return self.is_ruled and self.same_as is None


def lock_speakers(pks: Collection[int]) -> None:
    """Wait until nobody else joins what these speakers said; numbers come sorted, so no circle.

    What is said by nobody known is joined inside one family of texts: that is its number.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_IN_ORDER, [SPEAKERS, list(pks)])


def rows_about(pks: Collection[int]) -> dict[int, Row]:
    """These statements, whatever they are joined with, and what they could be joined with."""
    ours = Statement.objects.filter(pk__in=pks)
    firsts = ours.filter(same_as__isnull=False).values("same_as")
    around = [
        ours,
        Statement.objects.filter(same_as__in=pks),
        Statement.objects.filter(pk__in=firsts),
    ]
    found = {row.pk: row for row in map(_row_of, _rows(_union(around)))}
    mine = [found[pk] for pk in pks if pk in found and found[pk].is_live]
    known = [row.telling for row in mine if row.telling.speaker_is_known]
    others = _OTHERS.rows(
        speakers=list({int(each.speaker.partition(":")[2]) for each in known}),
        days=list(_days(each.day for each in known)),
        families=list({row.telling.text_family for row in mine} - {None}),
    )
    return found | {row.pk: row for row in map(_row_of, others) if row.pk not in found}


def rows_about_new(statements: Sequence[Statement], family: int | None) -> dict[int, Row]:
    """The same of statements that were just made, which nobody can have joined; after the wait.

    Waiting and looking are sent together; what others join until the wait is over is seen.
    """
    pks = [one.pk for one in statements]
    known = [one for one in statements if one.speaker_id is not None]
    look, given = _NEW_AND_OTHERS.sql(
        new=pks,
        speakers=list({one.speaker_id for one in known}),
        days=list(_days(one.dated_on for one in known)),
        families=[] if family is None else [family],
    )
    with connection.cursor() as cursor:
        cursor.execute(f"{_LOCK_IN_ORDER}; {look}", [SPEAKERS, pks, *given])
        while cursor.nextset():
            pass
        return {row.pk: row for row in (_row(*values) for values in cursor.fetchall())}


def _told() -> QuerySet[Any]:
    """What given speakers are told to have said on given days, and what the same texts tell.

    Each way has its index; with OR between them the database would read all statements.
    """
    alone = Statement.objects.filter(same_as__isnull=True, retracted_at__isnull=True).order_by()
    is_first, is_copy = (
        Q(any_given(column, "families", "bigint")) for column in ("pk", "copy_of_id")
    )
    same_text = Fingerprint.objects.filter(is_first | is_copy)
    by_text = alone.filter(article__in=same_text.values("pk"))
    by_speaker = alone.filter(
        any_given("speaker_id", "speakers", "bigint"), any_given("dated_on", "days", "date")
    )
    return by_speaker.values("pk").union(by_text.values("pk"))


def _days(days: Iterable[date | None]) -> set[date]:
    return {day + timedelta(days=off) for day in days if day for off in (-1, 0, 1)}


def _union(ways: Sequence[QuerySet[Statement]]) -> QuerySet[Any]:
    first, *rest = (way.order_by().values("pk") for way in ways)
    return first.union(*rest)


def _rows(which: QuerySet[Any]) -> QuerySet[Any]:
    statements = (
        Statement.objects.filter(pk__in=which)
        .order_by("-pk")
        .annotate(
            family=_FAMILY,
            addressed=ArraySubquery(_ADDRESSED.values("ministry_id")),
            is_pinned=Exists(_RULED_TO_IT),
        )
    )
    return statements.values_list(*_COLUMNS)[:MOST]


def _new_and_others() -> QuerySet[Any]:
    new = Statement.objects.filter(any_given("pk", "new", "bigint"))
    return _rows(new.order_by().values("pk").union(_told()))


_OTHERS = Asked(lambda: _rows(_told()))
_NEW_AND_OTHERS = Asked(_new_and_others)


def _row_of(values: tuple[Any, ...]) -> Row:
    return _row(*values)


def _row(
    pk: int, article: int, same_as: int | None, ruled: list[str], status: str, retracted: Any,
    changed_at: datetime, withdrawn: Any, published_at: datetime | None, is_sample: bool,
    speaker: int | None, speaker_read: str, content: str, stance: str, said_on: date | None,
    dated_on: date | None, session: int | None, chamber: int | None, kind: str | None,
    day: date | None, family: int | None, addressed: list[int], is_pinned: bool,
) -> Row:  # fmt: skip
    is_other = kind == Session.SessionType.OTHER
    sitting = Sitting(session, chamber, "" if is_other else kind or "", day) if session else None
    return Row(
        pk=pk,
        article=article,
        was=same_as,
        same_as=same_as,
        changed_at=changed_at,
        is_ruled="same_as" in ruled,
        is_live=status != Statement.ReviewStatus.REJECTED and not (retracted or withdrawn),
        is_pinned=is_pinned,
        rank=(not is_pinned, published_at or _LAST, -len(content), pk),
        telling=Telling(
            speaker=f"{is_sample}:{speaker or fold(speaker_read)}",
            speaker_is_known=speaker is not None,
            content=content,
            stance=stance,
            day=dated_on,
            day_is_said=said_on is not None,
            sitting=sitting,
            addressed=frozenset(addressed),
            text_family=family,
        ),
    )
