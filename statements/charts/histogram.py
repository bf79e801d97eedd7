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
class Stretch:
    """A year or a month that can be chosen by a link."""

    label: str
    query: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Histogram:
    """One column for every ``step`` months from ``first`` on, and the years as links.

    The columns are two outlines for SVG, of those inside and outside of the chosen days; they run
    from right to left where the reader reads so.
    """

    first: date
    step: int
    counts: list[int]
    inside: str
    outside: str
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
    begin, step, counts = _columns(months)
    outlines: dict[bool, list[str]] = {True: [], False: []}
    first, drawn = _month(begin), _outlines(counts)
    for at, outline in enumerate(drawn, 1):
        after = _month(begin + at * step)
        outlines[_touches(first, _eve(after), chosen)].append(outline)
        first = after
    return Histogram(
        _month(begin), step, counts, "".join(outlines[True]), "".join(outlines[False]),
        _years(months, chosen, query), _months(months, chosen, query),
    )  # fmt: skip


def _columns(months: Mapping[date, int]) -> tuple[int, int, list[int]]:
    """The number of the first month, the months in a column, and the count of each column."""
    first, last = _number(min(months)), _number(max(months))
    step = next(step for step in STEPS if (last - first + 1) / step <= MOST_COLUMNS)
    begin = first // step * step
    counts = [0] * ((last - begin) // step + 1)
    for month, count in months.items():
        counts[(_number(month) - begin) // step] += count
    return begin, step, counts


def _outlines(counts: list[int]) -> list[str]:
    """Each column by itself, in the order of time."""
    width, most, columns = WIDTH / len(counts), max(counts), []
    places = range(len(counts))
    for at, count in zip(reversed(places) if get_language_bidi() else places, counts, strict=True):
        height = round(max(1.5, (HEIGHT - 2) * count / most), 1) if count else 0
        column = f"v-{height:g}h{round(width * 0.88, 1):g}v{height:g}z"
        columns.append(f"M{round(width * at, 1):g} {HEIGHT}{column}" if count else "")
    return columns


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
            month, _eve(_month(_number(month) + 1)), date_format(month, "F"), count,
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


def _eve(day: date) -> date:
    return day - timedelta(days=1)
