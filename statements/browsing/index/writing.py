"""Writing the index: all of it anew, or what has changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from tantivy import Index, IndexWriter, Schema

from statements.browsing.index.entries import BATCH, all_keys, entries_of
from statements.browsing.index.form import document, schema
from statements.browsing.index.journal import Journal, commit_of
from statements.browsing.index.queries import with_keys

_MEMORY_TO_FILL = 200_000_000
_MEMORY_TO_FOLLOW = 30_000_000


@contextmanager
def _writer(folder: Path, memory: int) -> Iterator[tuple[IndexWriter, Schema]]:
    """One thread: the documents are made by this process, which is what takes the time."""
    of = schema()
    writer = Index(of, str(folder)).writer(memory, 1)
    try:
        yield writer, of
    finally:
        writer.wait_merging_threads()


def fill(folder: Path, progress: Callable[[int], None] | None = None) -> int:
    """Write all published statements into an empty folder; returns how many there are."""
    written = seen = 0
    with _writer(folder, _MEMORY_TO_FILL) as (writer, of):
        for keys in all_keys():
            for entry in entries_of(keys):
                writer.add_document(document(entry, of))
                written += 1
            seen += len(keys)
            if progress:
                progress(seen)
        writer.commit()
    return written


class Changes:
    """Takes changes of statements into an index, as long as it is open; there is one at a time."""

    def __init__(self, folder: Path) -> None:
        self._schema = schema()
        self._writer = Index(self._schema, str(folder)).writer(_MEMORY_TO_FOLLOW, 1)
        self._commit, self._journal = commit_of(folder), Journal(folder)

    def take(self, keys: Collection[int]) -> None:
        """Write these statements as they are in the database now, and commit."""
        rest = iter(keys)
        while some := list(islice(rest, BATCH)):
            self._writer.delete_documents_by_query(with_keys(self._schema, some))
            for entry in entries_of(some):
                self._writer.add_document(document(entry, self._schema))
        before, self._commit = self._commit, self._writer.commit()
        self._journal.add(before, self._commit, keys)

    def close(self) -> None:
        """Wait for what is being merged, and let go of the folder."""
        self._writer.wait_merging_threads()
