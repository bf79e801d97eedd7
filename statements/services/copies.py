"""Finding the article that this one is a copy of: the same text in another outlet, or again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q, QuerySet

from people.writing import Writing
from statements.likeness.texts import (
    Likeness,
    Runs,
    bands,
    likeness,
    packed,
    runs,
    unpacked,
)
from statements.models import Article, Fingerprint, Revision

# A text that comes back after longer is a formula or an anniversary, not wire copy.
NEAR = timedelta(days=10)
# So many of the likeliest are compared run by run.
COMPARED = 3
# A key that more texts share is a formula of the trade: the other keys of a real copy find it.
MOST = 200
LOOKS = 3
LIKELIEST = "SELECT * FROM qawl_likely_copies(%s::bigint[], %s, %s, %s, %s, %s)"
# The original is locked by the row that points to it; none is written where it is one no longer.
KEEP = (
    "INSERT INTO statements_fingerprint"
    " (article_id, revision_id, bands, runs, copy_of_id, resemblance)"
    " SELECT %(article)s, %(revision)s, %(bands)s::bigint[], %(runs)s, %(original)s::bigint,"
    " %(resemblance)s::float"
    " WHERE %(tied)s::bigint IS NULL OR (SELECT count(*) FROM (SELECT 1 FROM statements_fingerprint"
    " WHERE article_id = %(tied)s::bigint AND copy_of_id IS NULL FOR NO KEY UPDATE) is_first) = 1"
    " ON CONFLICT (article_id) DO UPDATE SET"
    " revision_id = excluded.revision_id, bands = excluded.bands, runs = excluded.runs,"
    " copy_of_id = excluded.copy_of_id, resemblance = excluded.resemblance"
)


@dataclass(frozen=True, slots=True)
class _Original:
    """An article that this one is like, and how much."""

    pk: int
    published_at: datetime | None
    source_id: int | None
    alike: Likeness


def link_copies(article: Article) -> None:
    """Keep the fingerprint of an article that may have one, and which article it is a copy of.

    The original is the one published first, known by its row; copies point to it, never to
    another copy. A text too short to tell has no fingerprint. Call inside the transaction that
    holds the article; a text that was seen before costs one query, any other two, unless it turns
    out to be the first one of known copies.

    Two workers with copies of one text wait for each other at the keys that the texts share, and
    rows are locked in one order, originals before their copies: no circle.
    """
    assert connection.in_atomic_block
    revision = article.current
    assert revision is not None
    if Fingerprint.objects.filter(pk=article.pk, revision=revision).exists():
        return
    mine = runs(revision.text)
    keys = bands(mine)
    if not keys:
        Fingerprint.objects.filter(pk=article.pk).delete()
        return
    found = _kept(article, revision, mine, keys, _best(article, mine, keys))
    if found is not None and not _turned(article, found):
        _follow(article.pk, found.pk)


@dataclass(frozen=True, slots=True)
class Copy:
    """A new article that may be a copy; its original is locked until the transaction ends."""

    article: Article
    mine: Runs
    keys: Sequence[int]
    original: _Original | None

    @classmethod
    def looked_for(cls, article: Article, writing: Writing) -> Copy:
        """Look for the original; where there is none, what is kept is left to ``writing``.

        From here on nobody else can come in with such a text: one who does waits at its keys.
        """
        revision = article.current
        assert revision is not None
        mine = runs(revision.text)
        keys = bands(mine)
        copy = cls(article, mine, keys, _best(article, mine, keys) if keys else None)
        if keys and copy.original is None:
            writing.insert(
                [Fingerprint(article=article, revision=revision, bands=keys, runs=packed(mine))]
            )
        return copy

    def link(self) -> int | None:
        """Tie the article, which is stored by now, to its original; whose text family it is of."""
        found = None
        if self.original is not None:
            revision = self.article.current
            assert revision is not None
            found = _kept(self.article, revision, self.mine, self.keys, self.original)
        if found is not None and not _turned(self.article, found):
            return found.pk
        return self.article.pk if self.keys else None


def _turned(article: Article, found: _Original) -> bool:
    """Make the one that was found a copy where this article came first; False where it did not."""
    if not _came_first(article, found):
        return False
    Fingerprint.objects.filter(pk=found.pk).update(
        copy_of=article.pk, resemblance=found.alike.resemblance
    )
    _follow(found.pk, article.pk)
    return True


def _kept(
    article: Article,
    revision: Revision,
    mine: Runs,
    keys: Sequence[int],
    found: _Original | None,
) -> _Original | None:
    """Keep the fingerprint; the original that it is tied to, which is locked now."""
    for _ in range(LOOKS):
        if _keep(article, revision, mine, keys, found):
            return found
        # Another worker made it a copy while we waited for its row: look where it is now.
        found = _best(article, mine, keys)
    _keep(article, revision, mine, keys, None)
    return None


def _keep(
    article: Article,
    revision: Revision,
    mine: Runs,
    keys: Sequence[int],
    found: _Original | None,
) -> bool:
    is_copy = found is not None and not _came_first(article, found)
    with connection.cursor() as cursor:
        cursor.execute(
            KEEP,
            {
                "article": article.pk,
                "revision": revision.pk,
                "bands": list(keys),
                "runs": packed(mine),
                "tied": found.pk if found else None,
                "original": found.pk if found and is_copy else None,
                "resemblance": found.alike.resemblance if found and is_copy else None,
            },
        )
        return bool(cursor.rowcount)


def family(article: Article) -> QuerySet[Article]:
    """The other articles that readers may see with this article's text, the first one first."""
    mine = Fingerprint.objects.filter(pk=article.pk).values_list("copy_of", flat=True)
    original = next(iter(mine), None) or article.pk
    # Looked up among the fingerprints: a condition on both tables would read every article.
    same = Fingerprint.objects.filter(Q(pk=original) | Q(copy_of=original))
    return (
        Article.objects.public()
        .filter(pk__in=same.values("pk"))
        .exclude(pk=article.pk)
        .select_related("source", "fingerprint")
        .order_by("published_at", "pk")
    )


def _best(article: Article, mine: Runs, keys: Sequence[int]) -> _Original | None:
    """The first text of the family that this one belongs to, and how alike they are.

    Waits for whoever links a text with one of these keys; they come sorted, so none in a ring.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            LIKELIEST,
            [list(keys), article.pk, article.is_sample, article.language, MOST, COMPARED],
        )
        rows = cursor.fetchall()
    found = [
        _Original(pk, published_at, source_id, likeness(mine, unpacked(bytes(theirs))))
        for pk, published_at, source_id, theirs in rows
        if _is_near(article.published_at, published_at)
    ]
    copied = [
        one
        for one in found
        if one.alike.is_copy(same_outlet=_same_outlet(article.source_id, one.source_id))
    ]
    return max(copied, key=lambda one: (one.alike.resemblance, -one.pk), default=None)


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
