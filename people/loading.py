"""Brings the reference files into the database without touching what an editor has ruled."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from people.correctable import Correctable
from people.models import (
    Chamber,
    Committee,
    Group,
    Legislature,
    LoadedRecord,
    Ministry,
    MinistryName,
    Party,
)
from people.reference import Country
from people.reference.model import Group as GroupRecord, Ministry as MinistryRecord, Period

Values = dict[str, Any]
Row = TypeVar("Row", bound=Correctable)

_ONE_AT_A_TIME = 0x7161776C  # key of the lock under which reference data is written


@dataclass(slots=True)
class LoadReport:
    """How many rows were made, changed, found as they should be, and left deleted."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    left_deleted: int = 0

    @property
    def changed_nothing(self) -> bool:
        return not self.created and not self.updated


class _Loading:
    """One run: what it did so far, and which records the files have ever made."""

    def __init__(self) -> None:
        self.report = LoadReport()
        self._once_loaded = set(LoadedRecord.objects.values_list("table", "identity"))
        self._met: set[tuple[str, str]] = set()

    def was_deleted(self, table: str, identity: str) -> bool:
        """True for a row that is gone although it was made once; called for rows not found."""
        return (table, identity) in self._once_loaded

    def met(self, table: str, identity: str) -> None:
        self._met.add((table, identity))

    def remember(self) -> None:
        LoadedRecord.objects.bulk_create(
            LoadedRecord(table=table, identity=identity)
            for table, identity in sorted(self._met - self._once_loaded)
        )


def load_reference(country: Country, *, restore_deleted: bool = False) -> LoadReport:
    """Create and update the rows of a country's files, in one transaction; safe to run again.

    Fields that an editor ruled keep the ruling; rows that are in no file stay, and rows that an
    editor deleted stay deleted, unless they are asked for by ``restore_deleted``.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
        if restore_deleted:
            LoadedRecord.objects.all().delete()
        run = _Loading()
        chambers = _sync(Chamber, ("code",), _chambers(country), run)
        _sync(Legislature, ("chamber", "number"), _legislatures(country, chambers), run)
        parties = _sync(Party, ("code",), _parties(country), run)
        groups = _sync(Group, ("code",), _groups(country, chambers, parties), run)
        _link_predecessors(Group, country.groups, groups)
        _sync(Committee, ("code",), _committees(country, chambers), run)
        _load_ministries(country, run)
        run.remember()
    return run.report


def _chambers(country: Country) -> Iterator[Values]:
    for chamber in country.chambers:
        yield {
            "code": chamber.code,
            "name_ar": chamber.name_ar,
            "name_fr": chamber.name_fr,
            "name_en": chamber.name_en,
            "short_names": _unique(chamber.aliases_ar, chamber.aliases_fr),
            "oral_questions_weekday": chamber.question_weekday,
            **_source(country, chamber.certainty),
        }


def _legislatures(country: Country, chambers: dict[str, Chamber]) -> Iterator[Values]:
    for term in country.legislatures:
        if term.chamber in chambers:
            yield {
                "chamber": chambers[term.chamber],
                "number": term.number,
                **_dates(term.period),
                **_source(country, term.certainty),
            }


def _parties(country: Country) -> Iterator[Values]:
    for party in country.parties:
        yield {
            "code": party.code,
            "name_ar": party.name_ar,
            "name_fr": party.name_fr,
            "name_en": party.name_en,
            "short_names": _unique(
                party.short_ar, party.nicknames_ar, party.abbreviations, party.aliases_fr
            ),
            **_dates(party.period),
            **_source(country, party.certainty),
        }


def _groups(
    country: Country, chambers: dict[str, Chamber], parties: dict[str, Party]
) -> Iterator[Values]:
    for group in (one for one in country.groups if one.chamber in chambers):
        yield {
            "code": group.code,
            "kind": group.kind,
            "chamber": chambers[group.chamber],
            "party": parties.get(group.party or ""),
            "name_ar": group.name_ar,
            "name_fr": group.name_fr,
            "short_names": _unique(group.aliases_ar, group.aliases_fr),
            **_dates(group.period),
            **_source(country, group.certainty),
        }


def _committees(country: Country, chambers: dict[str, Chamber]) -> Iterator[Values]:
    for committee in (one for one in country.committees if one.chamber in chambers):
        yield {
            "code": committee.code,
            "chamber": chambers[committee.chamber],
            "name_ar": committee.name_ar,
            "name_fr": committee.name_fr,
            "short_names": _unique(committee.short_ar),
            **_dates(committee.period),
            **_source(country, committee.certainty),
        }


def _load_ministries(country: Country, run: _Loading) -> None:
    """Departments before those attached to them, then their names."""
    heads = [record for record in country.ministries if record.parent is None]
    attached = [record for record in country.ministries if record.parent is not None]
    ministries = _sync(Ministry, ("code",), _ministries(country, heads, {}), run)
    ministries |= _sync(Ministry, ("code",), _ministries(country, attached, ministries), run)
    _link_predecessors(Ministry, country.ministries, ministries)
    identity = ("ministry", "language", "kind", "text", "valid_from")
    _sync(MinistryName, identity, _ministry_names(country, ministries), run)


def _ministries(
    country: Country, records: Iterable[MinistryRecord], parents: dict[str, Ministry]
) -> Iterator[Values]:
    for record in records:
        latest = record.name_on()
        yield {
            "code": record.code,
            "kind": record.kind,
            "parent": parents.get(record.parent or ""),
            "name_ar": latest.ar,
            "name_fr": latest.fr,
            "name_en": record.name_en,
            **_dates(record.period),
            **_source(country, record.certainty),
        }


def _link_predecessors(
    model: type[Group] | type[Ministry],
    records: Iterable[GroupRecord | MinistryRecord],
    rows: Mapping[str, Group | Ministry],
) -> None:
    """Each row's predecessors, where no editor ruled on them; asked for once for all."""
    through: Any = model.predecessors.through
    after, before = (f"{side}_{model._meta.model_name}_id" for side in ("from", "to"))
    there = set(through._default_manager.values_list(after, before))
    wanted = {
        (_standing(rows[record.code]), _standing(rows[code]))
        for record in records
        for code in record.predecessors
        if {record.code, code} <= rows.keys() and not rows[record.code].is_ruled("predecessors")
    }
    through._default_manager.bulk_create(
        through(**{after: one, before: other})
        for one, other in sorted(wanted - there)
        if one != other
    )


def _standing(row: Group | Ministry) -> int:
    """The key of the row itself, or of the one that an editor merged it into."""
    return getattr(row, "merged_into_id", None) or row.pk


def _ministry_names(country: Country, ministries: dict[str, Ministry]) -> Iterator[Values]:
    for record in country.ministries:
        for name in _named(record) if record.code in ministries else ():
            source = _source(country, name.pop("certainty", record.certainty))
            yield {"ministry": ministries[record.code], **name, **source}


def _named(record: MinistryRecord) -> list[Values]:
    """Official names and listed aliases. The forms made in code need no rows."""
    kinds = MinistryName.NameKind
    names = [
        {
            "text": text,
            "language": language,
            "kind": kinds.OFFICIAL,
            "certainty": name.certainty,
            **_dates(name.period),
        }
        for name in record.names
        for language, text in (("ar", name.ar), ("fr", name.fr))
    ]
    listed = (
        (record.aliases_ar, "ar"),
        (record.holders_ar, "ar"),
        (record.aliases_fr, "fr"),
        (record.holders_fr, "fr"),
    )
    names += [
        {"text": text, "language": language, "kind": kinds.ALIAS, **_dates(Period())}
        for texts, language in listed
        for text in texts
    ]
    names += [
        {"text": short.text, "language": language, "kind": kinds.SHORT, **_dates(short.period)}
        for shorts, language in ((record.short_ar, "ar"), (record.short_fr, "fr"))
        for short in shorts
    ]
    return names


def _dates(period: Period) -> Values:
    return {"valid_from": period.start, "valid_until": period.end}


def _source(country: Country, certainty: str) -> Values:
    return {"certainty": certainty, "as_of": country.as_of}


def _unique(*lists: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for texts in lists for text in texts))


def _sync(
    model: type[Row], identity: tuple[str, ...], rows: Iterable[Values], run: _Loading
) -> dict[str, Row]:
    """Make the rows hold these values, in at most three queries; return them by their code.

    A row is known by what the machine last wrote, so that an editor may change even its code.
    """
    manager, table = model._default_manager, model._meta.model_name or ""
    stored = _Stored(model, identity)
    created: list[Row] = []
    updated: list[Row] = []
    result: dict[str, Row] = {}
    fields: set[str] = set()
    for values in rows:
        wanted = _plain([values[field] for field in identity])
        row = stored.of(wanted)
        if row is None and run.was_deleted(table, wanted):
            run.report.left_deleted += 1
            continue
        if row is None:
            row = model(**values)
            row.take_machine_values(values)
            created.append(row)
        elif _take(row, values):
            fields |= values.keys()
            updated.append(row)
        else:
            run.report.unchanged += 1
        run.met(table, wanted)
        result[str(values.get("code"))] = row
    manager.bulk_create(created)
    if updated:
        manager.bulk_update(updated, [*sorted(fields), "machine_values"])
    run.report.created += len(created)
    run.report.updated += len(updated)
    return result


class _Stored(Generic[Row]):
    """The rows of a table by what identifies them."""

    def __init__(self, model: type[Row], identity: tuple[str, ...]) -> None:
        rows = model._default_manager.select_for_update(of=("self",))
        stored = list(rows.select_related(*_links(model)).order_by("pk"))
        self._by_machine = {_identity(row, identity, machine=True): row for row in stored}
        self._by_value = {_identity(row, identity, machine=False): row for row in stored}

    def of(self, identity: str) -> Row | None:
        return self._by_machine.get(identity) or self._by_value.get(identity)


def _links(model: type[Correctable]) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if field.is_relation]


def _take(row: Correctable, values: Values) -> bool:
    """Give a stored row the machine's values; True when anything about it changed."""
    before = _plain(row.machine_values)
    changed = row.take_machine_values(values)
    return bool(changed) or _plain(row.machine_values) != before


def _identity(row: Correctable, fields: tuple[str, ...], *, machine: bool) -> str:
    values = row.machine_values if machine else {}
    return _plain([values.get(name, _value(row, name)) for name in fields])


def _value(row: Correctable, name: str) -> Any:
    """The stored value; of a link its key, so that nothing is fetched."""
    return next(
        getattr(row, field.attname) for field in row._meta.concrete_fields if field.name == name
    )


def _plain(value: Any) -> str:
    return json.dumps(value, cls=_Encoder, sort_keys=True, ensure_ascii=False)


class _Encoder(DjangoJSONEncoder):
    def default(self, value: Any) -> Any:
        if isinstance(value, Correctable):
            return value.pk
        return super().default(value)
