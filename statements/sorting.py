"""The orders of the lists of speakers and ministries: by name, or by how much there is of each."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language, gettext_lazy as _

from statements.listing import Sorting

_NUMBER, _NAME = _("most statements"), _("by name")


def _most_first(rows: QuerySet[Any]) -> QuerySet[Any]:
    """By number, and where that is the same in the order that the rows have already."""
    return rows.order_by("-statement_count", *rows.query.order_by)


def _by_name_of_ministry(rows: QuerySet[Any]) -> QuerySet[Any]:
    """By the name that the reader sees."""
    read = NullIf(F(f"name_{(get_language() or 'ar')[:2]}"), Value(""))
    return rows.order_by(Coalesce(read, F("name_ar")), "pk")


SPEAKERS = (Sorting("number", _NUMBER, _most_first), Sorting("name", _NAME))
MINISTRIES = (Sorting("number", _NUMBER), Sorting("name", _NAME, _by_name_of_ministry))
