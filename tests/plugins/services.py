"""Throwaway PostgreSQL and Valkey, started by the first test that needs the database.

Each pytest process has its own, also under xdist, in a temporary data folder. They end with the
process, and the folder goes with them, even when pytest itself is killed. The test database is made
from one that is migrated already; migrations that are not in it yet are run on top.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection

from config.services.accounts import postgres_account
from config.services.children import Child
from config.services.folder import make_postgres_home, make_run_folder
from config.services.orphans import die_with_parent
from config.services.places import DATABASE_NAME, DataFolder
from config.services.postgres import Postgres
from config.services.valkey import Valkey
from tests.plugins.starting import start
from tests.plugins.template import FORGETFUL, lay_out_migrated_cluster

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


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef, request: pytest.FixtureRequest) -> None:
    if fixturedef.argname == "django_db_setup":
        start_services()
        connection.settings_dict["TEST"]["TEMPLATE"] = DATABASE_NAME


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
    home = make_postgres_home(data, account)
    lay_out_migrated_cluster(home, account, FOLDER)
    postgres = Postgres(home, run, account, FORGETFUL)
    valkey = Valkey(FOLDER / "redis", data.redis_socket)
    at_once = signal.SIGQUIT  # PostgreSQL's immediate shutdown: there is nothing to keep
    program = replace(postgres.prepare(), stop_signal=at_once, orphan_signal=at_once)
    _children.append(start(program, postgres.answers, FOLDER))
    program = replace(valkey.prepare(), orphan_signal=signal.SIGKILL)
    _children.append(start(program, valkey.answers, FOLDER))
