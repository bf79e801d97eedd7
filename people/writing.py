"""Rows of several models stored in one round trip to the database.

Putting together an INSERT for each model, and waiting for each, costs several times what storing
the rows does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.db.backends.postgresql.psycopg_any import Range

from people.tracking import silencing

Model = type[models.Model]
_DRAW = "SELECT nextval(%s) FROM generate_series(1, %s)"
_INSERT = (
    "INSERT INTO {table} ({columns}) SELECT {columns}"
    " FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb)"
)
_UPDATE = (
    "UPDATE {table} SET {settings} FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb) AS given"
    " WHERE {table}.id = given.id"
)


class Writing:
    """What is to be stored; nothing is until ``store``.

    Models are stored in the order in which the first row of each came, changes last. A row that
    others point to brings its own number. What is ``unkept`` is made without events of history.
    """

    def __init__(self, unkept: Sequence[Model] = ()) -> None:
        self._unkept = tuple(unkept)
        self._numbers: dict[Model, list[int]] = {}
        self._new: dict[Model, list[models.Model]] = {}
        self._changed: dict[tuple[Model, tuple[str, ...]], list[models.Model]] = {}

    def give_numbers(self, model: Model, numbers: Iterable[int]) -> None:
        """Numbers that were drawn for new rows of this model, when something else was asked for."""
        self._numbers.setdefault(model, []).extend(numbers)

    def numbers(self, model: Model, many: int) -> list[int]:
        """That many numbers for new rows: those that were drawn, and more if need be."""
        drawn = self._numbers.setdefault(model, [])
        if len(drawn) < many:
            with connection.cursor() as cursor:
                cursor.execute(_DRAW, [f"{model._meta.db_table}_id_seq", many - len(drawn)])
                drawn += [number for (number,) in cursor.fetchall()]
        taken, self._numbers[model] = drawn[:many], drawn[many:]
        return taken

    def insert(self, rows: Iterable[models.Model]) -> None:
        """Make these rows. Either all of a model have numbers, or none has."""
        for row in rows:
            self._new.setdefault(type(row), []).append(row)

    def makes(self, row: models.Model) -> bool:
        """True for a row that is still to be stored."""
        return any(one is row for one in self._new.get(type(row), ()))

    def update(self, row: models.Model, columns: Sequence[str]) -> None:
        """Set these columns of a row, which the transaction holds, to what they are now."""
        self._changed.setdefault((type(row), tuple(columns)), []).append(row)

    def store(self) -> None:
        """Store everything that was collected, and begin anew."""
        statements: list[str] = []
        given: list[str] = []  # no names: those who put words in front give theirs in order
        for model, rows in self._new.items():
            columns = _columns(model, has_number=rows[0].pk is not None)
            statements.append(_insertion(model, columns))
            given.append(_as_json(rows, columns, add=True))
        for (model, names), rows in self._changed.items():
            columns = tuple(model._meta.get_field(each) for each in names)
            statements.append(_change(model, columns))
            given.append(_as_json(rows, (model._meta.pk, *columns), add=False))
        if statements:
            with connection.cursor() as cursor:
                cursor.execute("; ".join(_silenced(statements, self._unkept)), given)
        for row in (row for rows in self._new.values() for row in rows):
            row._state.adding = False  # noqa: SLF001 - as bulk_create does
        self._new, self._changed = {}, {}


def _silenced(statements: Sequence[str], unkept: tuple[Model, ...]) -> list[str]:
    """The statements, between two that end and begin the keeping of history for these models."""
    if not unkept:
        return list(statements)
    ending, beginning = silencing(unkept)
    return [ending, *statements, beginning]


def insertion(model: Model) -> str:
    """The INSERT of rows of this model that have no number yet; it may be continued."""
    return _insertion(model, _columns(model, has_number=False))


def as_rows(rows: Sequence[models.Model]) -> str:
    """What such an INSERT is given."""
    return _as_json(rows, _columns(type(rows[0]), has_number=False), add=True)


@cache
def _columns(model: Model, *, has_number: bool) -> tuple[Any, ...]:
    fields = (field for field in model._meta.concrete_fields if not field.generated)
    return tuple(field for field in fields if has_number or not field.primary_key)


@cache
def _insertion(model: Model, columns: tuple[Any, ...]) -> str:
    quoted = ", ".join(f'"{field.column}"' for field in columns)
    return _INSERT.format(table=model._meta.db_table, columns=quoted)


@cache
def _change(model: Model, columns: tuple[Any, ...]) -> str:
    settings = ", ".join(f'"{field.column}" = given."{field.column}"' for field in columns)
    return _UPDATE.format(table=model._meta.db_table, settings=settings)


def _as_json(rows: Sequence[models.Model], columns: Sequence[Any], *, add: bool) -> str:
    return json.dumps(
        [{field.column: field.pre_save(row, add) for field in columns} for row in rows],
        cls=_Encoder,
        ensure_ascii=False,
    )


class _Encoder(DjangoJSONEncoder):
    """Values as the database reads them from JSON."""

    def default(self, o: Any) -> Any:
        if isinstance(o, Range):
            return _range(o)
        if isinstance(o, bytes):
            return f"\\x{o.hex()}"
        if hasattr(o, "isoformat"):
            return o.isoformat()  # with microseconds, which the usual encoder leaves out
        return super().default(o)


def _range(value: Range[Any]) -> str:
    if value.isempty:
        return "empty"
    lower = "" if value.lower is None else value.lower
    upper = "" if value.upper is None else value.upper
    return f"{value.bounds[0]}{lower},{upper}{value.bounds[1]}"
