"""Pages of rows that come with the number of all of them: one query instead of two."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window


def page_of(rows: QuerySet[Any], per_page: int, asked: str | None) -> Page[Any]:
    """The page of this number; the first where there is no such page."""
    number = int(asked) if asked and asked.isdecimal() and len(asked) < 7 else 1
    start = (max(number, 1) - 1) * per_page
    shown = list(counted(rows)[start : start + per_page])
    if not shown and start:
        return page_of(rows, per_page, None)
    paginator = _Counted(rows, per_page)
    paginator.known = shown[0].in_all if shown else 0
    return Page(shown, start // per_page + 1, paginator)


def counted(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The same rows, each with the number of all of them as ``in_all``."""
    numbered: QuerySet[Any] = rows.annotate(in_all=Window(Count("*")))
    return numbered


class _Counted(Paginator):  # type: ignore[type-arg]  # not to be subscripted when it runs
    known = 0

    @property
    def count(self) -> int:
        return self.known
