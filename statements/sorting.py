"""The orders of the directories: by name, by day, or by how much there is of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from people.models.names import name_column
from statements.listing import Sorting

_NUMBER, _NAME = _("most statements"), _("by name")
_LATEST, _EARLIEST = _("newest"), _("oldest")


def _most_first(rows: QuerySet[Any]) -> QuerySet[Any]:
    """By number, and where that is the same in the order that the rows have already."""
    return rows.order_by("-statement_count", *rows.query.order_by)


def _by_name_of_ministry(rows: QuerySet[Any]) -> QuerySet[Any]:
    """By the name that the reader sees."""
    return rows.order_by(name_column(), "pk")


def _newest(day: str) -> Callable[[QuerySet[Any]], QuerySet[Any]]:
    return lambda rows: rows.order_by(F(day).desc(nulls_last=True), "-pk")


def _oldest(day: str) -> Callable[[QuerySet[Any]], QuerySet[Any]]:
    """What is undated comes last in both directions."""
    return lambda rows: rows.order_by(F(day).asc(nulls_last=True), "pk")


def _most_said_first(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by("-statement_count", F("date").desc(nulls_last=True), "-pk")


SPEAKERS = (Sorting("number", _NUMBER, _most_first), Sorting("name", _NAME))
MINISTRIES = (Sorting("number", _NUMBER), Sorting("name", _NAME, _by_name_of_ministry))
SESSIONS = (
    Sorting("newest", _LATEST, _newest("date")),
    Sorting("oldest", _EARLIEST, _oldest("date")),
    Sorting("number", _NUMBER, _most_said_first),
)
# Not by number: how many statements each has is known of the articles on a page alone.
ARTICLES = (
    Sorting("newest", pgettext_lazy("articles", "newest"), _newest("published_at")),
    Sorting("oldest", pgettext_lazy("articles", "oldest"), _oldest("published_at")),
)
