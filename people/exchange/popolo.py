"""People from Popolo JSON (https://www.popoloproject.com/specs/)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

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
from people.models import Appointment

Row = dict[str, Any]

# Which of our bodies an organisation of this classification is. Others are known by their name.
KIND_OF = {
    "chamber": "chamber",
    "legislature": "chamber",
    "upper house": "chamber",
    "lower house": "chamber",
    "group": "group",
    "parliamentary group": "group",
    "parliamentary_group": "group",
    "faction": "group",
    "party": "party",
    "political party": "party",
    "ministry": "ministry",
    "executive": "ministry",
    "government": "ministry",
    "committee": "committee",
}
_CHAIRS = {"chair", "president", "chairperson", "chairman", "chairwoman"}
_OFFICES = {
    "chamber": ("member", "chamber_president"),
    "group": ("member", "group_president"),
    "committee": ("other", "committee_chair"),
    "ministry": ("minister", "minister"),
    "party": ("other", "other"),
}


def read_popolo(text: str) -> list[PersonRecord | Refused]:
    """The persons of a file with what they are members of; raises UnreadableList."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableList(gettext("this is not JSON: %(error)s") % {"error": error}) from error
    if isinstance(data, list):
        data = {"persons": data}
    if not isinstance(data, dict) or not isinstance(data.get("persons"), list):
        raise UnreadableList(gettext("a Popolo file has a list of “persons”"))
    bodies = {str(row.get("id", "")): row for row in _rows(data, "organizations")}
    held: dict[str, list[Row]] = {}
    for row in _rows(data, "memberships"):
        held.setdefault(str(row.get("person_id", "")), []).append(row)
    entries = [
        _entry(place, person, held, bodies) for place, person in enumerate(data["persons"], 1)
    ]
    known = {_text(person, "id") for person in data["persons"] if isinstance(person, dict)}
    return [*entries, *_of_nobody({key for key in held if key not in known}, len(entries))]


def _of_nobody(keys: set[str], before: int) -> Iterator[Refused]:
    """Those to whom memberships belong and who are not in the list, behind those who are."""
    for place, key in enumerate(sorted(keys), before + 1):
        yield Refused(place, key, gettext("memberships of a person who is not in the list"))


def _rows(data: Row, name: str) -> list[Row]:
    rows = data.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _entry(
    place: int, person: Any, held: dict[str, list[Row]], bodies: dict[str, Row]
) -> PersonRecord | Refused:
    if not isinstance(person, dict):
        return Refused(place, "", gettext("it is no object"))
    key, name = _text(person, "id"), _text(person, "name")
    rows = [*held.get(key, ()), *_rows(person, "memberships")] if key else []
    try:
        return PersonRecord(
            place=place,
            name=name,
            id=key,
            gender=_text(person, "gender"),
            other_names=tuple(_other_names(person)),
            memberships=tuple(_membership(row, bodies) for row in rows),
        )
    except BadValue as error:
        return Refused(place, name, str(error))


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    return " ".join(str(value).split()) if isinstance(value, (str, int)) else ""


def _other_names(person: Row) -> Iterator[OtherName]:
    for row in _rows(person, "other_names"):
        if text := _text(row, "name"):
            start, end = period_of(_text(row, "start_date"), _text(row, "end_date"))
            yield OtherName(text, _text(row, "note"), _text(row, "chamber"), start, end)


def _membership(row: Row, bodies: dict[str, Row]) -> Membership:
    """A seat in an organisation, held on behalf of another: the group, or else the party.

    What else it is tied to stands in ``other_organization_ids``, which Popolo does not have.
    """
    held: dict[str, str] = {}
    kind = _hold(held, bodies, _text(row, "organization_id"))
    others = row.get("other_organization_ids")
    for key in (row.get("on_behalf_of_id"), *(others if isinstance(others, list) else ())):
        _hold(held, bodies, _text({"id": key}, "id"))
    area = row.get("area")
    start, end = period_of(_text(row, "start_date"), _text(row, "end_date"))
    return Membership(
        office=_office(kind, _text(row, "role").lower()),
        title=_text(row, "label"),
        constituency=_text(area, "name") if isinstance(area, dict) else _text(row, "area_id"),
        start=start,
        end=end,
        **held,
    )


def _hold(held: dict[str, str], bodies: dict[str, Row], key: str) -> str:
    """Note an organisation that a membership refers to; return which kind of body it is."""
    if not key:
        return ""
    body = bodies.get(key)
    if body is None:
        raise BadValue(gettext("the organisation “%(name)s” is not in the file") % {"name": key})
    name = _text(body, "name")
    kind = KIND_OF.get(_text(body, "classification").lower())
    if kind is None:
        raise BadValue(
            gettext("“%(name)s” is of no known kind: “%(kind)s”")
            % {"name": name or key, "kind": _text(body, "classification")}
        )
    held.setdefault(kind, _code(body) or name)
    return kind


def _code(body: Row) -> str:
    """Our own code of a body, in files that we wrote."""
    codes = (_text(one, "identifier") for one in _rows(body, "identifiers") if _is_ours(one))
    return next(codes, "")


def _is_ours(identifier: Row) -> bool:
    return _text(identifier, "scheme") == "qawl"


def _office(kind: str, role: str) -> str:
    """The office by the role as given, else by what it is held in."""
    if role in Appointment.Office.values:
        return role
    usual, at_the_head = _OFFICES.get(kind, ("other", "other"))
    return at_the_head if role in _CHAIRS else usual
