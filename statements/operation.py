"""What an operator looks at: what came in, what failed, what waits, who works."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from celery import current_app
from django.core.cache import cache
from django.db.models import Count, Min, Q, QuerySet, Value
from django.db.models.functions import TruncDate
from django.utils import timezone
from kombu.exceptions import OperationalError as QueueError
from redis.exceptions import RedisError

from statements.models import Arrival, Article, ErrorReport, Source

DAYS = 14
MOST_OUTLETS = 40
_WORKERS_KNOWN_FOR = 10
_ANSWER_WITHIN = 0.5


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue as the broker holds it; ``workers`` maps a worker's name to its state."""

    answers: bool
    length: int = 0
    begun: int = 0
    workers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """Articles and pages that wait, and since when the oldest does."""

    articles: int
    arrivals: int
    oldest: datetime | None

    def age(self, now: datetime) -> timedelta:
        """How long the oldest has waited."""
        return max(timedelta(0), now - self.oldest) if self.oldest else timedelta(0)


@dataclass(frozen=True, slots=True)
class Incoming:
    """Articles that came in: a row to an outlet, a column to a day, the latest day last."""

    days: tuple[Any, ...]
    rows: tuple[tuple[str, tuple[int, ...], int], ...] = field(default_factory=tuple)


def queue() -> Queue:
    """Length of the queue and the workers that answer; asked anew after a few seconds."""
    try:
        with current_app.connection_for_read() as connection:
            channel: Any = connection.default_channel  # of the Redis transport
            length = channel.client.llen(current_app.conf.task_default_queue)
            begun = channel.client.zcard(channel.unacked_index_key)
        return Queue(True, length, begun, workers())
    except (QueueError, RedisError, OSError):
        return Queue(answers=False)


def workers() -> tuple[str, ...]:
    """Names of the workers that answer."""
    known: tuple[str, ...] | None = cache.get("qawl:workers")
    if known is None:
        replies = current_app.control.ping(timeout=_ANSWER_WITHIN) or []
        known = tuple(sorted(name for reply in replies for name in reply))
        cache.set("qawl:workers", known, _WORKERS_KNOWN_FOR)
    return known


def waiting() -> Waiting:
    """What waits to be brought in or read."""
    unread = Article.objects.filter(state=Article.State.WAITING)
    articles = unread.aggregate(count=Count("pk"), oldest=Min("queued_at"))
    due = Arrival.objects.waiting().filter(due_at__lte=timezone.now())
    arrivals = due.aggregate(count=Count("pk"), oldest=Min("due_at"))
    moments = [one for one in (articles["oldest"], arrivals["oldest"]) if one]
    return Waiting(articles["count"], arrivals["count"], min(moments, default=None))


def incoming(now: datetime, days: int = DAYS) -> Incoming:
    """Articles by outlet and day of arrival, the outlets with most first."""
    today = timezone.localdate(now)
    columns = tuple(today - timedelta(days=back) for back in reversed(range(days)))
    since = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    counted = (
        Article.objects.filter(created_at__gte=since - timedelta(days=days - 1), is_sample=False)
        .order_by()
        .annotate(day=TruncDate("created_at"))
        .values_list("source__name", "day")
        .annotate(count=Count("pk"))
    )
    table: dict[str, dict[Any, int]] = {}
    for name, day, count in counted:
        table.setdefault(name or "—", {})[day] = count
    rows = [
        (name, tuple(by_day.get(day, 0) for day in columns), sum(by_day.values()))
        for name, by_day in table.items()
    ]
    rows.sort(key=lambda row: (-row[2], row[0]))
    return Incoming(columns, tuple(rows[:MOST_OUTLETS]))


def failures(now: datetime, days: int = DAYS) -> list[dict[str, Any]]:
    """Pages given up lately, by kind, the most frequent first."""
    since = now - timedelta(days=days)
    rows = (
        Arrival.objects.filter(state=Arrival.State.FAILED, done_at__gte=since)
        .order_by()
        .values("failure")
        .annotate(count=Count("pk"))
        .order_by("-count", "failure")
    )
    labels = dict(Arrival.Failure.choices)
    return [{**row, "label": labels.get(row["failure"], row["failure"])} for row in rows]


def left_to_people() -> dict[str, int]:
    """What only a person can settle: ``parked`` articles and ``reports`` without an answer."""
    parked = Article.objects.filter(state=Article.State.PARKED)
    counted = _counted("parked", parked).union(
        _counted("reports", ErrorReport.objects.waiting()), all=True
    )
    return {"parked": 0, "reports": 0} | dict(counted)


def _counted(name: str, rows: QuerySet[Any]) -> QuerySet[Any, tuple[str, int]]:
    named = rows.order_by().annotate(name=Value(name)).values("name")
    counted: QuerySet[Any, tuple[str, int]] = named.annotate(count=Count("pk")).values_list(
        "name", "count"
    )
    return counted


def troubled_sources() -> list[Source]:
    """Followed sources whose last poll went wrong, those that fail longest first."""
    wrong = Q(last_result__in=(Source.Result.FAILED, Source.Result.PARTLY))
    rows = Source.objects.followed().filter(wrong)
    return list(rows.order_by("-failures_in_a_row", "name")[:MOST_OUTLETS])
