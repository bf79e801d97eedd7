"""From one record to another in a line of text, whichever way the line runs."""

from __future__ import annotations

from django.utils.translation import get_language_bidi


def from_to(origin: object, target: object) -> str:
    """«أ ← ب» in Arabic, "A → B" elsewhere: Unicode does not turn arrows round with a line."""
    return f"{origin} {'←' if get_language_bidi() else '→'} {target}"
