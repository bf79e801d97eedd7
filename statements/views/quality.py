"""The quality page: how often the extractor is right, as far as editors have looked."""

from __future__ import annotations

import csv
import io

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from statements import quality as measured
from statements.exports import CSV
from statements.exports.formats import BYTE_ORDER_MARK, harmless_cell
from statements.services.counting_reviews import counted_for_readers
from statements.views.caching import revalidated


@require_safe
@revalidated
def quality(request: HttpRequest) -> HttpResponse:
    """Precision by outlet, field and engine version: random samples apart from other reviews."""
    invented = _is_of_invented(request)
    counted = counted_for_readers(invented=invented)
    context = {
        "random": measured.of_random_samples(invented=invented),
        "other": counted.quality if counted else measured.of_other_reviews(invented=invented),
        "counted_at": counted.at if counted else None,
        "invented": invented,
    }
    return render(request, "quality.html", context)


@require_safe
@revalidated
def quality_csv(request: HttpRequest) -> HttpResponse:
    """The numbers of the page as a file."""
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\n")
    for row in measured.rows_for_file(invented=_is_of_invented(request)):
        writer.writerow([harmless_cell(value) for value in row])
    response = HttpResponse(BYTE_ORDER_MARK + output.getvalue(), content_type=CSV.content_type)
    response["Content-Disposition"] = content_disposition_header(True, "qawl-quality.csv")
    return response


def _is_of_invented(request: HttpRequest) -> bool:
    """Real articles are counted; the invented ones where they are asked for, and alone."""
    return request.GET.get("invented") == "only"
