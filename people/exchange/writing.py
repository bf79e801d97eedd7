"""All people as one Popolo JSON object, which reads back into the same rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from people.models import Alias, Appointment, Speaker

Row = dict[str, Any]
_BODIES = ("chamber", "group", "party", "ministry", "committee")


def write_popolo(samples: bool = False) -> Row:
    """Persons, the organisations they belong to, and their memberships.

    Provisional persons are left out: whoever reads a list in takes its persons for confirmed.
    """
    persons = (
        Speaker.objects.current()
        .persons()
        .filter(is_sample=samples, is_provisional=False)
        .order_by("public_id")
        .prefetch_related("aliases__chamber")
    )
    appointments = (
        Appointment.objects.filter(speaker__in=persons.order_by())
        .select_related("speaker", *_BODIES)
        .order_by("speaker__public_id", "valid_from", "office", "pk")
    )
    held = list(appointments)
    return {
        "persons": [_person(speaker) for speaker in persons],
        "organizations": _organizations(held),
        "memberships": [_membership(one) for one in held],
    }


def _person(speaker: Speaker) -> Row:
    first = speaker.name_ar or speaker.name_latin
    names = [_other_name(one) for one in speaker.aliases.all() if one.text != first]
    if speaker.name_latin and speaker.name_latin not in {first, *(one["name"] for one in names)}:
        names.append({"name": speaker.name_latin, "note": Alias.AliasKind.LATIN.value})
    return _without_gaps(
        {
            "id": speaker.public_id,
            "name": first,
            "gender": speaker.gender,
            "other_names": sorted(names, key=lambda one: [str(value) for value in one.values()]),
        }
    )


def _other_name(alias: Alias) -> Row:
    return _without_gaps(
        {
            "name": alias.text,
            "note": alias.kind,
            "chamber": alias.chamber.code if alias.chamber else "",
            "start_date": _day(alias.valid_from),
            "end_date": _day(alias.valid_until),
        }
    )


def _organizations(held: Iterable[Appointment]) -> list[Row]:
    bodies = {
        _id_of(kind, body): (kind, body)
        for one in held
        for kind in _BODIES
        if (body := getattr(one, kind))
    }
    return [
        _without_gaps(
            {
                "id": key,
                "name": body.name_ar,
                "other_names": [{"name": body.name_fr, "lang": "fr"}] if body.name_fr else [],
                "classification": kind,
                "identifiers": [{"scheme": "qawl", "identifier": body.code}],
            }
        )
        for key, (kind, body) in sorted(bodies.items())
    ]


def _membership(one: Appointment) -> Row:
    """Held in the first of these bodies, on behalf of the next: its group, else its party."""
    order = {
        Appointment.Office.MINISTER.value: ("ministry",),
        Appointment.Office.GROUP_PRESIDENT.value: ("group",),
        Appointment.Office.COMMITTEE_CHAIR.value: ("committee",),
    }.get(one.office, ("chamber", "committee", "ministry"))
    places = [kind for kind in (*order, *_BODIES) if getattr(one, f"{kind}_id")]
    places = list(dict.fromkeys(places))
    ids = [_id_of(kind, getattr(one, kind)) for kind in places]
    row = {
        "person_id": one.speaker.public_id,
        "organization_id": ids[0] if ids else "",
        "on_behalf_of_id": ids[1] if len(ids) > 1 else "",
        "other_organization_ids": ids[2:],
        "role": one.office,
        "label": one.title,
        "area": {"name": one.constituency} if one.constituency else None,
        "start_date": _day(one.valid_from),
        "end_date": _day(one.valid_until),
    }
    return _without_gaps(row)


def _id_of(kind: str, body: Any) -> str:
    return f"{kind}/{body.code}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _without_gaps(row: Row) -> Row:
    return {name: value for name, value in row.items() if value not in ("", None, [])}
