"""Downloads of what the lists show, their data packages, and the codebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language_bidi, gettext, ngettext
from django.views.decorators.http import require_safe

from statements import asking, sorting
from statements.exports import CSV, JSON_LINES, XLSX, XLSX_FROM_THE_RIGHT, Format, Table, stream
from statements.exports.describing import (
    codebook_file,
    data_package,
    file_name,
    filter_query,
    fingerprint,
)
from statements.exports.directories import ARTICLES, MINISTRIES, SESSIONS, SPEAKERS
from statements.exports.statements import STATEMENTS
from statements.filters import ListFilter
from statements.listing import Sorting
from statements.query_strings import joined
from statements.views.caching import revalidated

Ordered = Callable[[Any], Sequence[QuerySet[Any]]]


@dataclass(frozen=True, slots=True)
class Download:
    """A list that can be taken away: its columns, the filter that gives its rows, its orders.

    Rows come in the first of the ``orders`` where the address names none of them. An order that is
    no file's, as that of relevance, changes no row and so is no reason to refuse one.
    """

    table: Table
    asked: Callable[[QueryDict], ListFilter]
    orders: Mapping[str, Ordered]

    def order(self, named: str) -> str:
        """The order of the files where an address names this one."""
        return named if named in self.orders else next(iter(self.orders))

    def query(self, filtered: str, named: str) -> str:
        """The query string of a file: the filter's, and the order where it is not the usual."""
        order = self.order(named)
        return joined(filtered, "" if order == self.order("") else f"sort={order}")


def _as_asked(rows: Any) -> Sequence[QuerySet[Any]]:
    return (rows,)


def _orders(sortings: Iterable[Sorting]) -> dict[str, Ordered]:
    return {one.code: partial(_sorted, one) for one in sortings}


def _sorted(by: Sorting, rows: Any) -> Sequence[QuerySet[Any]]:
    return (by.sort(rows),)


# Speakers and ministries have one order each, by their Arabic names or by number: what their lists
# call an order by name is another one in each language.
DOWNLOADS = {
    download.table.name: download
    for download in (
        Download(
            STATEMENTS,
            asking.statements,
            {"newest": _as_asked, "oldest": lambda rows: rows.oldest_first()},
        ),
        Download(SPEAKERS, asking.speakers, {"name": _as_asked}),
        Download(MINISTRIES, asking.ministries, {"number": _as_asked}),
        Download(SESSIONS, asking.sessions, _orders(sorting.SESSIONS)),
        Download(ARTICLES, asking.articles, _orders(sorting.ARTICLES)),
    )
}
FORMATS: dict[str, Format] = {form.extension: form for form in (CSV, JSON_LINES, XLSX)}


@require_safe
def download(request: HttpRequest, name: str, extension: str) -> HttpResponseBase:
    """All rows of the list with the same query string; 400 where a value is wrong."""
    kind, form = DOWNLOADS[name], _form(extension)
    asked = kind.asked(request.GET)
    problems = _problems(asked, form)
    if problems:
        return _refused(problems)
    rows = kind.orders[kind.order(_named(request))](asked.qs)
    origin = f"{request.scheme}://{request.get_host()}"
    written = stream(kind.table, rows, form, origin)
    response = StreamingHttpResponse(written, content_type=form.content_type)
    file = file_name(kind.table, request.GET, timezone.now(), form)
    response["Content-Disposition"] = content_disposition_header(True, file)
    # With any order that was named: of one that no file has, the description says so.
    named = urlencode({"sort": _named(request)}) if _named(request) else ""
    sidecar = _with_query(request, f"{name}_datapackage", joined(filter_query(request.GET), named))
    response["Link"] = f'<{sidecar}>; rel="describedby"; type="application/json"'
    response["Cache-Control"] = "no-cache"
    return response


def _form(extension: str) -> Format:
    """The format; a sheet runs as the reader's language does."""
    form = FORMATS[extension]
    return XLSX_FROM_THE_RIGHT if form is XLSX and get_language_bidi() else form


def _problems(asked: ListFilter, form: Format) -> list[str]:
    problems = [f"{name}: {what}" for name, _label, what in asked.problems()]
    unknown = gettext("there is no such filter")
    problems += [f"{name[:40]}: {unknown}" for name in asked.unknown]
    if problems or form.most_rows is None:
        return problems
    count = _at_most(asked, form.most_rows)
    if count <= form.most_rows:
        return []
    text = ngettext(
        "%(count)d row is more than a sheet of %(format)s holds; take CSV, or narrow the filter.",
        "%(count)d rows are more than a sheet of %(format)s holds; take CSV, or narrow the filter.",
        count,
    )
    return [text % {"count": count, "format": form.name}]


def _at_most(asked: ListFilter, wanted: int) -> int:
    """How many rows there are; more than there are where even those are no more than wanted.

    Rows are numbered, so that the highest key, which is known at once, mostly says enough.
    """
    highest: int = asked.qs.model._default_manager.aggregate(key=Max("pk"))["key"] or 0
    return highest if highest <= wanted else asked.qs.count()


def _refused(problems: list[str]) -> HttpResponse:
    text = "\n".join([gettext("Nothing was downloaded, because a filter is wrong."), *problems])
    return HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8", status=400)


def _named(request: HttpRequest) -> str:
    """The order that the address names, known or not."""
    return request.GET.get("sort", "").strip()


def _address(request: HttpRequest, kind: Download, route: str) -> str:
    """The whole address of a route with the filter of this request and the order of its file."""
    return _with_query(request, route, kind.query(filter_query(request.GET), _named(request)))


def _with_query(request: HttpRequest, route: str, query: str) -> str:
    return request.build_absolute_uri(f"{reverse(route)}{'?' if query else ''}{query}")


@require_safe
@revalidated
def datapackage(request: HttpRequest, name: str) -> HttpResponse:
    """What the downloads of this filter hold: columns, filter, order, moment, licence."""
    kind, named = DOWNLOADS[name], _named(request)
    asked = kind.asked(request.GET)
    problems = _problems(asked, CSV)
    if problems:
        return _refused(problems)
    order = kind.order(named)
    otherwise = gettext("Files do not come in the order that was asked for; this is their own.")
    described = data_package(
        kind.table,
        {form: _address(request, kind, f"{name}_{form.extension}") for form in FORMATS.values()},
        address=request.build_absolute_uri(),
        listed_at=_address(request, kind, name),
        codebook=request.build_absolute_uri(f"{reverse('codebook')}#{name}"),
        moment=timezone.now(),
        row_count=asked.qs.count(),
        order=order,
        note=otherwise if named not in ("", order) else "",
    )
    response = JsonResponse(described, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["ETag"] = f'W/"{fingerprint(described)}"'
    return response


@require_safe
@revalidated
def codebook(request: HttpRequest) -> HttpResponse:
    """Every column of every download, from the definition that writes it."""
    return render(request, "codebook.html", {"tables": _tables()})


@require_safe
@revalidated
def codebook_csv(request: HttpRequest) -> HttpResponse:
    """The codebook as a file, to be kept beside the data."""
    response = HttpResponse(codebook_file(_tables()), content_type=CSV.content_type)
    response["Content-Disposition"] = content_disposition_header(True, "qawl-codebook.csv")
    return response


def _tables() -> list[Table]:
    return [download.table for download in DOWNLOADS.values()]
