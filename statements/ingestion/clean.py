"""``clean``: from the bytes of a page or file to its article, or the reason why there is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from statements.ingestion.bylines import Byline
from statements.ingestion.model import CleanArticle, DatePrecision, NotAnArticle
from statements.ingestion.plain_text import Parts, read_plain_text
from statements.ingestion.reading import decode

if TYPE_CHECKING:
    from statements.ingestion.outlet_rule import OutletRule

_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_WIDE_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u3000": " "})
_TAG = re.compile(
    r"<(?:!doctype|html|head|body|meta|title|div|p|br|table|article|span|h[1-6])\b[^>]*>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
_ARABIC = re.compile("[\u0621-\u064a]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_ENGLISH = re.compile(r"\b(?:the|and|of|that|with|was|were|has|his|which)\b", re.IGNORECASE)
_FRENCH = re.compile(
    r"\b(?:le|la|les|des|une?|du|et|que|dans|pour|par|est|sur|au)\b", re.IGNORECASE
)
_SNIFFED = 4_000
_LEAST_PROSE = 200  # a page with less, and nothing that calls it an article, is none
_LEAST_SENTENCE = 60  # less than that under a date is a line about somebody, not a brief


def clean(
    raw: bytes,
    *,
    content_type: str | None = None,
    url: str | None = None,
    rule: OutletRule | None = None,
) -> CleanArticle:
    """The article in a page or a scraped text. Raises UnreadableInput or NotAnArticle.

    ``rule`` is the outlet's own, for its pages.
    """
    text = decode(raw, content_type)
    if _is_html(text, content_type):
        return _clean_page(text, url, rule)
    parts = read_plain_text(_visible(_unescaped(text)))
    return _article(parts, url, site=parts.outlet)


def _is_html(text: str, content_type: str | None) -> bool:
    if "html" in (content_type or "").lower():
        return bool(_TAG.search(text))
    return len(_TAG.findall(text[:_SNIFFED])) >= (
        1 if text.lstrip("\ufeff \r\n\t").startswith("<") else 3
    )


def _clean_page(text: str, url: str | None, rule: OutletRule | None) -> CleanArticle:
    from statements.ingestion.markup import page_facts, parse_page
    from statements.ingestion.page import read_page

    root = parse_page(_visible(text))
    if root is None:
        raise NotAnArticle("The page has no text.")
    facts = page_facts(root)
    if rule is not None:
        from statements.ingestion.outlet_rule import read_by_rule

        parts = read_by_rule(root, facts, rule, read_page)
        return _article(parts, url, page_url=facts.url, site=facts.site)
    parts = read_page(root, facts)
    weight = sum(map(len, parts.paragraphs))
    if facts.has_password and weight < 3 * _LEAST_PROSE:
        raise NotAnArticle("The page is a login form, not an article.")
    signed = parts.byline.date or parts.byline.author
    vouched = facts.is_article or (signed and weight >= _LEAST_SENTENCE)
    if weight < _LEAST_PROSE and not (vouched and parts.title):
        parts = Parts(None, Byline(None, None), ())
    return _article(parts, url, page_url=facts.url, site=facts.site)


def _article(
    parts: Parts, url: str | None, *, page_url: str | None = None, site: str | None = None
) -> CleanArticle:
    if not parts.paragraphs:
        raise NotAnArticle("The page holds no article: a listing, a menu, or a form.")
    date = parts.byline.date
    paragraphs = tuple(filter(None, map(_printed, parts.paragraphs)))
    return CleanArticle(
        title=_printed(parts.title or "") or None,
        author=_printed(parts.byline.author or "") or None,
        published_at=date.moment if date else None,
        published_precision=date.precision if date else None,
        lang=language_of("\n".join(paragraphs)),
        paragraphs=paragraphs,
        url=_address(page_url, url),
        outlet=_printed(site or "") or None,
    )


def _address(page_url: str | None, url: str | None) -> str | None:
    from statements.ingestion.addresses import canonical_url, joined

    own = joined(url, page_url)
    return canonical_url(own) if own else None


def _visible(text: str) -> str:
    """Without the marks that no reader sees: bidi, zero-width, byte order, soft hyphens."""
    return _INVISIBLE.sub("", text)


def _printed(text: str) -> str:
    """The letters as printed, on one line; wide and no-break spaces become spaces."""
    whole = text.encode("utf-8", "ignore").decode()  # linked data may hold half characters
    return " ".join(_visible(whole).translate(_WIDE_SPACES).splitlines()).strip()


def _unescaped(text: str) -> str:
    """Scrapers leave ``&quot;`` and ``&#8220;`` behind: the letters as printed."""
    from html import unescape

    return _ENTITY.sub(lambda match: unescape(match.group()), text)


def language_of(text: str) -> str:
    """``ar``, ``fr`` or ``en``, by script and then by the commonest words."""
    if len(_ARABIC.findall(text)) >= len(_LATIN.findall(text)):
        return "ar"
    return "en" if len(_ENGLISH.findall(text)) > len(_FRENCH.findall(text)) else "fr"


__all__ = ["DatePrecision", "clean", "language_of"]
