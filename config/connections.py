"""The database connection of a worker's process lasts from task to task.

Celery's own way with Django closes it, with the pool behind it, around every task: a database that
is asked anew each time reads its catalogue again, which costs more than storing an article.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from celery import Celery

# Its types know one of the two only.
from celery.fixups.django import DjangoFixup, DjangoWorkerFixup  # type: ignore[attr-defined]
from django.db import connections

# Seconds; so that what a session gathers at the database is given back now and then.
_RENEWED_AFTER = 600


def fixup(app: Celery) -> LastingFixup:
    """What Celery does for Django, with connections that last; named where the app is made."""
    lasting = LastingFixup(app)
    lasting.install()
    return lasting


class LastingConnections(DjangoWorkerFixup):  # type: ignore[misc]
    """One connection for each process; a task that finds it broken gets another one."""

    def on_worker_process_init(self, **kwargs: Any) -> None:
        """Drop what was inherited, and keep what is opened from here on; without a pool."""
        super().on_worker_process_init(**kwargs)
        for each in connections.settings.values():
            each |= {"CONN_MAX_AGE": _RENEWED_AFTER, "CONN_HEALTH_CHECKS": True}
            each["OPTIONS"].pop("pool", None)

    def close_database(self, **kwargs: Any) -> None:
        """Around each task: close connections that are old or broken, no others."""
        for each in connections.all(initialized_only=True):
            each.close_if_unusable_or_obsolete()


class LastingFixup(DjangoFixup):
    """Celery's fixup for Django, with these connections in its workers."""

    # Not made before it is asked for: until then the settings may be unknown.
    @cached_property
    def worker_fixup(self) -> LastingConnections:
        return LastingConnections(self.app)
