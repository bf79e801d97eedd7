"""Undoing a move: exactly what it moved goes back, and what was changed since stays and is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.text import Truncator
from django.utils.translation import gettext

from people.folding import fold
from people.models import Alias, Speaker
from statements.models import Move, MovedRow, NamedInstitution, Statement
from statements.services.moving.journal import on_behalf_of, settle
from statements.services.moving.progress import SILENT, Progress
from statements.services.reviewing import lock
from statements.services.storing import RELATION_FIELDS, derive
from statements.services.writing import write_at_once
from statements.services.written import columns_of, set_written, written

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

SIGNATURE = ("review_status", "reviewed_by", "reviewed_at")
# Who spoke is one thing: the office of one speaker never stays with another.
WHO = ("speaker", "speaker_type", "appointment")
RULINGS = "ruled_fields"
# Sets that were read anew since are the newer reading.
_READ_SETS = tuple(f"machine_values.{name}" for name in RELATION_FIELDS.values())
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class UndoFirst:
    """Nothing was done: the kept record has itself been merged since."""

    move: Move


@dataclass(frozen=True, slots=True)
class AlreadyUndone:
    """Nothing was done: somebody was faster."""

    move: Move


@dataclass(slots=True)
class TakenBack:
    """How many rows were put back, and what was not: the record, and why."""

    back: int = 0
    left: list[dict[str, str]] = field(default_factory=list)

    def leave(self, row: models.Model | str, why: str) -> None:
        self.left.append({"what": Truncator(str(row)).chars(120), "why": why})


class _TriedOnly(Exception):
    """Ends a trial, so that nothing of it is kept."""


def take_back(
    move: Move,
    by: AbstractBaseUser,
    at: datetime,
    *,
    only_try: bool = False,
    progress: Progress = SILENT,
) -> TakenBack | UndoFirst | AlreadyUndone:
    """Put back what a move changed, row by row, in one transaction.

    Columns that were changed again since stay as they are and are reported. With ``only_try``
    nothing is kept: it says what would become of it.
    """
    done = TakenBack()
    try:
        with transaction.atomic():
            rows = list(move.rows.order_by("-pk"))
            statements = _locked_statements(rows)
            move = Move.objects.select_for_update().get(pk=move.pk)
            if move.undone_at is not None:
                return AlreadyUndone(move)
            if (later := _merged_since(move)) is not None:
                return UndoFirst(later)
            with on_behalf_of(move, gettext("Undone: %s") % move):
                named = _locked_institutions(rows)
                for row in rows:
                    _put_back(row, statements, named, done)
                    progress.go_on()
                _save_institutions(named, done)
                if not only_try:
                    _save(statements.values(), at)
                    settle(move, statements, progress)
            _tell_of_newcomers(move, done)
            move.undone_by_id, move.undone_at, move.left = by.pk, at, done.left
            move.save(update_fields=["undone_by", "undone_at", "left"])
            if only_try:
                raise _TriedOnly
    except _TriedOnly:
        pass
    return done


def _locked_statements(rows: Iterable[MovedRow]) -> dict[int, Statement]:
    pks = {row.row for row in rows if row.table == Statement._meta.label_lower}
    named = [row for row in rows if row.table == NamedInstitution._meta.label_lower]
    pks |= {row.before["statement"] for row in named if row.before and "statement" in row.before}
    there = NamedInstitution.objects.filter(pk__in=[row.row for row in named])
    pks |= set(there.order_by().values_list("statement", flat=True))
    return {one.pk: one for one in lock(Statement.objects.filter(pk__in=pks))}


def _merged_since(move: Move) -> Move | None:
    """The merge of the kept record into yet another one, which would have to be undone first."""
    if not move.is_merge or move.target is None or not move.target.merged_into_id:
        return None
    name = move.target._meta.model_name
    later = Move.objects.filter(undone_at__isnull=True, **{f"from_{name}": move.target})
    return later.filter(kind=move.kind, pk__gt=move.pk).first()


@dataclass(slots=True)
class _Institutions:
    """What statements name, locked; those that were set back are saved together."""

    there: dict[int, NamedInstitution]
    restored: list[NamedInstitution] = field(default_factory=list)


def _locked_institutions(rows: Iterable[MovedRow]) -> _Institutions:
    pks = [row.row for row in rows if row.table == NamedInstitution._meta.label_lower]
    return _Institutions(NamedInstitution.objects.order_by("pk").select_for_update().in_bulk(pks))


def _save_institutions(named: _Institutions, done: TakenBack) -> None:
    """All at once; one by one where a rule of the database forbids any of them by now."""
    try:
        with transaction.atomic():
            write_at_once(named.restored, ["ministry"])
        done.back += len(named.restored)
    except IntegrityError:
        for one in named.restored:
            _try(one, one.save, done)


def _put_back(
    row: MovedRow, statements: dict[int, Statement], named: _Institutions, done: TakenBack
) -> None:
    model = apps.get_model(row.table)
    if model is Statement:
        found: Any = statements.get(row.row)
    elif model is NamedInstitution:
        found = named.there.get(row.row)
    else:
        found = model._default_manager.select_for_update().filter(pk=row.row).first()
    if row.after is None:
        _bring_back(row, model, found, done)
    elif found is None:
        done.leave(f"{model._meta.verbose_name} {row.row}", gettext("It was deleted since."))
    elif row.before is None:
        _take_away(row, found, done)
    else:
        _restore(row, found, named, done)


def _bring_back(
    row: MovedRow, model: type[models.Model], found: models.Model | None, done: TakenBack
) -> None:
    if found is not None:
        return
    one = model(pk=row.row)
    set_written(one, row.before or {})
    _try(one, one.save, done)


def _take_away(row: MovedRow, found: models.Model, done: TakenBack) -> None:
    if written(found, row.after or {}) != row.after:
        done.leave(found, gettext("It was made by the merge and changed since: it is kept."))
        return
    _try(found, found.delete, done)


def _try(row: models.Model, act: Any, done: TakenBack) -> None:
    """Save or delete one row; where a rule of the database forbids it by now it stays."""
    try:
        with transaction.atomic():
            act()
        done.back += 1
    except (IntegrityError, models.ProtectedError):
        done.leave(row, gettext("Another record has taken its place since, or refers to it."))


def _restore(row: MovedRow, found: Any, named: _Institutions, done: TakenBack) -> None:
    assert row.before is not None
    assert row.after is not None
    now = written(found, row.before)
    again = {name for name in row.before if now[name] != row.after[name]}
    again -= {name for name in again if now[name] == row.before[name]}
    kept = again - {RULINGS}
    if isinstance(found, Statement):
        kept = _kept_in_statement(found, kept, row.before)
    told = kept - {*SIGNATURE} - {name for name in kept if "." in name}
    if told:
        labels = [str(found._meta.get_field(name).verbose_name) for name in sorted(told)]
        why = gettext("Changed since, so it stays as it is: %s.") % gettext(", ").join(labels)
        done.leave(found, why)
    values = {name: value for name, value in row.before.items() if name not in kept}
    if RULINGS in values:
        values[RULINGS] = _without(now[RULINGS], row.before[RULINGS], row.after[RULINGS])
    if not values or (kept >= {*WHO} & row.before.keys() and {*WHO} & row.before.keys()):
        return
    set_written(found, values)
    if isinstance(found, Statement):
        done.back += 1
    elif isinstance(found, NamedInstitution):
        named.restored.append(found)
    else:
        _try(found, found.save, done)


def _kept_in_statement(found: Statement, again: set[str], before: Values) -> set[str]:
    """What stays as it is by now; what only the machine read anew since is put back."""
    kept = {name for name in again if "." not in name and _is_an_editors(found, name)}
    if "speaker" in again or kept & {*WHO}:
        kept |= {*WHO, "group", "party", "chamber"} & before.keys()
        kept |= {name for name in before if name.startswith("machine_values.") and name in again}
        kept |= {RULINGS} & before.keys()
    kept |= {name for name in again if name.startswith(_READ_SETS)}
    if again & {*SIGNATURE}:
        kept |= {*SIGNATURE} & before.keys()
    return kept


def _is_an_editors(found: Statement, name: str) -> bool:
    return name in ("speaker", *SIGNATURE) or name in found.ruled_fields


def _without(now: list[str], before: list[str], after: list[str]) -> list[str]:
    """The fields ruled now, without what the move added."""
    return sorted(set(now) - (set(after) - set(before)))


def _save(statements: Iterable[Statement], at: datetime) -> None:
    rows = list(statements)
    for row in rows:
        row.changed_at = at
    names = columns_of(
        [*WHO, "group", "party", "chamber", RULINGS, *SIGNATURE, "machine_values.speaker"]
    )
    derive(rows)
    write_at_once(rows, [*names, "dated_on", "search_text", "changed_at"])


def _tell_of_newcomers(move: Move, done: TakenBack) -> None:
    """Statements found since under the names that go back were never the other record's."""
    gone = move.from_speaker
    if move.kind != Move.Kind.MERGE_SPEAKERS or gone is None:
        return
    names = {fold(name) for name in (gone.name_ar, gone.name_latin) if name}
    names |= set(Alias.objects.filter(speaker=gone).values_list("folded", flat=True))
    since = Statement.objects.filter(speaker=move.to_speaker, created_at__gt=move.made_at)
    known = set(move.rows.filter(table=Statement._meta.label_lower).values_list("row", flat=True))
    rows = since.order_by().values_list("pk", "speaker_read")
    number = sum(fold(read) in names for pk, read in rows.iterator() if pk not in known)
    if number:
        why = gettext(
            "Statements found since the merge under a name that goes back: %d. They were never"
            " this record's, so they stay; select them in the list and move them."
        )
        done.leave(_target_name(move), why % number)


def _target_name(move: Move) -> Speaker | str:
    return move.to_speaker or ""
