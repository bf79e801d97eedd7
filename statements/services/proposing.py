"""Readings that differ from what editors ruled: kept as proposals, accepted or declined by them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.utils import timezone

from people.models import Speaker
from statements.models import NamedInstitution, Proposal, Session, Statement
from statements.services.written import written

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from statements.services.correcting import Correction

# Field → the columns that are one value. The first says whether two readings are the same.
UNITS: Mapping[str, tuple[str, ...]] = {
    "content": ("content", "content_spans"),
    "cue": ("cue", "cue_span"),
    "stance": ("stance",),
    "kind": ("kind",),
    "speaker": ("speaker", "speaker_type"),
    "session": ("session",),
    "said_on": ("said_on",),
}
ADDRESSEES = "addressees"
DETECTION = "detection"
ADDITION = "addition"
# Accepting these puts a verdict on the whole statement.
_VERDICTS = {DETECTION: "reject", ADDITION: "confirm"}
FIELDS = (*UNITS, ADDRESSEES, DETECTION, ADDITION)
# A speaker whom nobody knows is no other speaker.
_NAMED = ("person", "group", "institution")
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reread:
    """A statement that an editor has touched, and what the machine had read of it before."""

    statement: Statement
    earlier: Values
    is_found: bool = True


class Decided(StrEnum):
    DONE = "done"
    STALE = "stale"
    CLOSED = "closed"


def touched_before(statement: Statement) -> Reread:
    """Remember what the machine had read; call it before a new reading is stored."""
    return Reread(statement, _plain(dict(statement.machine_values)))


def propose(reread: Iterable[Reread]) -> int:
    """Bring the proposals of these statements up to their latest reading; returns how many are new.

    Only a reading that differs from the ruling and from the machine's reading before it is news:
    what an editor had before him when he ruled is not asked again, nor what he declined.
    """
    rows = [one for one in reread if one.statement.review_status != "rejected"]
    if not rows:
        return 0
    found = [proposal for one in rows for proposal in _candidates(one)]
    proposals = Proposal.objects.filter(statement__in=[one.statement for one in rows])
    known = {
        (one.statement_id, one.field, one.reading): one for one in proposals.exclude(field=ADDITION)
    }
    news = [one for one in found if _key(one) not in known]
    standing = {_key(one) for one in found if one.state == Proposal.State.OPEN}
    standing |= _still_read(rows, known.values())
    _move(known.values(), Proposal.State.OPEN, Proposal.State.WITHDRAWN, standing, within=False)
    _move(known.values(), Proposal.State.WITHDRAWN, Proposal.State.OPEN, standing, within=True)
    Proposal.objects.bulk_create(news, ignore_conflicts=True)
    return sum(one.state == Proposal.State.OPEN for one in news)


def _key(one: Proposal) -> tuple[int, str, str]:
    return (one.statement_id, one.field, one.reading)


def _move(
    known: Iterable[Proposal], old: str, new: str, standing: set[Any], *, within: bool
) -> None:
    pks = [one.pk for one in known if one.state == old and (_key(one) in standing) == within]
    if pks:
        Proposal.objects.filter(pk__in=pks, state=old).update(state=new)


def _still_read(rows: Iterable[Reread], known: Iterable[Proposal]) -> set[Any]:
    """Proposals whose reading is the latest still, and still not what is in force."""
    statements = {one.statement.pk: one for one in rows}
    kept = set()
    for one in known:
        reread = statements[one.statement_id]
        if one.field == DETECTION:
            if not reread.is_found:
                kept.add(_key(one))
        elif (
            reread.is_found
            and one.reading == _reading(one.field, _plain(dict(reread.statement.machine_values)))
            and one.reading != _reading(one.field, _in_force(reread.statement, one.field))
        ):
            kept.add(_key(one))
    return kept


def _candidates(one: Reread) -> Iterable[Proposal]:
    statement = one.statement
    if not one.is_found:
        if statement.engine_version:
            yield _proposal(one, DETECTION, "", {}, {}, {})
        return
    now = _plain(dict(statement.machine_values))
    # An editor made it, and no reading had found it: then the first one is news.
    is_first = "content" not in one.earlier
    for name in (*UNITS, ADDRESSEES):
        is_news = is_first or name in one.earlier
        if name not in now or not is_news or not statement.is_ruled(name):
            continue
        force = _in_force(statement, name)
        latest, before, ruled = (_reading(name, v) for v in (now, one.earlier, force))
        if latest in (before, ruled) or _says_nothing(name, now):
            continue
        values, earlier = _unit(name, now), _unit(name, one.earlier)
        if before != ruled and not is_first:
            yield _proposal(one, name, before, {}, force, earlier, Proposal.State.OVERRULED)
        yield _proposal(one, name, latest, earlier, force, values)


def _says_nothing(name: str, now: Values) -> bool:
    return name == "speaker" and now["speaker"] is None and now.get("speaker_type") in _NAMED


def _proposal(
    one: Reread,
    name: str,
    reading: str,
    earlier: Values,
    ruled: Values,
    values: Values,
    state: str = Proposal.State.OPEN,
) -> Proposal:
    statement = one.statement
    evidence = {
        "confidence": statement.confidence.get(name),
        "rule": statement.rules.get(name),
        "revision": statement.revision_id,
    }
    return Proposal(
        statement=statement,
        field=name,
        reading=reading,
        earlier=earlier,
        ruled=ruled,
        values=values,
        evidence=evidence,
        engine_version=statement.engine_version,
        made_at=timezone.now(),
        state=state,
    )


def _plain(values: Values) -> Values:
    copy: Values = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return copy


def _unit(name: str, values: Values) -> Values:
    return {column: values.get(column) for column in UNITS.get(name, (name,))}


def _in_force(statement: Statement, name: str) -> Values:
    if name != ADDRESSEES:
        return written(statement, UNITS[name])
    relation = NamedInstitution.Relation.ADDRESSED
    named = [one for one in statement.institutions.all() if one.relation == relation]
    return {name: [{"ministry": one.ministry_id, "printed": one.printed} for one in named]}


def _reading(name: str, values: Values) -> str:
    """One name for all readings that say the same."""
    said: Any = values.get(name)
    if name == ADDRESSEES:
        said = sorted(str(one["ministry"] or one["printed"]) for one in said or ())
    elif name == "speaker":
        said = [said, values.get("speaker_type")]
    return hashlib.sha256(json.dumps([name, said]).encode()).hexdigest()


# What an editor makes of it


def accept(proposal: Proposal, by: AbstractBaseUser, at: datetime) -> Decided:
    """Rule as the reading says; it is the editor's correction then, and undone like any other."""
    from statements.services.correcting import judge, rule
    from statements.services.reviewing import Verdict

    with transaction.atomic():
        statement = _locked_statement(proposal)
        locked = Proposal.objects.select_for_update().get(pk=proposal.pk)
        if locked.state != Proposal.State.OPEN:
            return Decided.CLOSED
        if locked.field in _VERDICTS:
            judge(statement, Verdict(_VERDICTS[locked.field]), by, at)
        else:
            correction = _correction(locked, statement)
            if correction is None:
                _decide(locked, Proposal.State.WITHDRAWN, by, at)
                return Decided.STALE
            rule(statement, correction, by, at)
        _decide(locked, Proposal.State.ACCEPTED, by, at)
    return Decided.DONE


def _locked_statement(proposal: Proposal) -> Statement:
    from statements.services.reviewing import lock

    return lock(Statement.objects.filter(pk=proposal.statement_id)).get()


def _correction(proposal: Proposal, statement: Statement) -> Correction | None:
    """What to set; None where the text or the row that it speaks of is no longer there."""
    from statements.services.correcting import Addressee, Correction

    name, values = proposal.field, proposal.values
    of_this_text = proposal.evidence.get("revision") == statement.revision_id
    if name in ("content", "cue", ADDRESSEES) and not of_this_text:
        return None
    if name == "content":
        return Correction({"content_spans": [NumericRange(*s) for s in values["content_spans"]]})
    if name == "cue":
        return Correction({"cue_span": NumericRange(*values["cue_span"])})
    if name == ADDRESSEES:
        read = values[ADDRESSEES]
        return Correction(
            addressees=tuple(
                Addressee(
                    one["ministry"],
                    one["printed"],
                    NumericRange(*one["span"]) if one.get("span") else None,
                )
                for one in read
            )
        )
    if name == "speaker":
        return _to_speaker(values, Correction)
    if name == "session" and values["session"] is not None:
        session = Session.objects.filter(pk=values["session"]).first()
        return Correction({"session": session}) if session else None
    field: Any = Statement._meta.get_field(name)
    return Correction({name: field.to_python(values[name])})


def _to_speaker(values: Values, correction: type[Correction]) -> Correction | None:
    speaker = None
    if values["speaker"] is not None:
        rows = Speaker.objects.select_related("merged_into")
        speaker = rows.filter(pk=values["speaker"]).first()
        if speaker is None:
            return None
        speaker = speaker.merged_into or speaker
    return correction({"speaker": speaker, "speaker_type": values["speaker_type"]})


def decline(proposal: Proposal, by: AbstractBaseUser, at: datetime) -> Decided:
    """Leave it as ruled; this reading is not proposed again."""
    with transaction.atomic():
        locked = Proposal.objects.select_for_update().get(pk=proposal.pk)
        if locked.state != Proposal.State.OPEN:
            return Decided.CLOSED
        _decide(locked, Proposal.State.DECLINED, by, at)
    return Decided.DONE


def reopen(proposal: Proposal, by: AbstractBaseUser, at: datetime) -> Decided:
    """Take a refusal back: the proposal waits again."""
    with transaction.atomic():
        locked = Proposal.objects.select_for_update().get(pk=proposal.pk)
        if locked.state != Proposal.State.DECLINED:
            return Decided.CLOSED
        _decide(locked, Proposal.State.OPEN, by, at)
    return Decided.DONE


def _decide(proposal: Proposal, state: str, by: AbstractBaseUser, at: datetime) -> None:
    is_open = state == Proposal.State.OPEN
    proposal.state = state
    proposal.decided_by_id = None if is_open else by.pk
    proposal.decided_at = None if is_open else at
    proposal.save(update_fields=["state", "decided_by", "decided_at"])
