"""Answers by PostgreSQL: the truth, and what stands in while there is no index."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import TruncMonth

from statements.browsing.conditions import asked_for
from statements.browsing.counting import counted
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
from statements.models import NamedInstitution
from statements.models.statements import StatementQuerySet
from statements.search import relevance

_NEWEST = F("dated_on").desc(nulls_last=True)


class DatabaseBrowser:
    """Answers every question, by one or two queries each; slowly where very much matches."""

    def rows(self, question: Question, window: Window) -> Rows:
        """The rows of one page."""
        if window.order == Order.RELEVANCE:
            return _most_relevant(question, window)
        if window.before:
            return _before(asked_for(question), window, window.before)
        return _after(asked_for(question), window)

    def glances(self, *wanted: tuple[Question, int]) -> list[Glance]:
        """For each question so many of the newest rows, and their number; all asked at once."""
        keys: dict[int, list[int]] = {}
        totals: dict[int, int] = {}
        parts = [part for number, one in enumerate(wanted) for part in _glance(number, *one)]
        for number, is_total, value in parts[0].union(*parts[1:], all=True):
            if is_total:
                totals[number] = value
            else:
                keys.setdefault(number, []).append(value)
        return [Glance(tuple(keys.get(one, ())), totals.get(one, 0)) for one in range(len(wanted))]

    def total(self, question: Question) -> int:
        """How many published statements the question asks for."""
        return asked_for(question).count()

    def counts(
        self, question: Question, dimensions: Collection[Dimension]
    ) -> Mapping[Dimension, Mapping[str, int]]:
        """Statements for each value that has any; each dimension's own choice is left out."""
        return counted(question, dimensions)

    def split(
        self, question: Question, dimensions: Collection[Dimension]
    ) -> Mapping[Dimension, Mapping[str, int]]:
        """Statements for each value, all of them such as the question asks for."""
        return counted(question, dimensions, own_left_out=False)

    def months(self, question: Question) -> Mapping[date, int]:
        """First day of a month → statements in it; the days asked for are left out."""
        months = (
            asked_for(question.without_days())
            .filter(dated_on__isnull=False)
            .annotate(month=TruncMonth("dated_on"))
            .values_list("month")
            .annotate(number=Count("pk"))
        )
        return dict(months.order_by("month"))

    def series(self, question: Question) -> Series:
        """(First day of a month, or None where no day is known; stance) → statements."""
        rows = (
            asked_for(question)
            .annotate(month=TruncMonth("dated_on"))
            .values_list("month", "stance")
            .annotate(count=Count("pk"))
        )
        return {(month, stance): count for month, stance, count in rows}

    def pairs(
        self, question: Question, speakers: Collection[str], ministries: Collection[str]
    ) -> Mapping[tuple[str, str], int]:
        """(Speaker, ministry) → statements of the one that address the other, of these alone."""
        rows = (
            NamedInstitution.objects.order_by()
            .filter(
                statement__in=asked_for(question),
                relation=NamedInstitution.Relation.ADDRESSED,
                statement__speaker__public_id__in=speakers,
                ministry__code__in=ministries,
            )
            .values_list("statement__speaker__public_id", "ministry__code")
            .annotate(count=Count("statement", distinct=True))
        )
        return {(speaker, ministry): count for speaker, ministry, count in rows}


def _glance(number: int, question: Question, size: int) -> tuple[QuerySet[Any, Any], ...]:
    """Rows of (number, whether it is the total, key or total)."""
    asked = asked_for(question)
    newest = asked.newest_first().annotate(part=Value(number), is_total=Value(value=False))
    counted = asked.annotate(part=Value(number), is_total=Value(value=True))
    return (
        newest.values_list("part", "is_total", "pk")[:size],
        counted.values("part", "is_total")
        .annotate(total=Count("pk"))
        .values_list("part", "is_total", "total"),
    )


def _most_relevant(question: Question, window: Window) -> Rows:
    """By relevance, the newest first among equals; without words all are equal."""
    rows = asked_for(question)
    if question.words.strip():
        rows = rows.order_by(relevance(question.words).desc(), _NEWEST, "-pk")
    else:
        rows = rows.newest_first()
    start, size = window.skipped, window.size
    ids = list(rows.values_list("pk", flat=True)[start : start + size + 1])
    return Rows(tuple(ids[:size]), start > 0, len(ids) > size)


def _after(asked: StatementQuerySet, window: Window) -> Rows:
    """The first rows, or those after a place."""
    parts = _Side(window.order, is_after=True).parts(asked, window.after)
    others = _Side(window.order, is_after=False, with_itself=True)
    behind = others.parts(asked, window.after) if window.after else []
    ids, has_previous = _read(parts, window.size + 1, behind)
    return Rows(tuple(ids[: window.size]), has_previous, len(ids) > window.size)


def _before(asked: StatementQuerySet, window: Window, place: Place) -> Rows:
    """The rows that lead up to a place."""
    parts = _Side(window.order, is_after=False).parts(asked, place)
    others = _Side(window.order, is_after=True, with_itself=True)
    ids, has_next = _read(parts, window.size + 1, others.parts(asked, place))
    has_previous, shown = len(ids) > window.size, ids[: window.size]
    return Rows(tuple(reversed(shown)), has_previous, has_next)


@dataclass(frozen=True, slots=True)
class _Side:
    """The rows on one side of a place, the nearest first: what is dated, and what is not.

    The two are asked for one after the other, so that each can be read off an index.
    """

    order: Order
    is_after: bool
    with_itself: bool = False

    @property
    def _is_falling(self) -> bool:
        return (self.order == Order.NEWEST) == self.is_after

    def parts(self, asked: StatementQuerySet, place: Place | None) -> list[StatementQuerySet]:
        dated, undated = asked.exclude(dated_on=None), asked.filter(dated_on=None)
        if place is not None and place.day is not None:
            dated = dated.filter(self._beyond_day(place.day, place.id))
        if place is not None and place.day is None:
            undated = undated.filter(self._beyond_id(place.id))
        dated, undated = dated.newest_first(), undated.order_by("-pk")
        if not self._is_falling:
            dated, undated = dated.reverse(), undated.reverse()
        return self._in_reach(dated, undated, place)

    def _in_reach(
        self, dated: StatementQuerySet, undated: StatementQuerySet, place: Place | None
    ) -> list[StatementQuerySet]:
        """Undated ones stand last in every order."""
        if place is None:
            return [dated, undated]
        if self.is_after:
            return [dated, undated] if place.day else [undated]
        return [dated] if place.day else [undated, dated]

    def _beyond_day(self, day: date, key: int) -> Q:
        side = "lt" if self._is_falling else "gt"
        # The first condition follows from the others, but is what an index is entered by.
        within = Q(**{f"dated_on__{side}e": day})
        return within & (Q(**{f"dated_on__{side}": day}) | self._beyond_id(key))

    def _beyond_id(self, key: int) -> Q:
        side = "lt" if self._is_falling else "gt"
        return Q(**{f"pk__{side}{'e' if self.with_itself else ''}": key})


def _read(
    parts: list[StatementQuerySet], size: int, others: list[StatementQuerySet]
) -> tuple[list[int], bool]:
    """The first keys of the parts, one part after the other, and whether the others have any row.

    All is read at once, each part off its index.
    """
    limited = [(part, size) for part in parts] + [(other, 1) for other in others]
    tagged = [
        part.annotate(part=Value(number)).values_list("part", "pk")[:most]
        for number, (part, most) in enumerate(limited)
    ]
    keys: dict[int, list[int]] = {}
    for number, key in tagged[0].union(*tagged[1:], all=True):
        keys.setdefault(number, []).append(key)
    ids = [key for number in range(len(parts)) for key in keys.get(number, ())]
    return ids[:size], any(number >= len(parts) for number in keys)
