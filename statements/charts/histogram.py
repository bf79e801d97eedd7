"""Statements by month as small columns, drawn so that a stretch of time can be chosen on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import get_language_bidi

WIDTH, HEIGHT = 960, 56
MOST_COLUMNS = 240
STEPS = (1, 3, 12, 120, 1200)  # months in a column; there are as few as fit

Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Column:
    """A month or more. ``first`` and ``last`` are its days."""

    first: date
    last: date
    x: float
    width: float
    y: float
    height: float
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A year or a month that can be chosen by a link."""

    label: str
    query: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Histogram:
    """The columns in time, right to left where the reader reads so, and the years as links."""

    columns: list[Column]
    years: list[Stretch]
    months: list[Stretch]
    width: int = WIDTH
    height: int = HEIGHT


def histogram(
    months: Mapping[date, int], chosen: Days, query: Callable[[date, date], str]
) -> Histogram | None:
    """What is drawn for these counts; None where there are less than two months to tell apart."""
    if len(months) < 2:
        return None
    first, last = min(months), max(months)
    return Histogram(
        _columns(months, first, last, chosen),
        _years(months, chosen, query),
        _months(months, chosen, query),
    )


def _columns(months: Mapping[date, int], first: date, last: date, chosen: Days) -> list[Column]:
    span = _number(last) - _number(first) + 1
    step = next(step for step in STEPS if span / step <= MOST_COLUMNS)
    begin = _number(first) // step * step
    counts: dict[int, int] = {}
    for month, count in months.items():
        at = (_number(month) - begin) // step
        counts[at] = counts.get(at, 0) + count
    size = (_number(last) - begin) // step + 1
    highest, width = max(counts.values()), WIDTH / size
    return [
        _column(at, counts.get(at, 0), begin, step, (size, width, highest), chosen)
        for at in range(size)
    ]


def _column(
    at: int, count: int, begin: int, step: int, scale: tuple[int, float, int], chosen: Days
) -> Column:
    size, width, highest = scale
    first = _month(begin + at * step)
    last = _month(begin + (at + 1) * step) - timedelta(days=1)
    height = round(max(1.5, (HEIGHT - 2) * count / highest), 1) if count else 0
    place = size - 1 - at if get_language_bidi() else at
    return Column(
        first, last, round(place * width, 1), round(width, 1), round(HEIGHT - height, 1), height,
        count, _touches(first, last, chosen),
    )  # fmt: skip


def _years(
    months: Mapping[date, int], chosen: Days, query: Callable[[date, date], str]
) -> list[Stretch]:
    counts: dict[int, int] = {}
    for month, count in sorted(months.items()):
        counts[month.year] = counts.get(month.year, 0) + count
    return [
        _stretch(date(year, 1, 1), date(year, 12, 31), str(year), count, chosen, query)
        for year, count in counts.items()
    ]


def _months(
    months: Mapping[date, int], chosen: Days, query: Callable[[date, date], str]
) -> list[Stretch]:
    """The months of the one year that all chosen days lie in, or that there is."""
    first, last = chosen[0] or min(months), chosen[1] or max(months)
    if first.year != last.year:
        return []
    return [
        _stretch(
            month, _month(_number(month) + 1) - timedelta(days=1), date_format(month, "F"), count,
            chosen, query,
        )
        for month, count in sorted(months.items()) if month.year == first.year
    ]  # fmt: skip


def _stretch(
    first: date,
    last: date,
    label: str,
    count: int,
    chosen: Days,
    query: Callable[[date, date], str],
) -> Stretch:
    return Stretch(label, query(first, last), count, chosen == (first, last))


def _touches(first: date, last: date, chosen: Days) -> bool:
    return (chosen[0] is None or last >= chosen[0]) and (chosen[1] is None or first <= chosen[1])


def _number(month: date) -> int:
    return month.year * 12 + month.month - 1


def _month(number: int) -> date:
    """First day of a month; the last one that a date can tell, where there is none."""
    year, month = divmod(number, 12)
    return date(min(max(year, 1), 9999), month + 1, 1)
