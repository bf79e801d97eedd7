"""A real web server on the database of a measurement, and how much memory it holds."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote
from urllib.request import urlopen

import psutil
from django.db import connection

PIECE = 1 << 16  # bytes read at a time
PATIENCE = 60  # seconds until it must answer


@dataclass(frozen=True)
class Taken:
    """What a request gave: seconds until the first byte and until the last, bytes, and the most
    memory that the server held meanwhile, in bytes."""

    first: float
    seconds: float
    size: int
    peak: int


@dataclass(frozen=True)
class Server:
    origin: str
    process: psutil.Process

    def memory(self) -> int:
        """Bytes that its processes hold for themselves."""
        family = [self.process, *self.process.children(recursive=True)]
        return sum(one.memory_full_info().uss for one in family)

    def take(self, address: str) -> Taken:
        """Read an answer to its end."""
        begun = time.perf_counter()
        with urlopen(f"{self.origin}{address}") as answer:
            size = len(answer.read1(PIECE))
            first = time.perf_counter() - begun
            peak = self.memory()
            watched = time.perf_counter()
            while piece := answer.read1(PIECE):
                size += len(piece)
                if time.perf_counter() - watched > 0.25:
                    peak, watched = max(peak, self.memory()), time.perf_counter()
        return Taken(first, time.perf_counter() - begun, size, peak)

    def get(self, address: str) -> None:
        """Read an answer to its end, and nothing else."""
        with urlopen(f"{self.origin}{quote(address, safe='/?=&%')}") as answer:
            answer.read()


def addresses() -> str:
    """Where another process finds the database of this measurement."""
    given = connection.settings_dict
    host = quote(given["HOST"], safe="")
    return f"postgresql://{given['USER']}@{host}/{given['NAME']}"


@contextmanager
def served(workers: int = 1, settings: str = "config.settings") -> Iterator[Server]:
    """Gunicorn as it is run in production, on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": settings,
        "DATABASE_URL": addresses(),
        "WEB_WORKERS": str(workers),
        "DATABASE_POOL_SIZE": "4",
    }
    command = [sys.executable, "-m", "gunicorn", "--config", "python:config.gunicorn"]
    command += ["--bind", f"127.0.0.1:{port}", "--timeout", "0", "config.wsgi"]
    process = subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL)
    try:
        server = Server(f"http://127.0.0.1:{port}", psutil.Process(process.pid))
        _wait_for(server)
        yield server
    finally:
        process.terminate()
        process.wait()


def _wait_for(server: Server) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            server.take("/healthz")
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return
