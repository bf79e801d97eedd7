"""Throwaway PostgreSQL and Valkey, started by the first test that needs the database.

Each pytest process has its own, also under xdist, in a temporary data folder. They end with the
process, and the folder goes with them, even when pytest itself is killed.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from config.services.accounts import postgres_account
from config.services.children import Child, Program
from config.services.folder import make_postgres_home, make_run_folder
from config.services.orphans import die_with_parent
from config.services.places import DataFolder
from config.services.postgres import Postgres
from config.services.valkey import Valkey

# PostgreSQL's account must be able to pass through, and socket paths must be short.
FOLDER = Path(tempfile.mkdtemp(prefix="qawl-test-", dir="/tmp"))
FOLDER.chmod(0o711)

# Removes the folder when our end of its standard input closes, however that comes about.
_REMOVER = subprocess.Popen(
    ["sh", "-c", 'read -r _; for i in 1 2 3 4 5; do rm -rf "$0" && exit; sleep 1; done', FOLDER],
    stdin=subprocess.PIPE,
    stderr=subprocess.DEVNULL,
    start_new_session=True,
)

if "PYTEST_XDIST_WORKER" in os.environ:
    # A killed pytest takes its workers along, in the middle of a test too.
    die_with_parent(signal.SIGKILL)

for _name in ("DATABASE_URL", "REDIS_URL", "CACHE_URL", "DEBUG", "HTTPS", "SECRET_KEY"):
    os.environ.pop(_name, None)
os.environ |= {
    "QAWL_DATA": str(FOLDER),
    "SECRET_KEY": "only for tests",
    "DEVELOPMENT": "1",
    "DJANGO_SETTINGS_MODULE": "config.settings",
}

_children: list[Child] = []
_FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef, request: pytest.FixtureRequest) -> None:
    if fixturedef.argname == "django_db_setup":
        start_services()


def pytest_unconfigure(config: pytest.Config) -> None:
    stop_services()


def stop_services() -> None:
    """Stop both and remove their folder."""
    for child in reversed(_children):
        child.ask_to_stop()
        child.wait_or_kill()
    _children.clear()
    shutil.rmtree(FOLDER, ignore_errors=True)
    _REMOVER.communicate()


def start_services() -> None:
    """Start both; a second call does nothing."""
    if _children:
        return
    data, account = DataFolder(FOLDER), postgres_account()
    run = make_run_folder(data, account)
    postgres = Postgres(make_postgres_home(data, account), run, account, _FORGETFUL)
    valkey = Valkey(FOLDER / "redis", data.redis_socket)
    at_once = signal.SIGQUIT  # PostgreSQL's immediate shutdown: there is nothing to keep
    program = replace(postgres.prepare(), stop_signal=at_once, orphan_signal=at_once)
    _start(program, postgres.answers)
    _start(replace(valkey.prepare(), orphan_signal=signal.SIGKILL), valkey.answers)


def _start(program: Program, answers: Callable[[], bool]) -> None:
    child = Child(program, FOLDER / f"{program.name}.log")
    _children.append(child)
    deadline = time.monotonic() + 60
    while not answers():
        if child.ended() is not None or time.monotonic() > deadline:
            pytest.exit(f"{child.program.name} did not start: {child.last_words()}", 3)
        time.sleep(0.02)
