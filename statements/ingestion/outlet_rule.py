"""A small rule, declared and not programmed, for an outlet whose layout defeats the general ones.

    body = ["div.txt", "div.txt-2"]      # the elements that hold the text
    title = "div.headline"
    author = "span.pen"
    published = "time"                   # its datetime or content attribute, else its words
    without = [".promo", "p.note"]       # cut away before anything is read

Values are CSS selectors, one or a list. What a rule does not name is read by the general rules.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any, cast

from cssselect import SelectorError
from lxml import html
from lxml.cssselect import CSSSelector

from statements.ingestion.blocks import text_blocks
from statements.ingestion.bylines import Byline, author_name
from statements.ingestion.dates import PrintedDate, parse_stamp, publication_date
from statements.ingestion.headline import page_title
from statements.ingestion.lines import LineKind, read_line
from statements.ingestion.markup import PageFacts
from statements.ingestion.model import NotAnArticle
from statements.ingestion.plain_text import Parts

Selectors = tuple[CSSSelector, ...]

_NO_WORDS = ("script", "style", "noscript", "template", "svg", "iframe", "button", "head")
# Lines that give themselves away by their words, wherever they stand.
_NO_TEXT = frozenset(
    {
        LineKind.READ_ALSO, LineKind.SHARE, LineKind.NEWSLETTER, LineKind.PAYWALL,
        LineKind.CONTROLS, LineKind.COUNTER, LineKind.COOKIE, LineKind.RIGHTS,
    }
)  # fmt: skip


class Fault(StrEnum):
    SYNTAX = "syntax"
    KEY = "key"
    VALUE = "value"
    SELECTOR = "selector"


class BadRule(ValueError):
    """The rule cannot be used: ``fault`` says why, ``what`` in which place."""

    def __init__(self, fault: Fault, what: str) -> None:
        self.fault, self.what = fault, what
        super().__init__(f"{_FAULTS[fault]}: {what}")


_FAULTS = {
    Fault.SYNTAX: "This is no TOML",
    Fault.KEY: "A rule has only body, title, author, published and without, not",
    Fault.VALUE: "A CSS selector in quotation marks, or a list of them, is needed for",
    Fault.SELECTOR: "This is no CSS selector",
}


@dataclass(frozen=True, slots=True)
class OutletRule:
    """The selectors of each part; None where the general rules read it."""

    body: Selectors | None = None
    title: Selectors | None = None
    author: Selectors | None = None
    published: Selectors | None = None
    without: Selectors | None = None


@lru_cache(maxsize=256)
def read_rule(text: str) -> OutletRule | None:
    """The rule that is declared; None where the text is empty. Raises BadRule."""
    try:
        table = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise BadRule(Fault.SYNTAX, str(error)) from error
    known = {field.name for field in fields(OutletRule)}
    for key in table:
        if key not in known:
            raise BadRule(Fault.KEY, key)
    if not table:
        return None
    return OutletRule(**{key: _selectors(key, value) for key, value in table.items()})


def _selectors(key: str, value: Any) -> Selectors:
    listed = value if isinstance(value, list) else [value]
    if not listed or not all(isinstance(each, str) and each.strip() for each in listed):
        raise BadRule(Fault.VALUE, key)
    return tuple(map(_selector, listed))


def _selector(words: str) -> CSSSelector:
    try:
        return CSSSelector(words, translator="html")
    except SelectorError as error:
        raise BadRule(Fault.SELECTOR, f"{words} ({error})") from error


def read_by_rule(
    root: html.HtmlElement,
    facts: PageFacts,
    rule: OutletRule,
    in_general: Callable[[html.HtmlElement, PageFacts], Parts],
) -> Parts:
    """The article as the rule declares it. Raises NotAnArticle where its body is not there."""
    for element in _matching(root, rule.without):
        element.drop_tree()
    own = _own_parts(root, facts, rule)
    if None not in (rule.body, rule.title, rule.author, rule.published):
        return own
    general = in_general(root, facts)
    return Parts(
        title=own.title or general.title or page_title((), facts, 0)[1],
        byline=Byline(
            general.byline.author if rule.author is None else own.byline.author,
            general.byline.date if rule.published is None else own.byline.date,
        ),
        paragraphs=general.paragraphs if rule.body is None else own.paragraphs,
    )


def _own_parts(root: html.HtmlElement, facts: PageFacts, rule: OutletRule) -> Parts:
    title = _words_of(root, rule.title)
    author = _words_of(root, rule.author)
    return Parts(
        title=title,
        byline=Byline(
            author and (author_name(author, facts.site) or author), _date(root, rule.published)
        ),
        paragraphs=() if rule.body is None else _paragraphs(root, rule.body, title),
    )


def _matching(root: html.HtmlElement, selectors: Selectors | None) -> list[html.HtmlElement]:
    """What any of them selects, in the page's order, nothing that lies in another of them."""
    chosen = {
        element
        for selector in selectors or ()
        for element in cast("list[html.HtmlElement]", selector(root))
    }
    chosen.discard(root)
    return [
        element
        for element in root.iter()
        if element in chosen and not any(above in chosen for above in element.iterancestors())
    ]


def _words_of(root: html.HtmlElement, selectors: Selectors | None) -> str | None:
    for element in _matching(root, selectors):
        said = element.get("content") or " ".join(element.text_content().split())
        if said:
            return said
    return None


def _date(root: html.HtmlElement, selectors: Selectors | None) -> PrintedDate | None:
    for element in _matching(root, selectors):
        stamp = element.get("datetime") or element.get("content") or ""
        date = parse_stamp(stamp) or publication_date(" ".join(element.text_content().split()))
        if date is not None:
            return date
    return None


def _paragraphs(root: html.HtmlElement, selectors: Selectors, title: str | None) -> tuple[str, ...]:
    found = tuple(
        text for element in _matching(root, selectors) for text in _texts(element) if text != title
    )
    if not found:
        raise NotAnArticle("The outlet's rule finds no text on the page: has its layout changed?")
    return found


def _texts(element: html.HtmlElement) -> Iterator[str]:
    for inner in list(element.iter(*_NO_WORDS)):
        if inner is not element:
            inner.drop_tree()
    for block in text_blocks(element):
        line = replace(block.line(), link_share=0.0)
        if block.text and read_line(line).kind not in _NO_TEXT:
            yield block.text
