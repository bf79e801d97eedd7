"""Trying a source out: what would be taken, with nothing stored but the answer for the screen."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.utils import timezone

from statements.ingestion.clean import clean
from statements.ingestion.discovery import Announced
from statements.ingestion.fetch import FetchFailed, Reason
from statements.ingestion.model import NotAnArticle, UnreadableInput
from statements.models import Source
from statements.services.bringing import worker_policy
from statements.services.politeness import insist_on_permission, polite_fetch
from statements.services.polling import ask, unknown

KEPT_FOR = 15 * 60
MOST_SHOWN = 100
_LEAD = 300
_PATIENCE = 30.0


def begin_trial(source: Source) -> None:
    """Let a worker try the source out; ``trial_of`` tells how far it is."""
    from statements.tasks import try_source

    cache.set(_key(source.pk), {"state": "waiting", "begun": timezone.now()}, KEPT_FOR)
    try_source.delay(source.pk)


def trial_of(source: Source) -> dict[str, Any] | None:
    """The latest trial: its state, and when it is done what was found."""
    found: dict[str, Any] | None = cache.get(_key(source.pk))
    return found


def try_out(source_id: int) -> None:
    """Ask the source as a poll would, read one new article, and keep the answer for the screen."""
    source = Source.objects.get(pk=source_id)
    result: dict[str, Any] = {"state": "done", "at": timezone.now()}
    try:
        answer = ask(source, {})
    except FetchFailed as failure:
        result |= {"errors": [str(failure)], "rows": []}
    else:
        announced = list(answer.announced.values())
        new = {one.url for one in unknown(source, announced)}
        rows = [_row(one, is_new=one.url in new) for one in announced[:MOST_SHOWN]]
        forbidden = {row["url"] for row in rows if row["is_forbidden"]}
        result |= {"rows": rows, "listed": len(announced), "new": len(new)}
        result |= {"errors": answer.errors, "advertised": list(answer.advertised)}
        first = next((one.url for one in announced if one.url in new - forbidden), None)
        result["sample"] = _sample(first, source) if first else None
    cache.set(_key(source_id), result, KEPT_FOR)


def _row(one: Announced, *, is_new: bool) -> dict[str, Any]:
    return {
        "url": one.url, "title": one.title, "published_at": one.published_at, "is_new": is_new,
        "is_forbidden": _is_forbidden(one.url),
    }  # fmt: skip


def _is_forbidden(url: str) -> bool:
    """Whether robots.txt keeps us from this page; rules that cannot be had forbid nothing here."""
    try:
        insist_on_permission(url, worker_policy())
    except FetchFailed as failure:
        return failure.reason is Reason.ROBOTS
    return False


def _sample(url: str, source: Source) -> dict[str, Any]:
    """One new article as the cleaner reads it."""
    try:
        fetched = polite_fetch(url, worker_policy(), patience=_PATIENCE)
        page = clean(
            fetched.raw,
            content_type=fetched.headers.get("content-type"),
            url=url,
            rule=source.outlet_rule,
        )
    except (FetchFailed, NotAnArticle, UnreadableInput) as reason:
        return {"url": url, "error": str(reason)}
    return {
        "url": url,
        "title": page.title,
        "author": page.author,
        "published_at": page.published_at,
        "paragraphs": len(page.paragraphs),
        "lead": page.text[:_LEAD],
    }


def _key(source_id: int) -> str:
    return f"trial:{source_id}"
