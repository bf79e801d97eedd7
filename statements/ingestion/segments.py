"""Which lines are the article: not marked sections, not teasers, but the run of prose left.

Works on lines in any order, and on the blocks of a page alike: a line counts for what it is and for
what stands beside it, never for its place from the top.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from statements.ingestion.lines import LineKind, Reading, fades_out

_TEXT = frozenset({LineKind.PROSE, LineKind.SHORT})
_HEADLINE = frozenset({LineKind.SHORT, LineKind.LINK})
_DATED = frozenset({LineKind.DATE, LineKind.BYLINE})
_TEASER_PARTS = frozenset({LineKind.SHORT, LineKind.LINK, LineKind.DATE, LineKind.COUNTER})
_NEAR = 5  # as many short lines between two pieces of prose are still one article
_ITEM = re.compile(r"^(?:[-–—•●▪*◦·]|\d{1,2}\s*[-.)])\s*\S|[؛;:،]$")
_UNCLOSED = 60  # a last paragraph that lacks its full stop is longer than a label
_LEAST_LISTED = 3
_BRIEF = 8  # lines
_SENTENCE = 10  # words


def article_lines(readings: Sequence[Reading]) -> list[int]:
    """Indexes of the lines that make the body, in order; empty when there is none."""
    outside = teasers(readings) | sections(readings)
    prose = _prose(readings, outside)
    cluster = _main_cluster(readings, prose)
    if not cluster or is_listing(readings, cluster):
        return []
    first, last = cluster[0], _with_tail(readings, cluster[-1], outside)
    return [
        index
        for index in range(first, last + 1)
        if readings[index].kind in _TEXT and index not in outside
    ]


def _prose(readings: Sequence[Reading], outside: set[int]) -> list[int]:
    lines = [index for index in range(len(readings)) if index not in outside]
    prose = [index for index in lines if readings[index].kind is LineKind.PROSE]
    if prose or len(readings) > _BRIEF:
        return prose
    # A brief of one sentence without its full stop: the longest line, if it is a sentence's length.
    short = [index for index in lines if readings[index].kind is LineKind.SHORT]
    longest = max(short, key=lambda index: len(readings[index].text), default=None)
    if longest is None or len(readings[longest].folded.split()) < _SENTENCE:
        return []
    return [longest]


def teasers(readings: Sequence[Reading]) -> set[int]:
    """Leads that break off (``[...]``) with the headline and the date above them."""
    cut = [i for i, reading in enumerate(readings) if reading.kind is LineKind.CUT_OFF]
    faded = [index for index in range(len(readings)) if _is_faded_teaser(readings, index)]
    leads = cut + (faded if len(faded) > 1 else [])
    return {*leads, *(above for lead in leads for above in _above(readings, lead))}


def _is_faded_teaser(readings: Sequence[Reading], index: int) -> bool:
    """``date, headline, lead…``: three dots alone prove nothing without the other two."""
    if readings[index].kind is not LineKind.PROSE or not fades_out(readings[index]) or index < 2:
        return False
    above = {readings[index - 1].kind, readings[index - 2].kind}
    return LineKind.DATE in above and bool(above & _HEADLINE)


def _above(readings: Sequence[Reading], index: int) -> Iterable[int]:
    seen: set[bool] = set()
    for above in range(index - 1, max(-1, index - 4), -1):
        kind = readings[above].kind
        if kind not in _TEASER_PARTS or (kind in _DATED) in seen:
            return
        seen.add(kind in _DATED)
        yield above


def sections(readings: Sequence[Reading]) -> set[int]:
    """Lines under a marker: related articles, readers' comments, tags."""
    found: set[int] = set()
    section: LineKind | None = None
    prose_before = 0
    for index, reading in enumerate(readings):
        before, section = section, _section_after(readings, index, section, prose_before)
        if section is not None:
            found.add(index)
            continue
        if before is LineKind.RELATED and _is_subhead(readings, index - 1):
            found.discard(index - 1)
        prose_before += reading.kind is LineKind.PROSE
    return found


def _is_subhead(readings: Sequence[Reading], index: int) -> bool:
    """A label of a few words between the last headline of a box and the text that goes on."""
    above, label = readings[index - 1], readings[index]
    if above.kind not in _HEADLINE or label.kind is not LineKind.SHORT:
        return False
    return len(label.folded.split()) <= 4 < len(above.folded.split())


def _section_after(
    readings: Sequence[Reading], index: int, section: LineKind | None, prose_before: int
) -> LineKind | None:
    kind = readings[index].kind
    if kind is LineKind.COMMENTS and prose_before:
        return LineKind.COMMENTS
    if section is LineKind.COMMENTS:
        return section
    if kind is LineKind.RELATED:
        return kind
    if kind is LineKind.TAGS:
        return kind
    if section is LineKind.TAGS:
        is_tag = kind in _HEADLINE and len(readings[index].folded.split()) <= 3
        return section if is_tag else None
    if section is LineKind.RELATED and _ends_related(readings, index):
        return None
    return section


def _ends_related(readings: Sequence[Reading], index: int) -> bool:
    """The article goes on where prose is followed by prose, or its head begins."""
    reading = readings[index]
    if reading.kind is LineKind.BREADCRUMB:
        return True
    if reading.kind is LineKind.BYLINE:
        return bool(reading.byline and reading.byline.author)
    if reading.kind is not LineKind.PROSE:
        return False
    if index + 1 < len(readings) and readings[index + 1].kind is LineKind.PROSE:
        return not fades_out(reading)
    return index > 0 and readings[index - 1].kind in (LineKind.READ_ALSO, LineKind.RELATED)


def _main_cluster(readings: Sequence[Reading], prose: list[int]) -> list[int]:
    """The heaviest group of prose lines with few short lines between them."""
    groups: list[list[int]] = []
    for index in prose:
        if groups and _short_lines(readings, groups[-1][-1], index) <= _NEAR:
            groups[-1].append(index)
        else:
            groups.append([index])
    return max(groups, key=lambda group: sum(len(readings[i].text) for i in group), default=[])


def _short_lines(readings: Sequence[Reading], first: int, last: int) -> int:
    between = range(first + 1, last)
    return sum(readings[index].kind in (LineKind.SHORT, LineKind.LINK) for index in between)


def _with_tail(readings: Sequence[Reading], last: int, outside: set[int]) -> int:
    """List items after the last sentence belong to it, and a last one without its full stop."""
    while _is_tail(readings, last + 1, outside):
        last += 1
    return last


def _is_tail(readings: Sequence[Reading], index: int, outside: set[int]) -> bool:
    if index >= len(readings) or index in outside or readings[index].kind is not LineKind.SHORT:
        return False
    if _ITEM.search(readings[index].folded):
        return True
    following = readings[index + 1].kind if index + 1 < len(readings) else None
    is_title = following in _DATED or following is LineKind.SHORT
    return len(readings[index].folded) >= _UNCLOSED and not is_title


def is_listing(readings: Sequence[Reading], prose: Sequence[int]) -> bool:
    """Headline, date, lead, again and again: a page of leads, not an article."""
    if len(prose) < _LEAST_LISTED:
        return False
    headed = sum(_is_headed(readings, index) for index in prose)
    dates = sum(
        readings[index].kind in _DATED
        for index in range(max(0, prose[0] - 2), prose[-1] + 2)
        if index < len(readings)
    )
    linked = sum(readings[index - 1].kind is LineKind.LINK for index in prose if index)
    most = 0.8 * len(prose)
    return linked >= most or (headed >= most and dates >= 0.6 * len(prose))


def _is_headed(readings: Sequence[Reading], index: int) -> bool:
    above = [reading.kind for reading in readings[max(0, index - 2) : index]]
    return any(kind in _HEADLINE for kind in above) and LineKind.PROSE not in above[-1:]
