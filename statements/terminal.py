"""Commands that print much end quietly when nobody reads on: evaluate … | head."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet_when_unread() -> Iterator[None]:
    """Print inside; a reader who has seen enough ends the command without an error."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
