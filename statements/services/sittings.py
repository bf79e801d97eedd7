"""One row for each sitting, found or made from what the text says of it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from django.db import connection

from people.bodies import Bodies
from people.correctable import as_json
from people.writing import as_rows, insertion
from statements.extraction.model import SessionReading, SessionType
from statements.models import Session

FRIDAY = 4
_ONCE = ("chamber_id", "type", "date", "committee_id", "is_sample")
_FOUND = (
    "SELECT id FROM statements_session WHERE chamber_id IS NOT DISTINCT FROM %s AND type = %s"
    " AND date IS NOT DISTINCT FROM %s AND committee_id IS NOT DISTINCT FROM %s AND is_sample = %s"
)
_FOUND_OR_MADE = (
    "WITH made AS ({insertion} WHERE NOT EXISTS ({found}) ON CONFLICT DO NOTHING RETURNING id)"
    " SELECT id FROM made UNION ALL {found}"
)


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
            "legislature": self._bodies.term(chamber.pk, day) if chamber and day else None,
            "legislative_year": legislative_year(day) if day else "",
            "term": term(day) if day else "",
        }
        session = Session(**sitting, **follows, is_sample=self._is_sample)
        session.machine_values = {
            name: as_json(value) for name, value in (sitting | follows).items()
        }
        session.pk = _found_or_made(session) or _found_or_made(session)
        return session


def _found_or_made(session: Session) -> int | None:
    """The number of this sitting, made where there is none; None where another made it just now."""
    given = [getattr(session, name) for name in _ONCE]
    with connection.cursor() as cursor:
        cursor.execute(_statement(), [as_rows([session]), *given, *given])
        found = cursor.fetchone()
    return found[0] if found else None


@cache
def _statement() -> str:
    return _FOUND_OR_MADE.format(insertion=insertion(Session), found=_FOUND)


def _is_told_apart(reading: SessionReading) -> bool:
    """A day and a place, or for written questions, which have no day, a chamber."""
    if reading.type == SessionType.WRITTEN_QUESTION:
        return reading.chamber is not None
    if reading.type == SessionType.MEDIA:
        return reading.date is not None
    return reading.date is not None and bool(reading.chamber or reading.committee)


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
