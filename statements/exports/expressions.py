"""Values of columns that no single field holds, as expressions of the ORM."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, Func, QuerySet, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, NullIf

EMPTY = Value("", output_field=TextField())


def first_known(*paths: str) -> Combinable:
    """The first of these texts that is not empty."""
    return Coalesce(*(NullIf(F(path), EMPTY) for path in paths), EMPTY, output_field=TextField())


def listed(rows: QuerySet[Any], value: str | Combinable) -> ArraySubquery:
    """The values that these rows have for the row outside, in the order of the rows."""
    chosen = F(value) if isinstance(value, str) else value
    return ArraySubquery(rows.values_list(chosen, flat=True))


class _InMorocco(Func):
    """A moment as ISO 8601 with the offset that Morocco's clocks had then."""

    _LOCAL = f"(%(expressions)s AT TIME ZONE '{settings.TIME_ZONE}')"
    _UTC = "(%(expressions)s AT TIME ZONE 'UTC')"
    template = (
        f"to_char({_LOCAL}, 'YYYY-MM-DD\"T\"HH24:MI')"
        f" || CASE WHEN {_LOCAL} < {_UTC} THEN '-' ELSE '+' END"
        f" || to_char(greatest({_LOCAL} - {_UTC}, {_UTC} - {_LOCAL}), 'HH24:MI')"
    )
    output_field = TextField()


class _DayInMorocco(Func):
    template = f"to_char(%(expressions)s AT TIME ZONE '{settings.TIME_ZONE}', 'YYYY-MM-DD')"
    output_field = TextField()


def published(article: str = "") -> Combinable:
    """When an article was published: the day alone where its page gives no time."""
    return Case(
        When(
            **{f"{article}published_precision": "minute"},
            then=_InMorocco(F(f"{article}published_at")),
        ),
        default=_DayInMorocco(F(f"{article}published_at")),
        output_field=TextField(),
    )
