"""Reading columns of the index: how many statements have each value, for several questions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache

from tantivy import Occur

from statements.browsing.index import queries
from statements.browsing.index.opened import OpenIndex
from statements.browsing.index.queries import Part
from statements.browsing.model import Question

MOST_VALUES = 60_000  # combinations in a column; tantivy gives up at 65,000
_MANY = 100_000  # values to look at from which on it pays to read in two threads
_THREADS = 4

ByValue = dict[str, dict[str, int]]  # column → its values, each with its statements


class TooManyValues(Exception):
    """A column has more combinations than are counted; nothing is wrong with the index."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """Columns to be read in one go over the statements that a question asks for."""

    number: int  # of the question
    parts: list[Part]
    columns: Sequence[str]
    statements: int  # there are no more of them

    @property
    def weight(self) -> int:
        return self.statements * len(self.columns)

    def halves(self) -> Iterator[_Reading]:
        for columns in (self.columns[::2], self.columns[1::2]):
            if columns:
                yield replace(self, columns=columns)


def by_value(index: OpenIndex, asked: Sequence[tuple[Question, Sequence[str]]]) -> list[ByValue]:
    """For each question the columns named beside it. Raises `TooManyValues`.

    Those of everything are kept with the state of the index: every choice that stands alone asks
    for them again.
    """
    readings = [_reading(index, number, *one) for number, one in enumerate(asked)]
    found: list[ByValue] = [{} for _ in asked]
    for reading, read in _read_all(index, [one for one in readings if one.columns]):
        found[reading.number] |= read
        if not reading.parts:
            index.of_everything |= read
    for reading, (_, wanted) in zip(readings, asked, strict=True):
        if not reading.parts:
            found[reading.number] = {one: index.of_everything[one] for one in wanted}
    return found


def _reading(index: OpenIndex, number: int, question: Question, columns: Sequence[str]) -> _Reading:
    parts = queries.parts_of(question, index)
    missing = columns if parts else [one for one in columns if one not in index.of_everything]
    return _Reading(number, parts, missing, queries.at_most(question, index))


def _read_all(index: OpenIndex, readings: list[_Reading]) -> Iterable[tuple[_Reading, ByValue]]:
    """What is much is shared with another processor: tantivy counts without holding Python."""
    if sum(one.weight for one in readings) < _MANY:
        return _read_each(index, readings)
    mine, theirs = _piles(half for one in readings for half in one.halves())
    reading = _beside().submit(_read_each, index, theirs)
    return [*_read_each(index, mine), *reading.result()]


def _piles(readings: Iterable[_Reading]) -> tuple[list[_Reading], list[_Reading]]:
    """Two of about the same weight."""
    piles: tuple[list[_Reading], list[_Reading]] = [], []
    for reading in sorted(readings, key=lambda one: -one.weight):
        min(piles, key=lambda pile: sum(one.weight for one in pile)).append(reading)
    return piles


@cache
def _beside() -> ThreadPoolExecutor:
    """Made by who first needs it, since threads do not outlive a fork."""
    return ThreadPoolExecutor(_THREADS, thread_name_prefix="counting")


def _read_each(index: OpenIndex, readings: list[_Reading]) -> list[tuple[_Reading, ByValue]]:
    return [(one, _read(index, one.parts, one.columns)) for one in readings]


def _read(index: OpenIndex, parts: list[Part], columns: Sequence[str]) -> ByValue:
    asked = {one: {"terms": {"field": one, "size": MOST_VALUES}} for one in columns}
    answer = index.searcher.aggregate(queries.joined(parts), asked)
    if any(answer[one]["sum_other_doc_count"] for one in columns):
        raise TooManyValues(", ".join(columns))
    return {
        one: {bucket["key"]: bucket["doc_count"] for bucket in answer[one]["buckets"]}
        for one in columns
    }


def carry_over(before: OpenIndex, now: OpenIndex, changed: Collection[int]) -> None:
    """Bring what was counted of everything to a later state, in which only these are different."""
    held = dict(before.of_everything)
    if not changed:
        now.of_everything = held
    elif held:
        theirs = [(Occur.Must, queries.with_keys(now.schema, changed))]
        gone, come = (_read(index, theirs, list(held)) for index in (before, now))
        now.of_everything = {one: _moved(held[one], gone[one], come[one]) for one in held}


def _moved(
    counts: Mapping[str, int], gone: Mapping[str, int], come: Mapping[str, int]
) -> dict[str, int]:
    moved = dict(counts)
    for value in {**gone, **come}:
        moved[value] = moved.get(value, 0) - gone.get(value, 0) + come.get(value, 0)
        if not moved[value]:
            del moved[value]
    return moved
