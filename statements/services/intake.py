"""Taking an article in: decide whether it is new, keep its bytes, queue its reading."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from statements import raw_pages
from statements.ingestion.addresses import host_of
from statements.ingestion.clean import clean
from statements.ingestion.model import CleanArticle
from statements.ingestion.outlet_rule import OutletRule
from statements.models import Article, Snapshot, Source
from statements.services.outlets import named_outlet, outlet_of
from statements.tasks import read_article


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Submission:
    """Bytes that somebody brings, and what is known of where they come from."""

    raw: bytes
    taken_from: str
    content_type: str = ""
    url: str = ""
    outlet: str = ""
    source_id: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class Intake:
    article: Article
    outcome: Outcome


def ingest(submission: Submission) -> Intake:
    """Keep an article and queue its reading, unless it is already here word for word.

    Raises UnreadableInput, NotAnArticle or StorageSilent; nothing is stored then. The worker cleans
    the kept bytes itself: what is cleaned here only tells whether there is something to keep.
    """
    page = clean(
        submission.raw,
        content_type=submission.content_type or None,
        url=submission.url or None,
        rule=_rule(submission),
    )
    url = submission.url or page.url or ""
    known = None if submission.url else _identity_by_text(submission, page)
    with transaction.atomic():
        article, is_new = Article.objects.select_for_update().get_or_create(
            identity=known or _identity(url, page, submission.is_sample),
            defaults={
                "url": url,
                # Asked for only where the article is new: an outlet may be made on the way.
                # That a default may be a callable is not known to its types.
                "source": lambda: _source(url, submission, page),  # type: ignore[misc]
                "is_sample": submission.is_sample,
                "language": page.lang,
            },
        )
        if not is_new and _is_known(article, submission, page):
            if article.state != Article.State.READ:
                queue_reading(article)  # its message was lost, or somebody wants another try
            return Intake(article, Outcome.UNCHANGED)
        keep(article, submission)
        queue_reading(article)
    return Intake(article, Outcome.NEW if is_new else Outcome.CHANGED)


def _rule(submission: Submission) -> OutletRule | None:
    """The rule of the outlet that the bytes are said to come from, or whose address they have."""
    if submission.source_id is not None:
        known = Source.objects.filter(pk=submission.source_id)
    elif host := host_of(submission.url):
        known = Source.objects.of_host(host)
    elif submission.outlet:
        known = Source.objects.filter(name=submission.outlet)
    else:
        return None
    source = known.first()
    return source.outlet_rule if source else None


def queue_reading(article: Article) -> None:
    """Let a worker read this article, from its first attempt on, once the transaction is over."""
    article.state = Article.State.WAITING
    article.attempts = 0
    article.error = ""
    article.queued_at = timezone.now()
    article.save(update_fields=["state", "attempts", "error", "queued_at"])
    transaction.on_commit(lambda: read_article.delay(article.pk))


def identity_of_address(url: str) -> str:
    """What tells the article at a canonical address from all others."""
    return f"url:{_digest(url)}"


def _identity(url: str, page: CleanArticle, is_sample: bool) -> str:
    """One article to an address; without an address, one article to a text."""
    identity = identity_of_address(url) if url else f"text:{_digest(page.text)}"
    return f"{'sample-' if is_sample else ''}{identity}"


def _digest(subject: str) -> str:
    return hashlib.sha256(subject.encode("utf-8", "surrogatepass")).hexdigest()


def _is_known(article: Article, submission: Submission, page: CleanArticle) -> bool:
    if article.snapshots.filter(sha256=_sha256(submission.raw)).exists():
        return True
    current = article.current
    if current is None or current.text != page.text:
        return False
    # A copy that does not say who wrote it, or when, takes nothing away from one that does.
    heads = (
        (current.title, page.title),
        (current.author, page.author),
        (current.published_at, page.published_at),
    )
    return all(kept == said for kept, said in heads if said)


def _sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def keep(article: Article, submission: Submission) -> None:
    """Keep the bytes of an article as they came in."""
    sha256 = _sha256(submission.raw)
    Snapshot.objects.create(
        article=article,
        compressed=raw_pages.keep(sha256, raw_pages.packed(submission.raw)),
        sha256=sha256,
        byte_count=len(submission.raw),
        content_type=submission.content_type,
        headers=submission.headers,
        taken_from=submission.taken_from,
    )


def _source(url: str, submission: Submission, page: CleanArticle) -> Source | None:
    """The outlet that is known, or that the address or the page names."""
    if submission.source_id is not None:
        return Source.objects.get(pk=submission.source_id)
    return outlet_of(
        url,
        submission.outlet or page.outlet or "",
        was_fetched=bool(submission.url),
        language=page.lang,
        is_sample=submission.is_sample,
    )


def _identity_by_text(submission: Submission, page: CleanArticle) -> str | None:
    """The identity of the article at an address whose text a person brings once more.

    An outlet may print the same text at two addresses, and another outlet may print it too: the
    bytes are the same; or the text tells no address, and its outlet is the same or not named.
    """
    same = Article.objects.filter(
        current__text_sha256=_digest(page.text), is_sample=submission.is_sample
    ).exclude(url="")
    named = submission.outlet or page.outlet
    source = named_outlet(named) if named else None
    has_same_bytes = Q(snapshots__sha256=_sha256(submission.raw))
    if page.url:
        same = same.filter(has_same_bytes)
    elif named:
        same = same.filter(has_same_bytes | Q(source=source, source__isnull=False))
    return same.order_by("pk").values_list("identity", flat=True).first()
