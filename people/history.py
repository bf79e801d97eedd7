"""What became of a record: every change of it and of the rows that belong to it, and back again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from people.correctable import Correctable, as_json
from people.tracking import DELETED, INSERTED, PROVENANCE, events_of

Model = type[models.Model]
# A later ruling adds to the list and signs anew: neither stands against undoing an earlier one.
LIST_OF_RULINGS = "ruled_fields"
SIGNATURE = frozenset({"review_status", "reviewed_by", "reviewed_at"})
Values = dict[str, Any]
# What a record is, not what it says; links of merged records are undone with the merge.
OF_THE_RECORD = frozenset({"id", "public_id", "merged_into", "joined_into", *PROVENANCE})


@dataclass(frozen=True, slots=True)
class Key:
    """One event, as far as it takes to put it in order."""

    at: datetime
    event: int
    table: int
    label: str
    context: Any
    record: int


@dataclass(slots=True)
class Change:
    """What one occasion made of one row; None where there was or is no row."""

    model: Model
    pk: int
    before: Values | None
    after: Values | None

    @property
    def fields(self) -> list[str]:
        """The columns that differ, in the order of the model."""
        one, other = self.before or {}, self.after or {}
        names = [each.name for each in self.model._meta.concrete_fields]
        known = [name for name in names if name in one or name in other]
        return [
            name for name in known if name not in OF_THE_RECORD and one.get(name) != other.get(name)
        ]


@dataclass(slots=True)
class Entry:
    """All changes of one occasion: a page sent, a command, a task, or one transaction."""

    key: str
    at: datetime
    context: Mapping[str, Any] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Restored:
    """The record is what it was; ``fields`` are those that were set again, of each model."""

    fields: dict[Model, set[str]]
    held: list[str]


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """Nothing was done: these columns have been changed again since."""

    model: Model
    fields: list[str]


@dataclass(frozen=True, slots=True)
class Impossible:
    """Nothing was done: the database has rules that the record would break."""

    why: str


class Timeline:
    """The changes of one record and its rows, newest first, in a fixed number of queries."""

    def __init__(self, model: Model, pk: int, parts: Sequence[tuple[Model, str]] = ()) -> None:
        self.model, self.pk = model, pk
        owned = [(part, owner) for part, owner in parts if events_of(part)]
        self.tables: list[tuple[Model, str]] = [(model, "pgh_obj"), *owned]
        self._groups = self._grouped(self._keys())

    def __len__(self) -> int:
        return len(self._groups)

    def _keys(self) -> list[Key]:
        queries = []
        for number, (model, owner) in enumerate(self.tables):
            events = events_of(model)
            assert events is not None
            rows = events.objects.filter(**{f"{owner}_id": self.pk}).order_by()
            names = ("pgh_created_at", "pgh_id", "n", "pgh_label", "pgh_context_id", "pgh_obj_id")
            queries.append(rows.annotate(n=Value(number)).values_list(*names))
        found = queries[0].union(*queries[1:], all=True) if queries[1:] else queries[0]
        return [Key(*row) for row in found]

    @staticmethod
    def _grouped(keys: Iterable[Key]) -> list[list[Key]]:
        groups: dict[tuple[Any, datetime], list[Key]] = {}
        for key in sorted(keys, key=lambda key: (key.table, key.event)):
            groups.setdefault((key.context, key.at), []).append(key)

        def place(group: list[Key]) -> tuple[Any, ...]:
            return max((key.at, -key.table, key.event) for key in group)

        return sorted(groups.values(), key=place, reverse=True)

    def entries(self, start: int = 0, stop: int | None = None) -> list[Entry]:
        """These entries, the newest being number 0, with everything that they changed."""
        wanted = self._groups[start:stop]
        after = self._next_events()
        lasts = {self._last_of(group, row) for group in wanted for row in self._rows_in(group)}
        needed = {(key.table, key.event) for group in wanted for key in group}
        needed |= {
            (table, event) for key in lasts if (event := after.get(key)) for table in [key.table]
        }
        events = self._events(needed)
        now = self._now([key for key in lasts if key not in after])
        return [self._entry(group, events, after, now) for group in wanted]

    def entry(self, key: str) -> tuple[int, Entry] | None:
        """The entry of this name and its number."""
        for number, group in enumerate(self._groups):
            if _name(group) == key:
                return number, self.entries(number, number + 1)[0]
        return None

    @staticmethod
    def _rows_in(group: Sequence[Key]) -> list[tuple[int, int]]:
        return list(dict.fromkeys((key.table, key.record) for key in group))

    @staticmethod
    def _last_of(group: Sequence[Key], row: tuple[int, int]) -> Key:
        return [key for key in group if (key.table, key.record) == row][-1]

    def _next_events(self) -> dict[Key, int]:
        """Of each event the one that came after it to the same row."""
        keys = sorted((key for group in self._groups for key in group), key=lambda key: key.event)
        latest: dict[tuple[int, int], Key] = {}
        after = {}
        for key in keys:
            before = latest.get((key.table, key.record))
            if before is not None:
                after[before] = key.event
            latest[key.table, key.record] = key
        return after

    def _events(self, needed: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Any]:
        events: dict[tuple[int, int], Any] = {}
        for number, (model, _owner) in enumerate(self.tables):
            pks = [event for table, event in needed if table == number]
            kept = events_of(model)
            if pks and kept is not None:
                rows = kept.objects.filter(pk__in=pks).select_related("pgh_context")
                events |= {(number, row.pk): row for row in rows}
        return events

    def _now(self, keys: Iterable[Key]) -> dict[tuple[int, int], Values]:
        now: dict[tuple[int, int], Values] = {}
        for number, (model, _owner) in enumerate(self.tables):
            pks = {key.record for key in keys if key.table == number}
            if pks:
                rows = model._default_manager.filter(pk__in=pks)
                now |= {(number, row.pk): values_of(row, model) for row in rows}
        return now

    def _entry(
        self, group: list[Key], events: Mapping[Any, Any], after: Mapping[Key, int], now: Any
    ) -> Entry:
        first = events[group[0].table, group[0].event]
        context = first.pgh_context.metadata if first.pgh_context else {}
        entry = Entry(_name(group), group[0].at, context)
        for table, record in self._rows_in(group):
            model = self.tables[table][0]
            mine = [key for key in group if (key.table, key.record) == (table, record)]
            begin, last = events[table, mine[0].event], mine[-1]
            before = None if mine[0].label == INSERTED else values_of(begin, model)
            change = Change(model, record, before, self._after(last, events, after, now))
            if change.fields or change.before is None or change.after is None:
                entry.changes.append(change)
        return entry

    def _after(self, last: Key, events: Any, after: Any, now: Any) -> Values | None:
        if last.label == DELETED:
            return None
        model = self.tables[last.table][0]
        if last in after:
            return values_of(events[last.table, after[last]], model)
        current: Values | None = now.get((last.table, last.record))
        return current


def _name(group: Sequence[Key]) -> str:
    return f"{group[-1].table}-{group[-1].event}"


def attname(model: Model, name: str) -> str:
    """The attribute that holds a column: of a link its key."""
    return str(getattr(model._meta.get_field(name), "attname", name))


def values_of(row: models.Model, model: Model) -> Values:
    """A row's or an event's columns by the names of the model's fields; of links their keys."""
    kept = events_of(model)
    assert kept is not None
    names = {each.name for each in kept._meta.concrete_fields}
    return {
        each.name: getattr(row, each.attname)
        for each in model._meta.concrete_fields
        if each.name in names
    }


def restore(
    timeline: Timeline, entry: Entry, number: int, *, all_since: bool
) -> Restored | ChangedSince | Impossible:
    """Undo one entry, or with ``all_since`` that and all newer ones; call it in a transaction.

    The root row must be held by the caller. What an editor brings back against the machine's
    last reading is ruled from now on.
    """
    changes = _merged(timeline.entries(0, number + 1)) if all_since else entry.changes
    if not all_since and (clash := _changed_since(changes)):
        return clash
    restored: dict[Model, set[str]] = {}
    held: list[str] = []
    try:
        with transaction.atomic():
            for change in sorted(changes, key=lambda one: _turn(one, timeline)):
                restored.setdefault(change.model, set()).update(change.fields)
                held += _restore(change, is_root=change.model is timeline.model)
    except (ValidationError, models.ProtectedError, IntegrityError) as error:
        return Impossible(" ".join(getattr(error, "messages", [str(error).split("\n")[0]])))
    return Restored(restored, held)


def _turn(change: Change, timeline: Timeline) -> int:
    """What was added goes first, so that its place is free; rows need the record they belong to."""
    if change.model is timeline.model:
        return 1
    return 0 if change.before is None else 2


def _merged(entries: Sequence[Entry]) -> list[Change]:
    """Of several entries, newest first, what they did to each row altogether."""
    changes: dict[tuple[Model, int], Change] = {}
    for entry in reversed(entries):
        for one in entry.changes:
            known = changes.get((one.model, one.pk))
            if known is None:
                changes[one.model, one.pk] = Change(one.model, one.pk, one.before, one.after)
            else:
                known.after = one.after
    return [
        one for one in changes.values() if one.fields or (one.before is None) != (one.after is None)
    ]


def _changed_since(changes: Iterable[Change]) -> ChangedSince | None:
    for change in changes:
        row = change.model._default_manager.filter(pk=change.pk).first()
        now = values_of(row, change.model) if row is not None else None
        if (now is None) != (change.after is None):
            return ChangedSince(change.model, [])
        if now is None or change.after is None:
            continue
        again = _again(change, now) - SIGNATURE - {LIST_OF_RULINGS}
        if again:
            return ChangedSince(change.model, sorted(again))
    return None


def _again(change: Change, now: Values) -> set[str]:
    """What was changed again since."""
    after = change.after or {}
    return {name for name in change.fields if now[name] != after.get(name)}


def _restore(change: Change, *, is_root: bool) -> list[str]:
    """Bring one row back; returns the fields that are held against the machine from now on."""
    row = change.model._default_manager.filter(pk=change.pk).first()
    if change.before is None:
        if row is not None and is_root:
            raise ValidationError(_("With this the record was made: it can only be deleted."))
        if row is not None:
            row.delete()
        return []
    if row is None:
        row = change.model(pk=change.pk)
        names = [name for name in change.before if name != "id"]
    else:
        now = values_of(row, change.model)
        signed_again = SIGNATURE & _again(change, now)
        names = [one for one in change.fields if not (signed_again and one in SIGNATURE)]
    for name in names:
        value = change.before[name]
        if name == LIST_OF_RULINGS and change.after is not None:
            value = _without(getattr(row, name), change)
        setattr(row, attname(change.model, name), value)
    held = _hold(row, names) if isinstance(row, Correctable) else []
    row.validate_unique()
    row.validate_constraints()
    row.save()
    return held if is_root else []


def _without(ruled: Sequence[str], change: Change) -> list[str]:
    """The fields ruled now, without what the change added and with what it took away."""
    before, after = (set((side or {})[LIST_OF_RULINGS]) for side in (change.before, change.after))
    return sorted(set(ruled) - (after - before) | (before - after))


def _hold(row: Correctable, names: Iterable[str]) -> list[str]:
    against = []
    for name in names:
        value = getattr(row, attname(type(row), name))
        if name in row.machine_values and not row.is_ruled(name):
            kept = type(row)._meta.get_field(name)
            if _plain(kept, row.machine_values[name]) != _plain(kept, as_json(value)):
                against.append(name)
    row.rule(against)
    return against


def _plain(column: Any, value: Any) -> str:
    if value is None or isinstance(value, list):
        return repr(value)
    return str(column.to_python(value))


def deleted(model: Model) -> models.QuerySet[Any]:
    """The last event of each row that is no longer there, the latest deletion first."""
    kept = events_of(model)
    assert kept is not None
    there = model._default_manager.filter(pk=models.OuterRef("pgh_obj_id"))
    later = kept.objects.filter(
        pgh_obj_id=models.OuterRef("pgh_obj_id"), pgh_id__gt=models.OuterRef("pgh_id")
    )
    gone = kept.objects.filter(Q(pgh_label=DELETED), ~models.Exists(there), ~models.Exists(later))
    latest: models.QuerySet[Any] = gone.select_related("pgh_context").order_by(F("pgh_id").desc())
    return latest
