"""What a researcher asks of the statements and what comes back, whoever answers it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Protocol

_PLACE = re.compile(r"(\d{4}-\d{2}-\d{2}|undated)\.(\d{1,18})", re.ASCII)


class Dimension(StrEnum):
    """A facet. Its values are those of the query string: codes, public ids, hosts."""

    STANCE = "stance"
    MINISTRY = "ministry"  # addressed
    MENTIONED = "mentioned"  # an institution only mentioned
    SPEAKER = "speaker"
    MINISTER_OF = "minister_of"  # the ministry that the speaker held an office in that day
    PARTY = "party"
    GROUP = "group"
    CHAMBER = "chamber"
    SESSION_TYPE = "session_type"
    SESSION = "session"
    KIND = "kind"
    TOPIC = "topic"
    SOURCE = "source"
    REVIEW = "review"
    SAMPLES = "samples"


class Order(StrEnum):
    NEWEST = "newest"  # undated statements come last in every order
    OLDEST = "oldest"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class Question:
    """Values of one dimension are alternatives, dimensions combine; wrong values never get here.

    ``words`` is the search as it was typed.
    """

    choices: Mapping[Dimension, tuple[str, ...]] = field(default_factory=dict)
    first_day: date | None = None
    last_day: date | None = None
    words: str = ""

    def without(self, dimension: Dimension) -> Question:
        """The question whose answer the counts of this dimension's values are taken from."""
        choices = {name: values for name, values in self.choices.items() if name != dimension}
        return replace(self, choices=choices)

    def without_days(self) -> Question:
        """The question whose answer the histogram is taken from."""
        return replace(self, first_day=None, last_day=None)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement stands in the list by date. It stays a place when the row has gone."""

    day: date | None
    id: int

    def __str__(self) -> str:
        return f"{self.day.isoformat() if self.day else 'undated'}.{self.id}"

    @classmethod
    def read(cls, written: str) -> Place | None:
        """The place that ``str`` wrote into an address, or None where it is no place."""
        parts = _PLACE.fullmatch(written)
        if parts is None:
            return None
        try:
            day = None if parts[1] == "undated" else date.fromisoformat(parts[1])
        except ValueError:
            return None
        return cls(day, int(parts[2]))


@dataclass(frozen=True, slots=True)
class Window:
    """Which rows of the list: the first ``size``, those after a place, or those before it.

    By relevance there are no places: ``skipped`` rows come before.
    """

    size: int
    order: Order = Order.NEWEST
    after: Place | None = None
    before: Place | None = None
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Rows:
    """Statements in the order asked for, by primary key, and whether there are more around them."""

    ids: tuple[int, ...]
    has_previous: bool
    has_next: bool


@dataclass(frozen=True, slots=True)
class Glance:
    """The newest statements, by primary key, and how many there are in all."""

    ids: tuple[int, ...]
    total: int


Series = Mapping[tuple[date | None, str], int]


class Browser(Protocol):
    """What can answer: the database always, the index where it is whole and up to date."""

    def rows(self, question: Question, window: Window) -> Rows:
        """The rows of one page."""

    def glances(self, *wanted: tuple[Question, int]) -> list[Glance]:
        """For each question so many of the newest rows, and their number; all asked at once."""

    def total(self, question: Question) -> int:
        """How many published statements the question asks for."""

    def counts(
        self, question: Question, dimensions: Collection[Dimension]
    ) -> Mapping[Dimension, Mapping[str, int]]:
        """Statements for each value that has any; each dimension's own choice is left out."""

    def split(
        self, question: Question, dimensions: Collection[Dimension]
    ) -> Mapping[Dimension, Mapping[str, int]]:
        """Statements for each value, all of them such as the question asks for."""

    def months(self, question: Question) -> Mapping[date, int]:
        """First day of a month → statements in it; the days asked for are left out."""

    def series(self, question: Question) -> Series:
        """(First day of a month, or None where no day is known; stance) → statements."""

    def pairs(
        self, question: Question, speakers: Collection[str], ministries: Collection[str]
    ) -> Mapping[tuple[str, str], int]:
        """(Speaker, ministry) → statements of the one that address the other, of these alone."""
