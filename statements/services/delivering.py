"""Articles that a person adds: addresses, pasted text, uploaded files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from statements.ingestion.fetch import canonical_url
from statements.models import Arrival, Delivery
from statements.services.arriving import queue_arrivals


@dataclass(frozen=True, slots=True)
class Given:
    """Bytes that a person gave, under the name by which he knows them."""

    name: str
    raw: bytes


def deliver(
    user: Any, urls: Sequence[str] = (), given: Iterable[Given] = (), outlet: str = ""
) -> Delivery:
    """Keep what a person adds and queue it; the delivery's pages tell what became of each."""
    now = timezone.now()
    addresses = dict.fromkeys(canonical_url(url) for url in urls)
    with transaction.atomic():
        delivery = Delivery.objects.create(added_by=user)
        arrivals = [
            Arrival(delivery=delivery, url=url, outlet=outlet, due_at=now) for url in addresses
        ]
        arrivals += [
            Arrival(
                delivery=delivery,
                given=one.raw,
                taken_from=one.name[:2000],
                outlet=outlet,
                due_at=now,
            )
            for one in given
        ]
        queue_arrivals(Arrival.objects.bulk_create(arrivals), now)
    return delivery
