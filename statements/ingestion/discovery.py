"""Addresses of articles in what an outlet publishes about itself: feed, sitemap, listing page.

Each function takes the bytes that the fetcher brought and gives absolute addresses, the newest
first, each once. Bytes that are none of it raise NotAnnouncing, which says why.
"""

from __future__ import annotations

import re
import zlib
from calendar import timegm
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.sax import SAXException

import feedparser
from lxml import etree, html

from statements.ingestion.addresses import canonical_url
from statements.ingestion.dates import parse_stamp

MOST_ADDRESSES = 2_000
_MOST_UNPACKED = 50_000_000
_LONGEST = 2_000
_HEAD = 4_096
_WEB_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_FEED_TYPES = ("application/rss+xml", "application/atom+xml")
_NO_PAGE = (
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".pdf", ".mp3", ".mp4", ".zip", ".doc",
    ".docx", ".xls", ".xlsx", ".css", ".js", ".xml", ".rss",
)  # fmt: skip
_WORDS_OF_A_HEADLINE = 4
_LETTERS_OF_A_HEADLINE = 20


class NotAnnouncing(Exception):
    """The bytes are no feed, no sitemap, or a page without links to articles."""


@dataclass(frozen=True, slots=True)
class Announced:
    """An article's address, and what is said of it where it was found."""

    url: str
    title: str = ""
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap lists: pages, or further sitemaps, the newest first."""

    pages: tuple[Announced, ...] = ()
    sitemaps: tuple[str, ...] = ()


def feed_entries(raw: bytes, address: str) -> tuple[Announced, ...]:
    """The entries of an RSS or Atom feed."""
    if _declares_entities(raw):
        raise NotAnnouncing("The feed defines entities of its own, which no feed needs.")
    # Bytes in a buffer: a string might be taken for the name of a file or an address to open.
    parsed: Any = feedparser.parse(
        BytesIO(raw), response_headers={"content-location": address}, sanitize_html=False
    )
    entries = [found for entry in parsed.entries if (found := _entry(entry, address))]
    fault = parsed.get("bozo_exception")
    if not entries and not parsed.get("version"):
        raise NotAnnouncing(f"It is no feed: {_why_no_feed(raw, fault)}")
    if not entries and isinstance(fault, SAXException):
        raise NotAnnouncing(f"The feed is broken, and no entry can be read: {_first_line(fault)}")
    return _newest_first(entries)


def sitemap_addresses(raw: bytes, address: str) -> Sitemap:
    """The pages of a sitemap on its own host, or the sitemaps of an index; packed or not."""
    root = _xml(_unpacked(raw))
    kind = etree.QName(root).localname
    if kind not in ("urlset", "sitemapindex"):
        raise NotAnnouncing(f"It is no sitemap: its outermost element is “{kind[:40]}”.")
    found = _newest_first(
        [one for node in root if (one := _listed(node, address)) and _same_host(one.url, address)]
    )
    if kind == "urlset":
        return Sitemap(pages=found)
    return Sitemap(sitemaps=tuple(one.url for one in found))


def listed_links(raw: bytes, address: str) -> tuple[Announced, ...]:
    """Links of a listing page that read like headlines, in the page's order."""
    tree = _html(raw)
    found: dict[str, Announced] = {}
    for link in tree.iter("a"):
        one = _headline_link(link, address)
        if one is not None and (one.url not in found or len(one.title) > len(found[one.url].title)):
            found[one.url] = one
    if not found:
        raise NotAnnouncing("The page has no links that read like headlines.")
    return tuple(found.values())[:MOST_ADDRESSES]


def advertised_feeds(raw: bytes, address: str) -> tuple[str, ...]:
    """Feeds that a page names in its head."""
    found = [
        absolute
        for link in _html(raw).iter("link")
        if "alternate" in (link.get("rel") or "").lower()
        and (link.get("type") or "").lower() in _FEED_TYPES
        and (absolute := _absolute(address, link.get("href") or ""))
    ]
    return tuple(dict.fromkeys(found))


def _entry(entry: Any, address: str) -> Announced | None:
    url = _absolute(address, entry.get("link") or "")
    if url is None:
        identifier = str(entry.get("id") or "")
        url = _absolute("", identifier) if identifier.startswith("http") else None
    if url is None:
        return None
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    return Announced(url, " ".join(str(entry.get("title") or "").split()), _moment(moment))


def _moment(parsed: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, TypeError, OSError):
        return None


def _listed(node: Any, address: str) -> Announced | None:
    if not isinstance(node.tag, str):
        return None
    texts: dict[str, str] = {}
    for part in node.iter():
        if isinstance(part.tag, str):
            texts.setdefault(etree.QName(part).localname, (part.text or "").strip())
    url = _absolute(address, texts.get("loc", ""))
    if url is None:
        return None
    stamp = parse_stamp(texts.get("publication_date") or texts.get("lastmod") or "")
    return Announced(url, texts.get("title", ""), stamp.moment if stamp else None)


def _headline_link(link: html.HtmlElement, address: str) -> Announced | None:
    href = (link.get("href") or "").strip()
    if not href or href.startswith("#"):
        return None
    url = _absolute(address, href)
    if url is None or not _same_host(url, address) or url == canonical_url(address):
        return None
    path = urlsplit(url).path.lower()
    if path.endswith(_NO_PAGE) or (path in ("", "/") and not urlsplit(url).query):
        return None
    title = " ".join((link.text_content() or link.get("title") or "").split())
    reads_like_one = (
        len(title.split()) >= _WORDS_OF_A_HEADLINE and len(title) >= _LETTERS_OF_A_HEADLINE
    )
    return Announced(url, title[:500]) if reads_like_one else None


def _absolute(base: str, address: str) -> str | None:
    try:
        url = canonical_url(urljoin(base, address.strip()))
    except ValueError:
        return None
    is_web = url.startswith(("http://", "https://")) and urlsplit(url).hostname
    return url if address.strip() and is_web and len(url) <= _LONGEST else None


def _same_host(url: str, address: str) -> bool:
    return _bare_host(url) == _bare_host(address)


def _bare_host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _newest_first(found: Iterable[Announced]) -> tuple[Announced, ...]:
    """Each address once; those without a date keep their order, after the dated ones."""
    once: dict[str, Announced] = {}
    for one in found:
        once.setdefault(one.url, one)
    earliest = datetime.min.replace(tzinfo=UTC)
    ordered = sorted(once.values(), key=lambda one: one.published_at or earliest, reverse=True)
    return tuple(ordered[:MOST_ADDRESSES])


def _declares_entities(raw: bytes) -> bool:
    return b"<!entity" in raw[:_HEAD].replace(b"\0", b"").lower()


def _xml(raw: bytes) -> Any:
    if _declares_entities(raw):
        raise NotAnnouncing("The sitemap defines entities of its own, which no sitemap needs.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotAnnouncing(f"It is no sitemap: {_first_line(error)}") from error
    if root is None:
        raise NotAnnouncing("It is no sitemap: there is no XML in it.")
    return root


def _html(raw: bytes) -> html.HtmlElement:
    if not raw.strip():
        raise NotAnnouncing("The page is empty.")
    try:
        return html.document_fromstring(raw)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise NotAnnouncing(f"The page cannot be read: {_first_line(error)}") from error


def _unpacked(raw: bytes) -> bytes:
    """Sitemaps are often gzip files; a small bomb stays small."""
    if not raw.startswith(b"\x1f\x8b"):
        return raw
    unpacker = zlib.decompressobj(31)
    try:
        unpacked = unpacker.decompress(raw, _MOST_UNPACKED)
    except zlib.error as error:
        raise NotAnnouncing("The sitemap is packed in a way that cannot be read.") from error
    if unpacker.unconsumed_tail:
        raise NotAnnouncing(f"The sitemap is larger than {_MOST_UNPACKED:,} bytes.")
    return unpacked


def _why_no_feed(raw: bytes, fault: object) -> str:
    if _WEB_PAGE.search(raw[:_HEAD]):
        return "it is a web page"
    # Which type the answer had is not told to the reader of feeds, who misses it.
    is_xml = raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    is_told = is_xml and not isinstance(fault, feedparser.NonXMLContentType)
    return _first_line(fault if is_told else None)


def _first_line(error: object) -> str:
    return str(error or "nothing in it looks like one").strip().split("\n")[0][:200]
