"""Questions that are asked again and again: what is costly before the answer is done once.

Putting a queryset's SQL together takes Django longer than PostgreSQL takes to answer most of what
is asked for one article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import copy
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import BooleanField, Expression, F, Field, Func, QuerySet, TextField
from psycopg import ClientCursor

Row = TypeVar("Row")
_server_binding: Any = ServerBindingCursor
# So often a statement must have been asked before it is kept; psycopg forgets the least used.
_KEPT_FROM = 3
_GIVEN = re.compile(r"'\{(\w+)\}'")


def written(rows: QuerySet[Any, Any]) -> str:
    """The query as Django writes it, once for all, for `fetch_prepared`; ``Given`` stays open."""
    sql, values = rows.query.sql_with_params()
    named = [f"{{{one.name}}}" if isinstance(one, Given) else one for one in values]
    connection.ensure_connection()
    text = ClientCursor(connection.connection).mogrify(sql, named)
    return _GIVEN.sub(r"%(\1)s", text.replace("%", "%%"))


class Given(Expression):
    """Stands in a queryset for a value of the question: ``filter(pk=Given("article", …))``."""

    def __init__(self, name: str, output_field: Field[Any, Any], form: str = "%s") -> None:
        super().__init__(output_field=output_field)
        self.name = name
        self._form = form

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """The place of the value; what is put there is found by its name when it is asked."""
        return self._form, [self]


def any_given(column: str, name: str, sql_type: str) -> Func:
    """True where the column is one of given values, a list of this type."""
    return any_of(column, Given(name, TextField(), f"%s::{sql_type}[]"))


def any_of(column: str, values: Expression) -> Func:
    """True where the column is one of an array: one value to send, however many it holds."""
    return Func(
        F(column),
        values,
        template="%(expressions)s)",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )


class Asked(Generic[Row]):
    """A queryset whose SQL is put together once for a process; ``make`` gives it with ``Given``."""

    def __init__(self, make: Callable[[], QuerySet[Any, Row]]) -> None:
        self._make = make

    @cached_property
    def _kept(self) -> tuple[QuerySet[Any, Row], Any, str, tuple[Any, ...]]:
        queryset = self._make()
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, places = compiler.as_sql()
        return queryset, compiler, sql, tuple(places)

    def rows(self, **given: Any) -> list[Row]:
        """The rows for these values, each time from the database."""
        queryset, kept, _, _ = self._kept
        sql, values = self.sql(**given)
        compiler = copy(kept)
        compiler.connection = connections[DEFAULT_DB_ALIAS]  # that of this thread
        compiler.as_sql = lambda *_: (sql, values)
        asked = queryset.all()
        query: Any = asked.query
        query.get_compiler = lambda *_, **__: compiler
        return list(asked)

    def sql(self, **given: Any) -> tuple[str, tuple[Any, ...]]:
        """The question itself, to be sent together with others."""
        _, _, sql, places = self._kept
        return sql, tuple(given[one.name] if isinstance(one, Given) else one for one in places)


def fetch_prepared(statement: str, given: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows that a statement gives. It must name the types of what it is given.

    Where planning costs more than answering; counted and logged like every other query.
    """
    connection.ensure_connection()
    wire: Any = connection.connection
    wire.prepare_threshold = _KEPT_FROM
    make: Any = (
        connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    )
    with make(_server_binding(wire)) as cursor:
        cursor.execute(statement, given)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
