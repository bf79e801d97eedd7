"""Who ruled on which field: Django's own log of changes, read field by field."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import HttpRequest

from people.admin.acting import acting_user


@dataclass(frozen=True, slots=True)
class Ruling:
    """An editor set a field, then."""

    by: str
    at: datetime


def rulings_on(record: models.Model) -> dict[str, Ruling]:
    """The last ruling on each field of a record that the log knows of."""
    entries = (
        LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(record),
            object_id=str(record.pk),
            change_message__contains='"ruled"',
        )
        .select_related("user")
        .order_by("action_time", "pk")
    )
    return {
        name: Ruling(entry.user.get_username(), entry.action_time)
        for entry in entries
        for name in _fields_ruled(entry.change_message)
    }


def _fields_ruled(message: str) -> list[str]:
    try:
        parts = json.loads(message)
    except ValueError:
        return []
    return [name for part in parts if isinstance(part, dict) for name in part.get("ruled", [])]


def log_to_each(request: HttpRequest, records: Iterable[models.Model], message: str) -> None:
    """One line in the history of every record that an action changed."""
    LogEntry.objects.log_actions(acting_user(request).pk, list(records), CHANGE, message)
