"""Looking again at articles of followed outlets: did the page change, is it still there?"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from statements.ingestion.fetch import Fetched, FetchFailed
from statements.ingestion.model import NotAnArticle, UnreadableInput
from statements.models import Article, Source
from statements.raw_pages import StorageSilent
from statements.services.bringing import bring_announced, submission_of
from statements.services.intake import ingest
from statements.services.politeness import HostBusy, Turn

FIRST_LOOK = timedelta(days=1)
LONGEST_PAUSE = timedelta(days=90)
LOOK_AGAIN_AT_MISSING = timedelta(hours=12)
AFTER_A_FAILURE = timedelta(hours=6)
# While a worker looks; if it is lost, the next one looks then.
_CLAIMED_FOR = timedelta(hours=1)
MISSING_BEFORE_GONE = 2


def first_look_after(article: Article, now: datetime) -> None:
    """An article just came in: it is there, and is looked at again in a while."""
    Article.objects.filter(pk=article.pk).update(
        checked_at=now, next_check_at=now + _pause(article, now), times_missing=0, gone_at=None
    )


def claim_due(now: datetime, most: int = 500) -> list[int]:
    """Articles that are to be looked at now; asked again, the next ones."""
    is_followed = Q(source__in=Source.objects.followed())
    # Missing once when somebody asked for it: the second look decides, followed or not.
    is_in_doubt = Q(times_missing__gt=0, gone_at__isnull=True)
    due = Article.objects.filter(is_followed | is_in_doubt, next_check_at__lte=now).exclude(url="")
    with transaction.atomic():
        ids = list(
            due.select_for_update(skip_locked=True, of=("self",))
            .order_by("next_check_at")
            .values_list("pk", flat=True)[:most]
        )
        Article.objects.filter(pk__in=ids).update(next_check_at=now + _CLAIMED_FOR)
    return ids


def recheck(article_id: int, *, has_turn: bool = False) -> Turn | str:
    """Look at one article's page; what was seen, or when its turn at the host comes.

    A page that changed becomes a new revision.
    """
    article = Article.objects.exclude(url="").filter(pk=article_id).first()
    if article is None:
        return "nothing to look at"
    now = timezone.now()
    try:
        fetched = bring_announced(article.url, article, has_turn=has_turn)
    except HostBusy as busy:
        return _put_off(article, busy, now)
    except FetchFailed as failure:
        if failure.status in (404, 410):
            return _note_missing(article, now)
        return _look_later(article, now, failure.wait)
    if fetched.status == 304:
        _note_present(article, now)
        return "unchanged"
    if _leads_home(fetched):
        return _note_missing(article, now)
    return _take_in(article, fetched, now)


def _take_in(article: Article, fetched: Fetched, now: datetime) -> str:
    """The identity is the known address, wherever it redirects to by now."""
    submission = submission_of(fetched, source_id=article.source_id, url=article.url)
    try:
        with transaction.atomic():
            outcome = str(ingest(submission).outcome)
    except (NotAnArticle, UnreadableInput, StorageSilent):
        # A login wall, a notice: not what we keep, and no proof that the article is gone.
        return _look_later(article, now)
    _note_present(article, now)
    return outcome


def _leads_home(fetched: Fetched) -> bool:
    """Some outlets send readers of a deleted article to their first page."""
    home = fetched.final_url.split("://", 1)[-1].rstrip("/")
    return "/" not in home and home != fetched.url.split("://", 1)[-1].rstrip("/")


def _note_present(article: Article, now: datetime) -> None:
    first_look_after(article, now)


def _note_missing(article: Article, now: datetime) -> str:
    times = article.times_missing + 1
    is_gone = times >= MISSING_BEFORE_GONE
    pause = _pause(article, now) if is_gone else LOOK_AGAIN_AT_MISSING
    Article.objects.filter(pk=article.pk).update(
        checked_at=now,
        next_check_at=now + pause,
        times_missing=min(times, 1000),
        gone_at=(article.gone_at or now) if is_gone else None,
    )
    return "gone" if is_gone else "missing"


def note_absence(article: Article, now: datetime, *, for_good: bool) -> None:
    """Somebody asked for a known article and its page is not there.

    An outlet that says so (410) is believed; else this is one look, of those half a day apart.
    """
    if for_good:
        gone = {"gone_at": article.gone_at or now, "times_missing": MISSING_BEFORE_GONE}
        later = now + _pause(article, now)
        Article.objects.filter(pk=article.pk).update(checked_at=now, next_check_at=later, **gone)
    elif not article.times_missing or _is_another_look(article, now):
        _note_missing(article, now)


def _is_another_look(article: Article, now: datetime) -> bool:
    return article.checked_at is None or now - article.checked_at >= LOOK_AGAIN_AT_MISSING


def _put_off(article: Article, busy: HostBusy, now: datetime) -> Turn | str:
    """A turn that is near is kept; one far away is taken when it is nearer."""
    wait = busy.wait or 0.0
    if busy.has_turn:
        return Turn(wait)
    later = now + timedelta(seconds=wait)
    Article.objects.filter(pk=article.pk).update(next_check_at=later)
    return "the host is busy"


def _look_later(article: Article, now: datetime, wait: float | None = None) -> str:
    pause = max(AFTER_A_FAILURE, timedelta(seconds=min(wait or 0.0, 30 * 24 * 3600.0)))
    Article.objects.filter(pk=article.pk).update(next_check_at=now + pause)
    return "not seen"


def _pause(article: Article, now: datetime) -> timedelta:
    """Young pages change more often than old ones: as long again as the article is old."""
    return min(max(FIRST_LOOK, now - article.created_at), LONGEST_PAUSE)
