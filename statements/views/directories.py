"""Speakers, ministries, sessions and articles: each with a filtered list and a page of its own."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from people.models import Appointment, Ministry, Speaker
from statements import asking, charts
from statements.counts import with_statement_counts
from statements.listing import listing, render_listing
from statements.models import Article, NamedInstitution, Revision, Session, Statement
from statements.passages import marks_of, opening
from statements.services.copies import family
from statements.views.caching import revalidated

PER_PAGE = 50
LATEST = 5
SESSION_SHOWN = 200
EXCERPT_CHARACTERS = 700
COPIES_SHOWN = 50


@require_safe
@revalidated
def speakers(request: HttpRequest) -> HttpResponse:
    """Those who have a published statement, by name."""
    shown = listing(
        asking.speakers(request.GET),
        PER_PAGE,
        lambda rows: with_statement_counts(rows, "speaker").prefetch_related(
            "appointments__chamber", "appointments__group", "appointments__party",
            "appointments__ministry", "appointments__committee",
        ),
    )  # fmt: skip
    return render_listing(request, "speakers.html", shown)


@require_safe
@revalidated
def speaker(request: HttpRequest, public_id: str) -> HttpResponse:
    """One speaker: offices in time, the mix of stances, whom they address, the latest."""
    found = get_object_or_404(Speaker.objects.select_related("merged_into"), public_id=public_id)
    if found.merged_into:
        return redirect(found.merged_into)
    told = Statement.objects.published().filter(speaker=found)
    context = {
        "speaker": found,
        "query": f"speaker={found.public_id}",
        "count": told.count(),
        "appointments": found.appointments.select_related(
            "chamber", "group", "party", "ministry", "committee"
        ),
        "aliases": found.aliases.exclude(text__in=[found.name_ar, found.name_latin])
        .order_by("text")
        .values_list("text", flat=True)
        .distinct(),
        "stances": charts.stance_mix(told, f"speaker={found.public_id}"),
        "addressed": charts.ministries_addressed(told, f"speaker={found.public_id}"),
        "latest": told.newest_first().with_what_a_row_shows()[:LATEST],
    }
    return render(request, "speaker.html", context)


@require_safe
@revalidated
def ministries(request: HttpRequest) -> HttpResponse:
    """Every ministry and public body, the most addressed first."""
    shown = listing(asking.ministries(request.GET), PER_PAGE)
    return render_listing(request, "ministries.html", shown)


@require_safe
@revalidated
def ministry(request: HttpRequest, public_id: str) -> HttpResponse:
    """One ministry through its names: who addresses it and how. Its code leads here too."""
    found = (
        Ministry.objects.select_related("parent")
        .filter(Q(public_id=public_id) | Q(code=public_id))
        .first()
    )
    if found is None:
        raise Http404
    if found.public_id != public_id:
        return redirect(found)
    addressed = NamedInstitution.objects.filter(
        statement=OuterRef("pk"), ministry=found, relation=NamedInstitution.Relation.ADDRESSED
    )
    told = Statement.objects.published().filter(Exists(addressed))
    query = f"ministry={found.code}"
    context = {
        "ministry": found,
        "query": query,
        "count": told.count(),
        "names": found.names.filter(kind="official").order_by(
            F("valid_from").desc(nulls_last=True), "language"
        ),
        "related": _related_ministries(found),
        "ministers": Appointment.objects.filter(
            ministry=found, speaker__merged_into__isnull=True
        ).select_related("speaker")[:20],
        "stances": charts.stance_mix(told, query),
        "addressers": charts.speakers_of(told, query),
        "latest": told.newest_first().with_what_a_row_shows()[:LATEST],
    }
    return render(request, "ministry.html", context)


def _related_ministries(found: Ministry) -> dict[str, list[Ministry]]:
    """Predecessors, successors and attached departments, in one query."""
    rows = Ministry.objects.filter(
        Q(successors=found) | Q(predecessors=found) | Q(parent=found)
    ).annotate(
        before=Count("successors", filter=Q(successors=found)),
        after=Count("predecessors", filter=Q(predecessors=found)),
    )
    everything = list(rows.distinct())
    return {
        "predecessors": [row for row in everything if row.before],
        "successors": [row for row in everything if row.after],
        "attached": [row for row in everything if row.parent_id == found.pk],
    }


@require_safe
@revalidated
def sessions(request: HttpRequest) -> HttpResponse:
    """Sittings with at least one published statement, latest first."""
    shown = listing(
        asking.sessions(request.GET),
        PER_PAGE,
        lambda rows: with_statement_counts(rows, "session"),
    )
    return render_listing(request, "sessions.html", shown)


@require_safe
@revalidated
def session(request: HttpRequest, public_id: str) -> HttpResponse:
    """One sitting: all that was said in it, in the order of the reports."""
    found = get_object_or_404(
        Session.objects.select_related("chamber", "committee", "legislature"), public_id=public_id
    )
    told = Statement.objects.published().filter(session=found)
    context = {
        "session": found,
        "query": f"session={found.public_id}",
        "count": told.count(),
        "stances": charts.stance_mix(told, f"session={found.public_id}"),
        "told": told.order_by(
            "article__published_at", "article_id", "position"
        ).with_what_a_row_shows()[:SESSION_SHOWN],
    }
    return render(request, "session.html", context)


@require_safe
@revalidated
def articles(request: HttpRequest) -> HttpResponse:
    """Articles that were read, latest first."""
    shown = listing(
        asking.articles(request.GET),
        PER_PAGE,
        lambda rows: with_statement_counts(rows, "article").select_related("source"),
    )
    return render_listing(request, "articles.html", shown)


def _excerpt_of(revision: Revision) -> int:
    """How many characters of other people's articles are shown: never more than half."""
    return min(EXCERPT_CHARACTERS, len(revision.text) // 2)


@require_safe
@revalidated
def article(request: HttpRequest, public_id: str) -> HttpResponse:
    """One article: an excerpt, the link to the outlet, the statements found in it."""
    found = get_object_or_404(
        Article.objects.select_related("source", "current"), public_id=public_id
    )
    if found.withdrawn_at:
        return render(
            request, "gone.html", {"public_id": public_id, "why": "withdrawn"}, status=410
        )
    if found.current is None:
        raise Http404
    told = list(
        Statement.objects.standing()
        .filter(article=found)
        .order_by("position")
        .with_what_a_row_shows()
    )
    is_whole = found.is_sample or settings.PUBLISH_FULL_TEXT
    marks = [mark for one in told if one.revision_id == found.current_id for mark in marks_of(one)]
    context = {
        "article": found,
        "revision": found.current,
        "told": told,
        "copies": family(found)[:COPIES_SHOWN],
        "is_whole": is_whole,
        "excerpt": opening(
            found.current.text, marks, characters=None if is_whole else _excerpt_of(found.current)
        ),
    }
    return render(request, "article.html", context)
