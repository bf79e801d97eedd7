"""One page of a filtered list, or the reasons why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from statements.filters import ListFilter

MAX_PAGE_DIGITS = 7


@dataclass(frozen=True)
class Listing:
    """Rows of one page. Where ``problems`` is not empty there are no rows at all."""

    filter: ListFilter
    page: Page[Any] | None
    problems: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def status(self) -> int:
        """The HTTP status of the answer."""
        return 400 if self.problems else 200


class _CountedPaginator(Paginator):  # type: ignore[type-arg]
    """A paginator told how many rows there are: counting needs nothing that only dresses them."""

    def __init__(self, rows: QuerySet[Any], per_page: int, *, count: int) -> None:
        super().__init__(rows, per_page)
        self._counted = count

    @property
    def count(self) -> int:
        return self._counted


def listing(
    filterset: ListFilter,
    per_page: int,
    dress: Callable[[Any], QuerySet[Any]] = lambda rows: rows,
) -> Listing:
    """The page that the filter's own data asks for; ``dress`` adds to the rows what is shown."""
    problems = filterset.problems()
    if problems:
        return Listing(filterset, None, problems)
    rows = filterset.qs
    paginator = _CountedPaginator(dress(rows), per_page, count=rows.count())
    number = page_number(filterset.data, paginator)
    if isinstance(number, str):
        return Listing(filterset, None, [("page", gettext("page"), number)])
    return Listing(filterset, paginator.page(number))


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


def render_listing(
    request: HttpRequest, template: str, shown: Listing, **context: Any
) -> HttpResponse:
    """The list's page: 200 with rows, or 400 with the form filled in and what is wrong."""
    return render(
        request,
        template,
        {"listing": shown, "filter": shown.filter, "page": shown.page, **context},
        status=shown.status,
    )
