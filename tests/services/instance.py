"""A real `manage.py up` in a process of its own, on a data folder and a port of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

import psutil
import psycopg
import redis
from django.conf import settings

from config.services.accounts import postgres_account
from config.services.folder import make_postgres_home
from config.services.orphans import bound_to_this_process
from config.services.places import DATABASE_NAME, DATABASE_USER, DataFolder
from tests.plugins.template import lay_out_migrated_cluster

CHECKOUT = Path(__file__).resolve().parents[2]
_SECONDS_TO_START = 240  # a new database is migrated, perhaps beside other work
_SECONDS_TO_END = 30


def environment(**changes: str) -> dict[str, str]:
    """The environment of a person who has set nothing but `changes`."""
    ours = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DEVELOPMENT", "PORT", "QAWL_DATA")
    return {k: v for k, v in os.environ.items() if k not in ours} | changes


def manage(*arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, CHECKOUT / "manage.py", *arguments],
        env=environment(**changes),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=240,
    )


def at(name: str) -> dict[str, str]:
    """The variables of a command that is to use this database of the tests' own PostgreSQL."""
    database = settings.DATABASES["default"]
    host = database["HOST"].replace("/", "%2F")
    url = f"postgresql://{database['USER']}@{host}/{name}"
    return {"DATABASE_URL": url, "QAWL_DATA": str(settings.DATA.root)}


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Instance:
    """Started with `start`; the data folder lives until `remove`."""

    def __init__(self) -> None:
        # PostgreSQL's account must be able to pass through, and socket paths must be short.
        self.parent = Path(tempfile.mkdtemp(prefix="qawl-up-", dir="/tmp"))
        self.parent.chmod(0o711)
        self.data = DataFolder(self.parent / "data")
        self.port = unused_port()
        self.output = self.parent / "output"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "it was never started"
        return self._process

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def variables(self) -> dict[str, str]:
        return {"QAWL_DATA": str(self.data.root), "PORT": str(self.port)}

    def printed(self) -> str:
        return self.output.read_text("utf-8")

    def lay_out_migrated_database(self) -> None:
        """For what is not about the first start: it then finds nothing to migrate."""
        account = postgres_account()
        self.data.root.mkdir(mode=0o711 if account else 0o700)
        home = make_postgres_home(self.data, account)
        lay_out_migrated_cluster(home, account, self.parent)

    def start(self) -> None:
        """Start it and wait for the line with the address."""
        with self.output.open("wb") as output:
            self._process = subprocess.Popen(
                [sys.executable, CHECKOUT / "manage.py", "up", "--no-samples"],
                env=environment(**self.variables),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                preexec_fn=bound_to_this_process(signal.SIGTERM),
            )
        wait_until(
            lambda: "Qawl is running" in self.printed() or self.process.poll() is not None,
            _SECONDS_TO_START,
            self.printed,
        )
        assert self.process.poll() is None, self.printed()

    def processes(self) -> list[psutil.Process]:
        """The supervisor and everything under it."""
        supervisor = psutil.Process(self.process.pid)
        return [supervisor, *supervisor.children(recursive=True)]

    def child(self, *words: str) -> psutil.Process:
        """The supervisor's child with these words in its command line."""
        children = psutil.Process(self.process.pid).children()
        return next(p for p in children if all(word in " ".join(p.cmdline()) for word in words))

    def end(self, number: signal.Signals) -> int:
        """Send a signal to the supervisor alone; its exit code."""
        self.process.send_signal(number)
        return self.process.wait(_SECONDS_TO_END)

    def answers(self) -> bool:
        try:
            with urlopen(f"{self.address}/healthz", timeout=5) as response:
                return bytes(response.read()) == b"ok\n"
        except OSError:
            return False

    def database(self) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.data.run), user=DATABASE_USER, dbname=DATABASE_NAME, autocommit=True
        )

    def queue(self) -> redis.Redis:
        return redis.Redis(unix_socket_path=str(self.data.redis_socket))

    def remove(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self.end(signal.SIGTERM)
        shutil.rmtree(self.parent)


def wait_until(condition, seconds, explain=lambda: "") -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"nothing after {seconds} s: {explain()}"
        time.sleep(0.05)


def still_running(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Those that have not ended in the time that a killed supervisor's children are given."""
    return list(psutil.wait_procs(processes, timeout=_SECONDS_TO_END)[1])
