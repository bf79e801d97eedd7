"""Log lines as data: every line of a task carries the task's id and what the task is about."""

from __future__ import annotations

import inspect
import re
from typing import Any

import structlog
from structlog.contextvars import bind_contextvars, clear_contextvars, merge_contextvars

# Text from the web must not begin a line of its own, nor steer a terminal.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def on_one_line(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """A processor that writes control characters as escapes."""
    return {name: _escaped(value) for name, value in event.items()}


def _escaped(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return _CONTROL.sub(lambda match: match[0].encode("unicode_escape").decode(), value)


def formatter(style: str) -> dict[str, Any]:
    """The formatter of logging's dictConfig: ``json`` for machines, ``line`` for eyes."""
    ending: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, on_one_line]
    if style == "json":
        ending += [
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    else:
        plain = structlog.dev.plain_traceback
        ending += [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=plain)]
    return {
        "()": "structlog.stdlib.ProcessorFormatter",
        "foreign_pre_chain": [
            merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        "processors": ending,
    }


def carry_the_subject(task_id: str, task: Any, args: Any, kwargs: Any, **_: Any) -> None:
    """Bind the task and what it is about: `article_id` of its signature becomes `article`."""
    clear_contextvars()
    bind_contextvars(task=task.name, task_id=task_id)
    try:
        given = inspect.signature(task.run).bind(*(args or ()), **(kwargs or {})).arguments
    except TypeError:
        return
    subjects = {name[:-3]: value for name, value in given.items() if name.endswith("_id")}
    bind_contextvars(**subjects)


def drop_the_subject(**_: Any) -> None:
    """The next line of this process is about something else."""
    clear_contextvars()
