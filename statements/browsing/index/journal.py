"""Which statements the last commits of an index changed: all else in it is as it was before.

A file beside the index, written anew after each commit; it tells of the last few thousand
statements. Where it does not reach back far enough, a reader counts anew.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

_MOST = 5_000  # statements it tells of


@dataclass
class Journal:
    """The file as its only writer sees it."""

    files: Path
    _commits: deque[tuple[int, int, list[int]]] = field(default_factory=deque)

    def add(self, before: int, now: int, changed: Collection[int]) -> None:
        """Tell that these statements changed from one commit to the next."""
        self._commits.append((before, now, list(changed)))
        while sum(len(keys) for _, _, keys in self._commits) > _MOST:
            self._commits.popleft()
        path = _path(self.files)
        new = path.with_suffix(".new")
        new.write_text(json.dumps(list(self._commits)), "utf-8")
        new.replace(path)


def commit_of(files: Path) -> int:
    """The number that tantivy gave the last commit of the index in that folder."""
    return int(json.loads((files / "meta.json").read_text("utf-8"))["opstamp"])


def changed_between(files: Path, before: int, now: int) -> set[int] | None:
    """The statements that changed from one commit to a later one; None where it is not known."""
    if before == now:
        return set()
    changed: set[int] = set()
    for begun, ended, keys in _read(files):
        if begun == before:
            changed.update(keys)
            before = ended
        if before == now:
            return changed
    return None


def _read(files: Path) -> list[tuple[int, int, list[int]]]:
    try:
        found: list[tuple[int, int, list[int]]] = json.loads(_path(files).read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return found


def _path(files: Path) -> Path:
    return files.parent / "journal.json"
