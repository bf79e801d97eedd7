"""One speaker, one ministry, one sitting, one topic: who or what it is, and what was said."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from people.models import Appointment, Ministry, MinistryName, Speaker
from statements import charts
from statements.browsing import Dimension, Question, Window, browser
from statements.charts import Side
from statements.models import Session, Statement, Topic
from statements.rows import Row, rows_of
from statements.views.caching import revalidated

LATEST = 5
ANSWERS = 4
SESSION_SHOWN = 200
EVOLUTION_SHOWN = 60
MINISTERS = 20


def pictures(question: Question, query: str, *sides: Side) -> dict[str, Any]:
    """What a portrait draws of the statements asked for: count, stances, time line, rankings."""
    series = charts.series_of(question)
    ranked = charts.rankings(question, query, sides) if sides and series.total else {}
    return {
        "query": query,
        "count": series.total,
        "stances": charts.stance_bars(series, query),
        "timeline": charts.timeline(series, query),
        **{f"by_{side}": ranked.get(side.value, []) for side in sides},
    }


def newest(question: Question, shown: int) -> list[Row]:
    """The newest of the statements asked for, as rows."""
    return rows_of(browser().rows(question, Window(shown)).ids)


def _rows_of_each(*lists: Collection[int]) -> list[list[Row]]:
    """The statements with the keys of each list, in their order; all of them read together."""
    rows = {row.pk: row for row in rows_of(list({key for each in lists for key in each}))}
    return [[rows[key] for key in each if key in rows] for each in lists]


@require_safe
@revalidated
def speaker(request: HttpRequest, public_id: str) -> HttpResponse:
    """One speaker: offices in time, stances over time, whom they address, on what, the latest."""
    found = get_object_or_404(Speaker.objects.select_related("merged_into"), public_id=public_id)
    if found.merged_into:
        return redirect(found.merged_into, permanent=True)
    question = Question({Dimension.SPEAKER: (found.public_id,)})
    context = {
        "speaker": found,
        "appointments": found.appointments.select_related(
            "chamber", "group", "party", "ministry", "committee"
        ),
        "aliases": found.aliases.exclude(text__in=[found.name_ar, found.name_latin])
        .order_by("text")
        .values_list("text", flat=True)
        .distinct(),
        "latest": newest(question, LATEST),
        **pictures(question, f"speaker={found.public_id}", Side.MINISTRY, Side.TOPIC),
    }
    return render(request, "speaker.html", context)


@require_safe
@revalidated
def ministry(request: HttpRequest, public_id: str) -> HttpResponse:
    """One ministry through its names: who addresses it, what is answered. Its code leads here."""
    found = (
        Ministry.objects.select_related("parent", "merged_into")
        .filter(Q(public_id=public_id) | Q(code=public_id))
        .first()
    )
    if found is None:
        raise Http404
    if found.merged_into:
        return redirect(found.merged_into, permanent=True)
    if found.public_id != public_id:
        return redirect(found)
    addressed = Question({Dimension.MINISTRY: (found.code,)})
    by_its_ministers = Question({Dimension.MINISTER_OF: (found.code,)})
    glances = browser().glances((addressed, LATEST), (by_its_ministers, ANSWERS))
    latest, answers = _rows_of_each(*(glance.ids for glance in glances))
    names = list(found.names.filter(kind="official"))
    context = {
        "ministry": found,
        "names": _names_in_time(names),
        "related": _related_ministries(found, _has_ended(found, names)),
        "ministers": Appointment.objects.filter(
            ministry=found, speaker__merged_into__isnull=True
        ).select_related("speaker", "ministry")[:MINISTERS],
        "latest": latest,
        "answers": answers,
        "answer_count": glances[1].total,
        "answer_query": f"minister_of={found.code}",
        **pictures(addressed, f"ministry={found.code}", Side.SPEAKER, Side.TOPIC),
    }
    return render(request, "ministry.html", context)


def _names_in_time(names: Iterable[MinistryName]) -> list[list[MinistryName]]:
    """The names of each period, the latest first, within it the reader's language first."""
    periods: dict[tuple[date | None, date | None], list[MinistryName]] = {}
    for name in names:
        periods.setdefault((name.valid_from, name.valid_until), []).append(name)
    language = (get_language() or "ar")[:2]
    for told in periods.values():
        told.sort(key=lambda name: (name.language != language, name.language, name.text))
    latest = sorted(periods, key=lambda days: days[0] or date.min, reverse=True)
    return [periods[days] for days in latest]


def _has_ended(ministry: Ministry, names: Iterable[MinistryName]) -> bool:
    """Whether it is no more: it has an end, or no name that is still its own."""
    today = timezone.localdate()
    ends = [name.valid_until for name in names]
    return any(
        day is not None and day < today
        for day in (ministry.valid_until, max(ends, key=lambda day: day or date.max, default=None))
    )


def _related_ministries(found: Ministry, has_ended: bool) -> dict[str, list[Ministry]]:
    """Predecessors, successors and attached departments, in one query.

    What came out of a ministry that goes on is told apart from what took its place.
    """
    today = timezone.localdate()
    official = MinistryName.objects.filter(ministry=OuterRef("pk"), kind="official")
    rows = (
        Ministry.objects.filter(Q(successors=found) | Q(predecessors=found) | Q(parent=found))
        .annotate(
            before=Count("successors", filter=Q(successors=found)),
            after=Count("predecessors", filter=Q(predecessors=found)),
        )
        .annotate(
            is_named=Exists(official),
            is_still_named=Exists(official.filter(Q(valid_until=None) | Q(valid_until__gte=today))),
        )
    )
    everything: list[Any] = list(rows.distinct())
    ended = {
        row.pk
        for row in everything
        if (row.valid_until or today) < today or (row.is_named and not row.is_still_named)
    }
    before = [row for row in everything if row.before]
    after = [row for row in everything if row.after]
    return {
        "predecessors": [row for row in before if row.pk in ended],
        "split_from": [row for row in before if row.pk not in ended],
        "successors": after if has_ended else [],
        "split_off": [] if has_ended else after,
        "attached": [row for row in everything if row.parent_id == found.pk],
    }


@dataclass(slots=True)
class Turn:
    """What was said in a sitting to one institution, in the order of the reports.

    ``ministry`` is its public id, where it is known; without a ``name`` nobody is addressed.
    """

    key: str
    ministry: str
    name: str
    statements: list[Row] = field(default_factory=list)


@require_safe
@revalidated
def session(request: HttpRequest, public_id: str) -> HttpResponse:
    """One sitting: all that was said in it, by ministry, in the order of the reports."""
    found = get_object_or_404(
        Session.objects.select_related("chamber", "committee", "legislature"), public_id=public_id
    )
    told = Statement.objects.published().filter(session=found)
    reported = told.order_by("article__published_at", "article_id", "position")
    context = {
        "session": found,
        "turns": _turns(rows_of(reported.values_list("pk", flat=True)[:SESSION_SHOWN])),
        "shown": SESSION_SHOWN,
        **pictures(Question({Dimension.SESSION: (found.public_id,)}), f"session={found.public_id}"),
    }
    return render(request, "session.html", context)


def _turns(rows: Iterable[Row]) -> list[Turn]:
    """The statements by the first institution each addresses; those to nobody come last."""
    turns: dict[tuple[str, str], Turn] = {}
    for row in rows:
        who = next(iter(row.addressed), ("", ""))
        turn = turns.setdefault(who, Turn(f"to-{len(turns) + 1}", *who))
        turn.statements.append(row)
    return sorted(turns.values(), key=lambda turn: not turn.name)


@require_safe
@revalidated
def topics(request: HttpRequest) -> HttpResponse:
    """All topics, with how many published statements are about each."""
    counts = browser().counts(Question(), [Dimension.TOPIC])[Dimension.TOPIC]
    most = max(counts.values(), default=1)
    entries = [(topic, counts.get(topic.code, 0)) for topic in Topic.objects.current()]
    bars = [(topic, count, round(100 * count / most)) for topic, count in entries]
    return render(request, "topics.html", {"topics": bars})


@require_safe
@revalidated
def topic(request: HttpRequest, code: str) -> HttpResponse:
    """One topic: the evolution of positions on it; with ``speaker``, that of one person."""
    found = get_object_or_404(Topic, code=code)
    question = Question({Dimension.TOPIC: (found.code,)})
    query, person = f"topic={found.code}", None
    if request.GET.get("speaker"):
        person = get_object_or_404(
            Speaker.objects.current(), public_id=str(request.GET["speaker"])[:10]
        )
        chosen = {**question.choices, Dimension.SPEAKER: (person.public_id,)}
        question, query = Question(chosen), f"{query}&speaker={person.public_id}"
    context = {
        "topic": found,
        "person": person,
        "ministries": found.ministries.all(),
        # The first statements to the latest, as they followed each other.
        "shown": EVOLUTION_SHOWN,
        "evolution": newest(question, EVOLUTION_SHOWN)[::-1] if person else None,
        "latest": None if person else newest(question, LATEST),
        **pictures(question, query, *(() if person else (Side.SPEAKER, Side.MINISTRY, Side.PARTY))),
    }
    return render(request, "topic.html", context)
