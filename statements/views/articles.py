"""One article: for readers an excerpt, for editors the whole text."""

from __future__ import annotations

from django.conf import settings
from django.contrib.admin.views.decorators import staff_member_required
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from statements.models import Article, Revision, Statement
from statements.passages import marks_of, opening
from statements.services.copies import family
from statements.views.caching import revalidated

EXCERPT_CHARACTERS = 700
COPIES_SHOWN = 50


def _excerpt_of(revision: Revision) -> int:
    """How many characters of other people's articles are shown: never more than half."""
    return min(EXCERPT_CHARACTERS, len(revision.text) // 2)


@require_safe
@revalidated
def article(request: HttpRequest, public_id: str) -> HttpResponse:
    """One article: an excerpt, the link to the outlet, the statements found in it."""
    found = _article(public_id)
    is_whole = found.is_sample or settings.PUBLISH_FULL_TEXT
    return _shown(request, found, is_whole=is_whole)


@require_safe
@never_cache
@staff_member_required
@permission_required("statements.view_article", raise_exception=True)
def article_text(request: HttpRequest, public_id: str) -> HttpResponse:
    """The whole cleaned text with every span, for editors alone."""
    return _shown(request, _article(public_id), is_whole=True)


def _article(public_id: str) -> Article:
    return get_object_or_404(
        Article.objects.select_related("source", "current"), public_id=public_id
    )


def _shown(request: HttpRequest, found: Article, *, is_whole: bool) -> HttpResponse:
    if found.withdrawn_at:
        gone = {"public_id": found.public_id, "why": "withdrawn"}
        return render(request, "gone.html", gone, status=410)
    if found.current is None:
        raise Http404
    told = list(
        Statement.objects.standing()
        .filter(article=found)
        .order_by("position")
        .with_what_a_row_shows()
    )
    marks = [mark for one in told if one.revision_id == found.current_id for mark in marks_of(one)]
    characters = None if is_whole else _excerpt_of(found.current)
    context = {
        "article": found,
        "revision": found.current,
        "told": told,
        "copies": family(found)[:COPIES_SHOWN],
        "is_whole": is_whole,
        "contact": settings.CONTACT,
        "address": request.build_absolute_uri(found.get_absolute_url()),
        "excerpt": opening(found.current.text, marks, characters=characters),
    }
    return render(request, "article.html", context)
