"""Two speakers, two ministries or two parties side by side. The address is the whole state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from people.models import Ministry, Party, Speaker
from statements import charts
from statements.browsing import Dimension, Question
from statements.charts import Series, Side
from statements.filters.spelling import spelled_like
from statements.views.caching import revalidated

OFFERED, FOUND = 60, 8
ALL = 1000  # are ranked on each side, so that both can be brought into the same rows
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Kind:
    """What can be compared: how it is found by name, and which statements count for it."""

    label: Any
    rows: Callable[[], QuerySet[Any]]
    key: str
    names: tuple[str, ...]
    dimension: Dimension
    sides: tuple[Side, ...]
    bars: str

    def find(self, given: str) -> list[Any]:
        """The row with this id or code, else those of that name."""
        if not given:
            return []
        rows = self.rows()
        exact = list(rows.filter(**{self.key: given})[:1])
        return exact or list(rows.filter(spelled_like(given, *self.names)).order_by("pk")[:FOUND])

    def id_of(self, row: Model) -> str:
        return str(getattr(row, self.key))

    def asked(self, row: Model) -> Question:
        """The statements that count for it."""
        return Question({self.dimension: (self.id_of(row),)})


KINDS: dict[str, Kind] = {
    "speaker": Kind(
        _("Speakers"), Speaker.objects.current, "public_id", ("name_ar", "name_latin"),
        Dimension.SPEAKER, (Side.MINISTRY, Side.TOPIC), "ministry",
    ),
    "ministry": Kind(
        _("Ministries"), Ministry.objects.current, "code", ("name_ar", "name_fr", "name_en"),
        Dimension.MINISTRY, (Side.SPEAKER, Side.TOPIC), "speaker",
    ),
    "party": Kind(
        _("Parties"), Party.objects.all, "code", ("name_ar", "name_fr", "name_en"),
        Dimension.PARTY, (Side.MINISTRY, Side.TOPIC), "ministry",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compared:
    """One of the two: what was given, whom it may mean, and what is drawn."""

    given: str
    name: str
    matches: list[tuple[str, str]]
    row: Any = None
    series: Series | None = None
    query: str = ""


@require_safe
@revalidated
def compare(request: HttpRequest) -> HttpResponse:
    """Stances, time, ministries and topics of two, on one scale."""
    of = request.GET.get("of", "speaker")
    of = of if of in KINDS else "speaker"
    kind = KINDS[of]
    given = [request.GET.get(name, "").strip()[:LONGEST] for name in ("a", "b")]
    found = [kind.find(one) for one in given]
    exact = [
        kind.id_of(rows[0]) if len(rows) == 1 else one
        for one, rows in zip(given, found, strict=True)
    ]
    if exact != given:
        return redirect(_address(request.path, of, *exact))
    offered = _offered(of)
    sides = [_compared(kind, of, one, rows) for one, rows in zip(given, found, strict=True)]
    context = {
        "of": of,
        "kinds": [(code, one.label) for code, one in KINDS.items()],
        "sides": sides,
        "offered": offered,
        "example": offered[:2] if len(offered) > 1 else [],
        "pictures": _pictures(kind, sides),
    }
    return render(request, "compare.html", context)


def _address(path: str, of: str, a: str, b: str) -> str:
    query = QueryDict(mutable=True)
    query.update({"of": of, "a": a, "b": b})
    return f"{path}?{query.urlencode()}"


def _compared(kind: Kind, of: str, given: str, rows: list[Any]) -> Compared:
    matches = [(kind.id_of(row), row.name) for row in rows] if len(rows) > 1 else []
    if len(rows) != 1:
        return Compared(given, given, matches)
    row = rows[0]
    return Compared(
        given, row.name, [], row, charts.series_of(kind.asked(row)), f"{of}={kind.id_of(row)}"
    )


def _offered(of: str) -> list[str]:
    """Names of those with most statements, for the field to suggest."""
    return [bar.label for bar in charts.rankings(Question(), "", [Side(of)], OFFERED)[of]]


def _pictures(kind: Kind, sides: list[Compared]) -> list[dict[str, Any]]:
    """Both columns with the same periods, rows and scale; nothing until both are known."""
    series = [side.series for side in sides if side.series is not None]
    if len(series) < len(sides):
        return []
    bounds = [one.bounds for one in series if one.bounds]
    common = (min(b[0] for b in bounds), max(b[1] for b in bounds)) if bounds else None
    highest = max((period.count for one in series for period in one.periods(common)), default=0)
    queries = [side.query for side in sides]
    ranked = [
        charts.rankings(kind.asked(side.row), side.query, kind.sides, ALL) if one.total else {}
        for side, one in zip(sides, series, strict=True)
    ]
    stances = [charts.stance_bars(one, query) for one, query in zip(series, queries, strict=True)]
    rows = {"stance": charts.beside(stances, queries, "stance", ALL)} | {
        name: charts.beside([one.get(name, []) for one in ranked], queries, name)
        for name in (kind.bars, "topic")
    }
    return [
        {
            "side": side,
            "count": one.total,
            "query": side.query,
            "timeline": charts.timeline(one, side.query, common, highest),
            "stances": rows["stance"][at],
            "others": rows[kind.bars][at],
            "topics": rows["topic"][at],
        }
        for at, (side, one) in enumerate(zip(sides, series, strict=True))
    ]
