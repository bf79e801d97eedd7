"""The index as a web process sees it: whether it can answer now, and what if it fails."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from statements.browsing.by_database import DatabaseBrowser
from statements.browsing.by_index import IndexBrowser
from statements.browsing.index.builds import Build, in_use
from statements.browsing.index.columns import TooManyValues, carry_over
from statements.browsing.index.form import FORM
from statements.browsing.index.journal import changed_between
from statements.browsing.index.opened import Broken, OpenIndex
from statements.browsing.model import (
    Browser,
    Dimension,
    Glance,
    Question,
    Rows,
    Series,
    Window,
)

log = logging.getLogger(__name__)
Answer = TypeVar("Answer")

BEHIND_AFTER = 3.0  # seconds in which the follower says nothing


class State(StrEnum):
    """What can be said of the index of this host."""

    FRESH = "fresh"
    BEHIND = "behind"
    TORN = "torn"
    MISSING = "missing"

    @property
    def label(self) -> str:
        """For people."""
        return str(_LABELS[self])


_LABELS = {
    State.FRESH: _("the index answers"),
    State.BEHIND: _("the index is behind, the database answers"),
    State.TORN: _("the index cannot be read, the database answers"),
    State.MISSING: _("there is no index, the database answers"),
}


def state_of(root: Path) -> tuple[State, Build | None]:
    """What to think of the index in that folder, at this moment."""
    build = in_use(root)
    if build is None:
        return State.MISSING, None
    if build.torn_file.exists():
        return State.TORN, build
    try:
        age = time.time() - build.alive_file.stat().st_mtime
    except OSError:
        return State.BEHIND, build
    return (State.FRESH if age < BEHIND_AFTER else State.BEHIND), build


@dataclass
class Watched:
    """The index of one folder, opened once in this process and refreshed when it was written."""

    root: Path
    _open: OpenIndex | None = None
    _build: Build | None = None
    _written: tuple[int, int] | None = None
    _said: State | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def browser(self) -> Browser | None:
        """What answers by the index, if it can be relied on."""
        state, build = state_of(self.root)
        if state == State.FRESH and build is not None:
            with Broken() as broken:
                found = self._refreshed(build)
                self._say(State.FRESH if found else State.BEHIND)
                return Fallible(IndexBrowser(found), build) if found else None
            build.tell_torn(broken.reason)
            state = State.TORN
        self._say(state)
        return None

    def _refreshed(self, build: Build) -> OpenIndex | None:
        written = _written(build)
        with self._lock:
            if build != self._build:
                cursor = build.cursor()
                if cursor is None or cursor.form != FORM:
                    return None
                self._open, self._build = OpenIndex(build.files), build
            elif written != self._written and self._open is not None:
                before, self._open = self._open, self._open.renewed()
                changed = changed_between(build.files, before.commit, self._open.commit)
                if changed is not None:
                    carry_over(before, self._open, changed)
            self._written = written
            return self._open

    def _say(self, state: State) -> None:
        """Once for each change."""
        if state != self._said:
            level = logging.INFO if state == State.FRESH else logging.WARNING
            log.log(level, "who answers questions", extra={"index": state.value})
            self._said = state


def _written(build: Build) -> tuple[int, int]:
    status = build.cursor_file.stat()
    return status.st_ino, status.st_mtime_ns


@dataclass(frozen=True)
class Fallible:
    """Asks the index; where that fails says that it is torn, and asks the database."""

    index: Browser
    build: Build
    database: Browser = field(default_factory=DatabaseBrowser)

    def rows(self, question: Question, window: Window) -> Rows:
        """The rows of one page."""
        return self._ask(lambda browser: browser.rows(question, window))

    def glances(self, *wanted: tuple[Question, int]) -> list[Glance]:
        """For each question so many of the newest rows, and their number; all asked at once."""
        return self._ask(lambda browser: browser.glances(*wanted))

    def total(self, question: Question) -> int:
        """How many published statements the question asks for."""
        return self._ask(lambda browser: browser.total(question))

    def counts(
        self, question: Question, dimensions: Collection[Dimension]
    ) -> Mapping[Dimension, Mapping[str, int]]:
        """Statements for each value that has any; each dimension's own choice is left out."""
        return self._ask(lambda browser: browser.counts(question, dimensions))

    def split(
        self, question: Question, dimensions: Collection[Dimension]
    ) -> Mapping[Dimension, Mapping[str, int]]:
        """Statements for each value, all of them such as the question asks for."""
        return self._ask(lambda browser: browser.split(question, dimensions))

    def months(self, question: Question) -> Mapping[date, int]:
        """First day of a month → statements in it; the days asked for are left out."""
        return self._ask(lambda browser: browser.months(question))

    def series(self, question: Question) -> Series:
        """(First day of a month, or None where no day is known; stance) → statements."""
        return self._ask(lambda browser: browser.series(question))

    def pairs(
        self, question: Question, speakers: Collection[str], ministries: Collection[str]
    ) -> Mapping[tuple[str, str], int]:
        """(Speaker, ministry) → statements of the one that address the other, of these alone."""
        return self._ask(lambda browser: browser.pairs(question, speakers, ministries))

    def _ask(self, question: Callable[[Browser], Answer]) -> Answer:
        with Broken() as broken:
            try:
                return question(self.index)
            except TooManyValues:
                return question(self.database)
        log.error("the index cannot be read", extra={"reason": broken.reason})
        self.build.tell_torn(broken.reason)
        return question(self.database)
