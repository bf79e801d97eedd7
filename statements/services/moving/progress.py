"""How far a long move is, told outside of its transaction to whoever waits for it."""

from __future__ import annotations

import time

from django.core.cache import cache

_KEPT = 3600  # seconds
_EVERY = 0.5
# Each statement is changed, then looked at for other tellings of its act.
_STEPS = 2


class Progress:
    """Counts the steps of an order; ``SILENT`` counts for nobody."""

    def __init__(self, order: int = 0, size: int = 0) -> None:
        self._order, self._all = order, size * _STEPS
        self._done = 0
        self._told_at = 0.0

    def go_on(self, steps: int = 1) -> None:
        """So many steps more are done; told twice in a second at most."""
        self._done += steps
        now = time.monotonic()
        if self._order and now - self._told_at > _EVERY:
            self._told_at = now
            cache.set(_key(self._order), min(0.99, self._done / max(self._all, 1)), _KEPT)


SILENT = Progress()


def share_done(order: int) -> float | None:
    """How much of an order is done, from 0 to 1; None before it is begun."""
    share: float | None = cache.get(_key(order))
    return share


def _key(order: int) -> str:
    return f"move-order-{order}"
