"""Statements by month as small columns, drawn so that a stretch of time can be chosen on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import get_language_bidi, gettext

from statements.charts.series import period_label

WIDTH, HEIGHT = 960, 56
MOST_COLUMNS = 240
STEPS = (1, 3, 12, 120, 1200)  # months in a column; there are as few as fit
# Part of the width that a year's four digits take, on a desk and on a phone.
ROOM, ROOM_ON_A_PHONE = 0.045, 0.12
END = 10_000 * 12  # the number of the first month that a date cannot tell
RECENT_YEARS = 3  # whose quarters can be chosen beside the dates

Days = tuple[date | None, date | None]
Query = Callable[[date, date], str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A year, a quarter or a month that can be chosen by a link.

    ``months`` of it are drawn. ``height`` is that of its column out of 100. Its label is left out
    where there is no room: on every screen, or on narrow ones.
    """

    label: str
    title: str
    query: str
    count: int
    is_chosen: bool
    is_in: bool  # some of its days are asked for
    months: int = 1
    height: int = 0
    room: str = ""  # "none", "wide" or, where there is always room, empty


@dataclass(frozen=True, slots=True)
class Histogram:
    """One column for every ``step`` months from ``first`` on, and the years as links below them.

    The columns are two outlines for SVG, of those inside and outside of the chosen days; they run
    from right to left where the reader reads so. ``months`` are those of the one year that is
    looked at, if there is one; ``quarters`` are a few years with their quarters, the latest first.
    """

    first: date
    step: int
    counts: list[int]
    tallest: str
    inside: str
    outside: str
    years: list[Stretch]
    months: list[Stretch]
    quarters: list[tuple[Stretch, list[Stretch]]]
    year: int | None  # that is looked at
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def nearest_quarters(self) -> list[Stretch]:
        """Those of the year that is looked at, else of the latest."""
        by_year = {year.label: quarters for year, quarters in self.quarters}
        return by_year.get(str(self.year), self.quarters[0][1])


def histogram(months: Mapping[date, int], chosen: Days, query: Query) -> Histogram | None:
    """What is drawn for these counts; None where there are less than two months to tell apart."""
    if len(months) < 2:
        return None
    begin, step, counts = _columns(months)
    outlines: dict[bool, list[str]] = {True: [], False: []}
    for at, outline in enumerate(_outlines(counts)):
        outlines[_touches(*_days(begin + at * step, step), chosen)].append(outline)
    numbered = {_number(month): count for month, count in months.items()}
    stretches = _Stretches(numbered, chosen, query)
    return Histogram(
        _month(begin), step, counts,
        period_label(_month(begin + counts.index(max(counts)) * step), step),
        "".join(outlines[True]), "".join(outlines[False]),
        _with_room(stretches.years(begin, step, len(counts))),
        stretches.months_of_one_year(), stretches.quarters(), stretches.one_year(),
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


@dataclass(frozen=True, slots=True)
class _Stretches:
    """Stretches of time; ``counts`` are those of the months by their numbers."""

    counts: Mapping[int, int]
    chosen: Days
    query: Query

    def years(self, begin: int, step: int, columns: int) -> Iterator[Stretch]:
        """Each as wide as its columns; decades and centuries where columns are."""
        size = max(12, step)
        end = begin + step * columns
        for first in range(begin // size * size, end, size):
            drawn = min(end, first + size) - max(begin, first)
            year = _month(first).year
            yield replace(self._stretch(first, size, str(year)), months=max(1, drawn * 12 // size))

    def quarters(self) -> list[tuple[Stretch, list[Stretch]]]:
        """The latest years, and the one that is looked at, each with its quarters."""
        years = sorted({number // 12 for number in self.counts}, reverse=True)[:RECENT_YEARS]
        looked_at = self.one_year()
        if looked_at and looked_at not in years:
            years = [*years[:-1], looked_at]
        return [
            (
                self._stretch(year * 12, 12, str(year)),
                [
                    self._stretch(year * 12 + 3 * n, 3, gettext("Q%(number)d") % {"number": n + 1})
                    for n in range(4)
                ],
            )
            for year in years
        ]

    def months_of_one_year(self) -> list[Stretch]:
        """All twelve months of the year that is looked at, if there is one."""
        year = self.one_year()
        if year is None:
            return []
        drawn = [self._stretch(year * 12 + n, 1, "") for n in range(12)]
        most = max(one.count for one in drawn) or 1
        return [
            replace(one, label=date_format(date(year, n + 1, 1), "F"),
                    height=max(4, round(100 * one.count / most)) if one.count else 0)
            for n, one in enumerate(drawn)
        ]  # fmt: skip

    def one_year(self) -> int | None:
        """The one year that all chosen days lie in, or that there is."""
        first, last = self.chosen
        begin = first.year if first else min(self.counts) // 12
        end = last.year if last else max(self.counts) // 12
        return begin if begin == end else None

    def _stretch(self, first: int, size: int, label: str) -> Stretch:
        days = _days(first, size)
        count = sum(self.counts.get(number, 0) for number in range(first, first + size))
        title = period_label(days[0], size)
        is_in = _touches(*days, self.chosen)
        query = self.query(*days) if count else ""
        return Stretch(label, title, query, count, self.chosen == days, is_in)


def _with_room(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same, labelled as far as labels keep to the picture and apart; the latest always is."""
    drawn = list(stretches)
    total = sum(one.months for one in drawn)
    kept: list[Stretch] = []
    free, free_on_a_phone, end = 2.0, 2.0, 1.0
    for one in reversed(drawn):
        middle = end - one.months / total / 2
        end -= one.months / total
        room = "none"
        if free - middle >= ROOM:
            free, room = middle, "wide"
            reaches_over_the_edge = bool(kept) and middle < ROOM_ON_A_PHONE / 2
            if free_on_a_phone - middle >= ROOM_ON_A_PHONE and not reaches_over_the_edge:
                free_on_a_phone, room = middle, ""
        kept.append(replace(one, room=room))
    return kept[::-1]


def _touches(first: date, last: date, chosen: Days) -> bool:
    return (chosen[0] is None or last >= chosen[0]) and (chosen[1] is None or first <= chosen[1])


def _number(month: date) -> int:
    return month.year * 12 + month.month - 1


def _month(number: int) -> date:
    """First day of a month; the last one that a date can tell, where there is none."""
    year, month = divmod(number, 12)
    return date(min(max(year, 1), 9999), month + 1, 1)


def _days(first: int, months: int) -> tuple[date, date]:
    """The first and the last day of so many months."""
    after = first + months
    return _month(first), date.max if after >= END else _month(after) - timedelta(days=1)
