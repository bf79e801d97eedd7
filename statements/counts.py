"""How many published statements each row of another list stands for."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from people.models import Ministry
from statements.models import NamedInstitution, Statement


def with_statement_counts(rows: QuerySet[Any], field: str) -> QuerySet[Any]:
    """Adds ``statement_count``: published statements whose ``field`` is the row."""
    counted = (
        Statement.objects.published()
        .filter(**{field: OuterRef("pk")})
        .order_by()
        .values(field)
        .annotate(count=Count("pk"))
        .values("count")
    )
    return _with(rows, counted)


def with_addressed_counts(ministries: QuerySet[Ministry]) -> QuerySet[Any]:
    """Adds ``statement_count``: published statements addressed to the ministry."""
    counted = (
        NamedInstitution.objects.filter(
            ministry=OuterRef("pk"),
            relation=NamedInstitution.Relation.ADDRESSED,
            statement__in=Statement.objects.published(),
        )
        .order_by()
        .values("ministry")
        .annotate(count=Count("statement", distinct=True))
        .values("count")
    )
    return _with(ministries, counted)


def _with(rows: QuerySet[Any], counted: QuerySet[Any, Any]) -> QuerySet[Any]:
    number = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    counted_rows: QuerySet[Any] = rows.annotate(statement_count=number)
    return counted_rows
