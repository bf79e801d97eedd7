"""What robots.txt says: whether an address may be fetched, and how often a host may be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from protego import Protego

_LONGEST = 512_000
EVERYTHING = ""
NOTHING = "User-agent: *\nDisallow: /\n"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an address may be fetched, and the pause in seconds that the host asks for."""

    is_allowed: bool
    delay: float | None = None


def robots_address(url: str) -> str:
    """Where the robots.txt lies that speaks of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def robots_text(raw: bytes) -> str:
    """The rules as text, as much of them as is read: half a megabyte."""
    return raw[:_LONGEST].decode("utf-8", errors="replace").removeprefix("\ufeff")


def verdict(rules: str, url: str, user_agent: str) -> Verdict:
    """What the rules say of an address; empty rules allow everything."""
    if not rules.strip():
        return Verdict(is_allowed=True)
    name = user_agent.partition("/")[0].strip() or "Qawl"
    parsed: Any = Protego.parse(rules)
    delay = parsed.crawl_delay(name)
    return Verdict(bool(parsed.can_fetch(url, name)), float(delay) if delay else None)
