"""Where on the page the article's text is: the smallest element that holds its prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import html

from statements.ingestion.blocks import Block

_CONTAINERS = frozenset(
    [
        "body",
        "div",
        "section",
        "article",
        "main",
        "td",
        "tr",
        "tbody",
        "table",
        "center",
        "form",
        "span",
        "font",
        "blockquote",
    ]
)
_DOMINANT = 0.75
_NAMED = 0.6
_INNER = 0.9
_BODY = r"(?:content|body|text|corps|contenu|entry|inner|details?|texte)"
_OWN_NAMES = re.compile(
    rf"(?:^|\s)(?:(?:entry|post|article|single|story|td-post|article__|news)[-_]{{0,2}}{_BODY}|"
    r"articlebody|storybody|newsbody|artcontent|the-content)(?:\s|$)",
    re.IGNORECASE,
)
_LOOSE_NAMES = re.compile(
    rf"(?:^|\s)(?:(?:content|node|page|text|detail|field--?name|main)[-_]{{1,2}}{_BODY}|texte?|corps|"
    r"body-?text)(?:\s|$)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Weight:
    """Prose inside an element, in characters and blocks."""

    characters: int = 0
    blocks: int = 0


def body_container(root: html.HtmlElement, prose: Sequence[Block]) -> html.HtmlElement | None:
    """The element that holds the page's prose and as little else as can be; None without prose."""
    weights = element_weights(prose)
    if root not in weights:
        return None
    current = root
    while (child := _dominant_child(current, weights)) is not None:
        current = child
    named = _named_body(current, weights)
    return current if named is None else named


def element_weights(prose: Sequence[Block]) -> dict[html.HtmlElement, Weight]:
    """How much of the prose each element holds."""
    weights: dict[html.HtmlElement, Weight] = {}
    for block in prose:
        for element in (block.owner, *block.owner.iterancestors()):
            weight = weights.setdefault(element, Weight())
            weight.characters += len(block.text)
            weight.blocks += 1
    return weights


def _dominant_child(
    element: html.HtmlElement, weights: dict[html.HtmlElement, Weight]
) -> html.HtmlElement | None:
    """The child with most of the prose; never a lone paragraph that only happens to be long."""
    whole = weights[element]
    for child in element:
        weight = weights.get(child)
        if weight is None or child.tag not in _CONTAINERS:
            continue
        if weight.characters < _DOMINANT * whole.characters:
            continue
        if weight.blocks > 1 or whole.blocks == 1:
            return child
    return None


def _named_body(
    current: html.HtmlElement, weights: dict[html.HtmlElement, Weight]
) -> html.HtmlElement | None:
    """An element whose name says that it is the text: it may be wider than the prose found it."""
    least = _NAMED * weights[current].characters
    within = {current, *current.iterdescendants()}
    named = [
        element
        for element, weight in weights.items()
        if weight.characters >= least and _is_named(element, element in within)
    ]
    if not named:
        return None
    most = max(weights[element].characters for element in named)
    inner = [element for element in named if weights[element].characters >= _INNER * most]
    return max(inner, key=lambda element: len(list(element.iterancestors())))


def _is_named(element: html.HtmlElement, within: bool) -> bool:
    if element.tag not in _CONTAINERS or element.tag == "body":
        return False
    if "articleBody" in (element.get("itemprop") or ""):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(_OWN_NAMES.search(names)) or (within and bool(_LOOSE_NAMES.search(names)))
