"""Parliamentary groups and parties: official names of the time from the names that the press uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class GroupReading:
    """A group as known; ``chamber`` and ``party`` only when the name settles them."""

    canonical: str
    party: str | None
    chamber: str | None


def canonical_group(
    surface: str, on: date | None = None, chamber: str | None = None
) -> GroupReading | None:
    """The official group behind a printed name or nickname (``فريق "الجرار"``), None when unknown."""
    return None


def canonical_party(surface: str) -> str | None:
    """The official party behind a printed name, symbol or adjective, None when unknown."""
    return None


def party_of_group(group: str, on: date | None = None, chamber: str | None = None) -> str | None:
    """The party whose members sit in ``group``; None for unions, employers and mixed groups."""
    found = canonical_group(group, on, chamber)
    return found.party if found else None
