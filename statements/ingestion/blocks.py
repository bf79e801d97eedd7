"""A page as a row of text blocks, what stands around the article cut away first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from lxml import etree, html

from statements.ingestion.lines import Line

_NEVER_TEXT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "nav",
        "aside",
        "footer",
        "button",
        "select",
        "option",
        "input",
        "textarea",
        "object",
        "embed",
        "marquee",
        "video",
        "audio",
        "canvas",
        "figcaption",
        "dialog",
        "menu",
        "map",
        "area",
        "amp-sidebar",
        "amp-ad",
        "amp-iframe",
        "amp-social-share",
        "amp-carousel",
        "amp-video",
        "amp-analytics",
        "amp-consent",
    ]
)
_WITHOUT_TITLE = frozenset({"header", "form", "figure", "label"})
_KEPT = frozenset({"html", "body", "main", "article", "head"})
_BLOCK = frozenset(
    [
        "html",
        "body",
        "div",
        "p",
        "section",
        "article",
        "main",
        "header",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "tbody",
        "thead",
        "tr",
        "td",
        "th",
        "blockquote",
        "pre",
        "address",
        "center",
        "fieldset",
        "form",
        "figure",
        "hr",
        "details",
        "summary",
        "tfoot",
        "caption",
    ]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SURROUNDINGS = frozenset(
    [
        "related",
        "relateds",
        "recommend",
        "recommended",
        "recommendation",
        "recommendations",
        "similar",
        "alsoread",
        "readalso",
        "readmore",
        "read-also",
        "also-read",
        "more-news",
        "more-posts",
        "latest",
        "popular",
        "mostread",
        "most-read",
        "most-viewed",
        "trending",
        "trend",
        "sidebar",
        "widget",
        "widgets",
        "comment",
        "comments",
        "disqus",
        "respond",
        "reply",
        "share",
        "shares",
        "sharing",
        "sharer",
        "social",
        "socials",
        "addtoany",
        "sharedaddy",
        "newsletter",
        "subscribe",
        "subscription",
        "abonnement",
        "breadcrumb",
        "breadcrumbs",
        "crumb",
        "crumbs",
        "ariane",
        "ticker",
        "marquee",
        "breaking",
        "nav",
        "navbar",
        "navigation",
        "menu",
        "menus",
        "site-footer",
        "page-footer",
        "main-footer",
        "footer-widgets",
        "colophon",
        "cookie",
        "cookies",
        "consent",
        "gdpr",
        "rgpd",
        "modal",
        "popup",
        "banner",
        "advert",
        "adverts",
        "advertisement",
        "advertising",
        "ad",
        "ads",
        "adsbygoogle",
        "adv",
        "pub",
        "publicite",
        "sponsor",
        "sponsored",
        "promo",
        "outbrain",
        "taboola",
        "tags",
        "tag-list",
        "tag-links",
        "tagcloud",
        "post-tags",
        "hashtags",
        "pagination",
        "pager",
        "prevnext",
        "bio",
        "authorbox",
        "caption",
        "credit",
        "credits",
        "jp-relatedposts",
        "paywall",
        "login",
        "signin",
        "search",
        "toolbar",
        "rating",
        "ratings",
        "copyright",
        "topbar",
        "weather",
        "meteo",
        "prayer",
        "currency",
        "bourse",
        "carousel",
        "slider",
        "skip-link",
        "screen-reader",
        "sr-only",
        "visually-hidden",
        "whatsapp",
        "facebook",
        "telegram",
        "font-size",
        "fontsize",
        "text-size",
        "toc",
        "a2a",
        "voir-aussi",
        "lire-aussi",
        "alire",
        "a-lire",
        "wp-caption",
        "legend",
        "legende",
        "photo-credit",
    ]
)
_FOOTERS = frozenset(
    "footer site-footer page-footer main-footer footer-widgets colophon bottom".split()
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_PROTECTED_SHARE = 0.6
_LOGO = 20  # characters: a heading that short is an outlet's name
_SENTENCE = 60
_SIDE_ROLES = frozenset("navigation search complementary contentinfo dialog menu".split())
# What a layout's name may add to what it is, and what it may only say that a page has or has not.
_PLAIN = frozenset(
    "area list lists posts post section wrap wrapper box block container content items item main "
    "primary site page inner outer module zone bar links news articles title header holder".split()
)
_MODIFIERS = ("has-", "no-", "with-", "without-", "show-", "hide-", "right-", "left-", "is-")
_AUTHOR_NAMES = frozenset(
    [
        "author",
        "authors",
        "byline",
        "writer",
        "auteur",
        "auteurs",
        "kateb",
        "editor",
        "reporter",
        "journalist",
        "vcard",
        "fn",
    ]
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
    _drop(body, lambda element: element.tag in _NEVER_TEXT)
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
    if tag in _KEPT:
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if _is_named_surrounding(names):
        return not _holds_title(element)
    if tag in _WITHOUT_TITLE or _hints_at_surrounding(names) or _has_side_role(element):
        return not _holds_article(element, total)
    return False


def _has_side_role(element: html.HtmlElement) -> bool:
    return (element.get("role") or "") in _SIDE_ROLES


@lru_cache(maxsize=4096)
def _is_named_surrounding(names: str) -> bool:
    """A name that says this and nothing else: ``comments-area``, ``related-posts``."""
    for word in _words(names):
        parts = set(word.split("-"))
        if word in _SURROUNDINGS | _FOOTERS or (
            parts <= _SURROUNDINGS | _PLAIN and parts & _SURROUNDINGS
        ):
            return True
    return False


@lru_cache(maxsize=4096)
def _hints_at_surrounding(names: str) -> bool:
    """A name of which a part says so: ``td-post-sharing``; not what a page only has or has not."""
    return any(
        not word.startswith(_MODIFIERS) and _parts(word) & _SURROUNDINGS for word in _words(names)
    )


def _words(names: str) -> list[str]:
    return [_CAMEL.sub("-", word).lower().replace("_", "-") for word in names.split()[:40]]


def _parts(word: str) -> set[str]:
    parts = word.split("-")
    return {*parts, *map("-".join, pairwise(parts))}


def _holds_article(element: html.HtmlElement, total: int) -> bool:
    return _holds_title(element) or _prose_length(element) >= _PROTECTED_SHARE * total


def _holds_title(element: html.HtmlElement) -> bool:
    if next(element.iter("h1"), None) is not None and len(element.text_content()) > _LOGO:
        return element.tag != "label"
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
        or _names_author(f"{element.get('class') or ''} {element.get('id') or ''}")
    ):
        run.byline = True


@lru_cache(maxsize=4096)
def _names_author(names: str) -> bool:
    return any(_parts(word) & _AUTHOR_NAMES for word in _words(names))


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
