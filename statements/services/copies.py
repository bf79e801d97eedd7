"""Finding the article that this one is a copy of: the same text in another outlet, or again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q, QuerySet

from statements.likeness.texts import Likeness, Runs, bands, likeness, runs
from statements.models import Article, Fingerprint

# A text that comes back after longer is a formula or an anniversary, not wire copy.
NEAR = timedelta(days=10)
# So many of the likeliest are compared word for word; each costs its text.
COMPARED = 3
# A key that more texts share is a formula of the trade: the other keys of a real copy find it.
MOST = 200
LOOKS = 3
LOCK = "SELECT pg_advisory_xact_lock(key) FROM unnest(%s::bigint[]) key"
KEEP = (
    "INSERT INTO statements_fingerprint (article_id, revision_id, bands, copy_of_id, resemblance)"
    " VALUES (%s, %s, %s, %s, %s) ON CONFLICT (article_id) DO UPDATE SET"
    " revision_id = excluded.revision_id, bands = excluded.bands,"
    " copy_of_id = excluded.copy_of_id, resemblance = excluded.resemblance"
)
SHARING = "SELECT * FROM qawl_fingerprints_sharing(%s::bigint[], %s)"


@dataclass(frozen=True, slots=True)
class _Original:
    """The article that the likeliest candidates are, or are copies of."""

    pk: int
    published_at: datetime | None
    source_id: int | None
    text: str


def link_copies(article: Article) -> None:
    """Keep the article's fingerprint, and which article it is a copy of, if of any.

    The original is the one published first, known by its row; copies point to it, never to
    another copy. A text too short to tell has no fingerprint. Call inside the transaction that
    holds the article, before ``read_at`` tells of this reading; a text that was seen before costs
    one query.

    Two workers with copies of one text wait for each other at the keys that the texts share, and
    rows are locked in one order, originals before their copies: no circle.
    """
    assert connection.in_atomic_block
    revision = article.current
    assert revision is not None
    was_read = article.read_at is not None
    if was_read and Fingerprint.objects.filter(pk=article.pk, revision=revision).exists():
        return
    mine = runs(revision.text)
    keys = bands(mine)
    if not keys:
        Fingerprint.objects.filter(pk=article.pk).delete()
        return
    _lock(keys)
    found = _original(article, mine, keys)
    is_first = found is not None and _came_first(article, found[0])
    original = None if found is None or is_first else found[0].pk
    resemblance = None if found is None or is_first else found[1].resemblance
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [article.pk, revision.pk, keys, original, resemblance])
    if found is not None and is_first:
        Fingerprint.objects.filter(pk=found[0].pk).update(
            copy_of=article.pk, resemblance=found[1].resemblance
        )
        _follow(found[0].pk, article.pk)
    elif found is not None and was_read:
        _follow(article.pk, found[0].pk)


def family(article: Article) -> QuerySet[Article]:
    """The other articles that readers may see with this article's text, the first one first."""
    mine = Fingerprint.objects.filter(pk=article.pk).values_list("copy_of", flat=True)
    original = next(iter(mine), None) or article.pk
    same = Q(pk=original) | Q(fingerprint__copy_of=original)
    return (
        Article.objects.public()
        .filter(same)
        .exclude(pk=article.pk)
        .select_related("source", "fingerprint")
        .order_by("published_at", "pk")
    )


def _lock(keys: Sequence[int]) -> None:
    """Wait for whoever links a text with one of these keys; they come sorted, so none in a ring."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [list(keys)])


def _original(
    article: Article, mine: Runs, keys: Sequence[int]
) -> tuple[_Original, Likeness] | None:
    """The first text of the family that this one belongs to, locked, and how alike they are."""
    for _ in range(LOOKS):
        found = _best(article, mine, keys)
        # Another worker may have made it a copy while we waited for its row: look where it is now.
        if found is None or not _locked(Q(pk=found[0].pk))[0].copy_of_id:
            return found
    return None


def _best(article: Article, mine: Runs, keys: Sequence[int]) -> tuple[_Original, Likeness] | None:
    candidates = [
        (each, likeness(mine, runs(each.text)))
        for each in _originals(article, _likeliest(article, keys))
        if _is_near(article.published_at, each.published_at)
    ]
    copied = [
        (each, alike)
        for each, alike in candidates
        if alike.is_copy(same_outlet=_same_outlet(article.source_id, each.source_id))
    ]
    return max(copied, key=lambda one: (one[1].resemblance, -one[0].pk), default=None)


def _likeliest(article: Article, keys: Sequence[int]) -> list[int]:
    """The originals of the texts that share most keys with this one."""
    with connection.cursor() as cursor:
        cursor.execute(SHARING, [list(keys), MOST])
        sharing = cursor.fetchall()
    shared: Counter[int] = Counter()
    own = set(keys)
    for pk, copy_of, theirs in sharing:
        original = copy_of or pk
        if article.pk not in (pk, original):
            shared[original] = max(shared[original], len(own.intersection(theirs)))
    return sorted(shared, key=lambda pk: (-shared[pk], pk))[:COMPARED]


def _originals(article: Article, pks: Sequence[int]) -> list[_Original]:
    """Those of them that could be the same text at all: invented and real ones never mix."""
    if not pks:
        return []
    rows = Article.objects.filter(
        pk__in=pks,
        current__isnull=False,
        is_sample=article.is_sample,
        language=article.language,
    ).order_by()
    return [
        _Original(*row)
        for row in rows.values_list("pk", "published_at", "source_id", "current__text")
    ]


def _is_near(mine: datetime | None, theirs: datetime | None) -> bool:
    return mine is None or theirs is None or abs(mine - theirs) <= NEAR


def _same_outlet(mine: int | None, theirs: int | None) -> bool:
    return mine is not None and mine == theirs


def _follow(second: int, first: int) -> None:
    """The copies of a text that turned out to be a copy itself point to its original."""
    followers = list(_locked(Q(copy_of=second)).values_list("pk", flat=True))
    if followers:
        Fingerprint.objects.filter(pk__in=followers).update(copy_of=first)


def _locked(which: Q) -> QuerySet[Fingerprint]:
    # NO KEY: rows that point to these may be written meanwhile.
    return Fingerprint.objects.filter(which).select_for_update(no_key=True).order_by("pk")


def _came_first(article: Article, other: _Original) -> bool:
    if article.published_at is None or other.published_at is None:
        return other.published_at is None and article.published_at is not None
    return (article.published_at, article.pk) < (other.published_at, other.pk)
