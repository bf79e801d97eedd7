"""Which browser answers at the moment."""

from __future__ import annotations

from statements.browsing.by_database import DatabaseBrowser
from statements.browsing.model import Browser


def browser() -> Browser:
    """What answers questions at the moment."""
    return DatabaseBrowser()
