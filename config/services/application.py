"""Web server, worker and scheduler as `up` runs them."""

import os
import signal
import sys
from pathlib import Path

from config.services.children import Program
from config.services.places import DataFolder

HOST = "127.0.0.1"


def programs(checkout: Path, data: DataFolder, port: int) -> list[Program]:
    """In the order in which they start."""
    env = {
        **os.environ,
        "QAWL_DATA": str(data.root),
        "DEVELOPMENT": "1",
        "PYTHONUNBUFFERED": "1",
    }
    celery = [sys.executable, "-m", "celery", "--app", "config"]
    worker = [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO"]
    worker += ["--without-gossip", "--without-mingle"]
    beat = [*celery, "beat", "--loglevel", "INFO", "--pidfile", ""]
    web = [sys.executable, "-m", "gunicorn", "--config", "python:config.gunicorn"]
    web += ["--bind", f"{HOST}:{port}", "config.wsgi"]
    # A worker or scheduler whose broker is gone ignores polite signals. When the supervisor was
    # killed the broker goes too, so they are killed: a begun task is handed out again.
    return [
        Program("web", web, checkout, env, orphan_signal=signal.SIGQUIT),
        Program("worker", worker, checkout, _pooled(env, 2), orphan_signal=signal.SIGKILL),
        Program("beat", beat, checkout, env, orphan_signal=signal.SIGKILL),
    ]


def _pooled(env: dict[str, str], connections: int) -> dict[str, str]:
    return {"DATABASE_POOL_SIZE": str(connections), **env}
