"""What templates in Jinja2 are given whatever the reader's language; the words are in drawing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from jinja2 import Environment, StrictUndefined

from statements.query_strings import joined
from statements.rows import Row
from statements.search import found_elsewhere, mark, said_of, snippet
from statements.templatetags import qawl


def environment(**options: Any) -> Environment:
    """Jinja2 with the addresses and filters that Django's own templates have."""
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(**options)  # noqa: S701 - Django asks for escaping
    made.globals.update(url=_url, joined=joined, said_of=said_of)
    made.filters.update(
        upfirst=lambda text: capfirst(str(text)), iso_day=_iso_day,
        marked=_marked, found=_found, also=_also, plain=qawl.plain, direction=qawl.direction,
        spoken=qawl.spoken,
    )  # fmt: skip
    return made


def _url(name: str, *args: Any) -> str:
    return reverse(name, args=args)


def _marked(text: str, query: str | None) -> str | SafeString:
    return mark(text, query) if query else text


def _found(text: str, query: str | None) -> str | SafeString:
    """The whole text, or what is around the words that were searched for."""
    return snippet(text, query) if query else text


def _also(row: Row, query: str | None) -> dict[str, SafeString]:
    """Where else a row was found, if what it shows does not hold all that was searched for."""
    if not query:
        return {}
    shown = [row.who, row.content, *(name for _, name in row.addressed)]
    elsewhere = {"addressee": " · ".join(row.addressed_as), "title": row.title}
    elsewhere |= {f"name {name}": name for name in row.other_names}
    return found_elsewhere(query, shown, elsewhere)


def _iso_day(moment: datetime) -> str:
    return timezone.localdate(moment).isoformat()
