"""Make the data folder ready, and hold it: one running copy for each folder."""

import fcntl
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.utils import get_random_secret_key

from config.services.accounts import Account
from config.services.errors import CannotStart
from config.services.places import DataFolder

# A socket's path holds 107 bytes on Linux and 103 on macOS; the longest name that goes in there.
_LONGEST_RUN = 103 - len("/.s.PGSQL.5432.lock")
_PLAIN = re.compile(r"[\w./-]+", re.ASCII)
_SECONDS_TO_END = 30
_LONGEST_LOG = 10_000_000


@contextmanager
def held(data: DataFolder) -> Iterator[int]:
    """Create the folder and hold it; gives the descriptor that the children inherit.

    The first lock ends with the supervisor. The second is held by every child too, so a start
    soon after a kill waits until PostgreSQL and Valkey have really gone.
    """
    try:
        # Open to pass through as root, because PostgreSQL then runs under another account.
        data.root.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
        ours = _open(data.root / "lock")
        theirs = _open(data.root / "lock.children")
        _lock_against_other_copies(data, ours)
        _wait_for_earlier_children(data, theirs)
        data.logs.mkdir(mode=0o700, exist_ok=True)
        _set_long_logs_aside(data.logs)
        if not data.secret_key():
            _write_secret_key(data.secret_key_file)
    except OSError as error:
        raise CannotStart(f"Cannot use the data folder {data.root}: {error.strerror}.") from error
    try:
        yield theirs
    finally:
        os.close(theirs)
        os.close(ours)


def _set_long_logs_aside(logs: Path) -> None:
    for log in logs.glob("*.log"):
        if log.stat().st_size > _LONGEST_LOG:
            log.replace(log.with_suffix(".log.1"))


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def _lock_against_other_copies(data: DataFolder, ours: int) -> None:
    if not _locked(ours):
        pid = os.pread(ours, 20, 0).decode("ascii", "replace").strip()
        raise CannotStart(f"Qawl is already running on {data.root} (process {pid}).")
    os.truncate(ours, 0)
    os.pwrite(ours, f"{os.getpid()}\n".encode("ascii"), 0)


def _wait_for_earlier_children(data: DataFolder, theirs: int) -> None:
    deadline = time.monotonic() + _SECONDS_TO_END
    while not _locked(theirs):
        if time.monotonic() > deadline:
            raise CannotStart(f"Processes of an earlier run still use {data.root}.")
        time.sleep(0.1)


def _write_secret_key(path: Path) -> None:
    new = path.with_suffix(".new")
    new.touch(mode=0o600)
    new.write_text(get_random_secret_key(), "ascii")
    new.replace(path)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def make_run_folder(data: DataFolder, account: Account | None) -> Path:
    """The folder of the sockets, empty and private; behind a link where the path does not do."""
    place = data.root / "run"
    if place.is_symlink():
        shutil.rmtree(place.resolve(), ignore_errors=True)
        place.unlink()
    shutil.rmtree(place, ignore_errors=True)
    if _fits_sockets(place) and (account is None or account.reaches(data.root)):
        place.mkdir(mode=0o700)
    else:
        place.symlink_to(tempfile.mkdtemp(prefix="qawl-", dir="/tmp"))
    if account:
        account.owns(data.run)
    return data.run


def _fits_sockets(place: Path) -> bool:
    path = os.path.realpath(place)
    return len(os.fsencode(path)) <= _LONGEST_RUN and _PLAIN.fullmatch(path) is not None


def make_postgres_home(data: DataFolder, account: Account | None) -> Path:
    """PostgreSQL's own folder: in the data folder, or behind a link where `nobody` can reach it."""
    place = data.root / "postgres"
    if not place.exists():
        if account and not account.reaches(data.root):
            place.unlink(missing_ok=True)
            place.symlink_to(tempfile.mkdtemp(prefix="qawl-", dir="/var/lib"))
        else:
            place.mkdir(mode=0o700)
        if account:
            account.owns(place.resolve())
    return place.resolve()
