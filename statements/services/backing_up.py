"""One file with everything that the database holds: pages as fetched, statements, rulings, history.

A tar of gzipped COPY streams, several parts to a big table, and of the raw pages that are kept
outside the database, between a head that says which schema they fit and a list of hashes that says
the file is whole. A raw page's name is its hash. It needs no program of PostgreSQL's, so
it is written and read alike wherever the database runs.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from psycopg import sql

from statements import raw_pages
from statements.models import Snapshot

FORMAT = 2
PAGES = "raw_pages/"
HEAD, LIST = "qawl-backup.json", "list.json"
PART_BYTES = 64 * 2**20
# Who is logged in where is nobody's record, the state of the schema is in the head, and what has
# changed lately is told to indexes of this database, by its own numbers of transactions.
LEFT_OUT = frozenset({"django_session", "django_migrations", "statements_statementchange"})

Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Written:
    """What a backup holds: rows by table, raw pages from outside, and the bytes of the file."""

    rows: dict[str, int] = field(default_factory=dict)
    raw_pages: int = 0
    lost_pages: list[str] = field(default_factory=list)
    bytes: int = 0


def tables() -> dict[str, list[str]]:
    """Every table of ours with its columns, those left out that the database itself computes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name::text, array_agg(column_name::text ORDER BY ordinal_position)"
            " FROM information_schema.columns JOIN information_schema.tables"
            " USING (table_schema, table_name)"
            " WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
            " AND is_generated = 'NEVER' GROUP BY 1 ORDER BY 1"
        )
        return {name: columns for name, columns in cursor.fetchall() if name not in LEFT_OUT}


def migrations() -> list[list[str]]:
    """The migrations that this database has been through."""
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def write_backup(target: Path, progress: Progress) -> Written:
    """Write everything as of one moment; nobody has to stop working meanwhile.

    The file appears under its name only when it is whole. Raises OSError where it cannot be
    written, StorageSilent where raw pages cannot be had; those lost are named. ``progress`` is told
    the table, and how many of how many are done.
    """
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.unfinished")
    try:
        with unfinished.open("xb") as file, _one_moment():
            written = _write(file, progress)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    written.bytes = target.stat().st_size
    return written


@contextmanager
def _one_moment() -> Iterator[None]:
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _write(file: IO[bytes], progress: Progress) -> Written:
    written = Written()
    columns = tables()
    parts: list[dict[str, Any]] = []
    with tarfile.open(fileobj=file, mode="w|") as archive:
        head = {
            "format": FORMAT,
            "written_at": timezone.now().isoformat(),
            "migrations": migrations(),
            "tables": columns,
        }
        _add(archive, HEAD, _as_json(head))
        for done, (table, names) in enumerate(columns.items()):
            progress(table, done, len(columns))
            written.rows[table] = 0
            for part in _parts(table, names, written):
                parts.append(part)
                _add_file(archive, part["name"], part.pop("file"))
        _add_raw_pages(archive, written, progress)
        listed = {"parts": parts, "rows": written.rows, "raw_pages": written.raw_pages}
        _add(archive, LIST, _as_json(listed))
    progress("", len(columns), len(columns))
    return written


def _add_raw_pages(archive: tarfile.TarFile, written: Written, progress: Progress) -> None:
    outside = Snapshot.objects.filter(compressed__isnull=True).order_by("sha256")
    hashes = list(outside.values_list("sha256", flat=True).distinct())
    for done, (sha256, compressed) in enumerate(raw_pages.several(_raw_page, hashes)):
        progress("raw pages", done, len(hashes))
        if compressed is None:
            written.lost_pages.append(sha256)
        else:
            written.raw_pages += 1
            _add(archive, f"{PAGES}{sha256}.gz", compressed)


def _raw_page(sha256: str) -> tuple[str, bytes | None]:
    try:
        return sha256, raw_pages.compressed_of(sha256)
    except raw_pages.RawPageLost:
        return sha256, None


def _parts(table: str, columns: list[str], written: Written) -> Iterator[dict[str, Any]]:
    """The table's rows as gzipped parts in temporary files, each with the hash of its bytes."""
    command = sql.SQL("COPY (SELECT {} FROM {}) TO STDOUT").format(
        sql.SQL(", ").join(map(sql.Identifier, columns)), sql.Identifier(table)
    )
    with connection.cursor() as cursor, cursor.copy(command) as rows:
        blocks = iter(rows)
        number = 0
        while True:
            with tempfile.TemporaryFile() as file:
                size, count = _fill(file, blocks)
                if not count:
                    return
                written.rows[table] += count
                number += 1
                yield {
                    "name": f"{table}/{number:05}.copy.gz",
                    "sha256": _sha256(file),
                    "bytes": size,
                    "file": file,
                }


def _fill(file: IO[bytes], blocks: Iterator[Any]) -> tuple[int, int]:
    """One part: (bytes before compression, rows, each of which COPY ends with a line feed)."""
    size = count = 0
    with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=1, mtime=0) as packed:
        for block in blocks:
            packed.write(block)
            size += len(block)
            count += bytes(block).count(b"\n")
            if size >= PART_BYTES:
                break
    return size, count


def _sha256(file: IO[bytes]) -> str:
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]


def _as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    _add_file(archive, name, io.BytesIO(content))


def _add_file(archive: tarfile.TarFile, name: str, file: IO[bytes]) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = file.seek(0, os.SEEK_END)
    entry.mode = 0o600
    file.seek(0)
    archive.addfile(entry, file)
