"""Reading an article: clean the kept bytes, extract, resolve, store; safe to run again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import transaction
from django.db.models import BigIntegerField, Func, Model, QuerySet, Value
from django.utils import timezone

from people.bodies import STAMP, Bodies, bodies_as_of
from people.models import Appointment, Speaker
from people.prepared import Asked, Given
from people.writing import Writing
from statements.extraction import ENGINE_VERSION, extract_statements
from statements.extraction.model import ArticleText
from statements.ingestion.clean import clean
from statements.models import Article, Revision, Snapshot, Statement
from statements.services.adding import SIGNED
from statements.services.copies import Copy, link_copies
from statements.services.joining import join, join_new
from statements.services.resolving import resolve
from statements.services.storing import Stored, store
from statements.services.values import StatementValues

# What a new article takes along of numbers for what may be found in it; most need no more.
_DRAWN: tuple[tuple[type[Model], int], ...] = (
    (Revision, 1), (Statement, 8), (Speaker, 4), (Appointment, 4),
)  # fmt: skip


def _drawn(model: type[Model], many: int) -> Func:
    return Func(
        Value(f"{model._meta.db_table}_id_seq"),
        Value(many),
        template="ARRAY(SELECT nextval(%(expressions)s))",
        arg_joiner=") FROM generate_series(1, ",
        output_field=ArrayField(BigIntegerField()),
    )


def _article_and_numbers() -> QuerySet[Article]:
    articles = Article.objects.select_related("source").select_for_update(of=("self",))
    drawn = {f"numbers_{at}": _drawn(*each) for at, each in enumerate(_DRAWN)}
    return articles.annotate(stamp=STAMP, **drawn).filter(pk=Given("article", BigIntegerField()))


def _latest_snapshot() -> QuerySet[Snapshot]:
    of_article = Snapshot.objects.filter(article=Given("article", BigIntegerField()))
    return of_article.order_by("-pk")[:1]


_ARTICLE = Asked(_article_and_numbers)
_SNAPSHOT = Asked(_latest_snapshot)


@dataclass(frozen=True, slots=True)
class ReadingReport:
    """What one reading did to an article's statements."""

    article_id: int
    stored: Stored


@dataclass(slots=True)
class Reading:
    """One article being read: its text, the bodies of state, and what is to be stored."""

    article: Article
    revision: Revision
    bodies: Bodies
    writing: Writing


Reader = Callable[[Reading], list[StatementValues]]
# What a reading changes of an article.
_COLUMNS = (
    "title", "author", "published_at", "published_precision", "language", "machine_values",
    "current", "state", "error", "read_at", "engine_version",
)  # fmt: skip


def by_engine(reading: Reading) -> list[StatementValues]:
    """What the engine finds in a text, with every name tied to its row where there is one."""
    article, revision = reading.article, reading.revision
    text = ArticleText(
        text=revision.text,
        title=article.title or None,
        published_at=_moment_or_day(article),
        lang=article.language,
    )
    return resolve(article, revision, extract_statements(text), reading.bodies, reading.writing)


def read_article(article_id: int, found_by: Reader = by_engine) -> ReadingReport:
    """Bring an article's statements up to date with its latest bytes and the present engine.

    All or nothing, in one transaction; reading twice changes nothing the second time. A value
    that an editor ruled on stays. Raises UnreadableInput or NotAnArticle where the bytes no
    longer give an article.
    """
    with pghistory.context(engine=ENGINE_VERSION), transaction.atomic():
        reading = _begun(article_id)
        article, revision = reading.article, reading.revision
        was_read = article.read_at is not None
        _settle(article, revision)
        reading.writing.update(article, _COLUMNS)
        found = found_by(reading)
        copy = None if was_read else Copy.looked_for(article, reading.writing)
        stored = store(article, revision, found, reading.bodies, reading.writing)
        if copy is None:
            link_copies(article)
            join([*stored.known, *(one.pk for one in stored.new)])
        else:
            join_new(stored.new, copy.link())
    return ReadingReport(article.pk, stored)


def _begun(article_id: int) -> Reading:
    """The article, which is ours until the transaction ends, and the text of its latest bytes."""
    article: Any = next(iter(_ARTICLE.rows(article=article_id)), None)
    if article is None:
        raise Article.DoesNotExist(f"There is no article {article_id}.")
    writing = Writing(unkept=SIGNED)
    for at, (model, _) in enumerate(_DRAWN):
        writing.give_numbers(model, getattr(article, f"numbers_{at}"))
    (snapshot,) = _SNAPSHOT.rows(article=article_id)
    revision = _revision_of(article, snapshot, writing)
    return Reading(article, revision, bodies_as_of(article.stamp), writing)


def _settle(article: Article, revision: Revision) -> None:
    """The article as it is once this text has been read."""
    article.take_machine_values(_values_of(revision))
    article.current = revision
    article.state = Article.State.READ
    article.error = ""
    article.read_at = timezone.now()
    article.engine_version = ENGINE_VERSION


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


def _revision_of(article: Article, snapshot: Snapshot, writing: Writing) -> Revision:
    """The cleaned text of these bytes: the one kept if it is the same, else one to be stored."""
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
    known = Revision.objects.filter(article=article).order_by("-number")
    latest = known.first() if article.current_id is not None else None
    if latest and all(getattr(latest, name) == value for name, value in fields.items()):
        return latest
    revision = Revision(
        pk=writing.numbers(Revision, 1)[0],
        article=article,
        snapshot=snapshot,
        number=latest.number + 1 if latest else 1,
        text_sha256=hashlib.sha256(page.text.encode()).hexdigest(),
        **fields,
    )
    writing.insert([revision])
    return revision
