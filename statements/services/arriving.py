"""Bringing in a page that was announced or delivered; safe to run twice and to be killed."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from structlog.contextvars import bound_contextvars

from statements.ingestion.fetch import FetchFailed, Reason, canonical_url
from statements.ingestion.model import NotAnArticle, UnreadableInput
from statements.models import Arrival, Article
from statements.raw_pages import StorageSilent
from statements.services.bringing import bring_announced, bring_bytes, submission_of
from statements.services.intake import Intake, Outcome, Submission, identity_of_address, ingest
from statements.services.politeness import HostBusy, Turn
from statements.services.rechecking import first_look_after, note_absence

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 6
FIRST_PAUSE = timedelta(minutes=1)
LOST_AFTER = timedelta(minutes=15)

_STATES = {
    Outcome.NEW: Arrival.State.NEW,
    Outcome.CHANGED: Arrival.State.CHANGED,
    Outcome.UNCHANGED: Arrival.State.UNCHANGED,
}
_FAILURES = {
    Reason.UNREACHABLE: Arrival.Failure.UNREACHABLE,
    Reason.UNSAFE: Arrival.Failure.UNSAFE,
    Reason.TOO_LARGE: Arrival.Failure.TOO_LARGE,
    Reason.ROBOTS: Arrival.Failure.ROBOTS,
}


def bring(arrival_id: int, *, has_turn: bool = False) -> Turn | str:
    """Take in one page; what became of it, or when its turn at the host comes.

    Whatever goes wrong is kept on the page's row, with the time of the next attempt if there is
    one. Raises only what nobody expected, after it was noted.
    """
    arrival = _begun(arrival_id)
    if arrival is None:
        return "nothing to do"
    try:
        return _bring(arrival, has_turn=has_turn)
    except HostBusy as busy:
        return _put_off(arrival, busy)
    except FetchFailed as failure:
        _note_failure(arrival, _kind_of(failure), str(failure), failure.may_pass, failure.wait)
        if failure.status in (404, 410):
            _note_absence(arrival, for_good=failure.status == 410)
    except NotAnArticle as reason:
        _note_failure(arrival, Arrival.Failure.NO_ARTICLE, str(reason))
    except UnreadableInput as reason:
        _note_failure(arrival, Arrival.Failure.UNREADABLE, str(reason))
    except StorageSilent as reason:
        log.warning("page not kept: %s", reason)
        _note_failure(arrival, Arrival.Failure.STORAGE, str(reason), may_pass=True)
    except Exception as error:
        words = f"{type(error).__name__}: {error}"
        _note_failure(arrival, Arrival.Failure.UNEXPECTED, words, may_pass=True)
        raise
    return "failed"


def _begun(arrival_id: int) -> Arrival | None:
    """The page, its attempt counted beforehand: one that kills its worker counts as well."""
    waiting = Arrival.objects.waiting().filter(pk=arrival_id)
    if not waiting.filter(attempts__lt=MOST_ATTEMPTS).update(attempts=F("attempts") + 1):
        for arrival in waiting:
            words = arrival.error or "Every attempt ended without a word."
            _note_failure(arrival, Arrival.Failure.UNEXPECTED, words)
        return None
    return Arrival.objects.select_related("source").get(pk=arrival_id)


def _bring(arrival: Arrival, *, has_turn: bool) -> str:
    known = _known_article(arrival.url) if arrival.url else None
    submission = _submission(arrival, known, has_turn=has_turn)
    with transaction.atomic():
        locked = Arrival.objects.waiting().select_for_update().filter(pk=arrival.pk).first()
        if locked is None:
            return "done by another worker"
        if submission is None:
            assert known is not None
            intake = Intake(known, Outcome.UNCHANGED)
        else:
            intake = ingest(submission)
        _settle(locked, intake)
    with bound_contextvars(article=intake.article.pk):
        log.info("page taken in: %s", intake.outcome)
    return str(intake.outcome)


def _submission(arrival: Arrival, known: Article | None, *, has_turn: bool) -> Submission | None:
    """What is to be taken in; nothing when the outlet says that the page has not changed."""
    if arrival.given is not None:
        given = bytes(arrival.given)
        return bring_bytes(given, arrival.taken_from, arrival.outlet, arrival.url)
    fetched = bring_announced(arrival.url, known, has_turn=has_turn)
    if fetched.status == 304 and known is not None:
        return None
    return submission_of(fetched, arrival.outlet, arrival.source_id)


def _known_article(url: str) -> Article | None:
    return Article.objects.filter(identity=identity_of_address(canonical_url(url))).first()


def _settle(arrival: Arrival, intake: Intake) -> None:
    now = timezone.now()
    arrival.state = _STATES[intake.outcome]
    arrival.article = intake.article
    arrival.failure, arrival.error, arrival.given = "", "", None
    arrival.done_at = now
    arrival.save()
    if arrival.source_id is not None:
        first_look_after(intake.article, now)


def _put_off(arrival: Arrival, busy: HostBusy) -> Turn | str:
    """Nothing was asked, so no attempt is counted. A turn far away is taken when it is nearer."""
    now, wait = timezone.now(), busy.wait or 0.0
    Arrival.objects.waiting().filter(pk=arrival.pk).update(
        attempts=F("attempts") - 1,
        due_at=now + timedelta(seconds=wait),
        queued_at=now if busy.has_turn else None,
    )
    return Turn(wait) if busy.has_turn else "the host is busy"


def _note_failure(
    arrival: Arrival,
    kind: str,
    words: str,
    may_pass: bool = False,
    wait: float | None = None,
) -> None:
    now = timezone.now()
    values: dict[str, object] = {"error": words[:2000], "failure": kind, "queued_at": None}
    if may_pass and arrival.attempts < MOST_ATTEMPTS:
        values["due_at"] = now + _pause_after(arrival.attempts, wait)
    else:
        values |= {"state": Arrival.State.FAILED, "done_at": now}
    Arrival.objects.waiting().filter(pk=arrival.pk).update(**values)


def _note_absence(arrival: Arrival, *, for_good: bool) -> None:
    """The page of an article that is here already: its deletion is seen on the article."""
    known = _known_article(arrival.url)
    if known is not None:
        Arrival.objects.filter(pk=arrival.pk).update(article=known)
        note_absence(known, timezone.now(), for_good=for_good)


def _pause_after(attempts: int, wait: float | None) -> timedelta:
    asked = timedelta(seconds=min(wait or 0.0, 7 * 24 * 3600.0))
    return max(asked, FIRST_PAUSE * (1 << 2 * max(0, attempts - 1)))


def _kind_of(failure: FetchFailed) -> str:
    if failure.status in (404, 410):
        return Arrival.Failure.GONE
    if failure.reason is not Reason.ANSWER:
        return _FAILURES[failure.reason]
    is_down = failure.status is not None and failure.status >= 500
    return Arrival.Failure.UNREACHABLE if is_down else Arrival.Failure.REFUSED


def queue_arrivals(arrivals: Iterable[Arrival | int], now: datetime | None = None) -> None:
    """Let workers bring these pages once the transaction is over."""
    from statements.tasks import bring_arrival

    ids = [one.pk if isinstance(one, Arrival) else one for one in arrivals]
    Arrival.objects.filter(pk__in=ids).update(queued_at=now or timezone.now())
    transaction.on_commit(lambda: [bring_arrival.delay(each) for each in ids] and None)


def queue_due(now: datetime, most: int = 1000) -> int:
    """Queue waiting pages whose time has come, also those whose message was lost; how many."""
    with transaction.atomic():
        due = Arrival.objects.due(now, LOST_AFTER).select_for_update(skip_locked=True)
        ids = list(due.order_by("due_at", "pk").values_list("pk", flat=True)[:most])
        queue_arrivals(ids, now)
    return len(ids)


def try_again(arrivals: Sequence[Arrival]) -> list[Arrival]:
    """Try now what was given up or waits for its next attempt, from its first attempt on.

    Those that were queued. Pages that were taken in, or that a worker is about to fetch, are left.
    Call in a transaction.
    """
    now = timezone.now()
    again = [one for one in arrivals if _may_be_tried(one, now)]
    for arrival in again:
        arrival.state, arrival.attempts, arrival.due_at = Arrival.State.WAITING, 0, now
        arrival.failure, arrival.error, arrival.done_at = "", "", None
        arrival.save()
    queue_arrivals(again, now)
    return again


def _may_be_tried(arrival: Arrival, now: datetime) -> bool:
    if arrival.state == Arrival.State.WAITING:
        return arrival.queued_at is None or arrival.due_at > now
    return arrival.state == Arrival.State.FAILED
