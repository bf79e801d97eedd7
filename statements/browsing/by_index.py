"""Answers by the index: the same as the database gives, in the time of what matches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from tantivy import Occur, Order as Direction, Searcher

from statements.browsing.index import columns, form, queries
from statements.browsing.index.columns import MOST_VALUES, ByValue, TooManyValues
from statements.browsing.index.form import COLUMN_OF, MONTH, PLACE
from statements.browsing.index.opened import OpenIndex
from statements.browsing.index.queries import Part
from statements.browsing.model import (
    Dimension,
    Glance,
    Order,
    Place,
    Question,
    Rows,
    Series,
    Window,
)

_KEY = (1 << form.ID_BITS) - 1
# Days that are looked at first, and then, for the rows nearest to a place: most questions have a
# page of rows within a week.
_WINDOWS = (8, 64, 512)
_FEW = 1000  # statements that are sooner read as a whole

Counts = dict[Dimension, dict[str, int]]


@dataclass(frozen=True)
class IndexBrowser:
    """Answers out of one state of the index."""

    index: OpenIndex

    @property
    def _searcher(self) -> Searcher:
        return self.index.searcher

    def rows(self, question: Question, window: Window) -> Rows:
        """The rows of one page."""
        if window.order == Order.RELEVANCE:
            return self._most_relevant(question, window)
        if window.before:
            return self._before(question, window, window.before)
        return self._after(question, window)

    def glances(self, *wanted: tuple[Question, int]) -> list[Glance]:
        """For each question so many of the newest rows, and their number."""
        return [
            Glance(self.rows(question, Window(size)).ids, self.total(question))
            for question, size in wanted
        ]

    def total(self, question: Question) -> int:
        """How many published statements the question asks for."""
        parts = queries.parts_of(question, self.index)
        if not parts:
            return self._searcher.num_docs
        counted = {"n": {"value_count": {"field": form.ID}}}
        return int(self._searcher.aggregate(queries.joined(parts), counted)["n"]["value"])

    def counts(
        self, question: Question, dimensions: Collection[Dimension]
    ) -> Mapping[Dimension, Mapping[str, int]]:
        """Statements for each value that has any; each dimension's own choice is left out."""
        wanted = tuple(dict.fromkeys(dimensions))
        chosen = [one for one in wanted if queries.is_choice(one, question.choices.get(one, ()))]
        asked = [(question, [one for one in wanted if one not in chosen])]
        asked += [(question.without(one), [one]) for one in chosen]
        found = {one: values for counts in self._counted(asked) for one, values in counts.items()}
        return {one: found[one] for one in wanted}

    def split(
        self, question: Question, dimensions: Collection[Dimension]
    ) -> Mapping[Dimension, Mapping[str, int]]:
        """Statements for each value, all of them such as the question asks for."""
        (counts,) = self._counted([(question, list(dict.fromkeys(dimensions)))])
        return counts

    def months(self, question: Question) -> Mapping[date, int]:
        """First day of a month → statements in it; the days asked for are left out."""
        (counted,) = columns.by_value(self.index, [(question.without_days(), [MONTH])])
        found = sorted((int(month), number) for month, number in counted[MONTH].items())
        return {form.first_day_of(month): number for month, number in found if month}

    def series(self, question: Question) -> Series:
        """(First day of a month, or None where no day is known; stance) → statements."""
        found: dict[tuple[date | None, str], int] = {}
        for number, how, count in self._crossed(question, MONTH, COLUMN_OF[Dimension.STANCE]):
            month = form.first_day_of(int(number)) if number else None
            stance = dict(form.read_column(COLUMN_OF[Dimension.STANCE], how))[Dimension.STANCE]
            found[month, stance] = found.get((month, stance), 0) + count
        return found

    def pairs(
        self, question: Question, speakers: Collection[str], ministries: Collection[str]
    ) -> Mapping[tuple[str, str], int]:
        """(Speaker, ministry) → statements of the one that address the other, of these alone."""
        chosen = question.choices.get(Dimension.SPEAKER, ())
        if not (asked := tuple(one for one in speakers if not chosen or one in chosen)):
            return {}
        theirs = replace(question, choices={**question.choices, Dimension.SPEAKER: asked})
        who, addressed = COLUMN_OF[Dimension.SPEAKER], COLUMN_OF[Dimension.MINISTRY]
        found: dict[tuple[str, str], int] = {}
        for speaker, codes, count in self._crossed(theirs, form.column(who), addressed):
            for _dimension, code in form.read_column(addressed, codes):
                if code in ministries:
                    found[speaker, code] = found.get((speaker, code), 0) + count
        return found

    def _crossed(
        self, question: Question, field: str, column: str
    ) -> Iterator[tuple[Any, str, int]]:
        """(Value of a field, value of a column, statements) for each combination that occurs."""
        name = form.column(column)
        inner = {"terms": {"field": name, "size": MOST_VALUES}}
        asked = {"n": {"terms": {"field": field, "size": MOST_VALUES}, "aggs": {name: inner}}}
        parts = queries.parts_of(question, self.index)
        answer = self._searcher.aggregate(queries.joined(parts), asked)["n"]
        if answer["sum_other_doc_count"]:
            raise TooManyValues(field)
        for outer in answer["buckets"]:
            for bucket in outer[name]["buckets"]:
                yield outer["key"], bucket["key"], bucket["doc_count"]

    def _counted(self, asked: Sequence[tuple[Question, Sequence[Dimension]]]) -> Iterator[Counts]:
        named = [
            (question, [form.column(name) for name in _columns_of(wanted)])
            for question, wanted in asked
        ]
        read = columns.by_value(self.index, named)
        for (_, wanted), found in zip(asked, read, strict=True):
            yield _by_dimension(wanted, found)

    def _most_relevant(self, question: Question, window: Window) -> Rows:
        if not question.words.strip():
            return self._skipping(question, window)
        query = queries.by_relevance(question, self.index)
        found = self._searcher.search(query, window.size + 1, count=False, offset=window.skipped)
        keys = self._searcher.fast_field_values(form.ID, [address for _, address in found.hits])
        return _page([int(key or 0) for key in keys], window)

    def _skipping(self, question: Question, window: Window) -> Rows:
        """Without words all are alike, and the newest come first."""
        query = queries.joined(queries.parts_of(question, self.index))
        found = self._searcher.search(
            query, window.size + 1, count=False, order_by_field=PLACE, offset=window.skipped
        )
        return _page([int(place) & _KEY for place, _ in found.hits], window)

    def _after(self, question: Question, window: Window) -> Rows:
        asked = _Asked(self.index, question)
        side = _Side(asked, window.order, is_after=True)
        keys = side.nearest(window.after, window.size + 1)
        others = _Side(asked, window.order, is_after=False, with_itself=True)
        has_previous = window.after is not None and bool(others.nearest(window.after, 1))
        return Rows(tuple(keys[: window.size]), has_previous, len(keys) > window.size)

    def _before(self, question: Question, window: Window, place: Place) -> Rows:
        asked = _Asked(self.index, question)
        side = _Side(asked, window.order, is_after=False)
        keys = side.nearest(place, window.size + 1)
        others = _Side(asked, window.order, is_after=True, with_itself=True)
        has_next = bool(others.nearest(place, 1))
        shown = tuple(reversed(keys[: window.size]))
        return Rows(shown, len(keys) > window.size, has_next)


def _columns_of(dimensions: Iterable[Dimension]) -> list[str]:
    return list(dict.fromkeys(COLUMN_OF[one] for one in dimensions))


def _by_dimension(wanted: Sequence[Dimension], found: ByValue) -> Counts:
    counts: Counts = {one: {} for one in wanted}
    for name in _columns_of(wanted):
        if name in form.OF_ONE_VALUE:
            counted = dict(found[form.column(name)])
            counted.pop("", None)
            counts[form.COLUMNS[name][0]] = counted
            continue
        for values, number in found[form.column(name)].items():
            for dimension, value in form.read_column(name, values):
                if dimension in counts:
                    counted = counts[dimension]
                    counted[value] = counted.get(value, 0) + number
    return counts


def _page(keys: list[int], window: Window) -> Rows:
    return Rows(tuple(keys[: window.size]), window.skipped > 0, len(keys) > window.size)


@dataclass(frozen=True)
class _Asked:
    """A question as the rows on both sides of a place are looked for by it."""

    index: OpenIndex
    question: Question

    @cached_property
    def are_few(self) -> bool:
        """Whether all its statements are sooner read than looked for by days."""
        return queries.at_most(self.question, self.index) <= _FEW

    @cached_property
    def parts(self) -> list[Part]:
        """What must hold beside the days, which are looked up a few at a time."""
        return queries.parts_of(self.question.without_days(), self.index)

    @cached_property
    def days(self) -> tuple[int, int]:
        """The first and the last of the numbered days that are asked for."""
        first, last = self.question.first_day, self.question.last_day
        return max(1, form.number_of(first)), form.number_of(last or date.max)

    @property
    def is_undated_too(self) -> bool:
        """Whether statements without a day are asked for."""
        return not (self.question.first_day or self.question.last_day)

    def has_day(self, place: int) -> bool:
        """Whether a place in the list is on a day that is asked for."""
        day, (first, last) = place >> form.ID_BITS, self.days
        return first <= day <= last if day else self.is_undated_too


@dataclass(frozen=True)
class _Side:
    """The rows on one side of a place, the nearest first: what is dated, and what is not."""

    asked: _Asked
    order: Order
    is_after: bool
    with_itself: bool = False

    def nearest(self, place: Place | None, size: int) -> list[int]:
        """The keys of so many rows."""
        if self.asked.are_few:
            return self._among_few(place, size)
        keys: list[int] = []
        for read in self._in_reach(place):
            if len(keys) < size:
                keys += read(place, size - len(keys))
        return keys

    @property
    def _is_falling(self) -> bool:
        return (self.order == Order.NEWEST) == self.is_after

    def _among_few(self, place: Place | None, size: int) -> list[int]:
        """All are read; their places tell the rest."""
        found = self.asked.index.searcher.search(
            queries.joined(self.asked.parts), _FEW, count=False, order_by_field=PLACE
        )
        numbers = [int(number) for number, _ in found.hits]
        ranks = sorted(self._rank(number) for number in numbers if self.asked.has_day(number))
        if place:
            here = self._rank(form.place(form.number_of(place.day), place.id))
            ranks = [one for one in ranks if self._is_beside(one, here)]
        nearest = ranks[:size] if self.is_after else ranks[: -size - 1 : -1]
        return [abs(number) & _KEY for _, number in nearest]

    def _rank(self, number: int) -> tuple[bool, int]:
        """What orders the list: undated ones stand last in every order."""
        return not number >> form.ID_BITS, -number if self.order == Order.NEWEST else number

    def _is_beside(self, rank: tuple[bool, int], here: tuple[bool, int]) -> bool:
        if rank == here:
            return self.with_itself
        return (rank > here) == self.is_after

    def _in_reach(self, place: Place | None) -> list:  # type: ignore[type-arg]
        """Undated ones stand last in every order."""
        if place is None:
            return [self._dated, self._undated]
        if self.is_after:
            return [self._dated, self._undated] if place.day else [self._undated]
        return [self._dated] if place.day else [self._undated, self._dated]

    def _undated(self, place: Place | None, size: int) -> list[int]:
        if not self.asked.is_undated_too:
            return []
        parts = [*self.asked.parts, (Occur.Must, queries.on_day(self.asked.index.schema, 0))]
        if place is not None and place.day is None:
            parts.append(self._beyond(place))
        return self._read(parts, size)

    def _dated(self, place: Place | None, size: int) -> list[int]:
        """Near days first; all of them where those do not have enough."""
        here = place if place is not None and place.day else None
        parts = [*self.asked.parts, *([self._beyond(here)] if here else [])]
        for first, last in self._windows(here):
            days = queries.days_between(self.asked.index.schema, first, last)
            keys = self._read([*parts, (Occur.Must, days)], size)
            if len(keys) == size:
                return keys
        return self._read([*parts, self._all_days()], size)

    def _all_days(self) -> Part:
        if self.asked.is_undated_too:
            return Occur.MustNot, queries.on_day(self.asked.index.schema, 0)
        return Occur.Must, queries.days_between(self.asked.index.schema, *self.asked.days)

    def _windows(self, place: Place | None) -> Iterator[tuple[int, int]]:
        """From the place on, or from the end of the days asked for, and none beyond these."""
        at = form.number_of(place.day) if place else self._begin()
        begin, end = self.asked.days
        for many in _WINDOWS:
            first = max(begin, at - many if self._is_falling else at)
            last = at if self._is_falling else at + many
            if place is None:  # the end of the list is that of when it was first asked for
                first, last = (first, end) if self._is_falling else (begin, last)
            last = min(last, end)
            if first <= last:
                yield first, last

    def _begin(self) -> int:
        """The day to begin with: at the end of the list, or of the days asked for."""
        at, (first, last) = self.asked.index.end(newest=self._is_falling), self.asked.days
        return min(at, last) if self._is_falling else max(at, first)

    def _beyond(self, place: Place) -> Part:
        number = form.place(form.number_of(place.day), place.id)
        return Occur.Must, queries.beyond(
            self.asked.index.schema,
            number,
            is_falling=self._is_falling,
            with_itself=self.with_itself,
        )

    def _read(self, parts: list[Part], size: int) -> list[int]:
        direction = Direction.Desc if self._is_falling else Direction.Asc
        found = self.asked.index.searcher.search(
            queries.joined(parts), size, count=False, order_by_field=PLACE, order=direction
        )
        return [int(place) & _KEY for place, _ in found.hits]
