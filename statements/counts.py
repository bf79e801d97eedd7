"""How many published statements each row of another list stands for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Count,
    F,
    Func,
    IntegerField,
    JSONField,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Coalesce

from people.prepared import any_of
from statements.browsing import Dimension, Question, browser
from statements.models import Statement


def told(dimension: Dimension) -> Mapping[str, int]:
    """Value → published statements, for each value that has any: read once for a whole list."""
    return browser().counts(Question(), [dimension])[dimension]


class _Number(Func):
    """The number that an object of JSON has under a key."""

    template = "(%(expressions)s)::int"
    arg_joiner = " ->> "
    output_field = IntegerField()


def with_told(rows: QuerySet[Any], counts: Mapping[str, int], key: str) -> QuerySet[Any]:
    """Adds ``statement_count``: what ``told`` says of the value in the field ``key``."""
    return _with(rows, _Number(Value(dict(counts), JSONField()), F(key)))


def only_told(rows: QuerySet[Any], counts: Mapping[str, int], key: str) -> QuerySet[Any]:
    """Those rows alone of which ``told`` says anything."""
    return rows.filter(any_of(key, Value(list(counts), ArrayField(TextField()))))


def with_statement_counts(rows: QuerySet[Any], field: str) -> QuerySet[Any]:
    """Adds ``statement_count``: published statements whose ``field`` is the row, each looked up."""
    counted = (
        Statement.objects.published()
        .filter(**{field: OuterRef("pk")})
        .order_by()
        .values(field)
        .annotate(count=Count("pk"))
        .values("count")
    )
    return _with(rows, Subquery(counted, output_field=IntegerField()))


def _with(rows: QuerySet[Any], number: Func | Subquery) -> QuerySet[Any]:
    counted_rows: QuerySet[Any] = rows.annotate(statement_count=Coalesce(number, 0))
    return counted_rows
