"""Downloads of what the lists show, their data packages, and the codebook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Max
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from statements import asking
from statements.exports import CSV, JSON_LINES, XLSX, Format, Table, stream
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
from statements.views.caching import revalidated


@dataclass(frozen=True, slots=True)
class Download:
    """A list that can be taken away: its columns, and the filter that gives its rows."""

    table: Table
    asked: Callable[[QueryDict], ListFilter]


DOWNLOADS = {
    download.table.name: download
    for download in (
        Download(STATEMENTS, asking.statements),
        Download(SPEAKERS, asking.speakers),
        Download(MINISTRIES, asking.ministries),
        Download(SESSIONS, asking.sessions),
        Download(ARTICLES, asking.articles),
    )
}
FORMATS: dict[str, Format] = {form.extension: form for form in (CSV, JSON_LINES, XLSX)}


@require_safe
def download(request: HttpRequest, name: str, extension: str) -> HttpResponseBase:
    """All rows of the list with the same query string; 400 where a value is wrong."""
    table, form = DOWNLOADS[name].table, FORMATS[extension]
    asked = DOWNLOADS[name].asked(request.GET)
    problems = _problems(asked, form)
    if problems:
        return _refused(problems)
    rows = stream(table, asked.qs, form, f"{request.scheme}://{request.get_host()}")
    response = StreamingHttpResponse(rows, content_type=form.content_type)
    file = file_name(table, request.GET, timezone.now(), form)
    response["Content-Disposition"] = content_disposition_header(True, file)
    sidecar = _address(request, f"{name}_datapackage")
    response["Link"] = f'<{sidecar}>; rel="describedby"; type="application/json"'
    response["Cache-Control"] = "no-cache"
    return response


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


def _address(request: HttpRequest, route: str) -> str:
    """The whole address of a route with the filter of this request."""
    query = filter_query(request.GET)
    return request.build_absolute_uri(f"{reverse(route)}{'?' if query else ''}{query}")


@require_safe
@revalidated
def datapackage(request: HttpRequest, name: str) -> HttpResponse:
    """What the downloads of this filter hold: columns, filter, moment, licence."""
    asked = DOWNLOADS[name].asked(request.GET)
    problems = _problems(asked, CSV)
    if problems:
        return _refused(problems)
    described = data_package(
        DOWNLOADS[name].table,
        {form: _address(request, f"{name}_{form.extension}") for form in FORMATS.values()},
        address=request.build_absolute_uri(),
        listed_at=_address(request, name),
        codebook=request.build_absolute_uri(f"{reverse('codebook')}#{name}"),
        moment=timezone.now(),
        row_count=asked.qs.count(),
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
