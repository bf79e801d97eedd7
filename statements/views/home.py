"""The first page, and the pages about the whole."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.models import Ministry, Speaker
from statements.exports import COLUMNS
from statements.models import Article, NamedInstitution, Session, Statement
from statements.views.caching import revalidated

LATEST = 6


@require_safe
@revalidated
def home(request: HttpRequest) -> HttpResponse:
    """What this is, a search box, ready-made questions and the latest statements."""
    published = Statement.objects.published()
    told = published.filter(pk__isnull=False)
    counts = {
        "statements": published.count(),
        "samples": published.filter(is_sample=True).count(),
        "speakers": Speaker.objects.current()
        .filter(Exists(told.filter(speaker=OuterRef("pk"))))
        .count(),
        "sessions": Session.objects.filter(Exists(told.filter(session=OuterRef("pk")))).count(),
        "articles": Article.objects.public().count(),
    }
    addressed = NamedInstitution.objects.filter(
        ministry=OuterRef("pk"), relation=NamedInstitution.Relation.ADDRESSED
    )
    context = {
        "counts": counts,
        "latest": published.newest_first().with_what_a_row_shows()[:LATEST],
        "ministries": Ministry.objects.filter(Exists(addressed)),
    }
    return render(request, "home.html", context)


@require_safe
@revalidated
def about(request: HttpRequest) -> HttpResponse:
    """Method, licence of the data, how to cite, how samples are marked."""
    return render(request, "about.html")


@require_safe
@revalidated
def codebook(request: HttpRequest) -> HttpResponse:
    """Every column of the CSV, from the definition that writes it."""
    return render(request, "codebook.html", {"columns": COLUMNS})
