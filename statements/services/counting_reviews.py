"""What editors ruled, counted for readers by the clock: of a million statements that takes long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.utils import timezone
from redis.exceptions import RedisError

from statements.quality import Quality, of_other_reviews

_KEPT_FOR = 900  # seconds; where no round comes any more, whoever asks counts


@dataclass(frozen=True, slots=True)
class Counted:
    """What all reviews but those of random samples said at a moment."""

    quality: Quality
    at: datetime


def count_for_readers() -> None:
    """Count the reviews of real statements and those of invented ones."""
    for invented in (False, True):
        at = timezone.now()
        cache.set(_key(invented), Counted(of_other_reviews(invented=invented), at), _KEPT_FOR)


def counted_for_readers(*, invented: bool) -> Counted | None:
    """What the last round counted, if there was one lately."""
    try:
        counted: Counted | None = cache.get(_key(invented))
    except RedisError:
        return None
    return counted


def _key(invented: bool) -> str:
    return f"reviews-counted:{'invented' if invented else 'real'}"
