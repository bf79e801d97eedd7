"""COPY by hand: rows as lines, columns that nobody names filled with the model's own defaults."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, models

NULL = "\\N"


def escaped(text: str) -> str:
    """A text as COPY reads it."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


class Table:
    """Where lines of one model go; ``columns`` are those that each line gives a value for."""

    def __init__(self, model: type[models.Model], columns: Sequence[str]) -> None:
        own = {field.column: field for field in model._meta.concrete_fields if not field.generated}
        rest = {name: _default(field) for name, field in own.items() if name not in columns}
        self._constants = "\t".join(["", *rest.values()]) if rest else ""
        self._table = model._meta.db_table
        names = ", ".join(f'"{name}"' for name in [*columns, *rest])
        self._statement = f"COPY {self._table} ({names}) FROM STDIN"

    def copy(self, rows: Iterable[Sequence[str]]) -> None:
        with connection.cursor() as cursor, cursor.copy(self._statement) as copy:
            for block in _blocks(rows):
                copy.write("".join(["\t".join(row) + self._constants + "\n" for row in block]))

    def numbered(self) -> None:
        """Let the next id follow those that were copied."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{self._table}', 'id'),"
                f" (SELECT max(id) FROM {self._table}))"
            )


def _blocks(rows: Iterable[Sequence[str]], size: int = 500) -> Iterator[list[Sequence[str]]]:
    block: list[Sequence[str]] = []
    for row in rows:
        block.append(row)
        if len(block) == size:
            yield block
            block = []
    if block:
        yield block


def _default(field: models.Field[Any, Any]) -> str:
    if isinstance(field, models.DateTimeField) and (field.auto_now or field.auto_now_add):
        return "2026-01-01T00:00Z"
    value = field.get_default()
    if value is None:
        return NULL
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, list | dict):
        return "{}"
    return escaped(str(value))
