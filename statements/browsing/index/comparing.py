"""Counting what the database has published, to be compared with what the index holds."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from threading import Thread

from django.db import connection

from statements.models import Statement

EVERY = 300.0  # seconds: rows that no trigger told of, as of a bulk load, are noticed then
IN_VAIN = 5  # counts one after the other, each spoilt by a change


class _Counting(Thread):
    """One count; its process may end meanwhile."""

    number: int | None = None

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.start()

    def run(self) -> None:
        try:
            self.number = Statement.objects.published().count()
        finally:
            connection.close()  # this thread's own


@dataclass
class Count:
    """Counts now and then, beside the following: it takes a second for a million statements."""

    due_at: float = field(default_factory=lambda: time.monotonic() + EVERY)
    _running: _Counting | None = None
    _is_spoilt: bool = False
    _in_vain: int = 0

    def spoil(self) -> None:
        """Say that something has changed: what is being counted can be compared with nothing."""
        self._is_spoilt = True

    def finished(self) -> int | None:
        """The number, once it is known. Ask before looking for changes, and ``holds`` after."""
        if self._running is None:
            if time.monotonic() >= self.due_at:
                self._begin()
            return None
        if self._running.is_alive():
            return None
        number, self._running = self._running.number, None
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
        self._is_spoilt, self.due_at = False, time.monotonic() + EVERY
        self._running = _Counting()
