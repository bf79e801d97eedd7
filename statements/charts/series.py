"""Statements by month and stance: one question for count, mix and time line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext

from statements.browsing import Question, browser

_MONTHS_SHOWN, _QUARTERS_SHOWN = 36, 120


@dataclass(frozen=True, slots=True)
class Period:
    """A month, a quarter or a year, with the counts of its stances."""

    first: date
    last: date
    label: str
    stances: Counter[str]

    @property
    def mark(self) -> str:
        """What stands for it on a narrow axis: its year, where that begins with it."""
        return str(self.first.year) if self.first.month == 1 else ""

    @property
    def count(self) -> int:
        return self.stances.total()


@dataclass(frozen=True, slots=True)
class Series:
    """Counts by (first day of the month, stance). A day that is not known is None."""

    counts: dict[tuple[date | None, str], int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def stances(self) -> Counter[str]:
        """How often each stance occurs."""
        mix: Counter[str] = Counter()
        for (_month, stance), count in self.counts.items():
            mix[stance] += count
        return mix

    @property
    def undated(self) -> int:
        return sum(count for (month, _stance), count in self.counts.items() if month is None)

    @property
    def bounds(self) -> tuple[date, date] | None:
        """The first and the last month with a statement."""
        months = [month for month, _stance in self.counts if month is not None]
        return (min(months), max(months)) if months else None

    def periods(self, bounds: tuple[date, date] | None = None) -> list[Period]:
        """Equal periods without a gap: months where they are few, else quarters, else years."""
        found = bounds or self.bounds
        if found is None:
            return []
        length = _length(*found)
        by_start: dict[date, Counter[str]] = {}
        for (month, stance), count in self.counts.items():
            if month is not None:
                by_start.setdefault(_start(month, length), Counter())[stance] += count
        return [
            Period(first, _next(first, length) - timedelta(days=1), period_label(first, length),
                   by_start.get(first, Counter()))
            for first in _starts(*found, length)
        ]  # fmt: skip


def series_of(question: Question) -> Series:
    """The series of the statements asked for."""
    return Series(dict(browser().series(question)))


def _length(first: date, last: date) -> int:
    """Months in a period."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months <= _MONTHS_SHOWN:
        return 1
    return 3 if months <= _QUARTERS_SHOWN else 12


def _start(month: date, length: int) -> date:
    return date(month.year, (month.month - 1) // length * length + 1, 1)


def _next(start: date, length: int) -> date:
    months = start.year * 12 + start.month - 1 + length
    return date(months // 12, months % 12 + 1, 1)


def _starts(first: date, last: date, length: int) -> Iterator[date]:
    at = _start(first, length)
    while at <= last:
        yield at
        at = _next(at, length)


def period_label(start: date, length: int) -> str:
    """What so many months from that day on are called: a month, a quarter or a year."""
    if length == 1:
        return date_format(start, "F Y")
    if length >= 12:
        return str(start.year)
    return gettext("quarter %(number)d of %(year)d") % {
        "number": (start.month + 2) // 3,
        "year": start.year,
    }
