"""A progress bar for what has a known number of steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


@contextmanager
def progress_bar(stream: TextIO) -> Iterator[Callable[[str, int, int], None]]:
    """A function to call with (what is being done, steps done, all steps); 0 steps: unknown."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(file=stream), transient=True) as progress:
        bar = progress.add_task("", total=None)

        def advance(doing: str, done: int, total: int) -> None:
            progress.update(bar, description=doing, completed=done, total=total or None)

        yield advance
