"""The tellings of one act as the database has them: what joining reads, and how it waits."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from people.folding import fold
from statements.likeness.acts import Sitting, Telling
from statements.models import NamedInstitution, Session, Statement

# A class of locks of its own; the second number is the speaker.
SPEAKERS = 7201
LOCK = "SELECT pg_advisory_xact_lock(%s, key) FROM unnest(%s::int[]) key"
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
    speakers = Statement.objects.filter(pk__in=pks).order_by().annotate(family=_FAMILY)
    keys = {
        key % 2**31 if key is not None else -1 - (family or 0) % 2**31
        for one, other, family in speakers.values_list(
            "speaker_id", "same_as__speaker_id", "family"
        )
        for key in {one, other if other is not None else one}
    }
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [SPEAKERS, sorted(keys)])


def rows_about(pks: Collection[int]) -> dict[int, Row]:
    """These statements, whatever they are joined with, and what they could be joined with."""
    ours = Statement.objects.filter(pk__in=pks)
    firsts = ours.filter(same_as__isnull=False).values("same_as")
    rows = _rows(Q(pk__in=pks) | Q(same_as__in=pks) | Q(pk__in=firsts))
    found = {row.pk: row for row in rows}
    mine = [found[pk] for pk in pks if pk in found and found[pk].is_live]
    known = [row.telling for row in mine if row.telling.speaker_is_known]
    told = Q(speaker__in={int(each.speaker.partition(":")[2]) for each in known})
    told &= Q(dated_on__in=_days(each.day for each in known))
    families = {row.telling.text_family for row in mine} - {None}
    if families:
        copied = Q(article__fingerprint__copy_of__in=families) | Q(article__in=families)
        told |= copied
    others = _rows(
        told & Q(same_as__isnull=True, retracted_at__isnull=True) & ~Q(pk__in=list(found))
    )
    return found | {row.pk: row for row in others}


def _days(days: Iterable[date | None]) -> set[date]:
    return {day + timedelta(days=off) for day in days if day for off in (-1, 0, 1)}


def _rows(which: Q) -> list[Row]:
    statements = (
        Statement.objects.filter(which)
        .order_by("-pk")
        .annotate(
            family=_FAMILY,
            addressed=ArraySubquery(_ADDRESSED.values("ministry_id")),
            is_pinned=Exists(_RULED_TO_IT),
        )
    )
    return [_row(*values) for values in statements.values_list(*_COLUMNS)[:MOST]]


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
