"""Moving raw pages out of the database, after a storage was set."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from statements import raw_pages
from statements.models import Snapshot
from statements.services.backing_up import Progress

_BATCH = 64


def move_raw_pages(progress: Progress) -> int:
    """Put every raw page that the database holds into the storage; how many there were.

    Each is in the storage before its row lets go of it: stopped anywhere, nothing is lost, and the
    next run goes on. Raises StorageSilent.
    """
    inside = Snapshot.objects.filter(compressed__isnull=False)
    done, total = 0, inside.count()
    moved: list[int] = []
    for pk in raw_pages.several(_put, _pages(inside)):
        done += 1
        moved.append(pk)
        if len(moved) == _BATCH:
            _let_go(moved)
        progress("raw pages", done, total)
    _let_go(moved)
    return done


def _pages(inside: QuerySet[Snapshot]) -> Iterator[tuple[int, str, bytes]]:
    last = 0
    rows = inside.order_by("pk").values_list("pk", "sha256", "compressed")
    while batch := list(rows.filter(pk__gt=last)[:_BATCH]):
        for last, sha256, compressed in batch:
            yield last, sha256, bytes(compressed or b"")


def _put(page: tuple[int, str, bytes]) -> int:
    pk, sha256, compressed = page
    raw_pages.keep(sha256, compressed)
    return pk


def _let_go(moved: list[int]) -> None:
    Snapshot.objects.filter(pk__in=moved).update(compressed=None)
    moved.clear()
