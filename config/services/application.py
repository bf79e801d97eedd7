"""Web server, worker, scheduler and the follower of the index as `up` runs them."""

import os
import signal
import sys

from django.conf import settings

from config.services.children import Program

HOST = "127.0.0.1"


def programs(port: int) -> tuple[Program, Program, Program, Program]:
    """Web server, worker, scheduler, follower of the index."""
    checkout = settings.BASE_DIR
    env = {
        **os.environ,
        "QAWL_DATA": str(settings.DATA.root),
        "DEVELOPMENT": "1",
        "PYTHONUNBUFFERED": "1",
    }
    celery = [sys.executable, "-m", "celery", "--app", "config"]
    worker = [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO"]
    worker += ["--without-gossip", "--without-mingle"]
    beat = [*celery, "beat", "--loglevel", "INFO", "--pidfile", ""]
    web = [sys.executable, "-m", "gunicorn", "--config", "python:config.gunicorn"]
    web += ["--bind", f"{HOST}:{port}", "config.wsgi"]
    index = [sys.executable, str(checkout / "manage.py"), "follow_index"]
    worker_env = dict(env)
    if not settings.REDIS_URL:
        # The embedded queue is served by this worker alone.
        worker_env["ONLY_WORKER"] = "1"
    # A worker or scheduler whose broker is gone ignores polite signals. When the supervisor was
    # killed the broker goes too, so they are killed: a begun task is handed out again.
    return (
        Program("web", web, checkout, env, orphan_signal=signal.SIGQUIT),
        Program("worker", worker, checkout, worker_env, orphan_signal=signal.SIGKILL),
        Program("beat", beat, checkout, env, orphan_signal=signal.SIGKILL),
        Program("index", index, checkout, env),
    )
