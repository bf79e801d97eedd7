"""One page of the statements that a query string asks for, with all that stands around the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy as _

from statements.browsing import Browser, Dimension, Order, Place, Question, Window, browser
from statements.charts.histogram import histogram
from statements.filters import Facet, StatementFilter
from statements.listing import Link, Listing, Problem, refused
from statements.query_strings import joined
from statements.rows import Row, rows_of

PER_PAGE = 25
FARTHEST = 10_000  # rows that are shown in the order of relevance
_MOST_DIGITS = 7  # of a place in it
DROPPED = 3  # filters are tried without, where nothing matches all of them

_SORTS = {Order.NEWEST: _("newest"), Order.OLDEST: _("oldest"), Order.RELEVANCE: _("best match")}
_PRESETS = (
    ("ask", _("Questions to a ministry")),
    ("criticise", _("Criticism")),
    ("promise", _("Promises")),
    ("warn", _("Warnings")),
)


@dataclass(frozen=True, slots=True)
class _Turning:
    """Where in the list a page begins, and in which order it is: no part of the question."""

    window: Window
    problem: Problem | None = None

    @classmethod
    def read(cls, asked: StatementFilter) -> _Turning:
        given = {name: asked.data.get(name, "").strip() for name in ("sort", "after", "before")}
        if given["sort"] and given["sort"] not in set(Order):
            return cls(Window(PER_PAGE), _problem("sort", given["sort"]))
        order = Order(given["sort"] or Order.NEWEST)
        window = Window(PER_PAGE, order)
        if order == Order.RELEVANCE:
            return cls._skipping(window, asked.data.get("skip", "").strip())
        return cls._beside(window, given["after"], given["before"])

    @classmethod
    def _beside(cls, window: Window, after: str, before: str) -> _Turning:
        place = Place.read(after or before)
        if place is None:
            wrong = _problem("after" if after else "before", after or before)
            return cls(window, wrong if after or before else None)
        if after:
            return cls(replace(window, after=place))
        return cls(replace(window, before=place))

    @classmethod
    def _skipping(cls, window: Window, given: str) -> _Turning:
        if not given:
            return cls(window)
        if not (given.isascii() and given.isdigit() and len(given) <= _MOST_DIGITS):
            return cls(window, _problem("skip", given))
        return cls(replace(window, skipped=int(given)))


def _problem(name: str, given: str) -> Problem:
    label = gettext("order") if name == "sort" else gettext("place in the list")
    return name, label, gettext("“%(value)s” is not known here.") % {"value": given[:40]}


def answer(asked: StatementFilter) -> Listing:
    """The page, or what is wrong with the question."""
    turning = _Turning.read(asked)
    problems = [*asked.problems(), *([turning.problem] if turning.problem else [])]
    if problems:
        return replace(refused(asked, problems), presets=list(_presets(asked, "")))
    return _answered(asked, turning.window, browser())


def facet_named(asked: StatementFilter, name: str) -> Facet:
    """A single facet, for a reader who opens it or looks for a value."""
    if asked.problems():
        return asked.facet(name, {})
    dimension = Dimension(name)
    return asked.facet(name, {name: browser().counts(asked.question, [dimension])[dimension]})


def _answered(asked: StatementFilter, window: Window, by: Browser) -> Listing:
    question = asked.question
    wanted = {Dimension.STANCE, *map(Dimension, asked.counted)}
    counts = by.counts(question, wanted)
    total = _total(question, counts[Dimension.STANCE])
    chosen = (question.first_day, question.last_day)
    listed = Listing(
        asked,
        _query(asked, window.order),
        facets=asked.facets({dimension.value: each for dimension, each in counts.items()}, total),
        total=total,
        sorts=list(_sorts(asked, window.order)),
        presets=list(_presets(asked, _sorted(window.order))),
        histogram=histogram(by.months(question), chosen, _between(asked, window)),
    )
    if not total:
        return replace(listed, without=list(_without(asked, by)))
    return _with_rows(listed, question, window, by)


def _total(question: Question, stances: Mapping[str, int]) -> int:
    """Every statement has one stance, so that their counts add up to what matches."""
    chosen = question.choices.get(Dimension.STANCE)
    return sum(stances.get(one, 0) for one in chosen) if chosen else sum(stances.values())


def _with_rows(listed: Listing, question: Question, window: Window, by: Browser) -> Listing:
    if window.skipped + window.size > FARTHEST:
        return replace(listed, start=listed.query, ends_at=FARTHEST)
    found = by.rows(question, window)
    rows = rows_of(found.ids)
    is_end = window.order == Order.RELEVANCE and window.skipped + 2 * window.size > FARTHEST
    is_begun = bool(window.after or window.before or window.skipped)
    before, after = _neighbours(listed, window, rows)
    return replace(
        listed,
        rows=rows,
        start=listed.query if is_begun and (found.has_previous or not rows) else None,
        before=before if found.has_previous and rows else None,
        after=after if found.has_next and rows and not is_end else None,
        ends_at=FARTHEST if found.has_next and is_end else 0,
    )


def _neighbours(listed: Listing, window: Window, rows: Sequence[Row]) -> tuple[str, str]:
    if window.order == Order.RELEVANCE:
        back = max(0, window.skipped - window.size)
        return (
            joined(listed.query, f"skip={back}" if back else ""),
            joined(listed.query, f"skip={window.skipped + window.size}"),
        )
    if not rows:
        return "", ""
    first, last = Place(rows[0].day, rows[0].pk), Place(rows[-1].day, rows[-1].pk)
    return joined(listed.query, f"before={first}"), joined(listed.query, f"after={last}")


def _sorted(order: Order) -> str:
    return "" if order == Order.NEWEST else f"sort={order}"


def _query(asked: StatementFilter, order: Order) -> str:
    """The whole state of the list but for the place in it."""
    return joined(asked.query, _sorted(order))


def _sorts(asked: StatementFilter, current: Order) -> Iterator[Link]:
    for order, label in _SORTS.items():
        if order != Order.RELEVANCE or asked.question.words or current == order:
            yield Link(str(label), _query(asked, order), order == current)


def _presets(asked: StatementFilter, order: str) -> Iterator[Link]:
    """Ready-made questions: other filters stay as they are."""
    yield from _by_stance(asked, order)
    yield from _answers(asked, order)


def _by_stance(asked: StatementFilter, order: str) -> Iterator[Link]:
    chosen = asked.data.getlist("stance") if hasattr(asked.data, "getlist") else []
    for stance, label in _PRESETS:
        is_current = chosen == [stance]
        query = asked.query_with(stance="" if is_current else stance)
        yield Link(str(label), joined(query, order), is_current, stance)


def _answers(asked: StatementFilter, order: str) -> Iterator[Link]:
    """From what is said to one ministry to what its ministers say, and back."""
    given = QueryDict(asked.query)
    to, by = given.getlist("ministry"), given.getlist("minister_of")
    if len(to) + len(by) != 1:
        return
    query = asked.query_with(ministry=by, minister_of=to, **({"stance": ""} if to else {}))
    yield Link(gettext("What its ministers said"), joined(query, order), bool(by), "answers")


def _between(asked: StatementFilter, window: Window) -> Callable[[date, date], str]:
    """First and last day → the query string of the list between them."""
    undated = asked.query_with(date_after="", date_before="")
    order = _sorted(window.order)
    return lambda first, last: joined(undated, f"date_after={first}&date_before={last}", order)


def _without(asked: StatementFilter, by: Browser) -> Iterator[Link]:
    """Which filter keeps everything out: what would be found without each of them."""
    for name, question in list(_relaxed(asked.question))[:DROPPED]:
        dropped = {"date_after": "", "date_before": ""} if name == "date" else {name: ""}
        label = gettext("date") if name == "date" else str(asked.form[name].label)
        number = by.total(question)
        if number:
            yield Link(label, asked.query_with(**dropped), code=str(number))


def _relaxed(question: Question) -> Iterator[tuple[str, Question]]:
    if question.words:
        yield "q", replace(question, words="")
    if question.first_day or question.last_day:
        yield "date", question.without_days()
    for dimension in question.choices:
        yield dimension.value, question.without(dimension)
