"""The rows of a download as a stream: found by key first, then written by the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from psycopg import ClientCursor, sql

from statements.exports.columns import Table, array_of
from statements.exports.formats import Format

Rows = Sequence[QuerySet[Any]]

FIRST_KEYS = 20  # few, so that the file begins at once; then ever more
GROWTH = 10
# Of rows that are written with one statement: of more, whole tables would be read to look up what
# they point to; of less, planning would weigh.
KEYS = 8_000
KEYS_AT_ONCE = 2_000  # read from the cursor
# Of the database, for a download: a batch is put in order without a file; what its rows point to is
# looked up by key, not read as a whole again for each batch; helpers would read each batch again.
SETTINGS = {
    "work_mem": "64MB",
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": "0",
}
PIECE = 1 << 16  # bytes that are passed on together

ASKED = "{the keys of a batch}"  # no host or column has such a name

# The values of a batch are worked out in a query of its own (OFFSET 0), then put in order, then
# written as cells: so a cell may use a value many times, and the writing overlaps with the sending.
# Grouping tells the planner that a key comes once: it looks places up, not whole rows.
_COPY = sql.SQL(
    "COPY (SELECT {row} FROM (SELECT t.* FROM ({rows} OFFSET 0) AS t JOIN ("
    "SELECT pk, min(place) AS place FROM unnest({keys}::bigint[]) WITH ORDINALITY AS one(pk, place)"
    " GROUP BY pk) AS asked ON t.pk = asked.pk ORDER BY asked.place OFFSET 0) AS t)"
    " TO STDOUT WITH ({options})"
)


def stream(table: Table, rows: Rows, form: Format, origin: str) -> Iterator[bytes]:
    """The file with all these rows in their order, a piece at a time.

    ``rows`` have a numeric primary key; they come in parts, one behind the other. They are those of
    one moment, however long the download takes; memory does not grow with their number. ``origin``
    is the site's scheme and host.
    """
    yield from form.file(table, _written(table, rows, form, origin))


def _written(table: Table, rows: Rows, form: Format, origin: str) -> Iterator[bytes]:
    with _one_moment():
        statement = _statement(table, form, origin)
        for keys in _batches(rows):
            yield from _copied(statement.replace(ASKED, array_of(keys)))


@contextmanager
def _one_moment() -> Iterator[None]:
    """A transaction that sees the rows as they are now; inside another one, what that sees."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                for name, value in SETTINGS.items():
                    cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
        yield


def _batches(rows: Rows) -> Iterator[list[int]]:
    """The keys of the rows in order, few at first, read from a cursor of the database."""
    batch: list[int] = []
    most = FIRST_KEYS
    parts = (part.values_list("pk", flat=True).iterator(KEYS_AT_ONCE) for part in rows)
    for key in chain.from_iterable(parts):
        batch.append(key)
        if len(batch) == most:
            yield batch
            batch, most = [], min(most * GROWTH, KEYS)
    if batch:
        yield batch


def _statement(table: Table, form: Format, origin: str) -> str:
    """The SQL that writes a batch, with ``ASKED`` for its keys: made once for all batches."""
    select, parameters = table.select(ASKED)
    copy = _COPY.format(
        row=form.row(table, origin),
        rows=sql.SQL(select),
        keys=sql.Literal(ASKED),
        options=sql.SQL(form.copy_options),
    )
    with connection.cursor() as cursor:
        return ClientCursor(cursor.connection).mogrify(copy, parameters)


def _copied(statement: str) -> Iterator[bytes]:
    """The database's output in pieces of about ``PIECE`` bytes."""
    piece = bytearray()
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for line in copy:
            piece += line
            if len(piece) >= PIECE:
                yield bytes(piece)
                piece.clear()
    if piece:
        yield bytes(piece)
