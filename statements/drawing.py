"""Drawing with Jinja2: templates are given the words of the reader's language, worked out once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache, partial
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext, override, pgettext

from statements.models import Session, Statement
from statements.templatetags.qawl import grouped

_PAGES = ("statement", "speaker", "ministry", "session", "article")
_OF_A_ROW = ("hide_speaker", "hide_session", "hide_article", "hide_sample", "q")
_DAYS = 4096  # of which the words are kept


class _Words(dict[str, str]):
    """Message → its translation, looked up once."""

    def __missing__(self, message: str) -> str:
        self[message] = told = gettext(message)
        return told


def draw(
    template: str, context: Mapping[str, Any], request: HttpRequest | None = None
) -> SafeString:
    """The template drawn in the reader's language. What a row hides is nothing unless told."""
    given = {**dict.fromkeys(_OF_A_ROW), **context, **_said_in(get_language() or "ar")}
    drawn = render_to_string(template, given, request, using="jinja2")
    return mark_safe(drawn)  # noqa: S308 - Jinja2 has escaped it


@lru_cache
def _said_in(language: str) -> dict[str, Any]:
    """What templates say in a language. It is asked for while this is the reader's."""
    stances, states, types = Statement.Stance, Statement.ReviewStatus, Session.SessionType
    return {
        "_": _Words().__getitem__,
        "comma": pgettext("between names", ", "),
        "colon": pgettext("between a label and its text", ": "),
        "at": {name: reverse(name, args=["x"]).removesuffix("x/") for name in _PAGES},
        "stances": {value: str(label) for value, label in stances.choices},
        "reviews": {value: capfirst(str(label)) for value, label in states.choices},
        "session_types": {value: capfirst(str(label)) for value, label in types.choices},
        "number": _memory(language, grouped),
        "day": _memory(language, partial(_day, "j F Y")),
        "month": _memory(language, partial(_day, "F Y")),
        "long_day": _memory(language, partial(_day, "l j F Y")),
        "outlets": _memory(language, _outlets),
        "statement_count": _memory(language, _statement_count),
    }


def _memory(language: str, write: Callable[[Any], str]) -> Callable[[Any], str]:
    """The same, written once for each value."""

    @lru_cache(maxsize=_DAYS)
    def written(value: Any) -> str:
        with override(language):
            return write(value)

    return written


def _day(layout: str, day: date | datetime) -> str:
    return date_format(timezone.localdate(day) if isinstance(day, datetime) else day, layout)


def _outlets(number: int) -> str:
    told = ngettext("reported by %(number)s outlet", "reported by %(number)s outlets", number)
    return told % {"number": number}


def _statement_count(number: int) -> str:
    told = ngettext("%(shown)s statement", "%(shown)s statements", number)
    return told % {"shown": grouped(number)}
