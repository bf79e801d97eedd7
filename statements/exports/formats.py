"""The formats of downloads: for each kind of value the SQL that writes it as the format wants it.

The database writes whole lines; Python only passes them on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import ClassVar, Protocol

from psycopg import sql

from statements.exports.columns import SEPARATOR, Column, Holds, Table

BYTE_ORDER_MARK = "\ufeff"  # without it Excel shows question marks for Arabic

# For lines without a raw control character, as JSON and XML are: COPY leaves each as it is.
AS_WRITTEN = r"FORMAT csv, DELIMITER E'\x02', QUOTE E'\x01'"

Cell = Callable[[sql.Composable], sql.Composable]


class Format(Protocol):
    """How rows become a file. ``copy_options`` are those of PostgreSQL's COPY."""

    name: str
    extension: str
    content_type: str
    copy_options: str
    most_rows: int | None

    def row(self, table: Table, origin: str) -> sql.Composable:
        """The select list that writes one row; ``origin`` is this site's scheme and host."""

    def file(self, table: Table, rows: Iterator[bytes]) -> Iterator[bytes]:
        """The whole file around its rows."""


def value_of(column: Column, origin: str) -> sql.Composable:
    """The column's value in the row ``t``; an ADDRESS with the site's origin before it."""
    value = sql.Identifier("t", column.alias)
    if column.holds is not Holds.ADDRESS:
        return value
    before, behind = column.path
    return sql.SQL("{} || {} || {}").format(
        sql.Literal(f"{origin}{before}"), value, sql.Literal(behind)
    )


def joined(value: sql.Composable) -> sql.Composable:
    """Several values in one cell; no value at all gives none."""
    return sql.SQL("nullif(array_to_string({}, {}), '')").format(value, SEPARATOR)


def span(value: sql.Composable) -> sql.Composable:
    return sql.SQL("lower({0}) || '-' || upper({0})").format(value)


def spans(value: sql.Composable) -> sql.Composable:
    each = sql.SQL("ARRAY(SELECT lower(s) || '-' || upper(s) FROM unnest({}) AS s)").format(value)
    return joined(each)


def unchanged(value: sql.Composable) -> sql.Composable:
    return value


def harmless(value: sql.Composable) -> sql.Composable:
    """Text that no spreadsheet takes for a formula.

    Text that begins with = + - @ (also in their wide forms), a tab or a line end gets an apostrophe
    before it; so does text that begins with apostrophes before one of these, which keeps the rule
    reversible. The first comparison spares nearly every text the second.
    """
    return sql.SQL(
        "CASE WHEN ({0} COLLATE \"C\" < 'A' OR {0} COLLATE \"C\" >= U&'\\FF00')"
        " AND {0} ~ '^''*[-=+@＝＋－＠\\t\\r\\n]' THEN '''' || {0} ELSE {0} END"
    ).format(value)


_FORMULA = re.compile("'*[-=+@＝＋－＠\\t\\r\\n]")


def harmless_cell(value: object) -> object:
    """The same for a value of a small file that the database does not write."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


class _Csv:
    """CSV in UTF-8 with a byte-order mark."""

    name = "CSV"
    extension = "csv"
    content_type = "text/csv; charset=utf-8"
    copy_options = "FORMAT csv"
    most_rows: int | None = None
    cells: ClassVar[dict[Holds, Cell]] = {
        Holds.CODE: unchanged,
        Holds.TEXT: harmless,
        Holds.ADDRESS: unchanged,
        Holds.DAY: unchanged,
        Holds.NUMBER: unchanged,
        Holds.YES_NO: lambda value: sql.SQL("{}::text").format(value),
        Holds.CODES: joined,
        Holds.TEXTS: lambda value: harmless(joined(value)),
        Holds.NUMBERS: joined,
        Holds.SPAN: span,
        Holds.SPANS: spans,
    }

    def row(self, table: Table, origin: str) -> sql.Composable:
        return sql.SQL(", ").join(
            self.cells[column.holds](value_of(column, origin)) for column in table.columns
        )

    def file(self, table: Table, rows: Iterator[bytes]) -> Iterator[bytes]:
        names = ",".join(column.name for column in table.columns)
        yield f"{BYTE_ORDER_MARK}{names}\n".encode()
        yield from rows


class _JsonLines:
    """One JSON object a line, with numbers, lists and nulls as such."""

    name = "JSON Lines"
    extension = "jsonl"
    content_type = "application/jsonl; charset=utf-8"
    copy_options = AS_WRITTEN
    most_rows: int | None = None

    def row(self, table: Table, origin: str) -> sql.Composable:
        members = sql.SQL(", ").join(
            sql.SQL("{} AS {}").format(self._value(column, origin), sql.Identifier(column.name))
            for column in table.columns
        )
        return sql.SQL("(SELECT row_to_json(r) FROM (SELECT {}) AS r)").format(members)

    def _value(self, column: Column, origin: str) -> sql.Composable:
        value = value_of(column, origin)
        if column.holds is Holds.SPAN:
            return sql.SQL(
                "CASE WHEN {0} IS NOT NULL THEN json_build_array(lower({0}), upper({0})) END"
            ).format(value)
        if column.holds is Holds.SPANS:
            return sql.SQL(
                "ARRAY(SELECT json_build_array(lower(s), upper(s)) FROM unnest({}) AS s)"
            ).format(value)
        return value

    def file(self, table: Table, rows: Iterator[bytes]) -> Iterator[bytes]:
        yield from rows


CSV = _Csv()
JSON_LINES = _JsonLines()
