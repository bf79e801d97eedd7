"""Lists of outlets as OPML: what feed readers exchange."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from statements.ingestion.addresses import host_of

_LONGEST_NAME = 200
_LONGEST = 2_000


class NotOpml(Exception):
    """The file is no OPML, or names no outlet; the message says which."""


@dataclass(slots=True)
class Outline:
    """One outlet of a list."""

    name: str
    site: str = ""
    language: str = ""
    feeds: list[str] = field(default_factory=list)
    sitemap: str = ""
    listing_page: str = ""

    @property
    def host(self) -> str:
        """The outlet's host without www: of its site, else of its first announcement."""
        addresses = (self.site, *self.feeds, self.sitemap, self.listing_page)
        return next(filter(None, map(host_of, addresses)), "")


def read_opml(raw: bytes) -> list[Outline]:
    """The outlets of a list; several feeds of one site are one outlet."""
    if b"<!entity" in raw[:4096].replace(b"\0", b"").lower():
        raise NotOpml("The file defines entities of its own, which no OPML needs.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotOpml(f"The file is no OPML: {str(error).splitlines()[0]}") from error
    if etree.QName(root).localname.lower() != "opml":
        raise NotOpml("The file is XML, but no OPML.")
    outlines: dict[str, Outline] = {}
    for node in root.iter("outline"):
        found = _outline(node)
        if found is None:
            continue
        known = outlines.setdefault(found.host or found.name, found)
        if known is not found:
            known.feeds += [feed for feed in found.feeds if feed not in known.feeds]
            known.sitemap = known.sitemap or found.sitemap
            known.listing_page = known.listing_page or found.listing_page
    if not outlines:
        raise NotOpml("The file names no outlet with an address to ask.")
    return list(outlines.values())


def _outline(node: Any) -> Outline | None:
    feed = _address(node.get("xmlUrl"))
    sitemap, listing = _address(node.get("sitemap")), _address(node.get("listing"))
    if not (feed or sitemap or listing):
        return None
    site = _address(node.get("htmlUrl"))
    outline = Outline(
        name="",
        site=site,
        language=(node.get("language") or "")[:2].lower(),
        feeds=[feed] if feed else [],
        sitemap=sitemap,
        listing_page=listing,
    )
    printed = " ".join((node.get("title") or node.get("text") or "").split())
    outline.name = (printed or outline.host)[:_LONGEST_NAME]
    return outline if outline.name else None


def _address(value: str | None) -> str:
    address = (value or "").strip()
    try:
        is_web = urlsplit(address).scheme in ("http", "https") and urlsplit(address).hostname
    except ValueError:
        return ""
    return address if is_web and len(address) <= _LONGEST else ""


def write_opml(outlines: Iterable[Outline], title: str) -> bytes:
    """The list as a file; ``read_opml`` gives the same outlets back."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    for outline in outlines:
        for index, feed in enumerate(outline.feeds or [""]):
            _write(body, outline, feed, is_first=index == 0)
    document: bytes = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", pretty_print=True
    )
    return document


def _write(body: Any, outline: Outline, feed: str, *, is_first: bool) -> None:
    values = {"type": "rss", "text": outline.name, "title": outline.name, "xmlUrl": feed}
    values |= {"htmlUrl": outline.site, "language": outline.language}
    if is_first:
        values |= {"sitemap": outline.sitemap, "listing": outline.listing_page}
    etree.SubElement(body, "outline", {name: text for name, text in values.items() if text})
