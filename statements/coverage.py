"""Which outlets Qawl has read, month by month."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max
from django.db.models.functions import TruncMonth
from django.utils import timezone

from statements.models import Article

MONTHS, OUTLETS, STEPS = 12, 100, 5


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet: its articles in all, and (count, shade from 0 to 5) for each month shown."""

    name: str
    host: str
    total: int
    months: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    months: tuple[date, ...]
    outlets: tuple[Outlet, ...]


def outlets_by_month() -> Coverage:
    """The outlets with most articles, and the twelve months up to the latest article."""
    latest = Article.objects.public().aggregate(day=Max("published_at"))["day"]
    months = _months_up_to(timezone.localdate(latest)) if latest else ()
    counts: dict[tuple[str, str], dict[date, int]] = defaultdict(dict)
    rows = (
        Article.objects.public()
        .filter(source__isnull=False, published_at__isnull=False)
        .order_by()
        .annotate(month=TruncMonth("published_at"))
        .values_list("source__name", "source__host", "month")
        .annotate(count=Count("pk"))
    )
    for name, host, month, count in rows:
        counts[name, host][month.date()] = count
    most = max((n for by in counts.values() for m, n in by.items() if m in months), default=1)
    outlets = [
        Outlet(
            name, host, sum(by.values()),
            tuple((by.get(m, 0), -(-STEPS * by.get(m, 0) // most)) for m in months),
        )
        for (name, host), by in counts.items()
    ]  # fmt: skip
    ranked = sorted(outlets, key=lambda outlet: (-outlet.total, outlet.name))
    return Coverage(months, tuple(ranked[:OUTLETS]))


def _months_up_to(day: date) -> tuple[date, ...]:
    last = day.year * 12 + day.month - 1
    return tuple(date(n // 12, n % 12 + 1, 1) for n in range(last - MONTHS + 1, last + 1))
