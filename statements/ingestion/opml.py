"""Lists of outlets as OPML: what feed readers exchange."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from statements.ingestion.addresses import host_of

_LONGEST_NAME = 200
_LONGEST = 2_000
# What other readers of OPML know no word for, and what Qawl once wrote without a namespace.
_OURS = "urn:qawl:sources"


class NotOpml(Exception):
    """The file is no OPML, or names no outlet; the message says which."""


class WhyNot(StrEnum):
    """Why an entry of a list cannot be followed."""

    NO_ADDRESS = "no address"
    NOT_ON_THE_WEB = "not on the web"


@dataclass(slots=True)
class Outline:
    """One outlet of a list."""

    name: str
    site: str = ""
    language: str = ""
    feeds: list[str] = field(default_factory=list)
    sitemap: str = ""
    listing_page: str = ""
    poll_minutes: int | None = None
    # Where it is not the host of its site or of its first announcement.
    own_host: str = ""

    @property
    def host(self) -> str:
        """The outlet's host without www: its own, of its site, else of its first announcement."""
        addresses = (self.site, *self.feeds, self.sitemap, self.listing_page)
        return self.own_host or next(filter(None, map(host_of, addresses)), "")


@dataclass(slots=True)
class OutletList:
    """What a file names: outlets, and entries that cannot be taken, each with its reason."""

    outlets: list[Outline] = field(default_factory=list)
    left_out: list[tuple[str, WhyNot]] = field(default_factory=list)


def read_opml(raw: bytes) -> OutletList:
    """The outlets of a list; several feeds of one site are one outlet."""
    outlines: dict[str, Outline] = {}
    found = OutletList()
    for node in _root(raw).iter("outline"):
        outline = _outline(node, found)
        if outline is None:
            continue
        known = outlines.setdefault(outline.host or outline.name, outline)
        if known is not outline:
            known.feeds += [feed for feed in outline.feeds if feed not in known.feeds]
            known.sitemap = known.sitemap or outline.sitemap
            known.listing_page = known.listing_page or outline.listing_page
            known.poll_minutes = known.poll_minutes or outline.poll_minutes
    if not outlines:
        raise NotOpml("The file names no outlet with an address to ask.")
    found.outlets = list(outlines.values())
    return found


def _root(raw: bytes) -> Any:
    if b"<!entity" in raw[:4096].replace(b"\0", b"").lower():
        raise NotOpml("The file defines entities of its own, which no OPML needs.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotOpml(f"The file is no OPML: {str(error).splitlines()[0]}") from error
    if etree.QName(root).localname.lower() != "opml":
        raise NotOpml("The file is XML, but no OPML.")
    return root


def _outline(node: Any, found: OutletList) -> Outline | None:
    given = {name: _given(node, name) for name in ("xmlUrl", "sitemap", "listing")}
    taken = {name: _address(value) for name, value in given.items()}
    printed = " ".join((node.get("title") or node.get("text") or "").split())[:_LONGEST_NAME]
    refused = [given[name] for name in given if given[name] and not taken[name]]
    found.left_out += [(_named(printed, value), WhyNot.NOT_ON_THE_WEB) for value in refused]
    if not any(taken.values()):
        if not refused and not len(node):  # an outline that holds others is a folder
            found.left_out.append((printed, WhyNot.NO_ADDRESS))
        return None
    outline = Outline(
        name="",
        site=_address(node.get("htmlUrl")),
        language=(node.get("language") or "")[:2].lower(),
        feeds=[taken["xmlUrl"]] if taken["xmlUrl"] else [],
        sitemap=taken["sitemap"],
        listing_page=taken["listing"],
        poll_minutes=_minutes(_given(node, "minutes")),
        own_host=_host(_given(node, "host")),
    )
    outline.name = printed or outline.host[:_LONGEST_NAME]
    return outline if outline.name else None


def _given(node: Any, name: str) -> str:
    return (node.get(f"{{{_OURS}}}{name}") or node.get(name) or "").strip()


def _named(name: str, address: str) -> str:
    return f"{name} ({address[:_LONGEST_NAME]})" if name else address[:_LONGEST_NAME]


def _minutes(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else None


def _host(text: str) -> str:
    return text if host_of(f"https://{text}") == text else ""


def _address(value: str | None) -> str:
    address = (value or "").strip()
    try:
        is_web = urlsplit(address).scheme in ("http", "https") and urlsplit(address).hostname
    except ValueError:
        return ""
    return address if is_web and len(address) <= _LONGEST else ""


def write_opml(outlines: Iterable[Outline], title: str) -> bytes:
    """The list as a file; ``read_opml`` gives the same outlets back."""
    root = etree.Element("opml", version="2.0", nsmap={"qawl": _OURS})
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
    # Every row of an outlet names its host, so that they are one outlet again.
    ours = {"host": outline.own_host}
    if is_first:
        ours |= {"sitemap": outline.sitemap, "listing": outline.listing_page}
        ours |= {"minutes": str(outline.poll_minutes or "")}
    values |= {f"{{{_OURS}}}{name}": text for name, text in ours.items()}
    etree.SubElement(body, "outline", {name: text for name, text in values.items() if text})
