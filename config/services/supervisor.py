"""`manage.py up`: start everything in order, keep it running, stop everything in order.

PostgreSQL or Valkey ending by itself stops everything. Web server, worker and scheduler are
started again, after a pause that doubles with each failure in a row.
"""

import re
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from config.services.children import Child, Program
from config.services.errors import CannotStart

_END_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_SECONDS_TO_ANSWER = 180  # a crowded machine takes a minute
_FAILURE = re.compile(r"error|fatal|panic|fail|cannot|can't|unable|crash|no space", re.IGNORECASE)
_LONGEST_PAUSE = 30.0
_STEADY_AFTER = 60.0


class Stop(BaseException):
    """Somebody asked for the end: Ctrl-C, SIGTERM or a closed terminal."""


@dataclass
class Restart:
    """When to start a failed program again."""

    program: Program
    at: float
    failures: int


@dataclass
class Supervisor:
    """Owner of all child processes. `say` prints one line for the person at the terminal."""

    logs: Path
    say: Callable[[str], None]
    # A descriptor for every child to hold: the lock on the data folder.
    kept_open: int | None = None
    services: list[Child] = field(default_factory=list)
    application: list[Child] = field(default_factory=list)
    _started: dict[str, float] = field(default_factory=dict)
    _failures: dict[str, int] = field(default_factory=dict)
    _restarts: list[Restart] = field(default_factory=list)

    def __post_init__(self) -> None:
        for number in _END_SIGNALS:
            # `nohup make run` outlives its terminal: what is ignored stays ignored.
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, _stop)

    def start_service(self, program: Program, answers: Callable[[], bool]) -> None:
        """Start a service that the rest stands on, and wait until it answers."""
        child = self._start(program)
        self.services.append(child)
        self.wait_until(child, answers)

    def start_application(self, program: Program) -> Child:
        """Start a program that may be started again when it ends."""
        child = self._start(program)
        self.application.append(child)
        return child

    def _start(self, program: Program) -> Child:
        self._started[program.name] = time.monotonic()
        return Child(program, self.logs / f"{program.name.lower()}.log", self.kept_open)

    def wait_until(self, child: Child, answers: Callable[[], bool]) -> None:
        """Wait for the child's first answer; its early end or its silence is an error."""
        deadline = time.monotonic() + _SECONDS_TO_ANSWER
        while not answers():
            name = child.program.name
            if child.ended() is not None:
                raise CannotStart(f"{name} did not start: {child.last_words()} ({child.log})")
            if time.monotonic() > deadline:
                raise CannotStart(f"{name} does not answer, see {child.log}.")
            time.sleep(0.05)

    def watch(self) -> None:
        """Keep everything running until Stop."""
        while True:
            for service in self.services:
                if service.ended() is not None:
                    raise CannotStart(
                        f"{service.program.name} ended by itself: {_why(service)}"
                        f" ({service.log}). Everything is stopped."
                    )
            for child in [child for child in self.application if child.ended() is not None]:
                self._plan_restart(child)
            self._start_what_is_due()
            time.sleep(0.25)

    def _plan_restart(self, child: Child) -> None:
        self.application.remove(child)
        name, now = child.program.name, time.monotonic()
        if now - self._started[name] > _STEADY_AFTER:
            self._failures[name] = 0
        failures = self._failures[name] = self._failures.get(name, 0) + 1
        pause = min(2.0 ** (failures - 1), _LONGEST_PAUSE)
        self._restarts.append(Restart(child.program, now + pause, failures))
        self.say(
            f"{name} ended ({_how(child.ended())}), starting it again in {pause:.0f} s;"
            f" see {child.log}."
        )

    def _start_what_is_due(self) -> None:
        for restart in [r for r in self._restarts if r.at <= time.monotonic()]:
            self._restarts.remove(restart)
            self.start_application(restart.program)

    def stop(self) -> None:
        """Stop the application, then the services, each in bounded time."""
        for number in _END_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        for child in self.application:
            child.ask_to_stop()
        for child in self.application:
            child.wait_or_kill()
        for child in reversed(self.services):
            child.ask_to_stop()
            child.wait_or_kill()


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stop


def _why(child: Child) -> str:
    """How it ended, with its last line where that tells of a failure."""
    how, words = _how(child.ended()), child.last_words()
    return f"{how}: {words}" if _FAILURE.search(words) else how


def _how(code: int | None) -> str:
    if code is not None and code < 0:
        return signal.Signals(-code).name
    return f"exit code {code}"
