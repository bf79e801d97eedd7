"""`celery_worker`: a real worker in a process of its own, on the test database, that can be killed.

@pytest.mark.django_db(transaction=True)
def test_it_…(celery_worker):
    ingest(…)                    # queues with delay_on_commit
    celery_worker.kill()         # SIGKILL, as if the machine had lost power
    celery_worker.start()        # begun tasks are handed out again
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil
import pytest
from django.conf import settings
from django.db import connection

from config.celery import app
from config.services.orphans import bound_to_this_process

_SECONDS_TO_START = 120


class CeleryWorker:
    """A worker with one pool process, or more; `log` is what it printed."""

    def __init__(
        self, folder: Path, database_url: str, processes: int = 1, further: tuple[str, ...] = ()
    ) -> None:
        self._processes = processes
        self._further = further  # modules with tasks of their own
        self._log_path = folder / "worker.log"
        self._env = {**os.environ, "DATABASE_URL": database_url, "ONLY_WORKER": "1"}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it takes tasks; those of a killed one are handed out again."""
        argv = [sys.executable, "-m", "celery", "--app", "config", "worker"]
        argv += ["--concurrency", str(self._processes), "--loglevel", "INFO", "--without-gossip"]
        argv += ["--without-mingle", "--without-heartbeat"]
        argv += [f"--include={module}" for module in self._further]
        with self._log_path.open("wb") as log:
            self._process = subprocess.Popen(
                argv,
                cwd=settings.BASE_DIR,
                env=self._env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=bound_to_this_process(signal.SIGKILL),
            )
        self._wait_until_ready()

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + _SECONDS_TO_START
        while " ready." not in self.log:
            if self.process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"The worker did not start:\n{self.log}")
            time.sleep(0.05)

    @property
    def process(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "the worker was never started"
        return self._process

    @property
    def env(self) -> dict[str, str]:
        """What another process needs to work on the same database and queue."""
        return dict(self._env)

    @property
    def log(self) -> str:
        return self._log_path.read_text("utf-8", errors="replace")

    def pool(self) -> list[psutil.Process]:
        """The pool processes, where tasks run."""
        return list(psutil.Process(self.process.pid).children())

    def kill(self) -> None:
        """SIGKILL the worker; its pool process goes with it."""
        gone = self.pool() if self.process.poll() is None else []
        self.process.kill()
        self.process.wait()
        psutil.wait_procs(gone, timeout=10)

    def kill_pool(self) -> None:
        """SIGKILL the process in which tasks run; the worker starts another one."""
        for process in self.pool():
            process.kill()

    def wait_until(self, condition, seconds: float = 30) -> None:
        """Wait for something that the worker brings about; fail with its log when it does not."""
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                pytest.fail(f"Nothing after {seconds} s. The worker's log:\n{self.log}")
            time.sleep(0.02)


@pytest.fixture
def celery_worker(transactional_db: None, tmp_path: Path) -> Iterator[CeleryWorker]:
    """A started worker on an empty queue; killed after the test."""
    _empty_the_queue()
    name = connection.settings_dict["NAME"]
    user, host = connection.settings_dict["USER"], quote(settings.DATABASES["default"]["HOST"], "")
    worker = CeleryWorker(tmp_path, f"postgresql://{user}@{host}/{name}")
    worker.start()
    yield worker
    worker.kill()
    _empty_the_queue()


def _empty_the_queue() -> None:
    with app.connection_for_write() as broker:
        channel: Any = broker.default_channel
        channel.client.flushdb()
