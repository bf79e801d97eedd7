"""An editor's correction of one statement: what he chose, what follows from it, and his name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import NumericRange

from statements.models import NamedInstitution, ReviewAct, Statement
from statements.services.following import RULED_WITH, follow_session, follow_speaker
from statements.services.guessing import lemma_of
from statements.services.joining import join
from statements.services.review_queue import let_go
from statements.services.reviewing import Verdict, correct, lock, review
from statements.services.storing import refresh_derived
from statements.services.undoing import recorded

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

_FOLLOWING = ("appointment", "group", "party", "said_on", "chamber")


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a statement is addressed to: a ministry, or words of the article without a row."""

    ministry_id: int | None = None
    printed: str = ""
    span: NumericRange | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What an editor chose: values by field, spans as ranges of the revision's text.

    ``addressees`` is the whole set, or None where he left it as it is.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    addressees: tuple[Addressee, ...] | None = None

    def __bool__(self) -> bool:
        return bool(self.values) or self.addressees is not None


_ACTS = {
    Verdict.CONFIRM: ReviewAct.Kind.CONFIRM,
    Verdict.REJECT: ReviewAct.Kind.REJECT,
    Verdict.REOPEN: ReviewAct.Kind.REOPEN,
}


def judge(statement: Statement, verdict: Verdict, by: AbstractBaseUser, at: datetime) -> bool:
    """Put a verdict on one statement at the queue; True when its status changed."""
    with transaction.atomic():
        locked = lock(Statement.objects.filter(pk=statement.pk)).get()
        with recorded(_ACTS[verdict], locked.article, [locked], by, at):
            changed = review(Statement.objects.filter(pk=statement.pk), verdict, by, at)
        let_go([statement.pk], by)
    return bool(changed)


def rule(
    statement: Statement, correction: Correction, by: AbstractBaseUser, at: datetime
) -> list[str]:
    """Set what an editor chose and sign it; returns the fields that are ruled by it.

    A correction that changes nothing confirms. Raises ValidationError where the values do not go
    together; nothing is written then.
    """
    with transaction.atomic():
        locked = lock(Statement.objects.filter(pk=statement.pk)).get()
        with recorded(ReviewAct.Kind.CORRECT, locked.article, [locked], by, at) as acting:
            ruled = _set(locked, correction)
            if ruled:
                _sign(locked, ruled, by, at)
            else:
                acting.kind = ReviewAct.Kind.CONFIRM
                review(Statement.objects.filter(pk=statement.pk), Verdict.CONFIRM, by, at)
        let_go([statement.pk], by)
    return ruled


def _set(statement: Statement, correction: Correction) -> list[str]:
    chosen = _with_words(statement, correction.values)
    values = {name: getattr(statement, name) for name in ("speaker", "session", *_FOLLOWING)}
    values |= {"speaker_type": statement.speaker_type} | chosen
    different = {name for name, value in chosen.items() if getattr(statement, name) != value}
    day = values["said_on"] or statement.article.published_on
    follow_speaker(values, different, day)
    follow_session(values, different)
    for name, value in values.items():
        setattr(statement, name, value)
    ruled = different.union(*(RULED_WITH.get(name, ()) for name in different))
    if correction.addressees is not None and _readdress(statement, correction.addressees):
        ruled |= {"addressees", "addressee_is_explicit"}
    return sorted(ruled)


def _with_words(statement: Statement, values: Mapping[str, Any]) -> dict[str, Any]:
    """The chosen values, and the words that stand where the chosen spans are."""
    chosen = dict(values)
    text = statement.revision.text
    if spans := chosen.get("content_spans"):
        longest = max(spans, key=lambda span: (span.upper - span.lower, -span.lower))
        chosen["content"] = text[longest.lower : longest.upper]
    if cue := chosen.get("cue_span"):
        chosen["cue"] = text[cue.lower : cue.upper]
        if chosen["cue"] != statement.cue:
            chosen["cue_lemma"] = lemma_of(chosen["cue"])
    if "speaker_span" in chosen:
        span = chosen["speaker_span"]
        chosen["speaker_printed"] = text[span.lower : span.upper] if span else ""
    return chosen


def _readdress(statement: Statement, addressees: Iterable[Addressee]) -> bool:
    """Replace the set of the addressed; True when it is another one."""
    relation = NamedInstitution.Relation.ADDRESSED
    present = list(statement.institutions.filter(relation=relation))
    wanted = list(dict.fromkeys(addressees))
    if {_identity(one) for one in wanted} == {_identity(one) for one in present}:
        return False
    known = {_identity(one): one for one in present}
    statement.institutions.filter(pk__in=[one.pk for one in present]).delete()
    NamedInstitution.objects.bulk_create(
        NamedInstitution(
            statement=statement,
            relation=relation,
            ministry_id=one.ministry_id,
            printed=one.printed,
            read_as=known[_identity(one)].read_as if _identity(one) in known else "",
            span=one.span,
        )
        for one in wanted
    )
    statement.addressee_is_explicit = any(_is_near(statement, one.span) for one in wanted)
    return True


def _identity(one: Addressee | NamedInstitution) -> tuple[int | None, str, Any]:
    span = (one.span.lower, one.span.upper) if one.span else None
    return (one.ministry_id, one.printed, span)


def _is_near(statement: Statement, span: NumericRange | None) -> bool:
    """True where a span stands in the paragraph of the cue."""
    if span is None:
        return False
    text, cue = statement.revision.text, statement.cue_span.lower
    begin = text.rfind("\n", 0, cue) + 1
    end = text.find("\n", cue)
    return begin <= span.lower and (end < 0 or span.upper <= end)


def _sign(statement: Statement, ruled: list[str], by: Any, at: datetime) -> None:
    statement.rule(ruled)
    statement.validate_constraints()
    statement.save()
    correct(statement, by, at)
    refresh_derived([Statement.objects.get(pk=statement.pk)])
    join([statement.pk])
