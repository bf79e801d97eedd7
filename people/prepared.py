"""Statements that are asked again and again: the database plans each once for a connection."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import QuerySet
from psycopg import ClientCursor

_server_binding: Any = ServerBindingCursor
# So often a statement must have been asked before it is kept; psycopg forgets the least used.
_KEPT_FROM = 3
_GIVEN = re.compile(r"'\{(\w+)\}'")


def written(rows: QuerySet[Any, Any]) -> str:
    """The query as Django writes it, once for all: what it names ``{so}`` is left to be given."""
    connection.ensure_connection()
    text = ClientCursor(connection.connection).mogrify(*rows.query.sql_with_params())
    return _GIVEN.sub(r"%(\1)s", text.replace("%", "%%"))


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
