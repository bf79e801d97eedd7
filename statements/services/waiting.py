"""Waiting for workers to read articles, with progress on the way."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TextIO

from celery import current_app
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)

from statements.models import Article

LOOK_EVERY = 0.15
ASK_FOR_WORKERS_AFTER = 5.0


class ReadingTimedOut(Exception):
    """The articles were kept and queued, but not all were read in time."""


def wait_for_readings(article_ids: Sequence[int], timeout: float, stream: TextIO) -> list[Article]:
    """The articles once every one of them is read or parked.

    Draws a progress bar on ``stream``. Raises ReadingTimedOut after ``timeout`` seconds, or
    sooner when nothing moves and no worker answers; what is queued stays queued.
    """
    console = Console(file=stream)
    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("reading", total=len(article_ids))
        begun = moved = time.monotonic()
        done = -1
        while True:
            waiting = _waiting(article_ids)
            now = time.monotonic()
            if len(article_ids) - waiting > done:
                done, moved = len(article_ids) - waiting, now
                progress.update(bar, completed=done)
            if not waiting:
                break
            if now - begun > timeout:
                raise ReadingTimedOut(f"{_count(waiting)} still waiting after {timeout:g} s.")
            if now - moved > ASK_FOR_WORKERS_AFTER:
                _insist_on_workers(waiting)
                moved = now
            time.sleep(LOOK_EVERY)
    articles = Article.objects.select_related("source").in_bulk(article_ids)
    return [articles[article_id] for article_id in article_ids]


def _waiting(article_ids: Sequence[int]) -> int:
    return Article.objects.filter(pk__in=article_ids, state=Article.State.WAITING).count()


def _count(waiting: int) -> str:
    return "1 article is" if waiting == 1 else f"{waiting} articles are"


def _insist_on_workers(waiting: int) -> None:
    if not current_app.control.ping(timeout=2.0):
        raise ReadingTimedOut(
            f"No worker answers: {_count(waiting)} stored and queued, and will be read when one "
            "runs (`make run` starts one)."
        )
