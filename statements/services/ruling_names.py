"""Rulings on printed names: one decision for every statement of a name in its scope, undoable."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from people.bodies import Bodies
from people.correctable import as_json
from people.folding import fold
from people.models import Speaker
from people.name_matching import Likeness
from people.names import read_name
from people.resolution.candidates import NameIndex, Setting
from people.resolution.provisional import note_seat
from statements.models import NameRuling, Statement
from statements.models.review import open_now
from statements.models.statements import StatementQuerySet
from statements.services.joining import join
from statements.services.name_rulings import NAMED, appointments_of, held_in, meant, place_of
from statements.services.rereading import queue_readings
from statements.services.reviewing import lock
from statements.services.storing import refresh_derived

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

# What a ruling sets; the machine's own values change with it, so that no later reading moves back.
_COLUMNS = {
    **{name: f"{name}_id" for name in ("speaker", "appointment", "group", "party", "chamber")},
    "unresolved": "unresolved",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """A name and where a ruling on it holds; what is left empty narrows nothing."""

    name: str
    is_sample: bool = False
    chamber: int | None = None
    group: int | None = None
    source: int | None = None
    since: date | None = None
    until: date | None = None

    def statements(self) -> StatementQuerySet:
        """The statements of the name that no editor has ruled on, nor on who speaks in them."""
        rows = unruled().filter(speaker_key=fold(self.name), is_sample=self.is_sample)
        for name, value in (
            ("chamber", self.chamber), ("group", self.group), ("article__source", self.source)
        ):  # fmt: skip
            rows = rows.filter(**{name: value}) if value else rows
        if self.since:
            rows = rows.filter(article__published_at__date__gte=self.since)
        if self.until:
            rows = rows.filter(article__published_at__date__lte=self.until)
        return rows

    @classmethod
    def of(cls, ruling: NameRuling) -> Scope:
        return cls(
            ruling.name, ruling.is_sample, ruling.chamber_id, ruling.group_id, ruling.source_id,
            ruling.valid_from, ruling.valid_until,
        )  # fmt: skip


def unruled() -> StatementQuerySet:
    """Statements of a name whose speaker is the machine's choice alone."""
    return Statement.objects.filter(
        open_now(), ~Q(ruled_fields__overlap=["speaker", "speaker_type"]),
        speaker_type__in=NAMED,
    ).exclude(speaker_key="")  # fmt: skip


def rule_on_name(
    scope: Scope,
    decision: NameRuling.Decision,
    speaker: Speaker | None,
    by: AbstractBaseUser,
    at: datetime,
) -> NameRuling:
    """Tie every statement of a name in its scope to this speaker, or to nobody, and later ones.

    Raises ValidationError where the scope cannot be, or the speaker is of the other world.
    """
    if speaker is not None and _is_of_other_world(speaker, scope):
        raise ValidationError(gettext("Invented people say invented statements only."))
    ruling = NameRuling(
        name=" ".join(scope.name.split())[:500], chamber_id=scope.chamber, group_id=scope.group,
        source_id=scope.source, valid_from=scope.since, valid_until=scope.until,
        decision=decision, speaker=speaker, is_sample=scope.is_sample, ruled_by_id=by.pk,
        ruled_at=at,
    )  # fmt: skip
    ruling.validate_constraints()
    with transaction.atomic():
        rows = list(lock(scope.statements()).select_related("article"))
        ruling.before = {str(row.pk): _written_down(row) for row in rows}
        _set_speaker(rows, ruling)
        ruling.confirms_speaker = _confirm(ruling.speaker)
        ruling.after = {str(row.pk): _written_down(row) for row in rows}
        ruling.save()
        _store(rows, at)
    return ruling


def _confirm(speaker: Speaker | None, is_provisional: bool = False) -> bool:
    """Whom an editor names is no longer provisional; True when he was."""
    if speaker is None:
        return False
    others = Speaker.objects.filter(pk=speaker.pk).exclude(is_provisional=is_provisional)
    return bool(others.update(is_provisional=is_provisional))


def _is_of_other_world(speaker: Speaker, scope: Scope) -> bool:
    is_person = speaker.kind == Speaker.SpeakerKind.PERSON
    return is_person and speaker.is_sample != scope.is_sample


def _written_down(row: Statement) -> dict[str, Any]:
    """What a ruling changes in a statement, and what the machine had said of it."""
    now = {name: as_json(getattr(row, column)) for name, column in _COLUMNS.items()}
    machine = {name: row.machine_values[name] for name in _COLUMNS if name in row.machine_values}
    copy: dict[str, Any] = json.loads(
        json.dumps({**now, "machine_values": machine}, cls=DjangoJSONEncoder)
    )
    return copy


def _set_speaker(rows: Sequence[Statement], ruling: NameRuling) -> None:
    speaker = meant(ruling)
    held = appointments_of([speaker.pk] if speaker else ())
    for row in rows:
        office = held_in(held[speaker.pk], place_of(row)) if speaker else None
        row.take_machine_values(
            {
                "speaker": speaker,
                "appointment": office,
                "group": row.group or (office.group if office else None),
                "party": row.party or (office.party if office else None),
                "chamber": row.chamber or (office.chamber if office else None),
            }
        )
        row.unresolved = "" if speaker else Statement.Unresolved.UNKNOWN


def _store(rows: Sequence[Statement], at: datetime) -> None:
    for row in rows:
        row.changed_at = at
    Statement.objects.bulk_update(rows, [*_COLUMNS, "machine_values", "changed_at"], batch_size=500)
    pks = [row.pk for row in rows]
    refresh_derived(Statement.objects.filter(pk__in=pks))
    join(pks)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Statements that are again as they were, and those left because they changed since."""

    restored: int
    left: int


def undo_ruling(ruling: NameRuling, by: AbstractBaseUser, at: datetime) -> TakenBack:
    """Take a ruling back: what it changed is as before, what came later is read again.

    A statement that an editor has ruled on since is left as it stands. A person made by the
    ruling goes with it, unless something else refers to it by now. ``ruling`` is then as stored.
    """
    with transaction.atomic():
        locked = NameRuling.objects.select_for_update().get(pk=ruling.pk)
        if locked.undone_at is not None:
            return TakenBack(0, 0)
        rows = list(lock(Statement.objects.filter(pk__in=[int(pk) for pk in locked.before])))
        untouched = [row for row in rows if _written_down(row) == locked.after[str(row.pk)]]
        for row in untouched:
            _restore(row, locked.before[str(row.pk)])
        _store(untouched, at)
        locked.undone_by_id, locked.undone_at = by.pk, at
        locked.save(update_fields=["undone_by", "undone_at"])
        _read_again(locked, {row.pk for row in untouched})
        if locked.confirms_speaker:
            _confirm(locked.speaker, is_provisional=True)
        _take_away_person(locked)
        ruling.refresh_from_db()
    return TakenBack(len(untouched), len(rows) - len(untouched))


def _restore(row: Statement, before: Mapping[str, Any]) -> None:
    for name, column in _COLUMNS.items():
        setattr(row, column, before[name])
    machine = {name: value for name, value in row.machine_values.items() if name not in _COLUMNS}
    row.machine_values = machine | before["machine_values"]


def _read_again(ruling: NameRuling, restored: set[int]) -> None:
    """Articles that obeyed the ruling when they came are resolved anew without it."""
    later = Scope.of(ruling).statements().filter(speaker=ruling.speaker_id)
    queue_readings(set(later.exclude(pk__in=restored).values_list("article", flat=True)))


def _take_away_person(ruling: NameRuling) -> None:
    if ruling.decision != NameRuling.Decision.MAKE or ruling.speaker is None:
        return
    speaker = ruling.speaker
    others = speaker.name_rulings.exclude(pk=ruling.pk)
    if speaker.statements.exists() or others.exists():
        _confirm(speaker, is_provisional=True)
        return
    ruling.speaker = None
    ruling.save(update_fields=["speaker"])
    speaker.delete()


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Whom to make."""

    name_ar: str = ""
    name_latin: str = ""
    gender: str = ""


def namesakes(new: NewPerson, scope: Scope) -> list[Speaker]:
    """Persons who are here under this very name already, those whom nobody has confirmed first."""
    names = [name for name in map(read_name, (new.name_ar, new.name_latin)) if name.parts]
    index = NameIndex.fetched(names, scope.is_sample, Bodies()) if names else None
    near = (
        [one for name in names for one in index.candidates(name, Setting(), None)] if index else []
    )
    found = {one.speaker.pk: one.speaker for one in near if one.likeness is Likeness.SAME}
    return sorted(found.values(), key=lambda one: (not one.is_provisional, one.pk))


def make_person(new: NewPerson, scope: Scope) -> Speaker:
    """A known person with the seat that the scope speaks of, in the term of the latest statement.

    Call it inside the transaction of the ruling.
    """
    speaker = Speaker(
        name_ar=new.name_ar, name_latin=new.name_latin, gender=new.gender, is_sample=scope.is_sample
    )
    speaker.rule([name for name in ("name_ar", "name_latin", "gender") if getattr(new, name)])
    speaker.save()
    latest = scope.statements().order_by("-article__published_at").first()
    if scope.chamber and latest and (day := latest.article.published_on):
        note_seat(speaker, day, chamber=scope.chamber, group=scope.group)
    return speaker
