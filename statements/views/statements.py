"""Statements: the filtered list, its CSV, and one statement with everything it rests on."""

from __future__ import annotations

from django.db.backends.postgresql.psycopg_any import NumericRange
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from statements import asking
from statements.listing import listing, render_listing
from statements.models import Statement
from statements.models.statements import StatementQuerySet
from statements.passages import marks_of, passage
from statements.provenance import certainties, citation, how_attributed
from statements.views.caching import revalidated

PER_PAGE = 25
WORDINGS_SHOWN = 60


@require_safe
@revalidated
def statements(request: HttpRequest) -> HttpResponse:
    """The statements that the query string asks for, newest first."""
    shown = listing(
        asking.statements(request.GET), PER_PAGE, StatementQuerySet.with_what_a_row_shows
    )
    return render_listing(request, "statements.html", shown)


@require_safe
@revalidated
def statement(request: HttpRequest, public_id: str) -> HttpResponse:
    """One statement in its paragraph, and how we know."""
    found = (
        Statement.objects.filter(public_id=public_id)
        .with_what_a_row_shows()
        .select_related(
            "revision", "same_as", "joined_into", "appointment__ministry", "appointment__chamber",
            "appointment__group", "appointment__party", "appointment__committee",
            "session__legislature__chamber",
        )
        .first()
    )  # fmt: skip
    if found is None:
        raise Http404
    return _answer(request, found)


def _answer(request: HttpRequest, found: Statement) -> HttpResponse:
    if found.joined_into:
        return redirect(found.joined_into)
    if found.review_status == Statement.ReviewStatus.REJECTED:
        return _gone(request, found, "rejected")
    if found.article.withdrawn_at:
        return _gone(request, found, "withdrawn")
    if found.same_as:
        return redirect(found.same_as)
    if found.retracted_at:
        return _gone(request, found, "retracted")
    permalink = request.build_absolute_uri(found.get_absolute_url())
    other_reports = list(
        found.other_reports.standing()
        .select_related("article__source")
        .order_by("article__published_at", "pk")[:WORDINGS_SHOWN]
    )
    context = {
        "statement": found,
        "passage": passage(found.revision.text, marks_of(found)),
        "session_phrase": _text_at(found.revision.text, found.session_span),
        "attribution": how_attributed(found),
        "certainties": certainties(found),
        "permalink": permalink,
        "citation": citation(found),
        "other_reports": other_reports,
        "wordings": [found, *other_reports],
    }
    return render(request, "statement.html", context)


def _gone(request: HttpRequest, found: Statement, why: str) -> HttpResponse:
    return render(request, "gone.html", {"public_id": found.public_id, "why": why}, status=410)


def _text_at(text: str, span: NumericRange | None) -> str:
    return text[span.lower : span.upper] if span is not None else ""
