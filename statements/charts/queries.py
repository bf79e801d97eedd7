"""Query strings of the parts of a picture."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlencode

from django.http import QueryDict


def narrowed(query: str, **choices: str | list[str]) -> str:
    """The query string with each named parameter replaced by this choice."""
    parts = _parts(query) | {name: _written(name, value) for name, value in choices.items()}
    return "&".join(part for part in parts.values() if part)


@lru_cache(maxsize=64)
def _parts(query: str) -> dict[str, str]:
    """Each parameter as it is written. A picture asks for those of its query by the hundred."""
    return {name: _written(name, values) for name, values in QueryDict(query).lists()}


def _written(name: str, value: str | list[str]) -> str:
    return urlencode({name: value}, doseq=True)
