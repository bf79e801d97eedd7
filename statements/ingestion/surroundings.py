"""What stands around an article on its page, cut out of the tree before the text is read."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import html

from statements.ingestion.bylines import read_byline
from statements.ingestion.names import (
    NEVER_TEXT,
    SIDE_ROLES,
    WITHOUT_TITLE,
    hints_at_surrounding,
    is_surrounding,
    names_of,
)

_KEPT = frozenset({"html", "body", "main", "article", "head"})
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_PROTECTED_SHARE = 0.6
_LOGO = 20  # characters: a heading that short is an outlet's name
_SENTENCE = 60


def cut_surroundings(root: html.HtmlElement) -> None:
    """Take navigation, teasers, comments, share bars and their like out of the tree."""
    body = page_body(root)
    _drop(body, lambda element: element.tag in NEVER_TEXT and not _is_signature(element))
    total = max(1, _prose_length(body))
    _drop(body, lambda element: _is_surrounding(element, total))


def _drop(body: html.HtmlElement, is_unwanted: Callable[[html.HtmlElement], bool]) -> None:
    stack = list(body)
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or is_unwanted(element):
            element.drop_tree()
        else:
            stack.extend(element)


def page_body(root: html.HtmlElement) -> html.HtmlElement:
    """The element under which the page's text is."""
    body = root.find("body")
    return root if body is None else body


def _is_surrounding(element: html.HtmlElement, total: int) -> bool:
    tag = element.tag
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return not _holds_article(element, total)
    if tag in _KEPT or _is_signature(element):
        return False
    names = names_of(element)
    if is_surrounding(names):
        return not _holds_title(element)
    if tag in WITHOUT_TITLE or hints_at_surrounding(names) or _has_side_role(element):
        return not _holds_article(element, total)
    return False


def _is_signature(element: html.HtmlElement) -> bool:
    """An article's own header or footer with nothing but who wrote it and when."""
    if element.tag not in ("header", "footer"):
        return False
    if next(element.iterancestors("article"), None) is None:
        return False
    byline = read_byline(" ".join(element.text_content().split()))
    return byline is not None and byline.date is not None


def _has_side_role(element: html.HtmlElement) -> bool:
    return (element.get("role") or "") in SIDE_ROLES


def _holds_article(element: html.HtmlElement, total: int) -> bool:
    return _holds_title(element) or _prose_length(element) >= _PROTECTED_SHARE * total


def _holds_title(element: html.HtmlElement) -> bool:
    if next(element.iter("h1"), None) is not None and len(element.text_content()) > _LOGO:
        return bool(element.tag != "label")
    inner = element.iter("div", "section", "article")
    return any("articleBody" in (found.get("itemprop") or "") for found in inner)


def _prose_length(element: html.HtmlElement) -> int:
    """Characters in runs long enough to be sentences, links left out."""
    length = 0
    for inner in element.iter():
        if isinstance(inner.tag, str) and inner.tag != "a":
            length += _if_long(inner.text)
        if inner is not element:
            length += _if_long(inner.tail)
    return length


def _if_long(text: str | None) -> int:
    return len(text) if text and len(text) > _SENTENCE else 0
