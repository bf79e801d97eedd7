"""Which outlets Qawl has read, month by month."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Case, Count, Max, Min, QuerySet, When
from django.db.models.functions import TruncMonth
from django.utils import timezone

from statements.models import Article, Source

MONTHS, OUTLETS, STEPS = 12, 100, 5
YEARS = 40  # to choose from: an article may bear a date of long ago by mistake
_OUTLET = ("pk", "name", "host")


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet: its articles in all, and (count, shade from 0 to 5) for each month shown."""

    name: str
    host: str
    total: int
    months: tuple[tuple[int, int], ...]

    @property
    def shown(self) -> int:
        """Its articles in the months shown."""
        return sum(count for count, _shade in self.months)


@dataclass(frozen=True, slots=True)
class Coverage:
    months: tuple[date, ...]
    outlets: tuple[Outlet, ...]
    years: tuple[int, ...] = ()
    year: int | None = None


def outlets_by_month(year: int | None = None) -> Coverage | None:
    """The outlets with most articles in a year, month by month; None where it cannot be chosen.

    Without a year those with most articles in all, and the twelve months up to the latest article.
    """
    ends = Article.objects.public().aggregate(first=Min("published_at"), last=Max("published_at"))
    if ends["last"] is None:
        return Coverage((), ()) if year is None else None
    first, last = (timezone.localdate(ends[one]) for one in ("first", "last"))
    years = tuple(range(last.year, max(first.year, last.year - YEARS + 1) - 1, -1))
    if year is not None and year not in years:
        return None
    months = _months_up_to(date(year, 12, 1) if year else last)
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
    ranked = sorted(told, key=lambda one: (-(one.shown if year else one.total), one.name))
    return Coverage(months, tuple(ranked[:OUTLETS]), years, year)


def _counted(months: Sequence[date]) -> QuerySet[Article, tuple[int, datetime | None, int]]:
    """(Key of an outlet, month, articles); those of no month shown are counted in one."""
    after = date(months[-1].year + months[-1].month // 12, months[-1].month % 12 + 1, 1)
    first, end = (
        timezone.make_aware(datetime.combine(day, time.min)) for day in (months[0], after)
    )
    shown = When(published_at__gte=first, published_at__lt=end, then=TruncMonth("published_at"))
    return (
        Article.objects.public()
        .filter(source__isnull=False, published_at__isnull=False)
        .order_by()
        # In a time zone months are dear, and nobody is shown those of all years at once.
        .annotate(month=Case(shown, default=None))
        .values_list("source", "month")
        .annotate(count=Count("pk"))
    )


def _months_up_to(day: date) -> tuple[date, ...]:
    last = day.year * 12 + day.month - 1
    return tuple(date(n // 12, n % 12 + 1, 1) for n in range(last - MONTHS + 1, last + 1))
