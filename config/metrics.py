"""Numbers for Prometheus, counted when they are asked for: the same from every web process."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Iterator

from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from statements import operation
from statements.models import Arrival, Article, ErrorReport, Source, Statement

# Set by front servers: with one of these the asker is not who the connection comes from.
_FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_X_FORWARDED_PROTO")


def metrics(request: HttpRequest) -> HttpResponse:
    """The numbers, for who has METRICS_TOKEN; where none is set, for this machine only."""
    if not _may_see(request):
        return HttpResponse("forbidden\n", "text/plain", status=403)
    registry = CollectorRegistry()
    registry.register(_Numbers())
    return HttpResponse(
        generate_latest(registry),
        content_type=CONTENT_TYPE_LATEST,
        headers={"Cache-Control": "no-store"},
    )


def _may_see(request: HttpRequest) -> bool:
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        return hmac.compare_digest(given.encode(), settings.METRICS_TOKEN.encode())
    if any(name in request.META for name in _FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


class _Numbers:
    def collect(self) -> Iterator[Metric]:
        now = timezone.now()
        yield from _queue_numbers()
        waiting = operation.waiting()
        age = waiting.age(now).total_seconds()
        yield _gauge("qawl_oldest_waiting_seconds", "How long the oldest has waited", age)
        yield _by("qawl_articles", "Articles by state", "state", Article, "state")
        yield _by("qawl_arrivals", "Pages on their way in, by state", "state", Arrival, "state")
        yield _failures()
        yield _by(
            "qawl_statements", "Statements by review status", "status", Statement, "review_status"
        )
        yield _by(
            "qawl_error_reports", "Reports of readers by state", "state", ErrorReport, "state"
        )
        yield _sources()


def _queue_numbers() -> Iterator[Metric]:
    queue = operation.queue()
    yield _gauge("qawl_queue_up", "Whether the queue answers", float(queue.answers))
    yield _gauge("qawl_queue_length", "Tasks that no worker has yet", queue.length)
    yield _gauge("qawl_queue_begun", "Tasks handed to workers", queue.begun)
    yield _gauge("qawl_workers", "Workers that answer", len(queue.workers))


def _gauge(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(name, words, value=value)


def _by(name: str, words: str, label: str, model: type, field: str) -> Metric:
    family = GaugeMetricFamily(name, words, labels=[label])
    rows = model._default_manager.order_by().values_list(field)  # type: ignore[attr-defined]
    for value, count in rows.annotate(count=Count("pk")).order_by(field):
        family.add_metric([value], count)
    return family


def _failures() -> Metric:
    family = GaugeMetricFamily("qawl_failures", "Pages given up, by kind", labels=["kind"])
    failed = Arrival.objects.filter(state=Arrival.State.FAILED).order_by()
    for kind, count in failed.values_list("failure").annotate(count=Count("pk")):
        family.add_metric([kind], count)
    return family


def _sources() -> Metric:
    family = GaugeMetricFamily("qawl_sources", "Followed sources by result", labels=["result"])
    followed = Source.objects.followed().order_by()
    for result, count in followed.values_list("last_result").annotate(count=Count("pk")):
        family.add_metric([result or "not polled"], count)
    return family
