"""Brings the reference files into the database without touching what an editor has ruled."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from people.correctable import Correctable
from people.models import (
    Chamber,
    Committee,
    Group,
    Legislature,
    Ministry,
    MinistryName,
    Party,
)
from people.reference import Country
from people.reference.model import Ministry as MinistryRecord, Period

Values = dict[str, Any]
Row = TypeVar("Row", bound=Correctable)

_ONE_AT_A_TIME = 0x7161776C  # key of the lock under which reference data is written


@dataclass(slots=True)
class LoadReport:
    """How many rows were made, changed, and found as they should be."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0

    @property
    def changed_nothing(self) -> bool:
        return not self.created and not self.updated


def load_reference(country: Country) -> LoadReport:
    """Create and update the rows of a country's files, in one transaction; safe to run again.

    Fields that an editor ruled keep the ruling; rows that are in no file stay.
    """
    report = LoadReport()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
        chambers = _sync(Chamber, ("code",), _chambers(country), report)
        _sync(Legislature, ("chamber", "number"), _legislatures(country, chambers), report)
        parties = _sync(Party, ("code",), _parties(country), report)
        _sync(Group, ("code",), _groups(country, chambers, parties), report)
        _sync(Committee, ("code",), _committees(country, chambers), report)
        _load_ministries(country, report)
    return report


def _chambers(country: Country) -> Iterator[Values]:
    for chamber in country.chambers:
        yield {
            "code": chamber.code,
            "name_ar": chamber.name_ar,
            "name_fr": chamber.name_fr,
            "short_names": _unique(chamber.aliases_ar, chamber.aliases_fr),
            "oral_questions_weekday": chamber.question_weekday,
        }


def _legislatures(country: Country, chambers: dict[str, Chamber]) -> Iterator[Values]:
    for term in country.legislatures:
        yield {"chamber": chambers[term.chamber], "number": term.number, **_dates(term.period)}


def _parties(country: Country) -> Iterator[Values]:
    for party in country.parties:
        yield {
            "code": party.code,
            "name_ar": party.name_ar,
            "name_fr": party.name_fr,
            "short_names": _unique(
                party.short_ar, party.nicknames_ar, party.abbreviations, party.aliases_fr
            ),
            **_dates(party.period),
        }


def _groups(
    country: Country, chambers: dict[str, Chamber], parties: dict[str, Party]
) -> Iterator[Values]:
    for group in country.groups:
        yield {
            "code": group.code,
            "kind": group.kind,
            "chamber": chambers[group.chamber],
            "party": parties[group.party] if group.party else None,
            "name_ar": group.name_ar,
            "name_fr": group.name_fr,
            "short_names": _unique(group.aliases_ar, group.aliases_fr),
            **_dates(group.period),
        }


def _committees(country: Country, chambers: dict[str, Chamber]) -> Iterator[Values]:
    for committee in country.committees:
        yield {
            "code": committee.code,
            "chamber": chambers[committee.chamber],
            "name_ar": committee.name_ar,
            "name_fr": committee.name_fr,
            "short_names": _unique(committee.short_ar),
            **_dates(committee.period),
        }


def _load_ministries(country: Country, report: LoadReport) -> None:
    """Departments before those attached to them, then their names."""
    heads = [record for record in country.ministries if record.parent is None]
    attached = [record for record in country.ministries if record.parent is not None]
    ministries = _sync(Ministry, ("code",), _ministries(heads, {}), report)
    ministries |= _sync(Ministry, ("code",), _ministries(attached, ministries), report)
    _link_predecessors(country, ministries)
    identity = ("ministry", "language", "kind", "text", "valid_from")
    _sync(MinistryName, identity, _ministry_names(country, ministries), report)


def _ministries(
    records: Iterable[MinistryRecord], parents: dict[str, Ministry]
) -> Iterator[Values]:
    for record in records:
        latest = record.name_on()
        yield {
            "code": record.code,
            "kind": record.kind,
            "parent": parents[record.parent] if record.parent else None,
            "name_ar": latest.ar,
            "name_fr": latest.fr,
            **_dates(record.period),
        }


def _link_predecessors(country: Country, ministries: dict[str, Ministry]) -> None:
    through = Ministry.predecessors.through
    there = set(through.objects.values_list("from_ministry_id", "to_ministry_id"))
    wanted = {
        (ministries[record.code].pk, ministries[code].pk)
        for record in country.ministries
        for code in record.predecessors
        if not ministries[record.code].is_ruled("predecessors")
    }
    through.objects.bulk_create(
        through(from_ministry_id=after, to_ministry_id=before)
        for after, before in sorted(wanted - there)
    )


def _ministry_names(country: Country, ministries: dict[str, Ministry]) -> Iterator[Values]:
    for record in country.ministries:
        for name in _named(record):
            yield {"ministry": ministries[record.code], **name}


def _named(record: MinistryRecord) -> list[Values]:
    """Official names and listed aliases. The forms made in code need no rows."""
    kinds = MinistryName.NameKind
    names = [
        {"text": text, "language": language, "kind": kinds.OFFICIAL, **_dates(name.period)}
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


def _unique(*lists: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for texts in lists for text in texts))


def _sync(
    model: type[Row], identity: tuple[str, ...], rows: Iterable[Values], report: LoadReport
) -> dict[str, Row]:
    """Make the rows hold these values, in at most three queries; return them by their code.

    A row is known by what the machine last wrote, so that an editor may change even its code.
    """
    manager = model._default_manager
    stored = list(
        manager.select_for_update(of=("self",)).select_related(*_links(model)).order_by("pk")
    )
    by_machine = {_identity(row, identity, machine=True): row for row in stored}
    by_value = {_identity(row, identity, machine=False): row for row in stored}
    created: list[Row] = []
    updated: list[Row] = []
    result: dict[str, Row] = {}
    fields: set[str] = set()
    for values in rows:
        wanted = _plain([values[field] for field in identity])
        row = by_machine.get(wanted) or by_value.get(wanted)
        if row is None:
            row = model(**values)
            row.take_machine_values(values)
            created.append(row)
        elif _take(row, values):
            fields |= values.keys()
            updated.append(row)
        else:
            report.unchanged += 1
        result[str(values.get("code"))] = row
    manager.bulk_create(created)
    if updated:
        manager.bulk_update(updated, [*sorted(fields), "machine_values"])
    report.created += len(created)
    report.updated += len(updated)
    return result


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
    return json.dumps(value, cls=_Encoder, sort_keys=True)


class _Encoder(DjangoJSONEncoder):
    def default(self, value: Any) -> Any:
        if isinstance(value, Correctable):
            return value.pk
        return super().default(value)
