"""A page as a row of text blocks, what stands around the article cut away first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from lxml import etree, html

from statements.ingestion.lines import Line

_NEVER_TEXT = frozenset(
    ["script", "style", "noscript", "template", "svg", "iframe", "nav", "aside", "footer", "button", "select", "option", "input", "textarea", "object", "embed", "marquee", "video", "audio", "canvas", "figcaption", "dialog", "menu", "map", "area", "amp-sidebar", "amp-ad", "amp-iframe", "amp-social-share", "amp-carousel", "amp-video", "amp-analytics", "amp-consent"]
)
_WITHOUT_TITLE = frozenset({"header", "form", "figure", "label"})
_KEPT = frozenset({"html", "body", "main", "article", "head"})
_BLOCK = frozenset(
    ["html", "body", "div", "p", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "tbody", "thead", "tr", "td", "th", "blockquote", "pre", "address", "center", "fieldset", "form", "figure", "hr", "details", "summary", "tfoot", "caption"]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SURROUNDINGS = frozenset(
    ["related", "relateds", "recommend", "recommended", "recommendation", "recommendations", "similar", "alsoread", "readalso", "readmore", "read-also", "also-read", "more-news", "more-posts", "latest", "popular", "mostread", "most-read", "most-viewed", "trending", "trend", "sidebar", "widget", "widgets", "comment", "comments", "disqus", "respond", "reply", "share", "shares", "sharing", "sharer", "social", "socials", "addtoany", "sharedaddy", "newsletter", "subscribe", "subscription", "abonnement", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "ariane", "ticker", "marquee", "breaking", "nav", "navbar", "navigation", "menu", "menus", "site-footer", "page-footer", "main-footer", "footer-widgets", "colophon", "cookie", "cookies", "consent", "gdpr", "rgpd", "modal", "popup", "banner", "advert", "adverts", "advertisement", "advertising", "ad", "ads", "adsbygoogle", "adv", "pub", "publicite", "sponsor", "sponsored", "promo", "outbrain", "taboola", "tags", "tag-list", "tag-links", "tagcloud", "post-tags", "hashtags", "pagination", "pager", "prevnext", "bio", "authorbox", "caption", "credit", "credits", "jp-relatedposts", "paywall", "login", "signin", "search", "toolbar", "rating", "ratings", "copyright", "topbar", "weather", "meteo", "prayer", "currency", "bourse", "carousel", "slider", "skip-link", "screen-reader", "sr-only", "visually-hidden", "whatsapp", "facebook", "telegram", "font-size", "fontsize", "text-size", "toc", "a2a", "voir-aussi", "lire-aussi", "alire", "a-lire", "wp-caption", "legend", "legende", "photo-credit"]
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_PROTECTED_SHARE = 0.6
_AUTHOR_NAMES = frozenset(
    ["author", "authors", "byline", "writer", "auteur", "auteurs", "kateb", "editor", "reporter", "journalist", "vcard", "fn"]
)


@dataclass(slots=True)
class Block:
    """One paragraph's worth of text. ``owner`` is the element it stands in."""

    text: str
    owner: html.HtmlElement
    link_characters: int = 0
    stamp: str | None = None
    byline: bool = False

    @property
    def heading(self) -> int:
        for element in (self.owner, *self.owner.iterancestors()):
            if element.tag in _HEADINGS:
                return _HEADINGS[element.tag]
            if element.tag in ("div", "article", "section", "td", "body"):
                break
        return 0

    @property
    def link_share(self) -> float:
        return self.link_characters / max(1, len(self.text))

    def line(self) -> Line:
        return Line(self.text, self.link_share, self.owner.tag in ("p", "blockquote"), self.heading)


@dataclass(slots=True)
class _Run:
    """Text that is being collected until the next block boundary."""

    pieces: list[str] = field(default_factory=list)
    link: int = 0
    stamp: str | None = None
    byline: bool = False


def cut_surroundings(root: html.HtmlElement) -> None:
    """Take navigation, teasers, comments, share bars and their like out of the tree."""
    body = page_body(root)
    total = max(1, _prose_length(body))
    stack = list(body)
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or _is_surrounding(element, total):
            element.drop_tree()
        else:
            stack.extend(element)


def page_body(root: html.HtmlElement) -> html.HtmlElement:
    """The element under which the page's text is."""
    body = root.find("body")
    return root if body is None else body


def _is_surrounding(element: html.HtmlElement, total: int) -> bool:
    tag = element.tag
    if tag in _NEVER_TEXT:
        return True
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return not _holds_article(element, total)
    if tag in _KEPT:
        return False
    if tag in _WITHOUT_TITLE or _names(element) & _SURROUNDINGS or _has_side_role(element):
        return not _holds_article(element, total)
    return False


def _has_side_role(element: html.HtmlElement) -> bool:
    return (element.get("role") or "") in {
        "navigation",
        "search",
        "complementary",
        "contentinfo",
        "dialog",
        "menu",
    }


def _names(element: html.HtmlElement) -> frozenset[str]:
    return _parts(f"{element.get('class') or ''} {element.get('id') or ''}")


@lru_cache(maxsize=4096)
def _parts(attributes: str) -> frozenset[str]:
    """Class and id, whole and in parts: ``td-post-sharing`` → td, post, sharing, post-sharing …"""
    words = attributes.split()
    names: set[str] = {"site-footer"} if "footer" in words else set()
    for word in words[:40]:
        lowered = _CAMEL.sub("-", word).lower().replace("_", "-")
        names.add(lowered)
        parts = lowered.split("-")
        names.update(parts)
        names.update(map("-".join, pairwise(parts)))
    return frozenset(names)


def _holds_article(element: html.HtmlElement, total: int) -> bool:
    if next(element.iter("h1"), None) is not None and len(element.text_content()) > 20:
        return element.tag != "label"
    if any(
        "articleBody" in (inner.get("itemprop") or "")
        for inner in element.iter("div", "section", "article")
    ):
        return True
    return _prose_length(element) >= _PROTECTED_SHARE * total


def _prose_length(element: html.HtmlElement) -> int:
    """Characters in runs long enough to be sentences, links left out."""
    length = 0
    for inner in element.iter():
        if isinstance(inner.tag, str) and inner.tag not in (
            "a",
            "script",
            "style",
            "noscript",
            "template",
        ):
            length += len(inner.text or "") if len(inner.text or "") > 60 else 0
        tail = inner.tail or ""
        if len(tail) > 60 and inner is not element:
            length += len(tail)
    return length


def text_blocks(root: html.HtmlElement) -> list[Block]:
    """The page's text in reading order, cut at block elements and line breaks."""
    blocks: list[Block] = []
    run = _Run()
    owner = root
    for event, element in _walk(root):
        is_break = element.tag == "br" or element.tag in _BLOCK
        if is_break:
            _close(run, owner, blocks)
            run = _Run()
        if event == "start":
            _note(element, run)
            owner = element if element.tag in _BLOCK else owner
            _collect(run, element.text, element)
        else:
            parent = element.getparent()
            owner = _block_of(parent) if is_break and parent is not None else owner
            _collect(run, element.tail, parent if parent is not None else element)
    _close(run, owner, blocks)
    return blocks


def _walk(root: html.HtmlElement) -> Iterator[tuple[str, html.HtmlElement]]:
    """Start and end of each element, without recursion: pages may be nested very deep."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if isinstance(element.tag, str):
            yield event, element


def _block_of(element: html.HtmlElement) -> html.HtmlElement:
    while element.tag not in _BLOCK and element.getparent() is not None:
        element = element.getparent()
    return element


def _note(element: html.HtmlElement, run: _Run) -> None:
    """Marks that bylines carry: a machine-readable date, a class or relation that says author."""
    if element.tag == "time" or "datePublished" in (element.get("itemprop") or ""):
        run.stamp = run.stamp or element.get("datetime") or element.get("content")
    elif element.tag == "abbr" and "published" in (element.get("class") or ""):
        run.stamp = run.stamp or element.get("title")
    if (
        element.get("rel") == "author"
        or element.get("itemprop") == "author"
        or _names(element) & _AUTHOR_NAMES
    ):
        run.byline = True


def _collect(run: _Run, text: str | None, within: html.HtmlElement) -> None:
    if not text:
        return
    run.pieces.append(text)
    if within.tag == "a" or any(ancestor.tag == "a" for ancestor in within.iterancestors("a")):
        run.link += len(_SPACE.sub(" ", text))


def _close(run: _Run, owner: html.HtmlElement, blocks: list[Block]) -> None:
    text = _SPACE.sub(" ", "".join(run.pieces)).strip(" ")
    if text or run.stamp:
        blocks.append(Block(text, owner, run.link, run.stamp, run.byline))
