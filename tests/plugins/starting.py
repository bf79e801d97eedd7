"""Start a service for the tests and wait for its first answer."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from config.services.children import Child, Program

_SECONDS_TO_START = 60


def start(program: Program, answers: Callable[[], bool], logs: Path) -> Child:
    """The running service; when it does not start, the whole run ends with its last words."""
    child = Child(program, logs / f"{program.name}.log")
    deadline = time.monotonic() + _SECONDS_TO_START
    while not answers():
        if child.ended() is not None or time.monotonic() > deadline:
            child.ask_to_stop()
            pytest.exit(f"{program.name} did not start: {child.last_words()}", 3)
        time.sleep(0.02)
    return child
