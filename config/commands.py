"""Run a management command; what an operator can mend is said in one line, without a traceback."""

import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import InterfaceError, OperationalError

from config.services.places import is_listening


def run(argv: list[str]) -> int:
    """Run the command line and return the exit code."""
    try:
        execute_from_command_line(argv)
    except _unreachable():
        missing = missing_services()
        if missing is None:
            raise
        print(missing, file=sys.stderr)
        return 1
    except ImproperlyConfigured as error:
        print(f"Settings: {error}", file=sys.stderr)
        return 1
    return 0


def _unreachable() -> tuple[type[Exception], ...]:
    # Imported when something failed: most commands need neither, and redis takes its time.
    from kombu.exceptions import OperationalError as QueueError
    from redis.exceptions import ConnectionError as RedisConnectionError

    return OperationalError, InterfaceError, QueueError, RedisConnectionError


def missing_services() -> str | None:
    """The line to show when an embedded service that this command needs does not run."""
    names = []
    if not settings.DATABASE_URL and not is_listening(settings.DATA.postgres_socket):
        names.append("database")
    if not settings.REDIS_URL and not is_listening(settings.DATA.redis_socket):
        names.append("queue")
    if not names:
        return None
    verb = "is" if len(names) == 1 else "are"
    return (
        f"Qawl's {' and '.join(names)} {verb} not running: start with `make run`"
        f" (data folder {settings.DATA.root})."
    )
