"""Which outlets Qawl has read, month by month."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Case, Count, Max, QuerySet, When
from django.db.models.functions import TruncMonth
from django.utils import timezone

from statements.models import Article, Source

MONTHS, OUTLETS, STEPS = 12, 100, 5
_OUTLET = ("pk", "name", "host")


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
    if latest is None:
        return Coverage((), ())
    months = _months_up_to(timezone.localdate(latest))
    outlets = {key: (name, host) for key, name, host in Source.objects.values_list(*_OUTLET)}
    counts: dict[tuple[str, str], Counter[date | None]] = defaultdict(Counter)
    for source, month, count in _counted(months):
        counts[outlets[source]][month.date() if month else None] += count
    most = max((n for by in counts.values() for m, n in by.items() if m in months), default=1)
    told = [
        Outlet(
            name, host, by.total(),
            tuple((by.get(m, 0), -(-STEPS * by.get(m, 0) // most)) for m in months),
        )
        for (name, host), by in counts.items()
    ]  # fmt: skip
    ranked = sorted(told, key=lambda outlet: (-outlet.total, outlet.name))
    return Coverage(months, tuple(ranked[:OUTLETS]))


def _counted(months: Sequence[date]) -> QuerySet[Article, tuple[int, datetime | None, int]]:
    """(Key of an outlet, month, articles); those of no month shown are counted in one."""
    first = timezone.make_aware(datetime.combine(months[0], time.min))
    shown = When(published_at__gte=first, then=TruncMonth("published_at"))
    return (
        Article.objects.public()
        .filter(source__isnull=False, published_at__isnull=False)
        .order_by()
        # In a time zone months are dear, and nobody is shown those of years ago.
        .annotate(month=Case(shown, default=None))
        .values_list("source", "month")
        .annotate(count=Count("pk"))
    )


def _months_up_to(day: date) -> tuple[date, ...]:
    last = day.year * 12 + day.month - 1
    return tuple(date(n // 12, n % 12 + 1, 1) for n in range(last - MONTHS + 1, last + 1))
