"""The first page, and the pages about the whole."""

from __future__ import annotations

import re
from datetime import date

from django.conf import settings
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from people.models import Ministry
from statements.browsing import Dimension, Question, browser
from statements.browsing.conditions import ONLY, WITH
from statements.coverage import outlets_by_month
from statements.models import Article, NamedInstitution, Statement
from statements.rows import Row, rows_of
from statements.views.caching import revalidated

LATEST = 6
_YEAR = re.compile("[1-9][0-9]{3}")
COUNTED = (Dimension.SAMPLES, Dimension.SPEAKER, Dimension.SESSION)


@require_safe
@revalidated
def home(request: HttpRequest) -> HttpResponse:
    """What this is, a search box, ready-made questions and the latest statements."""
    told = browser().counts(Question(), COUNTED)
    counts = {
        "statements": told[Dimension.SAMPLES].get(WITH, 0),
        "samples": told[Dimension.SAMPLES].get(ONLY, 0),
        "speakers": len(told[Dimension.SPEAKER]),
        "sessions": len(told[Dimension.SESSION]),
        "articles": Article.objects.public().count(),
    }
    addressed = NamedInstitution.objects.filter(
        ministry=OuterRef("pk"), relation=NamedInstitution.Relation.ADDRESSED
    )
    context = {
        "counts": counts,
        "latest": _latest(),
        "ministries": Ministry.objects.filter(Exists(addressed)),
    }
    return render(request, "home.html", context)


def _latest() -> list[Row]:
    """One statement each of the latest articles, so that the first page shows many voices.

    It is the first that is addressed to somebody, else the article's first.
    """
    published = Statement.objects.published()
    articles = Article.objects.public().filter(Exists(published.filter(article=OuterRef("pk"))))
    addressed = NamedInstitution.objects.filter(
        statement=OuterRef("pk"), relation=NamedInstitution.Relation.ADDRESSED
    )
    told = (
        published.filter(article__in=list(articles.values_list("pk", flat=True)[:LATEST]))
        .order_by(
            "article_id", ExpressionWrapper(Exists(addressed), BooleanField()).desc(), "position"
        )
        .distinct("article_id")
        .values_list("pk", flat=True)
    )
    return sorted(rows_of(told), key=lambda row: (row.day or date.min, row.pk), reverse=True)


@require_safe
@revalidated
def about(request: HttpRequest) -> HttpResponse:
    """Method, coverage, quality, licence of the data, how to cite, how to ask for a removal."""
    context = {
        "site_address": request.build_absolute_uri(reverse("home")),
        "contact": settings.CONTACT,
        "days": settings.REPORT_ADDRESS_DAYS,
    }
    return render(request, "about.html", context)


@require_safe
@revalidated
def coverage(request: HttpRequest) -> HttpResponse:
    """Which outlets were read, and how many articles of each month, lately or in ``year``."""
    given = request.GET.get("year", "")
    if given and not _YEAR.fullmatch(given):
        raise Http404
    found = outlets_by_month(int(given) if given else None)
    if found is None:
        raise Http404
    return render(request, "coverage.html", {"coverage": found})
