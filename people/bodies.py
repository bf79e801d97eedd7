"""Chambers, groups, parties, committees and ministries by code or by any of their printed names.

A lookup gives every record that fits: one is the answer, several cannot be told apart, none is
unknown. Names and records are dated; a name out of force means the record nearest in time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

from django.db.models import Func, QuerySet, UUIDField

from people.folding import fold
from people.models import (
    Alias,
    Appointment,
    Chamber,
    Committee,
    Group,
    Legislature,
    Ministry,
    MinistryName,
    Party,
)
from people.reference import Period
from people.reference.forms import in_force
from people.removed_names import (
    Removed,
    forms_of,
    ministry_names_gone,
    rests_on_removed,
    short_names_gone,
)

Body = TypeVar("Body", bound=Chamber | Committee | Group | Ministry | Party)
Kept = TypeVar("Kept")


class _Table(Generic[Body]):
    """The records of one kind, found by code, name, or a form of the reference files."""

    def __init__(self, rows: QuerySet[Body], country: str, forms: str) -> None:
        self._rows = rows
        self.rows = list(rows)
        self._country, self._names = country, forms
        self.by_pk = {row.pk: row for row in self.rows}
        self._by_code = {row.code: row for row in self.rows}
        self._by_machine = {_machine_code(row): row for row in self.rows}
        self._by_name: dict[str, list[Body]] = {}
        for row in self.rows:
            for folded in _folded_names(row):
                self._by_name.setdefault(folded, []).append(row)

    def of(self, pk: int | None) -> Body | None:
        if pk is None:
            return None
        if pk not in self.by_pk:
            self.by_pk[pk] = self._rows.get(pk=pk)
        return self.by_pk[pk]

    def named(self, name: str, on: date | None = None) -> list[Body]:
        if name in self._by_code:
            return [self._by_code[name]]
        wanted = fold(" ".join(name.split()))
        forms = forms_of(self._country, self._names, self.removed)
        codes = dict.fromkeys(form.code for form in in_force(forms.get(wanted, ()), on))
        by_form = [self._by_machine[code] for code in codes if code in self._by_machine]
        return list(dict.fromkeys([*self._by_name.get(wanted, []), *by_form]))

    @cached_property
    def removed(self) -> Removed:
        """The names of the files that editors took from these records."""
        if self._names == "ministry_names":
            gone = ((self.by_pk.get(pk), fold(text)) for pk, text in ministry_names_gone())
        else:
            gone = ((row, text) for row in self.rows for text in short_names_gone(row))
        return frozenset((_machine_code(row), text) for row, text in gone if row is not None)

    def is_read(self, code: str, words: Iterable[str]) -> bool:
        """Whether what was read in these words as the body of this code still counts."""
        return not rests_on_removed(self._country, self._names, self.removed, code, words)

    def read(self, rows: Iterable[Body], words: Sequence[str]) -> tuple[Body, ...]:
        """Those of the rows that these words may still mean."""
        return tuple(row for row in rows if self.is_read(_machine_code(row), words))


class Bodies:
    """The bodies of state, each table read once when it is first asked for."""

    _TABLES: ClassVar = {"chamber": "_chambers", "group": "_groups", "party": "_parties"}

    def __init__(self, country: str = "ma") -> None:
        self._country = country
        self._beside: dict[Callable[[], Any], Any] = {}

    def chambers(self, name: str) -> tuple[Chamber, ...]:
        return tuple(self._chambers.named(name))

    def parties(self, name: str, on: date | None = None) -> tuple[Party, ...]:
        """Parties of this code, name, short name or symbol."""
        return _nearest(self._parties.named(name, on), on)

    def groups(
        self, name: str, on: date | None = None, chamber: str | None = None
    ) -> tuple[Group, ...]:
        """Groups of this name that day; without a chamber there may be one in each."""
        found = self._groups.named(name)
        here = [group for group in found if chamber in (None, group.chamber.code)]
        chambers = dict.fromkeys(group.chamber_id for group in here)
        return tuple(
            group
            for chamber_id in chambers
            for group in _nearest([one for one in here if one.chamber_id == chamber_id], on)
        )

    def committees(self, name: str, chamber: str | None = None) -> tuple[Committee, ...]:
        """Committees of this name; a short form may be one of each chamber."""
        found = self._committees.named(name)
        return tuple(one for one in found if chamber in (None, one.chamber.code))

    def ministries(self, name: str, on: date | None = None) -> tuple[Ministry, ...]:
        """Ministries, offices and public bodies of this code, name or holder's title.

        A portfolio named before its ministry was born belongs to the one that carried it then.
        """
        found = self._ministries_of_name(name, on) or self._ministries.named(name, on)
        carriers = (_carrier(ministry, on) for ministry in found)
        return tuple(dict.fromkeys(self._survivor(ministry) for ministry in carriers))

    def is_ministry_read(self, code: str, words: Sequence[str]) -> bool:
        """Whether a code of the files still counts, read in these words by the engine.

        False where it rests on a name that an editor has taken from the ministry.
        """
        return self._ministries.is_read(code, words)

    def groups_read(
        self, name: str, words: Sequence[str], on: date | None = None
    ) -> tuple[Group, ...]:
        """Groups of this name that these words still mean."""
        return self._groups.read(self.groups(name, on), words)

    def parties_read(
        self, name: str, words: Sequence[str], on: date | None = None
    ) -> tuple[Party, ...]:
        """Parties of this name that these words still mean."""
        return self._parties.read(self.parties(name, on), words)

    def _survivor(self, ministry: Ministry) -> Ministry:
        """The ministry itself, or the one that it was merged into."""
        return self._ministry_of.get(ministry.merged_into_id or 0, ministry)

    def chamber_of(self, pk: int | None) -> Chamber | None:
        """The chamber of this key; one that was made since is fetched."""
        return self._chambers.of(pk)

    def group_of(self, pk: int | None) -> Group | None:
        """The group of this key; one that was made since is fetched."""
        return self._groups.of(pk)

    def ministry_of(self, pk: int | None) -> Ministry | None:
        """The ministry of this key; one that was made since is fetched."""
        return self._ministries.of(pk)

    def beside(self, read: Callable[[], Kept]) -> Kept:
        """What else is read once for as long as the bodies stay the same."""
        if read not in self._beside:
            self._beside[read] = read()
        kept: Kept = self._beside[read]
        return kept

    def term(self, chamber: int, on: date) -> Legislature | None:
        """The term of a chamber that this day falls in."""
        terms = (one for one in self._legislatures if one.chamber_id == chamber)
        return next((one for one in terms if one.holds_on(on)), None)

    def attach(self, row: Alias | Appointment) -> None:
        """Give a row its chamber, group and party where they are known here; no queries later.

        A body that was made since is left to be fetched when it is asked for.
        """
        for name, table in self._TABLES.items():
            pk = getattr(row, f"{name}_id", None)
            body = getattr(self, table).by_pk.get(pk) if pk else None
            if body is not None:
                setattr(row, name, body)

    def _ministries_of_name(self, name: str, on: date | None) -> list[Ministry]:
        names = self._ministry_names.get(fold(name), [])
        nearest = _nearest(names, on)
        return list(dict.fromkeys(one.ministry for one in nearest))

    @cached_property
    def _chambers(self) -> _Table[Chamber]:
        return _Table(Chamber.objects.all(), self._country, "chamber_names")

    @cached_property
    def _legislatures(self) -> list[Legislature]:
        return list(Legislature.objects.order_by("chamber", "number"))

    @cached_property
    def _parties(self) -> _Table[Party]:
        return _Table(Party.objects.all(), self._country, "party_names")

    @cached_property
    def _groups(self) -> _Table[Group]:
        rows = Group.objects.select_related("chamber", "party")
        return _Table(rows, self._country, "group_names")

    @cached_property
    def _committees(self) -> _Table[Committee]:
        rows = Committee.objects.select_related("chamber")
        return _Table(rows, self._country, "committee_names")

    @cached_property
    def _ministries(self) -> _Table[Ministry]:
        rows = Ministry.objects.prefetch_related("predecessors")
        return _Table(rows, self._country, "ministry_names")

    @cached_property
    def _ministry_of(self) -> dict[int, Ministry]:
        return {ministry.pk: ministry for ministry in self._ministries.rows}

    @cached_property
    def _ministry_names(self) -> dict[str, list[MinistryName]]:
        """Whole names by their fold; short portfolios only count with a title before them."""
        names: dict[str, list[MinistryName]] = {}
        for name in MinistryName.objects.exclude(kind=MinistryName.NameKind.SHORT):
            name.ministry = self._ministry_of[name.ministry_id]
            names.setdefault(name.folded, []).append(name)
        return names


# To be asked for beside an article: it changes with the bodies (migration 0007).
STAMP = Func(template="(SELECT stamp FROM people_bodies_stamp)", output_field=UUIDField())
_remembered: dict[UUID, Bodies] = {}


def bodies_as_of(stamp: UUID) -> Bodies:
    """The bodies of state, read once for as long as this is their stamp."""
    bodies = _remembered.get(stamp)
    if bodies is None:
        bodies = Bodies()
        _remembered.clear()
        _remembered[stamp] = bodies
    return bodies


def resolve_chamber(name: str) -> Chamber | None:
    """The chamber of this code or name."""
    return _only(Bodies().chambers(name))


def resolve_party(name: str, on: date | None = None) -> Party | None:
    """The party of this code, name or symbol; None when unknown or when two share it."""
    return _only(Bodies().parties(name, on))


def resolve_group(name: str, on: date | None = None, chamber: str | None = None) -> Group | None:
    """The group of this name that day; None when unknown, or in both chambers and none is given."""
    return _only(Bodies().groups(name, on, chamber))


def resolve_committee(name: str, chamber: str | None = None) -> Committee | None:
    """The committee of this name; None when unknown, or in both chambers and none is given."""
    return _only(Bodies().committees(name, chamber))


def resolve_ministry(name: str, on: date | None = None) -> Ministry | None:
    """The ministry of this code, name or holder's title that day; None when it cannot be told."""
    return _only(Bodies().ministries(name, on))


def _only(found: Sequence[Body]) -> Body | None:
    return found[0] if len(found) == 1 else None


def _machine_code(row: Any) -> str:
    """The code under which the reference files know a record."""
    code: str = row.machine_values.get("code", row.code)
    return code


def _folded_names(row: Any) -> set[str]:
    names = (row.name_ar, row.name_fr, row.name_en, *getattr(row, "short_names", ()))
    return {fold(name) for name in names if name}


def _nearest(rows: Sequence[Any], on: date | None) -> tuple[Any, ...]:
    """The rows in force that day, else the nearest in time; without a day the latest."""
    away = [Period(row.valid_from, row.valid_until).days_away(on or date.max) for row in rows]
    return tuple(row for row, days in zip(rows, away, strict=True) if days == min(away))


def _carrier(ministry: Ministry, on: date | None) -> Ministry:
    if on is None or ministry.valid_from is None or on >= ministry.valid_from:
        return ministry
    before = list(ministry.predecessors.all())
    return before[0] if len(before) == 1 else ministry
