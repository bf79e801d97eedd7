"""One page of a filtered list, or the reasons why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext

from statements.filters import Facet, ListFilter
from statements.query_strings import joined

MAX_PAGE_DIGITS = 7
Problem = tuple[str, str, str]  # parameter, its label, what is wrong with it


@dataclass(frozen=True, slots=True)
class Link:
    """A way to change the list: its words, its query string, whether it is so already."""

    label: str
    query: str
    is_current: bool = False
    code: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows of one page. Where ``problems`` is not empty there are no rows at all.

    ``before`` and ``after`` are the query strings of the pages on both sides, where there are any.
    """

    filter: ListFilter
    query: str
    facets: Sequence[Facet] = ()
    rows: Sequence[Any] = ()
    total: int = 0
    place: str = ""
    start: str | None = None
    ends_at: int = 0  # rows that are shown, where there are more in this order
    before: str | None = None
    after: str | None = None
    sorts: Sequence[Link] = ()
    presets: Sequence[Link] = ()
    without: Sequence[Link] = ()  # where nothing matches: what could be dropped
    histogram: Any = None
    problems: Sequence[Problem] = field(default_factory=list)

    @property
    def status(self) -> int:
        """The HTTP status of the answer."""
        return 400 if self.problems else 200


@dataclass(frozen=True, slots=True)
class Sorting:
    """An order that a list can have: what it is called, and how rows get it."""

    code: str
    label: Promise
    sort: Callable[[QuerySet[Any]], QuerySet[Any]] = lambda rows: rows


class _CountedPaginator(Paginator):  # type: ignore[type-arg]
    """A paginator told how many rows there are: the facets' query has counted them already."""

    def __init__(self, rows: QuerySet[Any], per_page: int, *, count: int) -> None:
        super().__init__(rows, per_page)
        self._counted = count

    @property
    def count(self) -> int:
        return self._counted


def refused(filterset: ListFilter, problems: Sequence[Problem]) -> Listing:
    """No rows, but the form as it was filled in."""
    return Listing(filterset, filterset.query, facets=filterset.facets({}), problems=problems)


def listing(
    filterset: ListFilter,
    per_page: int,
    dress: Callable[[Any], QuerySet[Any]] = lambda rows: rows,
    sortings: Sequence[Sorting] = (),
) -> Listing:
    """The page that the filter's own data asks for; ``dress`` adds to its rows what is shown.

    The first of the ``sortings`` is that of a list whose address names none.
    """
    given = str(filterset.data.get("sort", "")).strip()
    sorting = next((one for one in sortings if one.code == given), next(iter(sortings), None))
    problems = filterset.problems()
    if given and sortings and sorting and sorting.code != given:
        wrong = gettext("“%(value)s” is not known here.") % {"value": given[:40]}
        problems = [*problems, ("sort", gettext("order"), wrong)]
    if problems:
        return refused(filterset, problems)
    counts, total = filterset.counts_and_total(filterset.counted)
    ordered = sorting.sort(filterset.qs) if sorting else filterset.qs
    paginator = _CountedPaginator(ordered, per_page, count=total)
    number = page_number(filterset.data, paginator)
    if isinstance(number, str):
        return refused(filterset, [("page", gettext("page"), number)])
    page = paginator.page(number)
    order = f"sort={given}" if sorting and sorting.code != sortings[0].code else ""
    return Listing(
        filterset,
        joined(filterset.query, order),
        facets=filterset.facets(counts, total),
        rows=list(dress(page.object_list)),
        total=total,
        place=_place(number, paginator.num_pages),
        before=_turned(filterset, order, number - 1) if page.has_previous() else None,
        after=_turned(filterset, order, number + 1) if page.has_next() else None,
        sorts=[_sorted(filterset, one, sortings[0], sorting) for one in sortings],
    )


def facet_named(filterset: ListFilter, name: str) -> Facet:
    """A single facet of the list, for a reader who opens it or looks for a value."""
    return filterset.facet(name, {} if filterset.problems() else filterset.counts([name]))


def _turned(filterset: ListFilter, order: str, number: int) -> str:
    return joined(filterset.query, order, f"page={number}" if number > 1 else "")


def _sorted(filterset: ListFilter, one: Sorting, usual: Sorting, current: Sorting | None) -> Link:
    order = "" if one is usual else f"sort={one.code}"
    return Link(str(one.label), joined(filterset.query, order), one is current)


def _place(number: int, last: int) -> str:
    if last < 2:
        return ""
    return gettext("Page %(number)s of %(last)s") % {"number": number, "last": last}


def page_number(data: Mapping[str, Any], paginator: Paginator[Any]) -> int | str:
    """The number of the page asked for, or a sentence on what is wrong with it."""
    given = str(data.get("page", "")).strip()
    if not given:
        return 1
    if not (given.isascii() and given.isdigit()) or int(given[: MAX_PAGE_DIGITS + 1]) < 1:
        return gettext("“%(value)s” is not a page number.") % {"value": given[:40]}
    if len(given) > MAX_PAGE_DIGITS or int(given) > paginator.num_pages:
        return gettext("There is no page %(value)s; the last one is %(last)d.") % {
            "value": given[:40],
            "last": paginator.num_pages,
        }
    return int(given)
