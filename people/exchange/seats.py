"""The offices of a list tied to the bodies they are held in, and to the rows they become."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext, gettext_lazy as _

from people.bodies import Bodies
from people.exchange.model import BadValue, Membership
from people.models import Appointment, Speaker

_OFFICES = Appointment.Office
# What tells one office of a person from another, beside the day on which it begins.
_TOLD_BY = {
    _OFFICES.MEMBER.value: ("chamber",),
    _OFFICES.MINISTER.value: ("ministry",),
    _OFFICES.GROUP_PRESIDENT.value: ("group",),
    _OFFICES.COMMITTEE_CHAIR.value: ("committee",),
    _OFFICES.CHAMBER_PRESIDENT.value: ("chamber",),
    _OFFICES.OTHER.value: ("chamber", "group", "party", "ministry", "committee", "title"),
}
_NAMES = {
    "deputy": "member",
    "député": "member",
    "députée": "member",
    "conseiller": "member",
    "conseillère": "member",
    "نائب": "member",
    "نائبة": "member",
    "مستشار": "member",
    "مستشارة": "member",
    "وزير": "minister",
    "وزيرة": "minister",
    "ministre": "minister",
}
_UNKNOWN = {
    "chamber": _("the chamber “%(name)s” is not known"),
    "group": _("the group “%(name)s” is not known"),
    "party": _("the party “%(name)s” is not known"),
    "ministry": _("the ministry “%(name)s” is not known"),
    "committee": _("the committee “%(name)s” is not known"),
}
_LONGEST = {"title": 300, "constituency": 200}


@dataclass(frozen=True, slots=True)
class Seat:
    """A membership whose bodies are known."""

    office: str
    bodies: Mapping[str, Any]
    title: str
    constituency: str
    start: date | None
    end: date | None

    def values(self) -> dict[str, Any]:
        """The columns of an appointment; what the list does not say is left out."""
        kinds = ("chamber", "group", "party", "ministry", "committee")
        said = {kind: self.bodies.get(kind) for kind in kinds if self.bodies.get(kind)}
        said |= {"title": self.title, "constituency": self.constituency}
        said |= {"valid_from": self.start, "valid_until": self.end}
        return {"office": self.office, **{name: value for name, value in said.items() if value}}


def seats_of(memberships: Iterable[Membership], bodies: Bodies) -> list[Seat]:
    """The memberships with their bodies; raises BadValue for one that is not known."""
    return [_seat(one, bodies) for one in memberships]


def _seat(one: Membership, bodies: Bodies) -> Seat:
    office = _NAMES.get(one.office, one.office)
    if office not in _OFFICES.values:
        raise BadValue(
            gettext("“%(office)s” is no office; there are %(offices)s")
            % {"office": one.office, "offices": ", ".join(_OFFICES.values)}
        )
    for name, longest in _LONGEST.items():
        if len(getattr(one, name)) > longest:
            raise BadValue(gettext("“%(value)s…” is too long") % {"value": getattr(one, name)[:40]})
    on = one.start or one.end
    found: dict[str, Any] = {}
    _find(found, "chamber", one.chamber, bodies.chambers)
    chamber = found["chamber"].code if "chamber" in found else None
    _find(found, "group", one.group, lambda name: bodies.groups(name, on, chamber))
    if "group" in found:
        found.setdefault("chamber", found["group"].chamber)
    _find(found, "party", one.party, lambda name: bodies.parties(name, on))
    _find(found, "ministry", one.ministry, lambda name: bodies.ministries(name, on))
    _find(found, "committee", one.committee, lambda name: bodies.committees(name, chamber))
    return Seat(office, found, one.title, one.constituency, one.start, one.end)


def _find(
    found: dict[str, Any], kind: str, name: str, look_up: Callable[[str], Sequence[Any]]
) -> None:
    if not name:
        return
    bodies = look_up(name)
    if not bodies:
        raise BadValue(_UNKNOWN[kind] % {"name": name})
    if len(bodies) > 1:
        names = ", ".join(body.code for body in bodies)
        raise BadValue(
            gettext("“%(name)s” may be one of %(names)s: give its code")
            % {"name": name, "names": names}
        )
    found[kind] = bodies[0]


def take_seats(speaker: Speaker, seats: Iterable[Seat]) -> list[str]:
    """Bring a person's appointments to the seats of a list; say what was new.

    An appointment is known by what the machine last wrote, so that an editor may correct its
    days. One that was loaded before and is gone was deleted by an editor, and stays deleted.
    """
    rows = list(
        speaker.appointments.select_related("chamber", "group", "party", "ministry", "committee")
    )
    loaded = set(speaker.machine_values.get("appointments", []))
    news = []
    for seat in seats:
        key = _key(seat.values())
        row = next((one for one in rows if key in _keys_of(one)), None)
        row = row or _noted(rows, seat)
        if row is None and key in loaded:
            continue
        if row is None:
            row = Appointment(speaker=speaker, **seat.values())
            row.take_machine_values(seat.values())
            rows.append(row)
            news.append(str(row))
        elif row.take_machine_values(seat.values()):
            news.append(str(row))
        row.validate_constraints()
        row.save()
        loaded.add(key)
    speaker.machine_values["appointments"] = sorted(loaded)
    return news


def _noted(rows: Iterable[Appointment], seat: Seat) -> Appointment | None:
    """The seat in this chamber that was noted from an article, for want of a better source."""
    if seat.office != _OFFICES.MEMBER.value:
        return None
    noted = [one for one in rows if not one.machine_values and not one.ruled_fields]
    same = [
        one
        for one in noted
        if one.office == seat.office and one.chamber == seat.bodies.get("chamber")
    ]
    return same[0] if len(same) == 1 else None


def _keys_of(row: Appointment) -> set[str]:
    values = {name: getattr(row, name) for name in _COLUMNS}
    return {_key(values), _key(values | row.machine_values)}


_COLUMNS = (
    "office", "chamber", "group", "party", "ministry", "committee", "title", "valid_from"
)  # fmt: skip


def _key(values: Mapping[str, Any]) -> str:
    office = values["office"]
    told_by = [values.get(name) for name in _TOLD_BY[office]]
    start = values.get("valid_from")
    parts = [office, *(getattr(one, "pk", one) for one in told_by), start]
    return "|".join(str(part or "") for part in parts)
