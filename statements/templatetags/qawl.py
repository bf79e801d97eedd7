"""What templates need beyond Django's own: languages, numbers, names, query strings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import template
from django.http import QueryDict
from django.template.context import Context
from django.urls import reverse, translate_url
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override

from people.models.names import Name
from people.resolution.wording import explained
from statements import provenance
from statements.charts.bars import Bar
from statements.models import Statement

register = template.Library()

_SPACE_BETWEEN_THOUSANDS = "\u202f"
_ARABIC = re.compile("[\u0600-\u06ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
# A whole address; or from one Arabic letter to the last before a quotation mark, a comma or a
# letter of another script.
_ISLANDS = re.compile(
    r'(https?://\S*[^\s.]|[\u0600-\u06ff](?:[\u0600-\u06ff\s\d":.!?()-]*[\u0600-\u06ff])?)'
)


@register.simple_tag(takes_context=True)
def url_in(context: Context, language: str) -> str:
    """The address of this very page, query string included, in another language."""
    here = context["request"].get_full_path()
    there = translate_url(here, language)
    if there != here or language == get_language():
        return there
    with override(language):  # a page that is not there has no translation: go to the front
        return reverse("home")


@register.simple_tag(takes_context=True)
def jinja(context: Context, template: str) -> SafeString:
    """A part that lists share, which Jinja2 draws; it is given all that this page knows."""
    from statements.drawing import draw  # which says numbers as this module does

    given: Any = context.flatten()
    return draw(template, given)


@register.simple_tag(takes_context=True)
def statement_row(context: Context) -> SafeString:
    """The page's ``statement``, or what a row shows of it; ``hide_…`` leave out what was said."""
    from statements.drawing import draw
    from statements.rows import Row, row_of

    given: Any = context.flatten()
    told = given["statement"]
    return draw("_row.html", given | {"row": told if isinstance(told, Row) else row_of(told)})


@register.simple_tag
def query_with(query: str, **changes: Any) -> str:
    """A query string with some parameters set: ``?a=1&page=2``."""
    changed = QueryDict(query, mutable=True)
    for name, value in changes.items():
        changed[name] = str(value)
    return f"?{changed.urlencode()}"


@register.filter
def grouped(number: int) -> str:
    """A whole number with its thousands set apart as the reader's language does."""
    separator = "," if get_language() == "en" else _SPACE_BETWEEN_THOUSANDS
    return f"{number:,}".replace(",", separator)


@register.filter
def digits_of_the_most(bars: Sequence[Bar]) -> int:
    """How many digits the largest count has: all of a picture's bars leave the same room for it."""
    return len(str(max((bar.count for bar in bars), default=0)))


@register.filter
def scripts_apart(text: str) -> SafeString:
    """A line of several scripts as HTML, each Arabic part and each address an island.

    Without it the parts of a French citation would stand in the order of an Arabic line.
    """
    pieces = enumerate(_ISLANDS.split(text))  # every second one is an island
    return format_html_join(
        "", "{}", ((format_html("<bdi>{}</bdi>", one) if n % 2 else one,) for n, one in pieces)
    )


@register.filter
def percent(probability: float) -> str:
    """A probability as a whole number of hundredths."""
    return f"{probability:.0%}".replace("%", "\u202f%")


@register.filter
def sureness(probability: float) -> str:
    """The level of a probability, as stylesheets know it."""
    return provenance.certainty_in_words(probability)[0]


@register.filter
def plain(number: float) -> str:
    """A number as SVG wants it, whatever the reader's language."""
    return f"{number:g}"


@register.filter
def half(number: float) -> str:
    """Half of a number, as SVG wants it."""
    return plain(number / 2)


@register.filter
def tongue(text: str) -> str:
    """The language that a text in another script than the page's is read aloud in: ar or fr.

    Names are known in Arabic and in Latin letters; a screen reader needs to be told which it meets.
    """
    return "ar" if _ARABIC.search(text) else "fr" if get_language() == "ar" else str(get_language())


@register.filter
def spoken(text: str) -> SafeString:
    """The ``lang`` attribute for a name that is not in the reader's language, with its blank."""
    reader = (get_language() or "ar")[:2]
    if isinstance(text, Name):
        told = text.language
    elif _ARABIC.search(str(text)):
        told = "ar"
    else:
        told = "fr" if reader == "ar" and _LATIN.search(str(text)) else reader
    return SafeString("") if told == reader else format_html(' lang="{}"', told)


@register.filter
def direction(language: str) -> str:
    """``rtl`` for Arabic, else ``ltr``."""
    return "rtl" if language == "ar" else "ltr"


@register.filter
def said_by(statement: Statement) -> str:
    """The speaker's name as a reader should see it."""
    return provenance.speaker_name(statement)


@register.filter
def web_address(url: str) -> str:
    """An address that may stand in a link: of the web, or none at all."""
    return url if url.lower().startswith(("https://", "http://")) else ""


@register.filter
def addressed(statement: Statement) -> list[Any]:
    """The institutions that a statement is addressed to."""
    return [row for row in statement.institutions.all() if row.relation == "addressed"]


@register.filter
def mentioned(statement: Statement) -> list[Any]:
    """The institutions that a statement only talks about."""
    return [row for row in statement.institutions.all() if row.relation == "mentioned"]


@register.filter
def why(reason: str) -> str:
    """Why a candidate fits a name, in an editor's words."""
    return explained(reason)
