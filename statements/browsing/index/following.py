"""Keeping the index of this host up to date."""

from __future__ import annotations

import fcntl
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from statements.browsing.index.builds import Build, Cursor, build_anew, in_use
from statements.browsing.index.changes import (
    TOO_OLD,
    TimeWentBack,
    changes_since,
    database,
    forget_old_changes,
)
from statements.browsing.index.comparing import Count
from statements.browsing.index.form import FORM
from statements.browsing.index.opened import Broken, OpenIndex
from statements.browsing.index.writing import Changes

log = logging.getLogger(__name__)

PAUSE = 0.15  # seconds between two looks
_CURSOR_EVERY = 30.0
_FORGET_EVERY = 3600.0


class AlreadyFollowed(Exception):
    """Another process keeps the index in this folder up to date."""


@dataclass
class Follower:
    """Looks for changes again and again; builds the index where there is none that can be used."""

    root: Path
    _build: Build | None = None
    _cursor: Cursor = field(default_factory=lambda: Cursor("", ""))
    _changes: Changes | None = None
    _kept_at: float = 0.0
    _forgot_at: float = 0.0
    _count: Count = field(default_factory=Count)

    def follow(self, is_over: Callable[[], bool]) -> None:
        """Until that is so. Raises `AlreadyFollowed` where another process does the same."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.root / "follower").open("w") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise AlreadyFollowed(str(self.root)) from error
            try:
                while not is_over():
                    self.look()
                    time.sleep(PAUSE)
            finally:
                self._let_go()

    def look(self) -> int:
        """Take in what has changed; returns how many statements were."""
        with Broken() as broken:
            self._use_current()
            counted = self._count.finished()
            taken = self._take()
            if counted is not None and self._count.holds():
                self._compare_with(counted)
            return taken
        self._let_go()
        log.warning("the index is torn and is built anew", extra={"reason": broken.reason})
        self._build_anew()
        return self._take()

    def _use_current(self) -> None:
        current = in_use(self.root)
        if current is not None and current == self._build and self._changes is not None:
            if current.torn_file.exists():
                self._let_go()
                self._build_anew()
            return
        self._let_go()
        reason = _unusable(current)
        if current is None or reason:
            log.warning("the index is built", extra={"reason": reason or "there is none"})
            self._build_anew()
        else:
            self._open(current, Count(due_at=time.monotonic()))

    def _build_anew(self) -> None:
        self._open(build_anew(self.root), Count())

    def _open(self, build: Build, count: Count) -> None:
        cursor = build.cursor()
        assert cursor is not None
        self._build, self._cursor = build, cursor
        self._changes = Changes(build.files)
        self._count = count

    def _compare_with(self, counted: int) -> None:
        """As many statements as the database has, or it is built anew."""
        assert self._build is not None
        if OpenIndex(self._build.files).searcher.num_docs != counted:
            log.warning("the index has another number of statements and is built anew")
            self._let_go()
            self._build_anew()

    def _take(self) -> int:
        assert self._build is not None
        assert self._changes is not None
        try:
            now, keys = changes_since(self._cursor.snapshot)
        except TimeWentBack:
            log.warning("the database has been restored, and the index is built anew")
            self._let_go()
            self._build_anew()
            return self._take()
        self._cursor = replace(self._cursor, snapshot=now)
        if keys:
            self._changes.take(keys)
            self._count.spoil()
        self._keep(is_due=bool(keys))
        self._build.tell_alive()
        return len(keys)

    def _keep(self, *, is_due: bool) -> None:
        assert self._build is not None
        at = time.monotonic()
        if is_due or at - self._kept_at > _CURSOR_EVERY:
            self._build.move_to(self._cursor)
            self._kept_at = at
        if at - self._forgot_at > _FORGET_EVERY:
            forget_old_changes()
            self._forgot_at = at

    def _let_go(self) -> None:
        if self._changes is not None:
            with Broken():  # its files may have gone
                self._changes.close()
        self._build = self._changes = None


def _unusable(build: Build | None) -> str:
    """Why a build cannot be followed on; empty where it can."""
    cursor = build.cursor() if build else None
    if build is None or cursor is None:
        return "there is none"
    if build.torn_file.exists():
        return "it is torn"
    if cursor.form != FORM:
        return "it is of another form"
    if cursor.database != database():
        return "it is of another database"
    age = timedelta(seconds=time.time() - build.cursor_file.stat().st_mtime)
    return "it has not been followed for days" if age > TOO_OLD else ""
