"""A page's title without its outlet: what the markup claims, as the page prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from people.folding import fold
from statements.ingestion.bylines import is_outlet
from statements.ingestion.lines import LineKind, Reading
from statements.ingestion.markup import PageFacts

_SEPARATOR = re.compile(r"\s+[-–—|ـ•·»«:]+\s+|\s*[|»•]\s*")
_LEAST_WORDS = 3
_MOST_OUTLET_WORDS = 5


def page_title(
    readings: Sequence[Reading], facts: PageFacts, body_at: int
) -> tuple[int | None, str | None]:
    """Where the title is printed and what it is; each None when it is not there."""
    claims = [_without_site(claim, facts.site) for claim in facts.titles]
    document = facts.document_title or ""
    headings = [
        (index, reading)
        for index, reading in enumerate(readings)
        if reading.kind in _MAY_BE_TITLE and len(reading.folded.split()) >= 2
    ]
    for claim in [*claims, document]:
        if found := _printed(headings, claim, body_at):
            return found
    if first := _first_heading(headings, facts, body_at):
        return first
    claimed = next((claim for claim in claims if claim), None)
    return None, claimed or _without_last_part(_without_site(document, facts.site)) or None


_MAY_BE_TITLE = frozenset(
    {
        LineKind.SHORT,
        LineKind.PROSE,
        LineKind.LINK,
        LineKind.BREADCRUMB,
        LineKind.CAPTION,
        LineKind.TICKER,
    }
)


def _printed(
    headings: Sequence[tuple[int, Reading]], claim: str, body_at: int
) -> tuple[int, str] | None:
    """The printed line that a claim names: the same words, or the claim's beginning."""
    folded = " ".join(fold(claim).split())
    if not folded:
        return None
    matches = [
        (not reading.line.heading, index > body_at, -len(reading.folded), index, reading.text)
        for index, reading in headings
        if _names(folded, reading.folded)
    ]
    if not matches:
        return None
    *_, index, text = min(matches)
    return index, text


def _names(claim: str, printed: str) -> bool:
    if claim == printed:
        return True
    if len(printed.split()) < _LEAST_WORDS:
        return False
    if claim.startswith(printed) and not claim[len(printed) :][:1].isalnum():
        return bool(_SEPARATOR.match(claim[len(printed) :])) or len(printed) > 0.6 * len(claim)
    if claim.endswith(printed) and _SEPARATOR.search(claim[: -len(printed)] + " "):
        return True
    cut = claim.rstrip(" .…")
    return len(cut) > 25 and printed.startswith(cut)


def _first_heading(
    headings: Sequence[tuple[int, Reading]], facts: PageFacts, body_at: int
) -> tuple[int, str] | None:
    """The highest heading above the body that is not the outlet's own name."""
    above = [
        (reading.line.heading, -index, reading.text)
        for index, reading in headings
        if reading.line.heading
        and index < body_at
        and not is_outlet(reading.text, facts.site)
        and reading.kind is not LineKind.LINK
    ]
    if not above:
        return None
    _, index, text = min(above)
    return -index, text


def _without_site(title: str, site: str | None) -> str:
    """``Title - Outlet`` → Title: parts at either end that name the outlet go."""
    parts = list(_cut(title))
    while len(parts) > 1 and is_outlet(parts[-1][1], site):
        parts.pop()
    while len(parts) > 1 and is_outlet(parts[0][1], site):
        parts.pop(0)
    if not parts:
        return ""
    kept = title[parts[0][0] : parts[-1][0] + len(parts[-1][1])].strip(" -–—|»•")
    return "" if is_outlet(kept, site) else kept


def _without_last_part(title: str) -> str:
    """``A headline of many words | Some Name``: what few words after a bar or dash can be."""
    head, _, last = title.rpartition(" | ") if " | " in title else title.rpartition(" - ")
    few = 0 < len(last.split()) <= _MOST_OUTLET_WORDS - 1
    return head if few and len(head.split()) > _MOST_OUTLET_WORDS - 1 else title


def _cut(title: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in _SEPARATOR.finditer(title):
        yield start, title[start : match.start()]
        start = match.end()
    yield start, title[start:]
