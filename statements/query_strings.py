"""Query strings put together of parts."""

from __future__ import annotations


def joined(*parts: str) -> str:
    """One query string of several; empty ones are left out."""
    return "&".join(part for part in parts if part)
