"""Asking a source what is new, and trying out what following it would bring."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from statements.ingestion.discovery import (
    Announced,
    NotAnnouncing,
    advertised_feeds,
    feed_entries,
    listed_links,
    sitemap_addresses,
)
from statements.ingestion.fetch import Fetched, FetchFailed
from statements.models import Arrival, Article, Source
from statements.services.arriving import queue_arrivals
from statements.services.bringing import conditional_headers, worker_policy
from statements.services.intake import identity_of_address
from statements.services.politeness import HostBusy, polite_fetch

MOST_SITEMAPS = 4
LONGEST_PAUSE = timedelta(days=1)
_PATIENCE = 20.0
_MOST_BYTES_OF_HEADER = 500


@dataclass(slots=True)
class Answer:
    """What a source's addresses gave: announced articles, and what went wrong where."""

    announced: dict[str, Announced] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    failed: int = 0
    validators: dict[str, Any] = field(default_factory=dict)
    advertised: tuple[str, ...] = ()
    wait: float = 0.0

    def add(self, found: Iterable[Announced]) -> None:
        for one in found:
            self.announced.setdefault(one.url, one)


def claim_due_sources(now: datetime) -> list[int]:
    """Sources to be polled now; asked again, none: their next poll is already set."""
    with transaction.atomic():
        due = list(Source.objects.due(now).select_for_update(skip_locked=True).order_by("pk"))
        for source in due:
            source.next_poll_at = now + source.interval
        Source.objects.bulk_update(due, ["next_poll_at"])
    return [source.pk for source in due]


def poll(source_id: int) -> str:
    """Ask one source for new articles and queue them; what came of it.

    Raises HostBusy when its host's turn has not come. Polling twice queues nothing twice.
    """
    source = Source.objects.get(pk=source_id)
    answer = ask(source, source.validators)
    with transaction.atomic():
        source = Source.objects.select_for_update().get(pk=source_id)
        new = _keep_new(source, answer, timezone.now())
        _note(source, answer, len(new), timezone.now())
    return f"{len(answer.announced)} announced, {len(new)} new"


def ask(source: Source, validators: dict[str, Any]) -> Answer:
    """Fetch what the source announces; only what changed, where validators are known."""
    answer = Answer()
    for feed in source.feeds:
        _ask_one(answer, validators, feed, _read_feed)
    if source.sitemap:
        _ask_one(answer, validators, source.sitemap, _read_sitemap)
    if source.listing_page:
        _ask_one(answer, validators, source.listing_page, _read_listing)
    return answer


def _ask_one(answer: Answer, validators: dict[str, Any], address: str, read: Any) -> None:
    try:
        fetched = _fetched(address, validators.get(address) or {})
        if fetched.status != 304:
            read(answer, fetched)
        answer.validators[address] = _validators_of(fetched) or validators.get(address) or {}
    except HostBusy:
        raise
    except FetchFailed as failure:
        answer.failed += 1
        answer.wait = max(answer.wait, failure.wait or 0.0)
        answer.errors.append(str(failure))
    except NotAnnouncing as reason:
        answer.failed += 1
        answer.errors.append(f"{address}: {reason}")


def _read_feed(answer: Answer, fetched: Fetched) -> None:
    answer.add(feed_entries(fetched.raw, fetched.final_url))


def _read_listing(answer: Answer, fetched: Fetched) -> None:
    answer.advertised = advertised_feeds(fetched.raw, fetched.final_url)
    answer.add(listed_links(fetched.raw, fetched.final_url))


def _read_sitemap(answer: Answer, fetched: Fetched) -> None:
    sitemap = sitemap_addresses(fetched.raw, fetched.final_url)
    answer.add(sitemap.pages)
    for address in sitemap.sitemaps[:MOST_SITEMAPS]:
        inner = _fetched(address, {})
        answer.add(sitemap_addresses(inner.raw, inner.final_url).pages)


def _fetched(address: str, validators: dict[str, str]) -> Fetched:
    headers = conditional_headers(validators)
    return polite_fetch(address, worker_policy(), headers, patience=_PATIENCE)


def _validators_of(fetched: Fetched) -> dict[str, str]:
    kept = {name: fetched.headers.get(name, "") for name in ("etag", "last-modified")}
    return {name: value for name, value in kept.items() if 0 < len(value) < _MOST_BYTES_OF_HEADER}


def unknown(source: Source, announced: Iterable[Announced]) -> list[Announced]:
    """Those that are neither here nor on their way, nor from before the source's first day."""
    wanted = [
        one
        for one in announced
        if not (source.not_before and one.published_at)
        or timezone.localdate(one.published_at) >= source.not_before
    ]
    urls = [one.url for one in wanted]
    on_their_way = Arrival.objects.filter(delivery__isnull=True, url__in=urls)
    waiting = set(on_their_way.values_list("url", flat=True))
    identities = {identity_of_address(url): url for url in urls}
    here = Article.objects.filter(identity__in=identities).values_list("identity", flat=True)
    known = waiting | {identities[identity] for identity in here}
    return [one for one in wanted if one.url not in known]


def _keep_new(source: Source, answer: Answer, now: datetime) -> list[int]:
    found = unknown(source, answer.announced.values())
    taken = found[: source.most_per_poll]
    if len(found) > len(taken):
        # The rest is for the next poll, which must not be answered with “not modified”.
        answer.validators = {}
    Arrival.objects.bulk_create(
        [Arrival(source=source, url=one.url, due_at=now) for one in taken], ignore_conflicts=True
    )
    urls = [one.url for one in taken]
    mine = Arrival.objects.waiting().filter(source=source, delivery__isnull=True, url__in=urls)
    ids = list(mine.filter(queued_at__isnull=True).order_by("pk").values_list("pk", flat=True))
    queue_arrivals(ids, now)
    return ids


def _note(source: Source, answer: Answer, new: int, now: datetime) -> None:
    all_failed = answer.failed > 0 and answer.failed == len(source.announcements)
    source.last_polled_at = now
    source.last_listed, source.last_new = len(answer.announced), new
    source.last_error = "\n".join(answer.errors)[:2000]
    source.validators = answer.validators
    source.failures_in_a_row = min(source.failures_in_a_row + 1, 1000) if all_failed else 0
    if all_failed:
        source.last_result = Source.Result.FAILED
    elif answer.failed:
        source.last_result = Source.Result.PARTLY
    else:
        source.last_result = Source.Result.FOUND if new else Source.Result.NOTHING_NEW
    source.next_poll_at = now + _pause(source, answer.wait)
    source.save()


def _pause(source: Source, wait: float) -> timedelta:
    """A source that fails is asked less and less often, up to once a day."""
    pause = source.interval * (1 << min(source.failures_in_a_row, 8))
    asked = timedelta(seconds=min(wait, 7 * 24 * 3600.0))
    return max(min(pause, max(LONGEST_PAUSE, source.interval)), asked)
