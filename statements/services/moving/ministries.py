"""Merging two records of one ministry: names, addresses, offices and links go to the kept one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from people.folding import fold
from people.models import Appointment, Ministry, MinistryName, Speaker
from statements.models import Move, NamedInstitution, Statement, Topic
from statements.services.moving.journal import Journal, begin, on_behalf_of, settle
from statements.services.moving.model import Conflict, Preview, Refused, first, listed
from statements.services.moving.offices import dates_of, overlap
from statements.services.moving.progress import SILENT, Progress
from statements.services.moving.speakers import unite_speakers, why_not_merge_speakers
from statements.services.reviewing import lock
from statements.services.storing import RELATION_FIELDS

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

_OWN_NAMES = (("name_ar", "ar"), ("name_fr", "fr"))
_OFFICE = (
    "speaker_id", "office", "chamber_id", "group_id", "party_id", "committee_id", "title",
    "valid_from",
)  # fmt: skip


@dataclass(slots=True)
class MinistryPlan:
    """What goes over to the kept ministry, and what it has already."""

    names: list[MinistryName]
    known_names: list[MinistryName]
    offices: list[Appointment]
    held: list[Appointment]
    twins: dict[int, Appointment]

    @property
    def moving_names(self) -> list[MinistryName]:
        there = {_scope(one) for one in self.known_names}
        return [one for one in self.names if _scope(one) not in there]


def _scope(name: MinistryName) -> tuple[Any, ...]:
    return (name.language, name.kind, name.text, name.valid_from)


def why_not_merge_ministries(kept: Ministry, gone: Ministry) -> Refused | None:
    """Why these two cannot be one; None where they can."""
    if kept.pk == gone.pk:
        return Refused(_("This is one and the same record."))
    if kept.merged_into_id or gone.merged_into_id:
        return Refused(_("One of them is merged into another record already."))
    speakers = _speakers_at_hand(kept, gone)
    if len(speakers) < 2:
        return None
    # Only looked at: that they stand for two ministries is what the merge puts right.
    loose = copy(speakers[1])
    loose.ministry = None
    return why_not_merge_speakers(speakers[0], loose)


def _speakers(kept: Ministry, gone: Ministry) -> list[Speaker]:
    """The records under which they speak, the kept ministry's first; one that is alike counts."""
    rows = Speaker.objects.filter(ministry__in=(kept, gone))
    return sorted(rows, key=lambda one: one.ministry_id != kept.pk)


def _speakers_at_hand(kept: Ministry, gone: Ministry) -> list[Speaker]:
    """The same, as they were when the two were fetched."""
    both = (getattr(one, "as_speaker", None) for one in (kept, gone))
    return [speaker for speaker in both if speaker is not None]


def plan_of(kept: Ministry, gone: Ministry) -> MinistryPlan:
    both = (kept, gone)
    offices = Appointment.objects.filter(ministry__in=both).select_related("speaker", "ministry")
    held, moving = _of_each(offices.order_by("pk"), kept, gone)
    there = {tuple(getattr(one, name) for name in _OFFICE): one for one in held}
    keys = {one.pk: tuple(getattr(one, name) for name in _OFFICE) for one in moving}
    rows = MinistryName.objects.filter(ministry__in=both).order_by("pk")
    known_names, names = _of_each(rows, kept, gone)
    return MinistryPlan(
        names=names,
        known_names=known_names,
        offices=moving,
        held=held,
        twins={pk: there[key] for pk, key in keys.items() if key in there},
    )


_Owned = TypeVar("_Owned", MinistryName, Appointment)


def _of_each(rows: Iterable[_Owned], kept: Ministry, gone: Ministry) -> tuple[list[_Owned], ...]:
    """The rows of the one, and those of the other."""
    found = list(rows)
    return tuple([one for one in found if one.ministry_id == each.pk] for each in (kept, gone))


def preview_ministries(kept: Ministry, gone: Ministry) -> Preview:
    """What merging would carry over, what stays behind as said already, what does not agree."""
    plan = plan_of(kept, gone)
    moving = {one.pk for one in plan.moving_names}
    addressed = Statement.objects.addressed_to(gone.code).select_related("article__source")
    mentioned = Statement.objects.filter(
        institutions__ministry=gone, institutions__relation="mentioned"
    ).select_related("article__source")
    around = Q(successors=gone) | Q(predecessors=gone) | Q(parent=gone)
    speakers = [one for one in _speakers_at_hand(kept, gone) if one.ministry_id == gone.pk]
    return Preview(
        kept=kept,
        gone=gone,
        carried=[
            first(addressed.newest_first(), _("statements addressed to it")),
            first(mentioned.newest_first(), _("statements that only mention it")),
            listed([o for o in plan.offices if o.pk not in plan.twins], _("ministers")),
            listed([one for one in plan.names if one.pk in moving], _("names")),
            listed(
                list(Ministry.objects.filter(around).distinct()),
                _("predecessors, successors and attached departments"),
            ),
            first(Topic.objects.filter(ministries=gone), _("topics in its charge")),
            listed(speakers, _("speaker of this name")),
            first(Ministry.objects.filter(merged_into=gone), _("records merged into it earlier")),
        ],
        stays=[listed([one for one in plan.names if one.pk not in moving], _("names"))],
        conflicts=_conflicts(kept, gone, plan),
    )


def _conflicts(kept: Ministry, gone: Ministry, plan: MinistryPlan) -> list[Conflict]:
    found = []
    if kept.kind != gone.kind:
        kinds = f"{kept.get_kind_display()} ≠ {gone.get_kind_display()}"
        found.append(Conflict(_("They are of different kinds."), [kinds]))
    if kept.parent_id != gone.parent_id and gone.parent_id not in (None, kept.pk):
        parents = f"{kept.parent or '—'} ≠ {gone.parent}"
        found.append(Conflict(_("They are attached to different departments."), [parents]))
    dates = dates_of(kept), dates_of(gone)
    if dates[0] != dates[1]:
        found.append(Conflict(_("They were in force on different days."), [" ≠ ".join(dates)]))
    two = [
        f"{other.speaker} ({dates_of(other)}) ≠ {one.speaker} ({dates_of(one)})"
        for one in plan.offices
        for other in plan.held
        if one.speaker_id != other.speaker_id and overlap(one, other)
    ]
    if two:
        found.append(Conflict(_("They had two ministers at the same time."), two))
    return found


def merge_ministries(
    kept: Ministry,
    gone: Ministry,
    by: AbstractBaseUser,
    at: datetime,
    reason: str = "",
    progress: Progress = SILENT,
) -> Move | Refused:
    """Make one ministry of two: everything that names the one names the other from now on.

    Where both speak under a record of their own these are merged too. One transaction, to be
    undone by ``take_back``.
    """
    with transaction.atomic():
        speakers = _speakers(kept, gone)
        statements = {one.pk: one for one in lock(touched_by_merging(gone, speakers))}
        list(Speaker.objects.select_for_update().filter(pk__in=[s.pk for s in speakers]))
        kept, gone = _locked(kept.pk, gone.pk)
        refused = why_not_merge_ministries(kept, gone)
        if refused is not None:
            return refused
        move = begin(Move.Kind.MERGE_MINISTRIES, gone, kept, by, at, reason)
        journal = Journal(move, progress)
        with on_behalf_of(move):
            _unite_speakers(journal, kept, speakers, statements.values())
            _unite(journal, kept, gone, plan_of(kept, gone), statements)
            journal.store(at)
            settle(move, statements, progress)
    return move


def touched_by_merging(gone: Ministry, speakers: Sequence[Speaker]) -> QuerySet[Statement]:
    """The statements that name the ministry, are by its holders, or are its own."""
    touched = Q(institutions__ministry=gone) | Q(appointment__ministry=gone)
    if len(speakers) == 2:
        touched |= Q(speaker=speakers[1])
    return Statement.objects.filter(
        pk__in=Statement.objects.filter(touched).order_by().values("pk")
    )


def _locked(*pks: int) -> list[Ministry]:
    rows = {one.pk: one for one in Ministry.objects.select_for_update().filter(pk__in=pks)}
    return [rows[pk] for pk in pks]


def _unite_speakers(
    journal: Journal, kept: Ministry, speakers: list[Speaker], statements: Iterable[Statement]
) -> None:
    if len(speakers) == 2:
        theirs = [one for one in statements if one.speaker_id == speakers[1].pk]
        # Each ministry has one speaker, and the two would stand for different ones.
        journal.change(speakers[1], {"ministry": None})
        unite_speakers(journal, speakers[0], speakers[1], theirs)
    elif speakers and speakers[0].ministry_id != kept.pk:
        _point(journal, speakers[0], "ministry", kept)


def _unite(
    journal: Journal,
    kept: Ministry,
    gone: Ministry,
    plan: MinistryPlan,
    statements: dict[int, Statement],
) -> None:
    _carry_names(journal, kept, gone, plan)
    for office in plan.offices:
        if office.pk not in plan.twins:
            _point(journal, office, "ministry", kept)
    for statement in statements.values():
        if twin := plan.twins.get(statement.appointment_id or 0):
            journal.change(statement, {"appointment": twin.pk})
    carry_named(journal, statements, gone, kept)
    _carry_links(journal, kept, gone)
    for earlier in Ministry.objects.filter(merged_into=gone).order_by("pk"):
        journal.change(earlier, {"merged_into": kept.pk})
    journal.change(gone, {"merged_into": kept.pk})


def _point(journal: Journal, row: Any, name: str, kept: Ministry) -> None:
    """Let a row point to the kept ministry, which loading the files again leaves so."""
    ruled = sorted({*row.ruled_fields, name})
    journal.change(row, {name: kept.pk, "ruled_fields": ruled})


def _carry_names(journal: Journal, kept: Ministry, gone: Ministry, plan: MinistryPlan) -> None:
    for name in plan.moving_names:
        _point(journal, name, "ministry", kept)
    there = {one.folded for one in (*plan.known_names, *plan.names)}
    for column, language in _OWN_NAMES:
        text = getattr(gone, column)
        if text and fold(text) not in there:
            there.add(fold(text))
            kind = MinistryName.NameKind.ALIAS
            name = MinistryName(ministry=kept, text=text, language=language, kind=kind)
            name.rule(["ministry", "text", "language", "kind"])
            journal.create(name)


def carry_named(
    journal: Journal, statements: dict[int, Statement], gone: Ministry, kept: Ministry
) -> None:
    """Let statements name the kept ministry; one that names both already names it once."""
    named = NamedInstitution.objects.filter(ministry=gone).order_by("pk")
    there = NamedInstitution.objects.filter(ministry=kept, statement__in=named.values("statement"))
    named_already = set(there.order_by().values_list("statement", "relation"))
    for one in named:
        if (one.statement_id, one.relation) in named_already:
            journal.delete(one)
        else:
            journal.change(one, {"ministry": kept.pk})
        statement = statements[one.statement_id]
        name = RELATION_FIELDS[NamedInstitution.Relation(one.relation)]
        read = statement.machine_values.get(name)
        if read and any(each.get("ministry") == gone.pk for each in read):
            values = [_renamed(each, gone, kept) for each in read]
            journal.change(statement, {f"machine_values.{name}": values})


def _renamed(read: dict[str, Any], gone: Ministry, kept: Ministry) -> dict[str, Any]:
    return {**read, "ministry": kept.pk} if read.get("ministry") == gone.pk else read


def _carry_links(journal: Journal, kept: Ministry, gone: Ministry) -> None:
    """Departments attached, those before and after, and topics in charge."""
    if kept.parent_id == gone.pk:
        parent = gone.parent_id if gone.parent_id != kept.pk else None
        ruled = sorted({*kept.ruled_fields, "parent"})
        journal.change(kept, {"parent": parent, "ruled_fields": ruled})
    for child in Ministry.objects.filter(parent=gone).exclude(pk=kept.pk).order_by("pk"):
        _point(journal, child, "parent", kept)
    between = Ministry.predecessors.through
    for ours, theirs in (("from_ministry", "to_ministry"), ("to_ministry", "from_ministry")):
        _relink(journal, between, ours, theirs, kept, gone)
    _relink(journal, Topic.ministries.through, "ministry", "topic", kept, gone)


def _relink(
    journal: Journal, between: type[Model], ours: str, theirs: str, kept: Ministry, gone: Ministry
) -> None:
    there = set(between._default_manager.filter(**{ours: kept}).values_list(theirs, flat=True))
    for row in between._default_manager.filter(**{ours: gone}).order_by("pk"):
        other = getattr(row, f"{theirs}_id")
        if other in there or (theirs != "topic" and other == kept.pk):
            journal.delete(row)
        else:
            journal.change(row, {ours: kept.pk})
