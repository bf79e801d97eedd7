"""People from a table: name, alternate names, chamber, group, party, constituency, from, to."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Protocol

from django.utils.translation import gettext

from people.exchange.model import (
    BadValue,
    Membership,
    OtherName,
    PersonRecord,
    Refused,
    UnreadableList,
    period_of,
)
from people.folding import fold

# What the columns are called; further columns are no error and are not read.
_HEADINGS = {
    "id": "id|identifier|المعرف|identifiant",
    "name": "name|full name|nom|nom complet|الاسم|الاسم الكامل",
    "other_names": "alternate names|alternate name|other names|aliases|autres noms|أسماء أخرى",
    "gender": "gender|sexe|genre|الجنس",
    "office": "office|role|fonction|الصفة",
    "title": "title|titre|اللقب",
    "chamber": "chamber|chambre|المجلس|الغرفة",
    "group": "group|groupe|الفريق|المجموعة",
    "party": "party|parti|الحزب",
    "ministry": "ministry|ministère|الوزارة",
    "committee": "committee|commission|اللجنة",
    "constituency": "constituency|circonscription|area|الدائرة",
    "from": "from|start|since|du|de|من",
    "to": "to|end|until|au|à|إلى",
}
_COLUMN_OF = {
    fold(heading): column for column, all_ in _HEADINGS.items() for heading in all_.split("|")
}
_BETWEEN_NAMES = re.compile(r"[;|\n؛]")
_SPECIALS = re.compile(r"[\s_]+")


def read_table(text: str) -> list[PersonRecord | Refused]:
    """One entry for each row that is not empty; raises UnreadableList where no column is a name."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        return list(_entries(reader))
    except csv.Error as error:
        raise UnreadableList(
            gettext("line %(line)d: %(error)s") % {"line": reader.line_num, "error": error}
        ) from error


def _delimiter(text: str) -> str:
    """The sign that parts the headings."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    return max(",;\t", key=first.count)


class _Reader(Protocol):
    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


def _entries(reader: _Reader) -> Iterator[PersonRecord | Refused]:
    columns: list[str | None] = []
    begins_at = 1
    for cells in reader:
        place, begins_at = begins_at, reader.line_num + 1
        if not any(cell.strip() for cell in cells):
            continue
        if not columns:
            columns = [_column(cell) for cell in cells]
            if "name" not in columns:
                raise UnreadableList(gettext("no column is headed “name”"))
            continue
        yield _entry(place, columns, cells)


def _column(heading: str) -> str | None:
    return _COLUMN_OF.get(_SPECIALS.sub(" ", fold(heading)).strip())


def _entry(place: int, columns: list[str | None], cells: list[str]) -> PersonRecord | Refused:
    row = {
        column: " ".join(cell.split()) if column != "other_names" else cell.strip()
        for column, cell in zip(columns, cells, strict=False)
        if column
    }
    name = row.get("name", "")
    if any(cell.strip() for cell in cells[len(columns) :]):
        return Refused(place, name, gettext("it has more cells than there are headings"))
    try:
        start, end = period_of(row.get("from", ""), row.get("to", ""))
    except BadValue as error:
        return Refused(place, name, str(error))
    names = (" ".join(one.split()) for one in _BETWEEN_NAMES.split(row.get("other_names", "")))
    return PersonRecord(
        place=place,
        name=name,
        id=row.get("id", ""),
        gender=row.get("gender", ""),
        other_names=tuple(OtherName(one) for one in names if one),
        memberships=tuple(_membership(row, start, end)),
    )


def _membership(row: dict[str, str], start: date | None, end: date | None) -> Iterator[Membership]:
    seat = Membership(
        office=row.get("office", "").lower() or ("minister" if row.get("ministry") else "member"),
        title=row.get("title", ""),
        chamber=row.get("chamber", ""),
        group=row.get("group", ""),
        party=row.get("party", ""),
        ministry=row.get("ministry", ""),
        committee=row.get("committee", ""),
        constituency=row.get("constituency", ""),
        start=start,
        end=end,
    )
    bodies = (seat.chamber, seat.group, seat.party, seat.ministry, seat.committee)
    if any(bodies) or row.get("office"):
        yield seat
