"""Run a management command; what an operator can mend is said in one line, without a traceback."""

import sys
from pathlib import Path

import pghistory
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import InterfaceError, OperationalError

from config.services.places import is_listening


def run(argv: list[str]) -> int:
    """Run the command line and return the exit code."""
    try:
        if absent := _absent_for(argv[1:2]):
            print(absent, file=sys.stderr)
            return 1
        with pghistory.context(command=" ".join(argv[1:2])):
            execute_from_command_line(argv)
    except _unreachable() as error:
        line = absent_service(error)
        if line is None:
            raise
        print(line, file=sys.stderr)
        return 1
    except ImproperlyConfigured as error:
        print(f"Settings: {error}", file=sys.stderr)
        return 1
    return 0


# These meet the database where its failure is no exception that could be caught here.
_MEET_IT_ELSEWHERE = frozenset({"dbshell", "runserver"})


def _absent_for(command: list[str]) -> str | None:
    if not _MEET_IT_ELSEWHERE.intersection(command) or settings.DATABASE_URL:
        return None
    return _not_running("database", settings.DATA.postgres_socket)


def _unreachable() -> tuple[type[Exception], ...]:
    # Imported when something failed: most commands need neither, and redis takes its time.
    from kombu.exceptions import OperationalError as QueueError
    from redis.exceptions import ConnectionError as RedisConnectionError

    return OperationalError, InterfaceError, QueueError, RedisConnectionError


def absent_service(error: Exception) -> str | None:
    """The line to show when the failure is that PostgreSQL or Redis does not answer."""
    reason = str(error).strip().split("\n")[0]
    if not isinstance(error, OperationalError | InterfaceError):
        if settings.REDIS_URL:
            return f"The queue of REDIS_URL does not answer: {reason}"
        return _not_running("queue", settings.DATA.redis_socket)
    # What the server itself reported has a code, and deserves its traceback.
    if getattr(error.__cause__, "sqlstate", None) is not None:
        return None
    if settings.DATABASE_URL:
        return f"The database of DATABASE_URL does not answer: {reason}"
    return _not_running("database", settings.DATA.postgres_socket)


def _not_running(name: str, socket: Path) -> str | None:
    if is_listening(socket):
        return None
    return (
        f"Qawl's {name} is not running: start it with `make run`"
        f" (data folder {settings.DATA.root})."
    )
