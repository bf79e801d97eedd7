"""One statement with everything it rests on, and its citations as files."""

from __future__ import annotations

from django.db.backends.postgresql.psycopg_any import NumericRange
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from people.models import Appointment
from statements import citations
from statements.models import Statement
from statements.passages import marks_of, passage
from statements.provenance import certainties, citation, how_attributed
from statements.public_history import history_of
from statements.views.caching import revalidated

WORDINGS_SHOWN = 60
_OFFICES = Appointment.objects.select_related(
    "ministry", "chamber", "group", "party", "committee"
).order_by()


@require_safe
@revalidated
def statement(request: HttpRequest, public_id: str) -> HttpResponse:
    """One statement in its paragraph, and how we know."""
    rows = Statement.objects.filter(public_id=public_id).with_what_a_row_shows()
    found = rows.select_related("revision", "session__legislature__chamber").first()
    if found is None:
        raise Http404
    return instead_of(request, found) or _answer(request, found)


def instead_of(
    request: HttpRequest, found: Statement, route: str = "statement"
) -> HttpResponse | None:
    """What is answered where a statement is no longer told under its own address.

    One that became part of another leads to what the route has of that one.
    """
    if found.joined_into:
        return redirect(route, found.joined_into.public_id)
    if found.review_status == Statement.ReviewStatus.REJECTED:
        return _gone(request, found, "rejected")
    if found.article.withdrawn_at:
        return _gone(request, found, "withdrawn")
    if found.same_as:
        return redirect(route, found.same_as.public_id)
    if found.retracted_at:
        return _gone(request, found, "retracted")
    return None


def _answer(request: HttpRequest, found: Statement) -> HttpResponse:
    if found.appointment_id:
        # Of its own: to plan a query with five more tables takes longer than to answer two.
        found.appointment = _OFFICES.get(pk=found.appointment_id)
    permalink = request.build_absolute_uri(found.get_absolute_url())
    other_reports = list(
        found.other_reports.standing()
        .select_related("article__source")
        .order_by("article__published_at", "pk")[:WORDINGS_SHOWN]
    )
    topics = list(found.topic_rows.select_related("topic"))
    context = {
        "statement": found,
        "passage": passage(found.revision.text, marks_of(found)),
        "session_phrase": _text_at(found.revision.text, found.session_span),
        "attribution": how_attributed(found),
        "certainties": certainties(found),
        "permalink": permalink,
        "citation": citation(found),
        "citations": _citations(found, permalink),
        "topics": topics,
        "history": history_of(found, topics),
        "other_reports": other_reports,
        "wordings": [found, *other_reports],
    }
    return render(request, "statement.html", context)


def _gone(request: HttpRequest, found: Statement, why: str) -> HttpResponse:
    return render(request, "gone.html", {"public_id": found.public_id, "why": why}, status=410)


def _text_at(text: str, span: NumericRange | None) -> str:
    return text[span.lower : span.upper] if span is not None else ""


def _citations(found: Statement, permalink: str) -> list[tuple[str, str, str]]:
    """(id, name of the style, text) of every style that is copied from the page."""
    one = citations.reference(found, permalink)
    in_arabic = ("cite-ar", gettext("Arabic"), citations.arabic(found, permalink))
    return [
        *([] if get_language() == "ar" else [in_arabic]),  # there it is the first one of the page
        ("cite-apa", "APA", citations.apa(one)),
        ("cite-chicago", "Chicago", citations.chicago(one)),
        ("cite-bibtex", "BibTeX", citations.bibtex(one)),
        ("cite-ris", "RIS", citations.ris(one)),
    ]


@require_safe
@revalidated
def bibtex(request: HttpRequest, public_id: str) -> HttpResponse:
    """The citation of a statement as a file for BibTeX."""
    return _file(request, public_id, "bib", "application/x-bibtex")


@require_safe
@revalidated
def ris(request: HttpRequest, public_id: str) -> HttpResponse:
    """The citation of a statement as a file for Zotero and others."""
    return _file(request, public_id, "ris", "application/x-research-info-systems")


_WRITERS = {"bib": citations.bibtex, "ris": citations.ris}


def _file(request: HttpRequest, public_id: str, extension: str, kind: str) -> HttpResponse:
    found = get_object_or_404(
        Statement.objects.select_related("speaker", "article__source", "session"),
        public_id=public_id,
    )
    elsewhere = instead_of(request, found, f"statement_{extension}")
    if elsewhere:
        return elsewhere
    permalink = request.build_absolute_uri(found.get_absolute_url())
    text = _WRITERS[extension](citations.reference(found, permalink))
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    name = f"qawl-{found.public_id}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
