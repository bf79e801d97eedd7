"""Offices of two records that become one: which say the same, which contradict each other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from people.models import Appointment
from people.models.names import Dated
from statements.services.moving.model import Conflict

_IDENTITY = ("office", "chamber_id", "group_id", "party_id", "ministry_id", "committee_id", "title")
_MUST_AGREE = ("office", "chamber_id", "ministry_id", "committee_id")
_MAY_BE_LESS = ("group_id", "party_id", "title", "constituency")
_ONE_AT_A_TIME = (
    ("chamber", _("They sit in different chambers at the same time.")),
    ("group", _("They are in different groups at the same time.")),
    ("party", _("They are in different parties at the same time.")),
    ("ministry", _("They head different ministries at the same time.")),
)
SAME_DAYS = _("Both hold this office at the same time.")


def twins(moving: Iterable[Appointment], there: Iterable[Appointment]) -> dict[int, Appointment]:
    """Of each office that says nothing new the one that says it already.

    That is the same office on days that the other covers, with no other group, party or title;
    and one from the same day on, which the database takes for the same.
    """
    known = list(there)
    found = {}
    for one in moving:
        same = next((other for other in known if _is_covered(one, other)), None)
        if same is not None:
            found[one.pk] = same
    return found


def _is_covered(one: Appointment, by: Appointment) -> bool:
    same_row = all(getattr(one, name) == getattr(by, name) for name in (*_IDENTITY, "valid_from"))
    if same_row:
        return True
    return (
        all(getattr(one, name) == getattr(by, name) for name in _MUST_AGREE)
        and all(getattr(one, name) in (None, "", getattr(by, name)) for name in _MAY_BE_LESS)
        and _begin(by) <= _begin(one)
        and _end(one) <= _end(by)
    )


def conflicts(moving: Iterable[Appointment], there: Iterable[Appointment]) -> list[Conflict]:
    """In which offices, chambers, groups, parties and ministries the two contradict each other.

    What is there stands before what would move, as everywhere in a preview.
    """
    pairs = [(one, other) for one in moving for other in there if overlap(one, other)]
    found = []
    for name, what in _ONE_AT_A_TIME:
        apart = [
            f"{_told(other)} ≠ {_told(one)}" for one, other in pairs if _differ(one, other, name)
        ]
        if apart:
            found.append(Conflict(what, list(dict.fromkeys(apart))))
    both = [
        f"{_told(other)} = {_told(one)}"
        for one, other in pairs
        if all(getattr(one, name) == getattr(other, name) for name in _MUST_AGREE)
    ]
    if both:
        found.append(Conflict(SAME_DAYS, list(dict.fromkeys(both))))
    return found


def _differ(one: Appointment, other: Appointment, name: str) -> bool:
    ours, theirs = getattr(one, f"{name}_id"), getattr(other, f"{name}_id")
    return ours is not None and theirs is not None and ours != theirs


def overlap(one: Dated, other: Dated) -> bool:
    """True when both are in force on some day."""
    return _begin(one) <= _end(other) and _begin(other) <= _end(one)


def _begin(one: Dated) -> date:
    return one.valid_from or date.min


def _end(one: Dated) -> date:
    return one.valid_until or date.max


def _told(one: Appointment) -> str:
    return f"{one} ({dates_of(one)})"


def dates_of(one: Dated) -> str:
    """From when until when, also where neither is known."""
    return one.days_told or "… – …"
