"""A time line: one column for each period, built up of the families of stances."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import get_language_bidi

from statements.charts.families import FAMILIES, Family
from statements.charts.queries import narrowed
from statements.charts.series import Period, Series

WIDTH, HEIGHT = 720, 240
TOP, BOTTOM, AXIS, END = 12, 34, 52, 8
WIDEST = 44  # a column is no wider, however few there are
MONTHS_NAMED, YEARS_NAMED = 7, 15  # marks that there is room for below


@dataclass(frozen=True, slots=True)
class Segment:
    """One family's part of a column."""

    family: Family
    count: int
    y: float
    height: float
    query: str


@dataclass(frozen=True, slots=True)
class Column:
    """One period. ``x`` is its left edge."""

    period: Period
    x: float
    width: float
    segments: tuple[Segment, ...]
    query: str
    cells: tuple[tuple[int, str], ...]
    mark: str = ""  # what stands below it

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the picture at a round number."""

    y: float
    value: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that a template needs to draw it and to set the table behind it."""

    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    families: tuple[tuple[Family, int, str], ...]
    undated: int
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - BOTTOM
    first_x: float = AXIS
    last_x: float = WIDTH - END
    ticks_x: float = AXIS - 8

    @property
    def all_families(self) -> tuple[Family, ...]:
        """In the order of the cells of a column."""
        return FAMILIES

    @property
    def label_y(self) -> int:
        return self.height - 12


def timeline(
    series: Series,
    query: str,
    bounds: tuple[date, date] | None = None,
    highest: int = 0,
) -> Timeline | None:
    """The time line of a series; None where no day is known.

    Two pictures beside each other are given the same ``bounds`` and ``highest``.
    """
    periods = series.periods(bounds)
    if not periods:
        return None
    ticks = _round_numbers(highest or max(period.count for period in periods))
    top = ticks[-1]
    step = (WIDTH - AXIS - END) / len(periods)
    columns = [_column(period, n, step, top, query) for n, period in enumerate(periods)]
    mix = series.stances
    rtl = get_language_bidi()
    return Timeline(
        columns=tuple(_marked(columns)),
        ticks=tuple(Tick(_y(value, top), value) for value in ticks),
        families=tuple(
            (family, family.count(mix), narrowed(query, stance=list(family.stances)))
            for family in FAMILIES
            if family.count(mix)
        ),
        undated=series.undated,
        first_x=END if rtl else AXIS,
        last_x=WIDTH - (AXIS if rtl else END),
        ticks_x=WIDTH - AXIS + 8 if rtl else AXIS - 8,
    )


def _marked(columns: list[Column]) -> Iterator[Column]:
    """Months are named, quarters by the years that they begin; each as often as there is room."""
    are_months = columns[0].period.last - columns[0].period.first < timedelta(days=31)
    marks = [one.period.label if are_months else one.period.mark for one in columns]
    room = MONTHS_NAMED if are_months else YEARS_NAMED
    named = [place for place, mark in enumerate(marks) if mark]
    kept = set(named[:: -(-len(named) // room)]) if named else set()
    for place, column in enumerate(columns):
        yield replace(column, mark=marks[place] if place in kept else "")


def _column(period: Period, number: int, step: float, top: int, query: str) -> Column:
    days = {"date_after": period.first.isoformat(), "date_before": period.last.isoformat()}
    width = min(step * 0.82, WIDEST)
    x = AXIS + step * number + (step - width) / 2
    if get_language_bidi():
        x = WIDTH - x - width
    segments, done, cells = [], 0, []
    for family in FAMILIES:
        count = family.count(period.stances)
        inside = narrowed(query, stance=list(family.stances), **days)
        cells.append((count, inside))
        if count:
            y = _y(done + count, top)
            segments.append(Segment(family, count, y, round(_y(done, top) - y, 1), inside))
            done += count
    link = narrowed(query, **days)
    return Column(period, round(x, 1), round(width, 1), tuple(segments), link, tuple(cells))


def _y(value: int, top: int) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top, 1)


def _round_numbers(highest: int) -> list[int]:
    """Nothing, and up to four steps of a round number that reach the highest."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if step * factor * 4 >= highest:
                size = step * factor
                return [size * n for n in range(-(-highest // size) + 1)]
        step *= 10
