"""What has changed since a follower looked last, read so that no transaction is missed.

A follower keeps the snapshot that PostgreSQL gave it. What this snapshot does not see and a new one
does has been committed between the two, however long its transaction took.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from statements.models import StatementChange

KEPT = timedelta(days=7)
TOO_OLD = timedelta(days=6)

_NOW = "SELECT pg_current_snapshot()::text"
# The oid differs after a restore into a new database, where numbers of transactions start again.
_DATABASE = "SELECT oid::text || '/' || datname FROM pg_database WHERE datname = current_database()"
_SINCE = """
    SELECT pg_current_snapshot()::text, ARRAY(
        SELECT DISTINCT unnest(statements) FROM statements_statementchange
        WHERE transaction >= pg_snapshot_xmin(%(seen)s::pg_snapshot)::text::bigint
        AND NOT pg_visible_in_snapshot(transaction::text::xid8, %(seen)s::pg_snapshot)
    ), pg_snapshot_xmax(%(seen)s::pg_snapshot) <= pg_snapshot_xmax(pg_current_snapshot())
"""


class TimeWentBack(Exception):
    """The database is at an earlier time than the follower has seen: it has been restored."""


def snapshot_now() -> str:
    """What can be seen at this moment."""
    return _one(_NOW)


def database() -> str:
    """Which database this is."""
    return _one(_DATABASE)


def changes_since(seen: str) -> tuple[str, list[int]]:
    """What can be seen now, and the statements that have changed since."""
    with connection.cursor() as cursor:
        cursor.execute(_SINCE, {"seen": seen})
        now, keys, is_later = cursor.fetchone()
    if not is_later:
        raise TimeWentBack
    return now, keys


def forget_old_changes() -> None:
    """Delete what every follower has seen, or has become too old to be followed."""
    StatementChange.objects.filter(made_at__lt=timezone.now() - KEPT).delete()


def _one(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        (value,) = cursor.fetchone()
        return str(value)
