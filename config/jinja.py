"""What templates in Jinja2 are given: they draw what a list has by the hundred."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext, ngettext, pgettext
from jinja2 import Environment, StrictUndefined

from statements.query_strings import joined
from statements.search import mark, said_of, snippet
from statements.templatetags import qawl


def environment(**options: Any) -> Environment:
    """Jinja2 with the words, addresses and filters that Django's own templates have."""
    options |= {"undefined": StrictUndefined, "trim_blocks": True}
    made = Environment(**options)  # noqa: S701 - Django asks for escaping
    made.globals.update(_=gettext, url=_url, static=static, comma=_comma, colon=_colon)
    made.globals.update(outlets=_outlets, statement_count=_statement_count, joined=joined)
    made.globals.update(said_of=said_of)
    made.filters.update(
        upfirst=lambda text: capfirst(str(text)), day=_day,
        long_day=lambda day: date_format(day, "l j F Y"), shortened=_shortened,
        month=lambda day: date_format(day, "F Y"), iso_day=_iso_day, marked=_marked, found=_found,
        grouped=qawl.grouped, plain=qawl.plain, direction=qawl.direction, said_by=qawl.said_by,
        addressed=qawl.addressed, bodies_beyond_roles=qawl.bodies_beyond_roles,
    )  # fmt: skip
    return made


def _url(name: str, *args: Any) -> str:
    return reverse(name, args=args)


def _comma() -> str:
    return pgettext("between names", ", ")


def _colon() -> str:
    return pgettext("between a label and its text", ": ")


def _outlets(number: int) -> str:
    told = ngettext("reported by %(number)s outlet", "reported by %(number)s outlets", number)
    return told % {"number": number}


def _statement_count(number: int) -> str:
    told = ngettext("%(shown)s statement", "%(shown)s statements", number)
    return told % {"shown": qawl.grouped(number)}


def _marked(text: str, query: str | None) -> str:
    return mark(text, query) if query else text


def _found(text: str, query: str | None) -> str:
    """The whole text, or what is around the words that were searched for."""
    return snippet(text, query) if query else text


def _day(day: date | datetime) -> str:
    if isinstance(day, datetime):
        day = timezone.localdate(day)
    return date_format(day, "j F Y")


def _iso_day(moment: datetime) -> str:
    return timezone.localdate(moment).isoformat()


def _shortened(text: str, characters: int) -> str:
    return Truncator(text).chars(characters)
