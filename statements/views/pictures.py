"""Pictures of whatever a filter asks for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements import asking, charts
from statements.charts import Side
from statements.views.caching import revalidated

SPEAKERS, MINISTRIES = 12, 10


@require_safe
@revalidated
def statement_charts(request: HttpRequest) -> HttpResponse:
    """The statements of a query string as pictures: the same rows as the list's."""
    asked = asking.statements(request.GET)
    problems = asked.problems()
    context = {"filter": asked, "problems": problems}
    if not problems:
        question, query = asked.question, asked.query
        series = charts.series_of(question)
        sides = (Side.SPEAKER, Side.MINISTRY, Side.TOPIC, Side.PARTY)
        ranked = charts.rankings(question, query, sides, SPEAKERS) if series.total else {}
        pairs = (
            charts.pairs_of(question, query, ranked["speaker"], ranked["ministry"][:MINISTRIES])
            if series.total
            else None
        )
        context |= {
            "query": query,
            "count": series.total,
            "stances": charts.stance_bars(series, query),
            "timeline": charts.timeline(series, query),
            "by_topic": ranked.get("topic", []),
            "by_party": ranked.get("party", []),
            "pairs": pairs,
            "heat": charts.heat_map(pairs) if pairs else None,
            "network": charts.network(pairs) if pairs else None,
        }
    return render(request, "charts.html", context, status=400 if problems else 200)
