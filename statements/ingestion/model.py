"""What the cleaner gives back: an article, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DatePrecision(StrEnum):
    DAY = "day"
    MINUTE = "minute"


class UnreadableInput(Exception):
    """The bytes are no text that can be read: empty, binary, or of an unknown encoding."""


class NotAnArticle(Exception):
    """The page was read, but it holds no article: a listing, a login form, a bare menu."""


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """An article without its page: what the author wrote, and what the page says of it.

    ``published_at`` is aware (Africa/Casablanca where the page names no zone); with precision
    ``day`` its time of day means nothing. ``url`` is the canonical address the page gives.
    """

    title: str | None
    author: str | None
    published_at: datetime | None
    published_precision: DatePrecision | None
    lang: str
    paragraphs: tuple[str, ...]
    url: str | None = None
    outlet: str | None = None

    @property
    def text(self) -> str:
        """The paragraphs joined by one line feed: the text that every span points into."""
        return "\n".join(self.paragraphs)
