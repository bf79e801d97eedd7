"""Query strings put together of parts."""

from __future__ import annotations

PLACE = ("sort", "after", "before", "skip", "page")
_FACETS = ("open", "more", "find_")  # which are open, whole, or looked through for a value
# What others hang on addresses to learn where a reader comes from.
_TRACKING = ("utm_", "fbclid", "gclid", "dclid", "msclkid", "mc_", "igshid", "_ga", "ref")


def says_no_rows(name: str) -> bool:
    """Whether a parameter of a list is about something else than which rows there are."""
    return name in PLACE or name.startswith((*_FACETS, *_TRACKING))


def joined(*parts: str) -> str:
    """One query string of several; empty ones are left out."""
    return "&".join(part for part in parts if part)
