"""The lists: statements, speakers, ministries, sessions and articles, each with its filters.

An address gives the whole page; to a script that changes the page it gives the list alone, or the
values of the one facet that was opened.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, ngettext_lazy
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from people.models import Appointment
from statements import answering, asking, sorting
from statements.counts import with_statement_counts
from statements.drawing import draw
from statements.filters import Facet, ListFilter, StatementFilter
from statements.listing import Listing, Sorting, facet_named, listing
from statements.models import Article
from statements.query_strings import PLACE, says_no_rows
from statements.templatetags.qawl import grouped
from statements.views.caching import revalidated
from statements.views.downloads import DOWNLOADS

PER_PAGE = 50
_BODIES = ("chamber", "group", "party", "ministry", "committee")  # that an office may be in
_OPTIONS = "options-"  # what the element that holds a facet's values is called by


@dataclass(frozen=True, slots=True)
class Directory:
    """A list by its name in addresses: what it is called, what its rows are, how it is asked."""

    name: str
    title: Promise
    count: Any
    asked: Callable[[QueryDict], ListFilter]
    dress: Callable[[Any], QuerySet[Any]] = lambda rows: rows
    sortings: Sequence[Sorting] = ()

    def listing(self, asked: ListFilter) -> Listing:
        return listing(asked, PER_PAGE, self.dress, self.sortings)

    def facet(self, asked: ListFilter, name: str) -> Facet:
        return facet_named(asked, name)


class Statements(Directory):
    """The list that an index may answer for."""

    def listing(self, asked: ListFilter) -> Listing:
        return answering.answer(cast("StatementFilter", asked))

    def facet(self, asked: ListFilter, name: str) -> Facet:
        return answering.facet_named(cast("StatementFilter", asked), name)


def _articles_dressed(page: QuerySet[Article]) -> QuerySet[Article]:
    """With the number of their statements, which is worked out for no row before the page."""
    rows = with_statement_counts(Article.objects.filter(pk__in=page.values("pk")), "article")
    return rows.select_related("source").order_by(*page.query.order_by)


STATEMENTS = Statements(
    "statements",
    _("Statements"),
    ngettext_lazy("%(shown)s statement", "%(shown)s statements", "number"),
    asking.statements,
)
SPEAKERS = Directory(
    "speakers",
    _("Speakers"),
    ngettext_lazy("%(shown)s speaker", "%(shown)s speakers", "number"),
    asking.speakers_as_shown,
    lambda rows: rows.prefetch_related(
        Prefetch("appointments", Appointment.objects.select_related(*_BODIES))
    ),
    sorting.SPEAKERS,
)  # fmt: skip
MINISTRIES = Directory(
    "ministries",
    _("Ministries"),
    ngettext_lazy(
        "%(shown)s ministry or public body", "%(shown)s ministries and public bodies", "number"
    ),
    asking.ministries,
    sortings=sorting.MINISTRIES,
)
SESSIONS = Directory(
    "sessions",
    _("Sittings"),
    ngettext_lazy("%(shown)s sitting", "%(shown)s sittings", "number"),
    asking.sessions,
    sortings=sorting.SESSIONS,
)
ARTICLES = Directory(
    "articles",
    _("Articles"),
    ngettext_lazy("%(shown)s article", "%(shown)s articles", "number"),
    asking.articles,
    _articles_dressed,
    sorting.ARTICLES,
)


@require_safe
@revalidated
@vary_on_headers("HX-Request", "HX-Target")
def directory(request: HttpRequest, kind: Directory) -> HttpResponse:
    """The list that the query string asks for, or the part of it that a script asks for."""
    asked = kind.asked(request.GET)
    plain = _without_gaps(request.GET, asked)
    if plain is not None and "HX-Request" not in request.headers:
        return redirect(f"{request.path}?{plain}".rstrip("?"))
    part = request.headers.get("HX-Target", "") if "HX-Request" in request.headers else ""
    name = part.removeprefix(_OPTIONS)
    if part != name and name in asked.facet_names:
        return _facet(request, kind, asked, name)
    shown = kind.listing(asked)
    drawn = _drawn(request, kind, shown)
    if "HX-Request" in request.headers:
        answer = HttpResponse(drawn, status=shown.status)
        answer["HX-Push-Url"] = f"{request.path}{_place(request, shown)}"
        return answer
    context = {"title": kind.title, "list": drawn}
    return render(request, "list.html", context, status=shown.status)


def _without_gaps(given: QueryDict, asked: ListFilter) -> str | None:
    """The query string without what the form sends for fields left empty; None where it has none.

    A wrong name stays, to be told.
    """
    plain = QueryDict(mutable=True)
    for name, values in given.lists():
        is_known = name in asked.filters or says_no_rows(name)
        plain.setlist(name, [value for value in values if value or not is_known])
    return None if len(plain.urlencode()) == len(given.urlencode()) else plain.urlencode()


def _drawn(request: HttpRequest, kind: Directory, shown: Listing) -> str:
    sort = request.GET.get("sort", "")
    context = {
        "listing": shown,
        "kind": kind.name,
        "sort": sort,
        "file_query": DOWNLOADS[kind.name].query(shown.filter.query, sort.strip()),
        "q": request.GET.get("q", "").strip(),
        "count": kind.count % {"number": shown.total, "shown": grouped(shown.total)},
    }
    return draw(f"lists/{kind.name}.html", context, request)


def _facet(request: HttpRequest, kind: Directory, asked: ListFilter, name: str) -> HttpResponse:
    """The values of one facet, which is open from now on."""
    context = {"facet": kind.facet(asked, name), "listing": Listing(asked, asked.query)}
    return HttpResponse(draw("_options.html", context))


def _place(request: HttpRequest, shown: Listing) -> str:
    """The query string that leads to this very list: what is asked for, the order and the place."""
    query = QueryDict(shown.filter.query, mutable=True)
    for name in PLACE:
        if request.GET.get(name):
            query[name] = request.GET[name]
    return f"?{query.urlencode()}" if query else ""
