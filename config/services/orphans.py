"""A process whose parent was killed must not stay behind (Linux; elsewhere this does nothing)."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1


def die_with_parent(sent: signal.Signals, parent: int | None = None) -> None:
    """Ask the kernel to send `sent` to this process when its parent ends, however it ends.

    `parent` is the expected parent's id: if it has ended before the kernel was asked, stop now.
    """
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(sent))
    if parent is not None and os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def bound_to_this_process(sent: signal.Signals) -> Callable[[], None]:
    """A preexec_fn that binds the child to the process that builds it."""
    parent = os.getpid()
    return lambda: die_with_parent(sent, parent)
