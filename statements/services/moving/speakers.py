"""Merging two records of one speaker: the kept one gets everything, the other leads to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from people.folding import fold
from people.models import Alias, Appointment, Speaker
from people.name_matching import Likeness, compare
from people.names import read_name
from statements.models import Move, Statement
from statements.services.following import only_held
from statements.services.moving.journal import Journal, begin, on_behalf_of, settle
from statements.services.moving.model import Conflict, Preview, Refused, first, listed
from statements.services.moving.offices import conflicts, twins
from statements.services.moving.progress import SILENT, Progress
from statements.services.reviewing import lock

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

BODIES = ("group", "party", "committee", "ministry")
OWN_NAMES = ("name_ar", "name_latin")
# What an editor may take from the record that goes, where both say something.
CHOOSABLE = (*OWN_NAMES, "gender")
_WITH_THE_SPEAKER = ("speaker", "appointment", "group", "party", "chamber")
STRAGGLERS_AFTER = 90  # seconds: longer than any reading that began before the merge


@dataclass(slots=True)
class SpeakerPlan:
    """What goes over to the kept record, and what it has already."""

    kept: Speaker
    gone: Speaker
    aliases: list[Alias]
    appointments: list[Appointment]
    twins: dict[int, Appointment]
    known_aliases: list[Alias] = field(default_factory=list)
    held: list[Appointment] = field(default_factory=list)

    @property
    def moving_aliases(self) -> list[Alias]:
        there = {_scope(one) for one in self.known_aliases}
        return [one for one in self.aliases if _scope(one) not in there]

    @property
    def moving_appointments(self) -> list[Appointment]:
        return [one for one in self.appointments if one.pk not in self.twins]


def _scope(alias: Alias) -> tuple[Any, ...]:
    return (alias.folded, alias.chamber_id, alias.valid_from)


def why_not_merge_speakers(kept: Speaker, gone: Speaker) -> Refused | None:
    """Why these two cannot be one; None where they can."""
    if kept.pk == gone.pk:
        return Refused(_("This is one and the same record."))
    if kept.merged_into_id or gone.merged_into_id:
        return Refused(_("One of them is merged into another record already."))
    if kept.is_sample != gone.is_sample:
        return Refused(_("One of them is an invented sample, the other is not."))
    persons = [one.kind == Speaker.SpeakerKind.PERSON for one in (kept, gone)]
    if persons[0] != persons[1]:
        return Refused(_("One of them is a person, the other a body."))
    for name in BODIES:
        ours, theirs = getattr(kept, f"{name}_id"), getattr(gone, f"{name}_id")
        if theirs and any(getattr(kept, f"{one}_id") for one in BODIES) and ours != theirs:
            return Refused(_("They speak for two different bodies: merge or correct those first."))
    return None


def plan_of(kept: Speaker, gone: Speaker) -> SpeakerPlan:
    bodies = ("chamber", "group", "party", "ministry", "committee")
    both = (kept, gone)
    offices = Appointment.objects.filter(speaker__in=both).select_related(*bodies)
    moving, held = _of_each(offices.order_by("pk"), gone, kept)
    aliases = Alias.objects.filter(speaker__in=both).select_related("chamber")
    names, known_names = _of_each(aliases.order_by("pk"), gone, kept)
    return SpeakerPlan(
        kept=kept,
        gone=gone,
        aliases=names,
        appointments=moving,
        twins=twins(moving, held),
        known_aliases=known_names,
        held=held,
    )


_Owned = TypeVar("_Owned", Alias, Appointment)


def _of_each(rows: Iterable[_Owned], gone: Speaker, kept: Speaker) -> tuple[list[_Owned], ...]:
    """The rows of the one, and those of the other."""
    found = list(rows)
    return tuple([one for one in found if one.speaker_id == each.pk] for each in (gone, kept))


def preview_speakers(kept: Speaker, gone: Speaker) -> Preview:
    """What merging would carry over, what stays behind as said already, what does not agree."""
    plan = plan_of(kept, gone)
    moving = {one.pk for one in plan.moving_aliases}
    said = Statement.objects.filter(speaker=gone).select_related("article__source").newest_first()
    return Preview(
        kept=kept,
        gone=gone,
        carried=[
            first(said, _("statements")),
            listed(plan.moving_appointments, _("offices")),
            listed(plan.moving_aliases, _("names")),
            listed([b for b in BODIES if getattr(gone, f"{b}_id")], _("body it speaks for")),
            first(Speaker.objects.filter(merged_into=gone), _("records merged into it earlier")),
        ],
        stays=[
            listed([o for o in plan.appointments if o.pk in plan.twins], _("offices")),
            listed([one for one in plan.aliases if one.pk not in moving], _("names")),
        ],
        conflicts=[*_unlike(kept, gone), *conflicts(plan.moving_appointments, plan.held)],
    )


def _unlike(kept: Speaker, gone: Speaker) -> list[Conflict]:
    found = []
    pairs = [
        (read_name(one), read_name(other))
        for one in (kept.name_ar, kept.name_latin)
        for other in (gone.name_ar, gone.name_latin)
        if one and other
    ]
    if all(compare(one, other).likeness is Likeness.DIFFERENT for one, other in pairs):
        found.append(Conflict(_("Their names are not alike."), [f"{kept} ≠ {gone}"]))
    if kept.gender and gone.gender and kept.gender != gone.gender:
        told = f"{kept.get_gender_display()} ≠ {gone.get_gender_display()}"
        found.append(Conflict(_("Their genders differ."), [told]))
    return found


def merge_speakers(
    kept: Speaker,
    gone: Speaker,
    by: AbstractBaseUser,
    at: datetime,
    reason: str = "",
    take: Collection[str] = (),
    progress: Progress = SILENT,
) -> Move | Refused:
    """Make one record of two: what the one has goes to the other, whose address answers for both.

    ``take`` names the fields (names, gender) in which the record that goes is right. Rulings on
    statements stay as they are. One transaction, to be undone by ``take_back``.
    """
    with transaction.atomic():
        statements = list(lock(Statement.objects.filter(speaker=gone)))
        kept, gone = _locked(kept.pk, gone.pk)
        refused = why_not_merge_speakers(kept, gone)
        if refused is not None:
            return refused
        move = begin(Move.Kind.MERGE_SPEAKERS, gone, kept, by, at, reason)
        journal = Journal(move, progress)
        with on_behalf_of(move):
            unite_speakers(journal, kept, gone, statements, take)
            journal.store(at)
            settle(move, [one.pk for one in statements], progress)
        transaction.on_commit(lambda: _gather_later(move.pk))
    return move


def _locked(*pks: int) -> list[Speaker]:
    rows = {one.pk: one for one in Speaker.objects.select_for_update().filter(pk__in=pks)}
    return [rows[pk] for pk in pks]


def unite_speakers(
    journal: Journal,
    kept: Speaker,
    gone: Speaker,
    statements: Iterable[Statement],
    take: Collection[str] = (),
) -> None:
    """Carry everything over, row by row; the rows are locked by the caller."""
    plan = plan_of(kept, gone)
    names = _carry_fields(journal, kept, gone, take)
    _carry_names(journal, plan, names)
    for office in plan.moving_appointments:
        journal.change(office, {"speaker": kept.pk})
    held = [*plan.held, *plan.moving_appointments]
    carry_statements(journal, statements, gone, kept, held, plan.twins)
    for earlier in Speaker.objects.filter(merged_into=gone).order_by("pk"):
        journal.change(earlier, {"merged_into": kept.pk})
    journal.change(gone, {"merged_into": kept.pk})


def _carry_fields(
    journal: Journal, kept: Speaker, gone: Speaker, take: Collection[str]
) -> list[str]:
    """Fill the kept record from the other; returns the names that neither bears any more."""
    former = [getattr(one, name) for one in (gone, kept) for name in OWN_NAMES]
    values: dict[str, Any] = {
        name: getattr(gone, name)
        for name in CHOOSABLE
        if getattr(gone, name) and (name in take or not getattr(kept, name))
    }
    if kept.is_provisional and not gone.is_provisional:
        values["is_provisional"] = False
    chosen = [name for name, value in values.items() if value != getattr(kept, name)]
    bodies = {name: pk for name in BODIES if (pk := getattr(gone, f"{name}_id"))}
    # Each body has one speaker: the place must be free first.
    journal.change(gone, dict.fromkeys(bodies))
    ruled = sorted({*kept.ruled_fields, *chosen, *bodies})
    journal.change(kept, {**values, **bodies, "ruled_fields": ruled})
    own = {fold(getattr(kept, name)) for name in OWN_NAMES}
    return [name for name in dict.fromkeys(former) if name and fold(name) not in own]


def _carry_names(journal: Journal, plan: SpeakerPlan, former: Iterable[str]) -> None:
    """Names become aliases of the kept record, so that articles that print them lead to it."""
    gone = {fold(name) for name in former}
    for alias in plan.moving_aliases:
        merged = alias.folded in gone and alias.kind != Alias.AliasKind.RULED
        kind = Alias.AliasKind.MERGED.value if merged else alias.kind
        journal.change(alias, {"speaker": plan.kept.pk, "kind": kind})
    there = {one.folded for one in plan.known_aliases if not (one.chamber_id or one.valid_from)}
    there |= {one.folded for one in plan.moving_aliases if not (one.chamber_id or one.valid_from)}
    for name in former:
        if fold(name) not in there:
            there.add(fold(name))
            kind = Alias.AliasKind.MERGED
            journal.create(Alias(speaker=plan.kept, text=name[:200], kind=kind))


def carry_statements(
    journal: Journal,
    statements: Iterable[Statement],
    gone: Speaker,
    kept: Speaker,
    held: Iterable[Appointment],
    same: dict[int, Appointment],
) -> None:
    """Let statements be the kept speaker's, with the office of their day; no ruling is touched."""
    offices = {one.pk: one for one in held}
    for statement in statements:
        values = {name: getattr(statement, f"{name}_id") for name in _WITH_THE_SPEAKER}
        values["speaker"] = kept.pk
        if statement.machine_values.get("speaker") == gone.pk:
            values["machine_values.speaker"] = kept.pk
            read = statement.machine_values.get("appointment")
            values["machine_values.appointment"] = same[read].pk if read in same else read
        office = same.get(statement.appointment_id or 0)
        if statement.appointment_id is None and not statement.is_ruled("appointment"):
            office = only_held(offices.values(), statement.dated_on)
        if office is not None:
            values["appointment"] = office.pk
        in_force = office or offices.get(statement.appointment_id or 0)
        for name in ("group", "party", "chamber"):
            known = getattr(in_force, f"{name}_id", None)
            if known and not getattr(statement, f"{name}_id") and not statement.is_ruled(name):
                values[name] = known
        journal.change(statement, values)


def gather_stragglers(move_pk: int, at: datetime) -> int:
    """Carry over statements that a reading gave to a merged record while it was being merged."""
    with transaction.atomic():
        move = Move.objects.select_for_update().get(pk=move_pk)
        if move.undone_at is not None or move.kind != Move.Kind.MERGE_SPEAKERS:
            return 0
        assert move.from_speaker_id is not None
        late: QuerySet[Statement] = Statement.objects.filter(speaker=move.from_speaker_id)
        statements = list(lock(late))
        gone = Speaker.objects.select_related("merged_into").get(pk=move.from_speaker_id)
        if not statements or gone.merged_into is None:
            return 0
        plan = plan_of(gone.merged_into, gone)
        journal = Journal(move)
        with on_behalf_of(move):
            carry_statements(journal, statements, gone, plan.kept, plan.held, plan.twins)
            journal.store(at)
            settle(move, [one.pk for one in statements])
    return len(statements)


def _gather_later(move_pk: int) -> None:
    from statements.tasks import gather_stragglers as task

    task.apply_async((move_pk,), countdown=STRAGGLERS_AFTER)
