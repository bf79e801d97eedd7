"""On whose behalf records change: who asked for which page, which command, which task."""

from __future__ import annotations

from typing import Any

import pghistory
from celery import Task
from django.http import HttpRequest
from pghistory import middleware


class HistoryMiddleware(middleware.HistoryMiddleware):
    """Every change made while a page is answered remembers its user and its address."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request)
        # An account may be gone one day; what it did keeps its name.
        return {**context, "name": request.user.get_username()}


class RememberedTask(Task):  # type: ignore[type-arg]
    """Every change made by a task remembers which task it was."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        with pghistory.context(task=self.name, id=self.request.id):
            return super().__call__(*args, **kwargs)
