"""A parsed page and what its markup says of it: titles, author, dates, kind, address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from lxml import etree, html

# What no element may hold: a tree that was parsed with it could not be changed.
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ARTICLE_TYPES = frozenset(
    [
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BlogPosting",
        "LiveBlogPosting",
        "Report",
        "BackgroundNewsArticle",
        "AskPublicNewsArticle",
    ]
)
_LISTING_TYPES = frozenset(["CollectionPage", "SearchResultsPage", "ItemList", "Blog"])
_MOST_JSON = 400_000
_DEEPEST = 12

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.issued",
    "sailthru.date",
    "parsely-pub-date",
    "article.published",
    "cxenseparse:recs:publishtime",
)
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "sailthru.author",
    "parsely-author",
    "byl",
    "twitter:creator:name",
)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The page's own claims, the more trustworthy first in each tuple."""

    titles: tuple[str, ...] = ()
    document_title: str | None = None
    authors: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    site: str | None = None
    url: str | None = None
    lang: str | None = None
    is_article: bool = False
    is_listing: bool = False
    has_password: bool = False
    body: str = ""


@dataclass(slots=True)
class _Linked:
    """What the JSON-LD blocks of a page say of its article."""

    titles: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    site: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    is_article: bool = False
    is_listing: bool = False


def parse_page(text: str) -> html.HtmlElement | None:
    """The page's tree, None when there is no element in it."""
    cleaned = _XML_DECLARATION.sub("", _NO_CHARACTER.sub("", text), count=1)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(cleaned.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root


def page_facts(root: html.HtmlElement) -> PageFacts:
    """What the head, the metas and the JSON-LD of a page say of it."""
    metas = _metas(root)
    linked = _linked_data(root)
    kind = metas.get("og:type", [""])[0].lower()
    return PageFacts(
        titles=tuple(
            _texts([*metas.get("og:title", []), *linked.titles, *metas.get("twitter:title", [])])
        ),
        document_title=next(iter(_texts([root.findtext(".//head/title") or ""])), None),
        authors=tuple(
            _texts([*linked.authors, *_values(metas, _AUTHORS), *_labelled_author(metas)])
        ),
        published=tuple(_texts([*linked.published, *_values(metas, _PUBLISHED)])),
        site=next(
            iter(
                _texts(
                    [
                        *metas.get("og:site_name", []),
                        *linked.site,
                        *metas.get("application-name", []),
                    ]
                )
            ),
            None,
        ),
        url=_canonical(root, metas),
        lang=(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or None),
        is_article=linked.is_article or kind == "article",
        is_listing=linked.is_listing and not linked.is_article,
        has_password=any(
            field.get("type", "").lower() == "password" for field in root.iter("input")
        ),
        body=linked.bodies[0] if len(set(linked.bodies)) == 1 else "",
    )


def _texts(values: list[str]) -> Iterator[str]:
    seen: set[str] = set()
    for value in values:
        text = " ".join(value.split())
        if text and text not in seen:
            seen.add(text)
            yield text


def _metas(root: html.HtmlElement) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if content := meta.get("content"):
            metas.setdefault(name.strip().lower(), []).append(content)
    return metas


def _values(metas: dict[str, list[str]], names: tuple[str, ...]) -> list[str]:
    return [value for name in names for value in metas.get(name, [])]


def _labelled_author(metas: dict[str, list[str]]) -> list[str]:
    """``twitter:label1`` = كُتب بواسطة, ``twitter:data1`` = the name."""
    label = metas.get("twitter:label1", [""])[0]
    if re.search(r"كتب|كُتب|Écrit|Written|Par\b", label):
        return metas.get("twitter:data1", [])
    return []


def _canonical(root: html.HtmlElement, metas: dict[str, list[str]]) -> str | None:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            return str(link.get("href")).strip()
    return next(iter(metas.get("og:url", [])), None)


def _linked_data(root: html.HtmlElement) -> _Linked:
    linked = _Linked()
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for node in _nodes(_json(script.text or ""), 0):
            _take(node, linked)
    return linked


def _json(text: str) -> Any:
    if len(text) > _MOST_JSON:
        return None
    text = re.sub(r"^\s*(?://\s*)?<!\[CDATA\[|(?://\s*)?\]\]>\s*$", "", text)
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(value.get(key), depth + 1)


def _take(node: dict[str, Any], linked: _Linked) -> None:
    kinds = node.get("@type")
    names = {str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])}
    linked.is_listing |= bool(names & _LISTING_TYPES)
    if not names & _ARTICLE_TYPES:
        return
    linked.is_article = True
    linked.titles.extend(_strings(node.get("headline"), "name"))
    linked.authors.extend(_strings(node.get("author") or node.get("creator"), "name"))
    linked.published.extend(
        _strings(node.get("datePublished") or node.get("dateCreated"), "@value")
    )
    linked.bodies.extend(_strings(node.get("articleBody"), "@value"))
    linked.site.extend(_strings(node.get("publisher"), "name"))


def _strings(value: Any, key: str, depth: int = 0) -> list[str]:
    if isinstance(value, str):
        return [unescape(value)]
    if isinstance(value, list) and depth < 3:
        return [text for item in value[:5] for text in _strings(item, key, depth + 1)]
    if isinstance(value, dict) and depth < 3:
        return _strings(value.get(key), key, depth + 1)
    return []
