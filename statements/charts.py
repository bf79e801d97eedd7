"""Pictures drawn on the server: counts turned into bars that link to their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from people.models import Ministry, Speaker
from statements.models import NamedInstitution

if TYPE_CHECKING:
    from statements.models.statements import StatementQuerySet


@dataclass(frozen=True, slots=True)
class Bar:
    """One labelled bar. ``width`` is its length out of 100, the longest bar being 100."""

    label: str
    count: int
    width: int
    query: str
    code: str = ""


def bars(rows: Sequence[tuple[str, int, str, str]]) -> list[Bar]:
    """Bars from (label, count, query string, code), in the given order."""
    longest = max((count for _, count, _, _ in rows), default=0)
    return [
        Bar(label, count, max(2, round(100 * count / longest)), query, code)
        for label, count, query, code in rows
    ]


def stance_mix(statements: StatementQuerySet, query: str) -> list[Bar]:
    """How often each stance occurs, most frequent first. ``query`` leads to the same statements."""
    labels = dict(statements.model.Stance.choices)
    counts = (
        statements.order_by()
        .values_list("stance")
        .annotate(count=Count("pk"))
        .order_by("-count", "stance")
    )
    return bars(
        [
            (str(labels.get(stance, stance)), count, f"{query}&stance={stance}", stance)
            for stance, count in counts
        ]
    )


def ministries_addressed(statements: StatementQuerySet, query: str, limit: int = 8) -> list[Bar]:
    """The ministries that these statements address most."""
    names = Ministry.objects.filter(
        named_in__statement__in=statements.order_by(),
        named_in__relation=NamedInstitution.Relation.ADDRESSED,
    )
    counted = names.annotate(count=Count("named_in__statement", distinct=True))
    rows = counted.order_by("-count", "name_ar")[:limit]
    return bars([(row.name, row.count, f"{query}&ministry={row.code}", "") for row in rows])


def speakers_of(statements: StatementQuerySet, query: str, limit: int = 8) -> list[Bar]:
    """Those who made most of these statements."""
    told = Q(statements__in=statements.order_by())
    rows: Any = (
        Speaker.objects.filter(told)
        .annotate(told=Count("statements", filter=told))
        .order_by("-told", "name_ar")[:limit]
    )
    return bars([(row.name, row.told, f"{query}&speaker={row.public_id}", "") for row in rows])
