"""Query strings of the parts of a picture."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import QueryDict


def narrowed(query: str, **choices: str | list[str]) -> str:
    """The query string with each named parameter replaced by this choice."""
    asked = QueryDict(query, mutable=True)
    for name, value in choices.items():
        asked.setlist(name, value if isinstance(value, list) else [value])
    return urlencode([(name, one) for name, values in asked.lists() for one in values])
