"""What workers do. Tasks take ids, call one service, and are safe to run twice or to be killed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from celery import shared_task
from django.db import OperationalError, connection
from django.db.models import F
from django.utils import timezone

from statements.ingestion.model import NotAnArticle, UnreadableInput
from statements.models import Article, Source
from statements.raw_pages import StorageSilent

ATTEMPTS = 5
POLL_ATTEMPTS = 5
LOST_AFTER = timedelta(minutes=15)
_BEGIN = (
    "UPDATE statements_article SET attempts = attempts + 1"
    " WHERE id = %s AND state = %s AND attempts < %s"
)


@shared_task(
    name="statements.read_article",
    ignore_result=True,
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
        return "nothing to do"
    try:
        report = reading.read_article(article_id)
    except (NotAnArticle, UnreadableInput) as reason:
        _park(article_id, str(reason))
        return "parked"
    except StorageSilent as reason:
        # No fault of the article's: no attempt is counted, and beat has it tried again.
        waiting = Article.objects.filter(pk=article_id, state=Article.State.WAITING)
        waiting.update(attempts=F("attempts") - 1, error=str(reason))
        return "its raw page cannot be had now"
    except Exception as error:
        # Kept beside the article for an editor, and raised for the log and the next attempt.
        Article.objects.filter(pk=article_id).update(error=f"{type(error).__name__}: {error}")
        raise
    return str(report.stored)


def _begin_attempt(article_id: int) -> bool:
    """Count an attempt before it is made, so that one which kills its worker counts as well.

    False when there is nothing to read: a second message about an article that was read already
    neither reads it again nor counts. One that was tried too often is parked.
    """
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN, [article_id, Article.State.WAITING, ATTEMPTS])
        if cursor.rowcount:
            return True
    for article in Article.objects.filter(pk=article_id, state=Article.State.WAITING):
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
    from statements.services.moving.orders import requeue_orders

    now = timezone.now()
    lost = Article.objects.filter(state=Article.State.WAITING, queued_at__lt=now - LOST_AFTER)
    ids = list(lost.values_list("pk", flat=True)[:1000])
    Article.objects.filter(pk__in=ids).update(queued_at=now)
    for article_id in ids:
        read_article.delay(article_id)
    return len(ids) + requeue_orders(now - LOST_AFTER)


@shared_task(name="statements.poll_due_sources")
def poll_due_sources() -> int:
    """Queue a poll of every source whose time has come."""
    from statements.services.polling import claim_due_sources

    ids = claim_due_sources(timezone.now())
    for source_id in ids:
        poll_source.delay(source_id)
    return len(ids)


@shared_task(name="statements.poll_source", bind=True, max_retries=POLL_ATTEMPTS)
def poll_source(self: Any, source_id: int) -> str:
    """Ask one source for new articles."""
    from statements.services.politeness import HostBusy
    from statements.services.polling import poll

    try:
        return poll(source_id)
    except Source.DoesNotExist:
        return "no such source"
    except HostBusy as busy:
        if self.request.retries >= POLL_ATTEMPTS:
            return "the host is busy; the next poll will ask"
        raise self.retry(countdown=busy.wait) from busy


@shared_task(name="statements.try_source")
def try_source(source_id: int) -> None:
    """Show an editor what following a source would bring."""
    from statements.services.trying import try_out

    try_out(source_id)


@shared_task(name="statements.bring_due_arrivals")
def bring_due_arrivals() -> int:
    """Queue the pages whose time has come: first attempts that were lost, and further ones."""
    from statements.services.arriving import queue_due

    return queue_due(timezone.now())


@shared_task(name="statements.bring_arrival", ignore_result=True)
def bring_arrival(arrival_id: int, *, has_turn: bool = False) -> str:
    """Take in one page; when its turn at the host comes later, queue it for then."""
    from statements.services.arriving import bring
    from statements.services.politeness import Turn

    outcome = bring(arrival_id, has_turn=has_turn)
    if isinstance(outcome, Turn):
        bring_arrival.apply_async((arrival_id,), {"has_turn": True}, countdown=outcome.wait)
        return f"its turn comes in {outcome.wait:.0f} s"
    return outcome


@shared_task(name="statements.recheck_due_articles")
def recheck_due_articles() -> int:
    """Queue a look at articles that may have changed or gone at their outlets."""
    from statements.services.rechecking import claim_due

    ids = claim_due(timezone.now())
    for article_id in ids:
        recheck_article.delay(article_id)
    return len(ids)


@shared_task(name="statements.recheck_article", ignore_result=True)
def recheck_article(article_id: int, *, has_turn: bool = False) -> str:
    """Look whether an article's page changed or is gone."""
    from statements.services.politeness import Turn
    from statements.services.rechecking import recheck

    outcome = recheck(article_id, has_turn=has_turn)
    if isinstance(outcome, Turn):
        recheck_article.apply_async((article_id,), {"has_turn": True}, countdown=outcome.wait)
        return f"its turn comes in {outcome.wait:.0f} s"
    return outcome


@shared_task(name="statements.join_tellings", ignore_result=True)
def join_tellings(statement_ids: list[int]) -> int:
    """Join these statements with other tellings of their acts, where it had to wait."""
    from statements.services.joining import join_again

    return join_again(statement_ids)


@shared_task(name="statements.settle_error_reports")
def settle_error_reports() -> str:
    """Send the answers that readers wait for, and delete addresses that are needed no more."""
    from statements.services.reporting import settle

    settled = settle(timezone.now())
    return f"{settled.told} told, {settled.forgotten} addresses deleted, {settled.failed} failed"


@shared_task(name="statements.count_reviews", ignore_result=True)
def count_reviews() -> None:
    """Count what editors ruled, for the quality page."""
    from statements.services.counting_reviews import count_for_readers

    count_for_readers()


@shared_task(name="statements.gather_stragglers")
def gather_stragglers(move_id: int) -> int:
    """After a merge: carry over what readings gave to the merged record meanwhile."""
    from statements.services.moving import gather_stragglers as gather

    return gather(move_id, timezone.now())


@shared_task(
    name="statements.carry_out_move",
    bind=True,
    max_retries=ATTEMPTS,
    soft_time_limit=1700,
    time_limit=1800,
)
def carry_out_move(self: Any, order_id: int) -> str:
    """Merge two records of many statements, or undo it; tell where it fails for good."""
    from statements.services.moving.orders import carry_out, give_up

    try:
        return carry_out(order_id, timezone.now())
    except Exception as error:
        # Two that met in the database, or a server that went away: a later attempt may go well.
        if isinstance(error, OperationalError) and self.request.retries < ATTEMPTS:
            raise self.retry(countdown=2**self.request.retries) from error
        give_up(order_id, error)
        raise
