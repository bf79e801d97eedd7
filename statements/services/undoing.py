"""What an act of review changed, written down before and after, so that it can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from statements.models import Article, NamedInstitution, ReviewAct, Statement
from statements.services.joining import join
from statements.services.reviewing import lock
from statements.services.storing import refresh_derived
from statements.services.written import set_written, written

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

WRITTEN_DOWN = (
    "content", "content_spans", "cue", "cue_span", "cue_lemma", "stance", "kind",
    "speaker_type", "speaker_printed", "speaker_read", "speaker_span", "antecedent_span",
    "attribution", "speaker", "appointment", "group", "party", "chamber", "is_parliamentary",
    "addressee_is_explicit", "session", "session_span", "said_on",
    "review_status", "reviewed_by", "reviewed_at", "joined_into", "ruled_fields",
    "retracted_at",
)  # fmt: skip
OF_AN_ARTICLE = ("reviewed_revision", "reviewed_by", "reviewed_at")
OF_AN_INSTITUTION = ("ministry", "relation", "printed", "read_as", "span")
State = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Undone:
    """The act was taken back."""

    act: ReviewAct


@dataclass(frozen=True, slots=True)
class NothingToUndo:
    """The editor has not ruled yet, or has taken everything back."""


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """Something that the act touched has been changed since: it is left as it stands."""

    act: ReviewAct


@dataclass(slots=True)
class Acting:
    """An act that is going on; what it adds is noted here, so that undoing takes it away.

    It may turn out to be of another kind: a correction that changes nothing confirms.
    """

    kind: str
    added: list[Statement] = field(default_factory=list)


@contextmanager
def recorded(
    kind: str,
    article: Article,
    statements: Iterable[Statement],
    by: AbstractBaseUser,
    at: datetime,
) -> Iterator[Acting]:
    """Write down what an act makes of these statements and of their article.

    Call it inside a transaction that holds them; nothing is written when the act changed nothing.
    """
    touched = list(statements)
    first = touched[0] if touched else None
    before = state_of(article.pk, [one.pk for one in touched])
    acting = Acting(kind)
    yield acting
    pks = [one.pk for one in (*touched, *acting.added)]
    after = state_of(article.pk, pks)
    if after != before:
        ReviewAct.objects.create(
            editor_id=by.pk,
            kind=acting.kind,
            statement=acting.added[0] if acting.kind == ReviewAct.Kind.ADD else first,
            article=article,
            made_at=at,
            before=before,
            after=after,
        )


def state_of(article: int, statements: Iterable[int]) -> State:
    """Everything that an act of review may change in these records, fit for JSON."""
    rows = Statement.objects.filter(pk__in=list(statements)).prefetch_related("institutions")
    return {
        "article": written(Article.objects.get(pk=article), OF_AN_ARTICLE),
        "statements": {
            str(row.pk): {
                **written(row, WRITTEN_DOWN),
                "institutions": [
                    written(one, OF_AN_INSTITUTION)
                    for one in sorted(row.institutions.all(), key=lambda one: one.pk)
                ],
            }
            for row in rows.order_by("pk")
        },
    }


def latest_act(editor: AbstractBaseUser) -> ReviewAct | None:
    """The editor's last act that has not been taken back."""
    return ReviewAct.objects.filter(editor=editor.pk, undone_at__isnull=True).first()


def undo_latest(editor: AbstractBaseUser, at: datetime) -> Undone | NothingToUndo | ChangedSince:
    """Take back the editor's last act at the queue, whole; what it added is gone again."""
    with transaction.atomic():
        act = latest_act(editor)
        if act is None:
            return NothingToUndo()
        pks = [int(pk) for pk in act.after["statements"]]
        Article.objects.select_for_update().get(pk=act.article_id)
        rows = list(lock(Statement.objects.filter(pk__in=pks)))
        act = ReviewAct.objects.select_for_update().get(pk=act.pk)
        if act.undone_at is not None or not _stands(act, pks):
            return ChangedSince(act)
        act.undone_at = at
        act.save(update_fields=["undone_at"])
        _restore(act, rows)
    return Undone(act)


def _stands(act: ReviewAct, pks: Iterable[int]) -> bool:
    """Everything that the act wrote down is as it left it; it may know fewer columns than we do."""
    now = state_of(act.article_id, pks)
    return now["article"] == act.after["article"] and all(
        pk in now["statements"] and values.items() <= now["statements"][pk].items()
        for pk, values in act.after["statements"].items()
    )


def _restore(act: ReviewAct, rows: list[Statement]) -> None:
    kept = [row for row in rows if str(row.pk) in act.before["statements"]]
    for row in kept:
        _restore_statement(row, act.before["statements"][str(row.pk)])
    set_written(article := Article.objects.get(pk=act.article_id), act.before["article"])
    article.save(update_fields=list(OF_AN_ARTICLE))
    refresh_derived(Statement.objects.filter(pk__in=[row.pk for row in kept]))
    _take_away([row for row in rows if row not in kept])
    join([row.pk for row in kept])


def _restore_statement(row: Statement, before: State) -> None:
    institutions = before.pop("institutions")
    set_written(row, before)
    row.save(update_fields=[*WRITTEN_DOWN, "speaker_key", "changed_at"])
    row.institutions.all().delete()
    for values in institutions:
        set_written(one := NamedInstitution(statement=row), values)
        one.save()


def _take_away(rows: list[Statement]) -> None:
    """What an act added and nobody has cited yet: those told as the same stand alone again."""
    pks = [row.pk for row in rows]
    if not pks:
        return
    Statement.objects.filter(pk__in=pks).update(review_status=Statement.ReviewStatus.REJECTED)
    join(pks)
    Statement.objects.filter(pk__in=pks).delete()
