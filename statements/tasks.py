"""What workers do. Tasks take ids, call one service, and are safe to run twice or to be killed."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.db.models import F
from django.utils import timezone

from statements.ingestion.model import NotAnArticle, UnreadableInput
from statements.models import Article

ATTEMPTS = 5
LOST_AFTER = timedelta(minutes=15)


@shared_task(
    name="statements.read_article",
    # Whatever went wrong, a later attempt may go well; the article's own row counts them.
    autoretry_for=(Exception,),
    retry_backoff=2,
    retry_jitter=False,
    max_retries=ATTEMPTS,
)
def read_article(article_id: int) -> str:
    """Read one article; park it where an editor sees it when it cannot be read."""
    from statements.services import reading

    if not _begin_attempt(article_id):
        return "parked"
    try:
        report = reading.read_article(article_id)
    except (NotAnArticle, UnreadableInput) as reason:
        _park(article_id, str(reason))
        return "parked"
    except Exception as error:
        # Kept beside the article for an editor, and raised for the log and the next attempt.
        Article.objects.filter(pk=article_id).update(error=f"{type(error).__name__}: {error}")
        raise
    return str(report.stored)


def _begin_attempt(article_id: int) -> bool:
    """Count an attempt before it is made, so that one which kills its worker counts as well."""
    waiting = Article.objects.filter(pk=article_id, attempts__lt=ATTEMPTS)
    if waiting.update(attempts=F("attempts") + 1):
        return True
    article = Article.objects.filter(pk=article_id).first()
    if article is not None:
        _park(
            article_id,
            article.error or f"Reading it failed {ATTEMPTS} times without a word.",
        )
    return False


def _park(article_id: int, error: str) -> None:
    Article.objects.filter(pk=article_id).update(state=Article.State.PARKED, error=error)


@shared_task(name="statements.requeue_waiting")
def requeue_waiting() -> int:
    """Queue again what has waited too long: its message was lost, or its worker died over it."""
    now = timezone.now()
    lost = Article.objects.filter(state=Article.State.WAITING, queued_at__lt=now - LOST_AFTER)
    ids = list(lost.values_list("pk", flat=True)[:1000])
    Article.objects.filter(pk__in=ids).update(queued_at=now)
    for article_id in ids:
        read_article.delay(article_id)
    return len(ids)
