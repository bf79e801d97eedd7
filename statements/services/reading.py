"""Reading an article: clean the kept bytes, extract, resolve, store; safe to run again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pghistory
from django.db import transaction
from django.utils import timezone

from statements.extraction import ENGINE_VERSION, extract_statements
from statements.extraction.model import ArticleText
from statements.ingestion.clean import clean
from statements.models import Article, Revision, Snapshot
from statements.services.copies import link_copies
from statements.services.joining import join
from statements.services.resolving import resolve
from statements.services.storing import StatementValues, Stored, store


@dataclass(frozen=True, slots=True)
class ReadingReport:
    """What one reading did to an article's statements."""

    article_id: int
    stored: Stored


Reader = Callable[[Article, Revision], list[StatementValues]]


def by_engine(article: Article, revision: Revision) -> list[StatementValues]:
    """What the engine finds in a text, with every name tied to its row where there is one."""
    text = ArticleText(
        text=revision.text,
        title=article.title or None,
        published_at=_moment_or_day(article),
        lang=article.language,
    )
    return resolve(article, revision, extract_statements(text))


def read_article(article_id: int, found_by: Reader = by_engine) -> ReadingReport:
    """Bring an article's statements up to date with its latest bytes and the present engine.

    All or nothing, in one transaction; reading twice changes nothing the second time. A value
    that an editor ruled on stays. Raises UnreadableInput or NotAnArticle where the bytes no
    longer give an article.
    """
    with pghistory.context(engine=ENGINE_VERSION), transaction.atomic():
        articles = Article.objects.select_related("source").select_for_update(of=("self",))
        article = articles.get(pk=article_id)
        revision = _revision_of(article, article.snapshots.latest("id"))
        article.take_machine_values(_values_of(revision))
        article.current = revision
        stored = store(article, revision, found_by(article, revision))
        link_copies(article)
        join(list(article.statements.values_list("pk", flat=True)))
        article.state = Article.State.READ
        article.error = ""
        article.read_at = timezone.now()
        article.engine_version = ENGINE_VERSION
        article.save()
    return ReadingReport(article.pk, stored)


def _moment_or_day(article: Article) -> date | None:
    if article.published_at and article.published_precision == Article.Precision.MINUTE:
        return timezone.localtime(article.published_at)
    return article.published_on


def _values_of(revision: Revision) -> dict[str, object]:
    return {
        "title": revision.title,
        "author": revision.author,
        "published_at": revision.published_at,
        "published_precision": revision.published_precision,
        "language": revision.language,
    }


def _revision_of(article: Article, snapshot: Snapshot) -> Revision:
    """The cleaned text of these bytes: the one already kept if it is the same, else a new one."""
    page = clean(
        snapshot.raw,
        content_type=snapshot.content_type or None,
        url=article.url or None,
        rule=article.source.outlet_rule if article.source else None,
    )
    fields = {
        "title": page.title or "",
        "author": page.author or "",
        "published_at": page.published_at,
        "published_precision": page.published_precision or "",
        "language": page.lang,
        "text": page.text,
    }
    latest = Revision.objects.filter(article=article).order_by("-number").first()
    if latest and all(getattr(latest, name) == value for name, value in fields.items()):
        return latest
    return Revision.objects.create(
        article=article,
        snapshot=snapshot,
        number=latest.number + 1 if latest else 1,
        text_sha256=hashlib.sha256(page.text.encode()).hexdigest(),
        **fields,
    )
