"""Bringing a backup back, whole or not at all."""

from __future__ import annotations

import gzip
import hashlib
import json
import tarfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pgtrigger
from django.contrib.admin.models import LogEntry
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from psycopg import sql

from statements import raw_pages
from statements.models import Arrival, Article, Snapshot, Statement
from statements.services.backing_up import FORMAT, HEAD, LIST, PAGES, Progress, migrations, tables
from statements.tasks import LOST_AFTER

BLOCK = 2**20
LOGINS = "django_session"


class CannotRestore(Exception):
    """Nothing was changed; the message says why."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What a whole, readable file says of itself."""

    written_at: str
    migrations: list[list[str]]
    tables: dict[str, list[str]]
    rows: dict[str, int]
    hashes: dict[str, str]
    raw_pages: int


def restore(source: Path, *, force: bool, progress: Progress) -> Backup:
    """Make the database what it was when the backup was written.

    All in one transaction: killed at any moment, nothing has changed; raw pages from outside a
    database go where this instance keeps them. Raises StorageSilent, and CannotRestore where
    the file is not whole or not ours, is of another schema, or where there is work to lose and
    ``force`` is not given.
    """
    backup = read_backup(source, progress)
    _insist_on_schema(backup)
    if not force and holds_work():
        raise CannotRestore(
            "This instance already holds articles or an editor's work, which restoring would"
            " delete. Give --force if that is meant, after a backup of its own."
        )
    with transaction.atomic(durable=True):
        _empty()
        _load(source, backup, progress)
        _load_raw_pages(source, backup, progress)
        _make_waiting_due()
        _count_on(list(backup.tables))
    return backup


def holds_work() -> bool:
    """True where there is more than a fresh start brings: reference data and samples."""
    return (
        Article.objects.filter(is_sample=False).exists()
        or LogEntry.objects.exists()
        or Statement.objects.exclude(ruled_fields=[], review_status="extracted").exists()
    )


def read_backup(source: Path, progress: Progress) -> Backup:
    """Read the whole file and compare every hash; nothing is taken from it yet."""
    found: dict[str, str] = {}
    pages = 0
    documents: dict[str, dict[str, Any]] = {}
    with _opened(source) as archive:
        for entry, file in _entries(archive):
            if entry.name in (HEAD, LIST):
                documents[entry.name] = _document(file)
            elif entry.name.startswith(PAGES):
                _insist_on_page(source, entry.name, file.read())
                pages += 1
            else:
                found[entry.name] = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
                progress(entry.name.split("/")[0], 0, 0)
    head, listed = documents.get(HEAD), documents.get(LIST)
    if head is None or not {"format", "migrations", "tables", "written_at"} <= head.keys():
        raise CannotRestore(f"{source} is no backup of Qawl.")
    if head["format"] > FORMAT:
        raise CannotRestore(f"{source} was written by a newer Qawl, in a form unknown here.")
    if listed is None:
        raise CannotRestore(f"{source} breaks off: it is not whole.")
    hashes = {part["name"]: part["sha256"] for part in listed["parts"]}
    if hashes != found or pages != listed.get("raw_pages", 0):
        raise CannotRestore(f"{source} is damaged: its parts are not those that were written.")
    return Backup(
        head["written_at"], head["migrations"], head["tables"], listed["rows"], hashes, pages
    )


def _insist_on_page(source: Path, name: str, compressed: bytes) -> None:
    try:
        raw_pages.unpacked(_hash_in(name), compressed)
    except raw_pages.RawPageLost:
        raise CannotRestore(f"{source} is damaged: {name} is not what was written.") from None


def _hash_in(name: str) -> str:
    return name.removeprefix(PAGES).removesuffix(".gz")


@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        with source.open("rb") as file, tarfile.open(fileobj=file, mode="r|") as archive:
            yield archive
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, ValueError) as error:
        raise CannotRestore(f"{source} cannot be read as a backup: {error}") from error


def _entries(archive: tarfile.TarFile) -> Iterator[tuple[tarfile.TarInfo, IO[bytes]]]:
    for entry in archive:
        file = archive.extractfile(entry)
        if file is None:
            raise CannotRestore("A backup holds files only.")
        yield entry, file


def _document(file: IO[bytes]) -> dict[str, Any]:
    document = json.loads(file.read())
    if not isinstance(document, dict):
        raise CannotRestore("The backup's head is not readable.")
    return document


def _insist_on_schema(backup: Backup) -> None:
    known = {tuple(each) for each in MigrationLoader(connection).disk_migrations}
    theirs = {(app, name) for app, name in backup.migrations}
    if unknown := sorted(theirs - known):
        named = ", ".join(f"{app} {name}" for app, name in unknown[:3])
        raise CannotRestore(
            f"The backup is of a newer Qawl ({named}): update this one first, then restore."
        )
    ours = {(app, name) for app, name in migrations()}
    if ours != theirs or tables() != backup.tables:
        missing = ", ".join(f"{app} {name}" for app, name in sorted(ours ^ theirs)[:3])
        raise CannotRestore(
            f"The backup is of another state of the database ({missing or 'other columns'}):"
            " restore it with the version that wrote it, then update."
        )


def _empty() -> None:
    with connection.cursor() as cursor:
        # No trigger tells an index of rows that are cut off all at once.
        cursor.execute("SELECT statements_have_changed(array_agg(id)) FROM statements_statement")
        names = sql.SQL(", ").join(map(sql.Identifier, [*tables(), LOGINS]))
        _run(cursor, sql.SQL("TRUNCATE {} CASCADE").format(names))


def _load(source: Path, backup: Backup, progress: Progress) -> None:
    """Parts come in the order of their rows; references are checked when all are there."""
    order = list(backup.tables)
    # The history comes with the backup: bringing it back is no part of it.
    with _opened(source) as archive, pgtrigger.ignore(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for entry, file in _entries(archive):
            table = entry.name.split("/")[0]
            if entry.name not in backup.hashes or table not in backup.tables:
                continue
            progress(table, order.index(table), len(order))
            command = sql.SQL("COPY {} ({}) FROM STDIN").format(
                sql.Identifier(table),
                sql.SQL(", ").join(map(sql.Identifier, backup.tables[table])),
            )
            with gzip.GzipFile(fileobj=file) as packed, cursor.copy(command) as rows:
                while block := packed.read(BLOCK):
                    rows.write(block)
        for table, count in backup.rows.items():
            _run(cursor, sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
            if cursor.fetchone()[0] != count:
                raise CannotRestore(f"Not all rows of {table} arrived; nothing was changed.")
    progress("", len(order), len(order))


def _load_raw_pages(source: Path, backup: Backup, progress: Progress) -> None:
    if not backup.raw_pages:
        return
    with _opened(source) as archive, _found_by_hash():
        pages = (
            (_hash_in(entry.name), file.read())
            for entry, file in _entries(archive)
            if entry.name.startswith(PAGES)
        )
        for done, (sha256, inside) in enumerate(raw_pages.several(_keep, pages)):
            progress("raw pages", done, backup.raw_pages)
            if inside is not None:
                outside = Snapshot.objects.filter(sha256=sha256, compressed__isnull=True)
                outside.update(compressed=inside)


@contextmanager
def _found_by_hash() -> Iterator[None]:
    """An index that nothing else needs; no constraint may be waiting to be checked then."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "CREATE INDEX restored_by_hash ON statements_snapshot (sha256) WHERE compressed IS NULL"
        )
        yield
        cursor.execute("DROP INDEX restored_by_hash")


def _keep(page: tuple[str, bytes]) -> tuple[str, bytes | None]:
    sha256, compressed = page
    return sha256, raw_pages.keep(sha256, compressed)


def _make_waiting_due() -> None:
    """Nothing that waits is in this instance's queue, whatever the backup says of it."""
    lost = timezone.now() - 2 * LOST_AFTER
    with pgtrigger.ignore():
        Article.objects.filter(state=Article.State.WAITING).update(queued_at=lost)
        Arrival.objects.waiting().update(queued_at=None)


def waiting_now() -> tuple[int, int]:
    """Articles and pages that workers are about to be given."""
    articles = Article.objects.filter(state=Article.State.WAITING)
    return articles.count(), Arrival.objects.waiting().count()


def _run(cursor: CursorWrapper, statement: sql.Composed, values: Sequence[str] = ()) -> None:
    """As text, which is what those who watch over statements can read."""
    cursor.execute(statement.as_string(cursor.connection), values)


def _count_on(names: list[str]) -> None:
    """Numbers of new rows go on after those restored."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.table_name::text, c.column_name::text,"
            " pg_get_serial_sequence(quote_ident(c.table_name), c.column_name)"
            " FROM information_schema.columns c"
            " WHERE c.table_schema = current_schema() AND c.table_name = ANY(%s)"
            " AND pg_get_serial_sequence(quote_ident(c.table_name), c.column_name) IS NOT NULL",
            [names],
        )
        for table, column, sequence in cursor.fetchall():
            _run(
                cursor,
                sql.SQL(
                    "SELECT setval(%s, COALESCE((SELECT max({}) FROM {}), 0) + 1, false)"
                ).format(sql.Identifier(column), sql.Identifier(table)),
                [sequence],
            )
