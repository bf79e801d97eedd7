"""Bringing bytes from where they are: a file's, standard input's, or an address's."""

from __future__ import annotations

from django.conf import settings

from statements.ingestion.fetch import FetchPolicy, canonical_url, fetch
from statements.services.intake import Submission


def fetch_policy() -> FetchPolicy:
    """How Qawl fetches: who it says it is, and which private hosts it may reach."""
    return FetchPolicy(
        user_agent=settings.USER_AGENT,
        allowed_hosts=frozenset(settings.FETCH_ALLOWED_HOSTS),
    )


def bring_bytes(raw: bytes, taken_from: str, outlet: str = "", url: str = "") -> Submission:
    """Bytes that are at hand."""
    return Submission(
        raw=raw,
        taken_from=taken_from,
        outlet=outlet,
        url=canonical_url(url) if url else "",
    )


def bring_address(url: str, outlet: str = "") -> Submission:
    """The page at an address. Raises FetchFailed when it cannot be had."""
    fetched = fetch(url, fetch_policy())
    return Submission(
        raw=fetched.raw,
        taken_from=url,
        content_type=fetched.headers.get("content-type", ""),
        url=canonical_url(fetched.final_url),
        outlet=outlet,
        headers=dict(fetched.headers),
    )
