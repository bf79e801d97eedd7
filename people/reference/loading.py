"""Reads the TOML files of one country and checks that they fit together."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from people.reference import offices
from people.reference.model import (
    Chamber,
    Committee,
    DatedName,
    Files,
    Group,
    Legislature,
    Ministry,
    Party,
    Period,
    Portfolio,
    SessionType,
    ShortName,
)

HERE = Path(__file__).parent
Row = dict[str, Any]


class BadReferenceData(Exception):
    """A reference file says something that cannot be: the message names the file and the record."""


def read_files(country: str) -> Files:
    """The records of one country, checked; raises BadReferenceData."""
    if not country.isalpha() or not (HERE / country).is_dir():
        raise BadReferenceData(f"There is no reference data for the country {country!r}.")
    read = _Folder(HERE / country)
    files = Files(
        code=country,
        chambers=read.records("chamber", Chamber),
        legislatures=read.records("legislature", Legislature),
        session_types=read.records("session_type", SessionType),
        parties=read.records("party", Party),
        groups=read.records("group", Group),
        committees=read.records("committee", Committee),
        ministries=read.ministries(),
        as_of=min(read.dates),
    )
    _check_links(files)
    return files


_FILE_OF = {
    "chamber": "chambers",
    "legislature": "legislatures",
    "session_type": "session_types",
    "party": "parties",
    "group": "groups",
    "committee": "committees",
    "ministry": "ministries",
}


class _Folder:
    """The files of one country; ``dates`` gathers the day each was compiled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.dates: list[date] = []

    def rows(self, name: str) -> list[Row]:
        path = self.folder / f"{_FILE_OF[name]}.toml"
        try:
            data = tomllib.loads(path.read_text("utf-8"))
            self.dates.append(data["as_of"])
            rows: list[Row] = data[name]
        except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
            raise BadReferenceData(f"{path.name}: {error}") from error
        _check_codes(path.name, rows)
        return rows

    def records(self, name: str, record: type[Any]) -> tuple[Any, ...]:
        return tuple(_record(record, row) for row in self.rows(name))

    def ministries(self) -> tuple[Ministry, ...]:
        rows = self.rows("ministry")
        by_code = {row["code"]: row for row in rows}
        return tuple(_ministry(row, by_code) for row in rows)


def _check_codes(file: str, rows: Iterable[Row]) -> None:
    seen: set[str] = set()
    for row in rows:
        code = row.get("code")
        if not isinstance(code, str) or code in seen:
            raise BadReferenceData(f"{file}: the code {code!r} is missing or given twice.")
        seen.add(code)


def _period(row: Mapping[str, Any]) -> Period:
    period = Period(row.get("valid_from"), row.get("valid_until"))
    if period.start and period.end and period.start > period.end:
        raise BadReferenceData(f"{row}: it ends before it begins.")
    return period


def _record(record: type[Any], row: Row) -> Any:
    names = {item.name for item in fields(record)}
    values = {key: _frozen(value) for key, value in row.items() if not key.startswith("valid_")}
    if "period" in names:
        values["period"] = _period(row)
    try:
        return record(**values)
    except TypeError as error:
        raise BadReferenceData(f"{row.get('code')}: {error}") from error


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _ministry(row: Row, by_code: Mapping[str, Row]) -> Ministry:
    try:
        portfolios = tuple(_portfolio(row, name) for name in row["names"])
    except KeyError as error:
        raise BadReferenceData(f"{row['code']}: {error} is missing.") from error
    whole = {key: _frozen(value) for key, value in row.items() if key not in _MADE}
    shape = Ministry(**whole, portfolios=portfolios, names=())
    names = tuple(_dated_name(shape, item, by_code) for item in portfolios)
    period = Ministry(**whole, portfolios=portfolios, names=names).period
    return Ministry(
        **whole,
        portfolios=portfolios,
        names=names,
        short_ar=_shorts(row.get("short_ar", ()), period),
        short_fr=_shorts(row.get("short_fr", ()), period),
        alone_ar=frozenset(row.get("alone_ar", ())),
    )


_MADE = {"names", "short_ar", "short_fr", "alone_ar"}


def _portfolio(row: Row, name: Row) -> Portfolio:
    return Portfolio(
        name["ar"],
        name["fr"],
        _period(name),
        str(name.get("certainty", row["certainty"])),
        str(name.get("under_ar", "")),
    )


def _dated_name(shape: Ministry, portfolio: Portfolio, by_code: Mapping[str, Row]) -> DatedName:
    under = portfolio.under_ar or _superior(by_code.get(shape.parent or ""))
    return DatedName(
        offices.official_ar(shape.kind, portfolio.ar, under),
        offices.official_fr(shape.kind, portfolio.fr),
        portfolio.period,
        portfolio.certainty,
    )


def _superior(parent: Row | None) -> str:
    if parent is None:
        return ""
    holders = parent.get("holders_ar")
    return str(holders[0]) if holders else f"وزير {parent['names'][0]['ar']}"


def _shorts(values: Iterable[Any], period: Period) -> tuple[ShortName, ...]:
    return tuple(
        ShortName(value, period)
        if isinstance(value, str)
        else ShortName(value["text"], _period(value))
        for value in values
    )


def _check_links(files: Files) -> None:
    chambers = {item.code for item in files.chambers}
    parties = {item.code for item in files.parties}
    groups = {item.code for item in files.groups}
    ministries = {item.code for item in files.ministries}
    links: list[tuple[str, str | None, set[str]]] = []
    for part in (files.legislatures, files.groups, files.committees):
        links += [(item.code, item.chamber, chambers) for item in part]
    for party in files.parties:
        links.append((party.code, party.successor, parties))
    for group in files.groups:
        links += [(group.code, code, parties) for code in (group.party, *group.other_parties)]
        links += [(group.code, code, groups) for code in (group.successor, *group.predecessors)]
    for ministry in files.ministries:
        links += [
            (ministry.code, code, ministries) for code in (ministry.parent, *ministry.predecessors)
        ]
    for source, target, known in links:
        if target is not None and target not in known:
            raise BadReferenceData(f"{source} refers to {target}, which is not there.")
