"""Bringing bytes from where they are: a file's, standard input's, or an address's."""

from __future__ import annotations

from django.conf import settings

from statements.ingestion.fetch import Fetched, FetchPolicy, canonical_url
from statements.models import Article
from statements.services.intake import Submission
from statements.services.politeness import PATIENCE, polite_fetch

# A person waits before the screen; a worker has other things to do.
PATIENCE_AT_THE_SCREEN = 60.0
HORIZON = 300.0


def fetch_policy(attempts: int = 3) -> FetchPolicy:
    """How Qawl fetches: who it says it is, and which private hosts it may reach."""
    return FetchPolicy(
        user_agent=settings.USER_AGENT,
        allowed_hosts=frozenset(settings.FETCH_ALLOWED_HOSTS),
        attempts=attempts,
    )


def worker_policy() -> FetchPolicy:
    """One attempt, no waiting: what fails in a worker is tried again later."""
    return fetch_policy(attempts=1)


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
    fetched = polite_fetch(url, fetch_policy(), patience=PATIENCE_AT_THE_SCREEN)
    return submission_of(fetched, outlet=outlet)


def bring_announced(
    url: str, known: Article | None, *, has_turn: bool = False, patience: float = PATIENCE
) -> Fetched:
    """The page as a worker fetches it: status 304 when it is what the known article was read from.

    Raises FetchFailed; HostBusy when the host's turn has not come.
    """
    return polite_fetch(
        url,
        worker_policy(),
        conditions_of(known),
        has_turn=has_turn,
        patience=patience,
        horizon=HORIZON,
    )


def submission_of(
    fetched: Fetched, outlet: str = "", source_id: int | None = None, url: str = ""
) -> Submission:
    """A fetched page, ready to be taken in."""
    return Submission(
        raw=fetched.raw,
        taken_from=fetched.url,
        content_type=fetched.headers.get("content-type", ""),
        url=url or canonical_url(fetched.final_url),
        outlet=outlet,
        source_id=source_id,
        headers=dict(fetched.headers),
    )


def conditions_of(known: Article | None) -> dict[str, str]:
    """Headers that ask for the page only if it changed since its bytes were kept."""
    if known is None:
        return {}
    headers = known.snapshots.order_by("-id").values_list("headers", flat=True).first()
    return conditional_headers(headers or {})


def conditional_headers(headers: dict[str, str]) -> dict[str, str]:
    """The conditional request that belongs to an answer's ETag and Last-Modified."""
    asked = {
        "If-None-Match": headers.get("etag", ""),
        "If-Modified-Since": headers.get("last-modified", ""),
    }
    return {name: value for name, value in asked.items() if value and value.isprintable()}
