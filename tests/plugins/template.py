"""A PostgreSQL cluster in which all migrations were already run, for every process to copy.

Running them takes many times as long as copying what they made. The first test process that finds
no cluster of just these migrations runs them, on an empty database as anybody would; the others
wait for it. It stays in the checkout's .pytest_cache until a migration changes.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

from config.services.accounts import Account
from config.services.folder import make_postgres_home, make_run_folder
from config.services.places import DATABASE_NAME, DATABASE_USER, DataFolder
from config.services.postgres import Postgres
from tests.plugins.starting import start

# There is nothing to keep when the machine goes down.
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")

_CHECKOUT = Path(__file__).resolve().parents[2]
_KEPT = _CHECKOUT / ".pytest_cache" / "migrated"
# What decides how a migrated database looks: our migrations, those of the installed packages, and
# how a cluster is made.
_MADE_FROM = (
    *sorted(_CHECKOUT.glob("*/migrations/*.py")),
    _CHECKOUT / "requirements-dev.txt",
    _CHECKOUT / "config/services/postgres.py",
)


def lay_out_migrated_cluster(home: Path, account: Account | None, scratch: Path) -> None:
    """A cluster in PostgreSQL's `home` with the database of `manage.py up`, migrated and empty."""
    with _held():
        shutil.copytree(_template(account, scratch), home / "cluster")
    if account:
        for path in (home / "cluster").rglob("*"):
            os.chown(path, account.uid, account.gid)
        account.owns(home / "cluster")


@contextmanager
def _held() -> Iterator[None]:
    _KEPT.mkdir(parents=True, exist_ok=True)
    with (_KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _template(account: Account | None, scratch: Path) -> Path:
    wanted = _KEPT / _digest()
    if not wanted.exists():
        for outdated in [path for path in _KEPT.iterdir() if path.is_dir()]:
            shutil.rmtree(outdated)
        unfinished = wanted.with_suffix(".new")
        _make(unfinished, account, DataFolder(scratch / "template"))
        unfinished.rename(wanted)
    return wanted


def _digest() -> str:
    content = hashlib.sha256()
    for path in _MADE_FROM:
        content.update(f"{path.relative_to(_CHECKOUT)}\0".encode())
        content.update(path.read_bytes())
    return content.hexdigest()[:16]


def _make(target: Path, account: Account | None, data: DataFolder) -> None:
    data.root.mkdir(mode=0o711)
    run = make_run_folder(data, account)
    postgres = Postgres(make_postgres_home(data, account), run, account, FORGETFUL)
    child = start(postgres.prepare(), postgres.answers, data.root)
    try:
        _migrate(postgres)
    finally:
        child.ask_to_stop()
        child.wait_or_kill()
    if child.ended() != 0:
        pytest.exit(f"PostgreSQL did not stop as it should: {child.last_words()}", 3)
    shutil.copytree(postgres.cluster, target)
    shutil.rmtree(data.root)


def _migrate(postgres: Postgres) -> None:
    postgres.ensure_database(DATABASE_NAME)
    url = f"postgresql://{DATABASE_USER}@{quote(str(postgres.run), safe='')}/{DATABASE_NAME}"
    done = subprocess.run(
        [sys.executable, _CHECKOUT / "manage.py", "migrate", "--verbosity", "0"],
        env={**os.environ, "DATABASE_URL": url},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.exit(f"The migrations failed:\n{done.stderr}", 3)
