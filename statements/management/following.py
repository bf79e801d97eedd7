"""`manage.py ingest --sources`: poll now what beat would poll when it is due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.core.management.base import CommandError
from django.db.models import Q
from django.utils import timezone

from statements.models import Arrival, Source
from statements.services.waiting import ReadingTimedOut, wait_for_sources
from statements.tasks import poll_source


def follow(places: Sequence[str], wait: bool, timeout: float, out: Any, err: Any) -> None:
    """Queue polls of the followed sources, or of those named; with ``wait`` show what comes."""
    sources = [_source(words) for words in places] if places else list(Source.objects.followed())
    if not sources:
        raise CommandError("No source is followed: add one with its feed in the administration.")
    begun = timezone.now()
    for source in sources:
        poll_source.delay(source.pk)
    if not wait:
        out.write(f"{len(sources)} sources are being polled.")
        return
    try:
        arrivals = wait_for_sources(sources, begun, timeout, err)
    except ReadingTimedOut as error:
        raise CommandError(str(error)) from None
    _tell(sources, arrivals, out)


def _source(words: str) -> Source:
    host = words.lower().removeprefix("www.")
    source = Source.objects.filter(Q(name=words) | Q(host=host)).first()
    if source is None:
        raise CommandError(f"No source is named “{words}” or has this host.")
    if not source.announcements:
        raise CommandError(f"{source} has no feed, sitemap or listing page to ask.")
    return source


def _tell(sources: Sequence[Source], arrivals: Sequence[Arrival], out: Any) -> None:
    """One line to a source; its failures counted by kind."""
    for source in Source.objects.filter(pk__in=[one.pk for one in sources]):
        own = [one for one in arrivals if one.source_id == source.pk]
        counts = Counter(one.failure or one.state for one in own)
        told = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
        out.write(f"{source}: {source.last_result or 'not polled'}; {told or 'no new pages'}")
        if source.last_error:
            out.write(f"  {source.last_error}")
