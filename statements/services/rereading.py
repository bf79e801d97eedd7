"""Reading articles again: with a newer engine, or because somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from statements.extraction import ENGINE_VERSION
from statements.models import Article, Snapshot, Source
from statements.tasks import read_article


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles; what is left empty narrows nothing.

    ``read_before`` takes those that the present engine has read too, if before that moment.
    """

    source: Source | None = None
    since: date | None = None
    until: date | None = None
    parked: bool = False
    read_before: datetime | None = None

    def articles(self) -> QuerySet[Article]:
        """The selected articles that are still to be read again; fewer while they are read."""
        rows = Article.objects.filter(Exists(Snapshot.objects.filter(article=OuterRef("pk"))))
        if self.source is not None:
            rows = rows.filter(source=self.source)
        if self.since is not None:
            rows = rows.filter(published_at__date__gte=self.since)
        if self.until is not None:
            rows = rows.filter(published_at__date__lte=self.until)
        if self.parked:
            return rows.filter(state=Article.State.PARKED)
        older = ~Q(engine_version=ENGINE_VERSION)
        if self.read_before is not None:
            older |= Q(read_at__isnull=True) | Q(read_at__lt=self.read_before)
        return rows.exclude(state=Article.State.PARKED).filter(older)


def queue_readings(article_ids: Iterable[int]) -> None:
    """Let workers read these articles from their first attempt on."""
    ids = list(article_ids)
    with transaction.atomic():
        Article.objects.filter(pk__in=ids).update(
            state=Article.State.WAITING, attempts=0, error="", queued_at=timezone.now()
        )
        transaction.on_commit(lambda: [read_article.delay(each) for each in ids] and None)
