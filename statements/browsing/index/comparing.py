"""Counting what the database has published, to be compared with what the index holds."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from django.db import connection

from statements.models import Statement

EVERY = 300.0  # seconds: rows that no trigger told of, as of a bulk load, are noticed then
IN_VAIN = 5  # counts one after the other, each spoilt by a change


def count() -> int:
    """How many statements are published: a second's work for a million of them."""
    return Statement.objects.published().count()


@dataclass
class Count:
    """Counts now and then in a thread of its own, so that changes are followed meanwhile."""

    _began_at: float = field(default_factory=time.monotonic)
    _running: Future[int] | None = None
    _is_spoilt: bool = False
    _in_vain: int = 0
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))

    def spoil(self) -> None:
        """Say that something has changed: what is being counted can be compared with nothing."""
        self._is_spoilt = True

    def finished(self) -> int | None:
        """The number, once it is known. Ask before looking for changes, and ``holds`` after."""
        if self._running is None:
            if time.monotonic() - self._began_at > EVERY:
                self._begin()
            return None
        if not self._running.done():
            return None
        number, self._running = self._running.result(), None
        return number

    def holds(self) -> bool:
        """Whether nothing has changed since the count began. If not it is made again."""
        if self._is_spoilt and self._in_vain < IN_VAIN:
            self._in_vain += 1
            self._begin()
            return False
        self._in_vain = 0
        return not self._is_spoilt

    def _begin(self) -> None:
        self._is_spoilt, self._began_at = False, time.monotonic()
        self._running = self._thread.submit(_count_apart)


def _count_apart() -> int:
    try:
        return count()
    finally:
        connection.close()  # this thread's own
