"""How gunicorn serves Qawl: `gunicorn --config python:config.gunicorn config.wsgi`."""

import os
import signal
from typing import Any

from config.services.orphans import die_with_parent

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
# Imported once and shared: half the time to start, and less memory.
preload_app = True
timeout = 60
# The most that it takes: a longer address is refused before Qawl sees it, in plain English.
limit_request_line = 8190
graceful_timeout = 5
control_socket_disable = True


def post_fork(server: Any, worker: Any) -> None:
    """Workers end at once with a killed master."""
    die_with_parent(signal.SIGTERM, worker.ppid)
