"""Waiting for workers to read articles and to follow sources, with progress on the way."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from typing import TextIO

from celery import current_app
from django.utils import timezone
from kombu.exceptions import OperationalError
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)

from statements.models import Arrival, Article, Source
from statements.services.arriving import queue_due
from statements.services.rereading import Selection, queue_readings

LOOK_EVERY = 0.15
# Enough to keep many workers busy, few enough that fresh articles do not wait behind them.
IN_FLIGHT = 200
ASK_FOR_WORKERS_AFTER = 5.0
# A killed worker is started again after at most half a minute, and then has to load.
GIVE_UP_WITHOUT_WORKERS_AFTER = 60.0


class ReadingTimedOut(Exception):
    """The articles were kept and queued, but not all were read in time."""


def wait_for_readings(article_ids: Sequence[int], timeout: float, stream: TextIO) -> list[Article]:
    """The articles once every one of them is read or parked.

    Draws a progress bar on ``stream``. Raises ReadingTimedOut after ``timeout`` seconds, or
    sooner when nothing moves and no worker answers; what is queued stays queued.
    """
    with _progress(Console(file=stream)) as progress:
        bar = progress.add_task("reading", total=len(article_ids))
        patience, begun = _Patience(), time.monotonic()
        while waiting := _waiting(article_ids):
            progress.update(bar, completed=len(article_ids) - waiting)
            if time.monotonic() - begun > timeout:
                words = _are(waiting, "article")
                raise ReadingTimedOut(f"{words} still waiting after {timeout:g} s.")
            patience.look(waiting, f"{_are(waiting, 'article')} stored and queued")
            time.sleep(LOOK_EVERY)
    articles = Article.objects.select_related("source").in_bulk(article_ids)
    return [articles[article_id] for article_id in article_ids]


def _progress(console: Console) -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=console, transient=True)


class _Patience:
    """Asks for workers when nothing has moved for a while, and waits while they are restarted."""

    def __init__(self) -> None:
        self._seen: object = None
        self._moved = self._answered = time.monotonic()

    def look(self, state: object, queued: str) -> None:
        """Raise ReadingTimedOut, saying what stays queued, where no worker comes back."""
        now = time.monotonic()
        if state != self._seen:
            self._seen, self._moved, self._answered = state, now, now
        elif now - self._moved > ASK_FOR_WORKERS_AFTER:
            if _a_worker_answers():
                self._answered = now
            elif now - self._answered > GIVE_UP_WITHOUT_WORKERS_AFTER:
                raise ReadingTimedOut(
                    f"No worker has answered for {now - self._answered:.0f} s: {queued}, and will"
                    " be taken up when one runs (`make run` starts one)."
                )
            self._moved = now


def _a_worker_answers() -> bool:
    try:
        return bool(current_app.control.ping(timeout=2.0))
    except OperationalError:  # the queue itself is away
        return False


def read_all_again(selection: Selection, stream: TextIO) -> tuple[int, int]:
    """Queue the selected articles little by little and wait for them: how many read, parked.

    Raises ReadingTimedOut when nothing moves and no worker answers.
    """
    selected = list(selection.articles().order_by("pk").values_list("pk", flat=True))
    ids = iter(selected)
    patience, in_flight, done, parked = _Patience(), set[int](), 0, 0
    with _progress(Console(file=stream)) as progress:
        bar = progress.add_task("reading again", total=len(selected))
        while True:
            fresh = list(islice(ids, IN_FLIGHT - len(in_flight)))
            if fresh:
                queue_readings(fresh)
                in_flight.update(fresh)
            if not in_flight:
                return done - parked, parked
            rows = dict(Article.objects.filter(pk__in=in_flight).values_list("pk", "state"))
            waiting = {pk for pk, state in rows.items() if state == Article.State.WAITING}
            parked += sum(state == Article.State.PARKED for state in rows.values())
            done += len(in_flight) - len(waiting)
            in_flight = waiting
            progress.update(bar, completed=done)
            patience.look(done, f"{_are(len(waiting), 'article')} stored and queued")
            time.sleep(LOOK_EVERY if waiting else 0)


def wait_for_sources(
    sources: Sequence[Source], since: datetime, timeout: float, stream: TextIO
) -> list[Arrival]:
    """The pages that these sources brought, once all are polled and their articles read.

    Pages that an outlet asks to fetch much later are not waited for. Raises ReadingTimedOut.
    """
    patience, begun = _Patience(), time.monotonic()
    with _progress(Console(file=stream)) as progress:
        polls = progress.add_task("sources polled", total=len(sources))
        pages = progress.add_task("pages brought", total=None)
        readings = progress.add_task("articles read", total=None)
        while True:
            queue_due(timezone.now())
            polled = Source.objects.filter(pk__in=_ids_of(sources), last_polled_at__gte=since)
            unpolled = len(sources) - polled.count()
            arrivals = _brought_by(sources, since)
            pending = [one for one in arrivals if _is_at_hand(one)]
            articles = [one.article for one in arrivals if one.article is not None]
            unread = sum(one.state == Article.State.WAITING for one in articles)
            progress.update(polls, completed=len(sources) - unpolled)
            progress.update(pages, completed=len(arrivals) - len(pending), total=len(arrivals))
            progress.update(readings, completed=len(articles) - unread, total=len(articles))
            left = unpolled + len(pending) + unread
            if not left:
                return arrivals
            if time.monotonic() - begun > timeout:
                raise ReadingTimedOut(f"{left} still waiting after {timeout:g} s.")
            counts = {"poll": unpolled, "page": len(pending), "article": unread}
            patience.look(counts, _are_queued(counts))
            time.sleep(LOOK_EVERY)


def _ids_of(sources: Sequence[Source]) -> list[int]:
    return [source.pk for source in sources]


def _brought_by(sources: Sequence[Source], since: datetime) -> list[Arrival]:
    """Those found since, and older ones that were still waiting then."""
    rows = Arrival.objects.filter(source__in=_ids_of(sources)).defer("given")
    fresh = rows.filter(found_at__gte=since) | rows.waiting() | rows.filter(done_at__gte=since)
    return list(fresh.select_related("article"))


def _is_at_hand(arrival: Arrival) -> bool:
    if arrival.state != Arrival.State.WAITING:
        return False
    return arrival.queued_at is not None or arrival.due_at <= timezone.now()


def _waiting(article_ids: Sequence[int]) -> int:
    return Article.objects.filter(pk__in=article_ids, state=Article.State.WAITING).count()


def _are_queued(counts: dict[str, int]) -> str:
    """``60 pages and 2 articles are queued``."""
    told = [f"{count} {word}{'s' * (count != 1)}" for word, count in counts.items() if count]
    return f"{' and '.join(told)} {'is' if sum(counts.values()) == 1 else 'are'} queued"


def _are(count: int, word: str) -> str:
    return f"1 {word} is" if count == 1 else f"{count} {word}s are"
