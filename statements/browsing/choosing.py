"""Which browser answers at the moment."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from statements.browsing.by_database import DatabaseBrowser
from statements.browsing.index.watched import Watched
from statements.browsing.model import Browser


def browser() -> Browser:
    """The index of this host where it is whole and up to date, else the database."""
    return _watched(settings.DATA.index).browser() or DatabaseBrowser()


@cache
def _watched(folder: Path) -> Watched:
    return Watched(folder)
