"""The folder of the index on this host: one build is in use, and beside it the next may be made.

index/in-use                → 20250422-101500-123
index/20250422-101500-123/  files/  cursor.json  alive
"""

from __future__ import annotations

import fcntl
import json
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from statements.browsing.index.changes import database, snapshot_now
from statements.browsing.index.form import FORM
from statements.browsing.index.writing import fill

_IN_USE = "in-use"


@dataclass(frozen=True, slots=True)
class Cursor:
    """Up to where a build has followed: all that ``snapshot`` sees is in it."""

    snapshot: str
    database: str
    form: int = FORM


@dataclass(frozen=True, slots=True)
class Build:
    """One copy of the index in a folder of its own."""

    folder: Path

    @property
    def files(self) -> Path:
        """Tantivy's own."""
        return self.folder / "files"

    @property
    def cursor_file(self) -> Path:
        """Written anew with every commit."""
        return self.folder / "cursor.json"

    @property
    def alive_file(self) -> Path:
        """Touched whenever the follower has seen that nothing is missing."""
        return self.folder / "alive"

    @property
    def torn_file(self) -> Path:
        """There where somebody could not read the build, with what was said."""
        return self.folder / "torn"

    def cursor(self) -> Cursor | None:
        """None where there is none that can be used."""
        try:
            return Cursor(**json.loads(self.cursor_file.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def move_to(self, cursor: Cursor) -> None:
        """Say that everything up to there is committed."""
        new = self.cursor_file.with_suffix(".new")
        new.write_text(json.dumps(asdict(cursor)), "utf-8")
        new.replace(self.cursor_file)

    def tell_alive(self) -> None:
        """Say that nothing is missing at this moment."""
        self.alive_file.touch()

    def tell_torn(self, reason: str) -> None:
        """Say that it cannot be read; it is not read again."""
        if self.folder.is_dir():
            self.torn_file.write_text(reason, "utf-8")


def in_use(root: Path) -> Build | None:
    """The build that answers, whatever state it is in."""
    try:
        return Build(root / (root / _IN_USE).readlink())
    except OSError:
        return None


def build_anew(root: Path, progress: Callable[[int], None] | None = None) -> Build:
    """Make a whole build beside the one in use, and put it in its place at once."""
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(root):
        name = f"{time.strftime('%Y%m%d-%H%M%S')}-{time.time_ns() % 10**9:09}"
        build = Build(root / name)
        build.files.mkdir(mode=0o700, parents=True)
        # Read before the rows are: what changes while they are read will be taken in afterwards.
        cursor = Cursor(snapshot_now(), database())
        fill(build.files, progress)
        build.move_to(cursor)
        _put_in_use(root, name)
        _remove_others(root, name)
    return build


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """One builder at a time; a second one waits."""
    with (root / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _put_in_use(root: Path, name: str) -> None:
    new = root / f"{_IN_USE}.new"
    new.unlink(missing_ok=True)
    new.symlink_to(name)
    new.replace(root / _IN_USE)


def _remove_others(root: Path, name: str) -> None:
    """Files that are still open stay readable to whoever has opened them."""
    for other in root.iterdir():
        if other.is_dir() and not other.is_symlink() and other.name != name:
            shutil.rmtree(other, ignore_errors=True)
