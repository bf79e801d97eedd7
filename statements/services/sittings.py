"""One row for each sitting, found or made from what the text says of it."""

from __future__ import annotations

from datetime import date, timedelta

from people.bodies import Bodies
from people.models import Chamber, Legislature
from statements.extraction.model import SessionReading, SessionType
from statements.models import Session

FRIDAY = 4


class Sittings:
    """Finds or makes the sittings of one article, each asked for once."""

    def __init__(self, is_sample: bool, bodies: Bodies) -> None:
        self._is_sample = is_sample
        self._bodies = bodies
        self._known: dict[tuple[str | None, str, date | None, str | None], Session | None] = {}

    def of(self, reading: SessionReading | None) -> Session | None:
        """The sitting that was read; None where the text does not say enough to tell which."""
        if reading is None or not _is_told_apart(reading):
            return None
        kind = reading.type.value if reading.type else Session.SessionType.OTHER
        key = (reading.chamber, kind, reading.date, reading.committee)
        if key not in self._known:
            self._known[key] = self._row(reading, kind)
        return self._known[key]

    def _row(self, reading: SessionReading, kind: str) -> Session:
        chambers = self._bodies.chambers(reading.chamber) if reading.chamber else ()
        chamber = chambers[0] if chambers else None
        committee = None
        if kind == Session.SessionType.COMMITTEE and reading.committee:
            committees = self._bodies.committees(reading.committee, reading.chamber)
            committee = committees[0] if len(committees) == 1 else None
        chamber = chamber or (committee.chamber if committee else None)
        day = None if kind == Session.SessionType.WRITTEN_QUESTION else reading.date
        sitting = {"chamber": chamber, "type": kind, "date": day, "committee": committee}
        follows = {
            "legislature": _legislature(chamber, day),
            "legislative_year": legislative_year(day) if day else "",
            "term": term(day) if day else "",
        }
        as_read = Session()
        as_read.take_machine_values(sitting | follows)
        session, _ = Session.objects.get_or_create(
            **sitting,
            is_sample=self._is_sample,
            defaults={**follows, "machine_values": as_read.machine_values},
        )
        return session


def _is_told_apart(reading: SessionReading) -> bool:
    """A day and a place, or for written questions, which have no day, a chamber."""
    if reading.type == SessionType.WRITTEN_QUESTION:
        return reading.chamber is not None
    if reading.type == SessionType.MEDIA:
        return reading.date is not None
    return reading.date is not None and bool(reading.chamber or reading.committee)


def _legislature(chamber: Chamber | None, day: date | None) -> Legislature | None:
    if chamber is None or day is None:
        return None
    return next(
        (one for one in Legislature.objects.filter(chamber=chamber) if one.holds_on(day)),
        None,
    )


def _second_friday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(FRIDAY - first.weekday()) % 7 + 7)


def legislative_year(day: date) -> str:
    """The legislative year of a day, from one October session to the next: 2024-2025.

    Constitution of Morocco, article 65: the session opens on the second Friday of October.
    """
    start = day.year if day >= _second_friday(day.year, 10) else day.year - 1
    return f"{start}-{start + 1}"


def term(day: date) -> str:
    """Which of the two ordinary sessions a day falls in; the first lasts until the second opens."""
    in_second = _second_friday(day.year, 4) <= day < _second_friday(day.year, 10)
    return (Session.Term.SECOND if in_second else Session.Term.FIRST).value
