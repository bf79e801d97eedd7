"""An HTML page: its article's title, byline and paragraphs, from the markup and from the lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import html

from people.folding import fold
from statements.ingestion.blocks import Block, text_blocks
from statements.ingestion.bylines import Byline, author_name, is_bare_name, is_outlet
from statements.ingestion.container import Weight, body_container, element_weights
from statements.ingestion.dates import PrintedDate, parse_stamp
from statements.ingestion.headline import page_title
from statements.ingestion.lines import LineKind, Reading, read_line
from statements.ingestion.markup import PageFacts
from statements.ingestion.model import DatePrecision
from statements.ingestion.next_article import later_articles
from statements.ingestion.plain_text import Parts, title_line
from statements.ingestion.segments import article_lines, sections, teasers
from statements.ingestion.surroundings import cut_surroundings, page_body

_HEADLINE_WORDS = 4
_BOX_SHARE = 0.4
_BEFORE_TITLE = 6
_AFTER_BODY = 6
_LEAD_REACH = 8
_LEAST_LINKED = 200
_INNER_BREAK = re.compile(r"</(?:p|div|h\d|li)>|<br\s*/?>", re.IGNORECASE)
_INNER_TAG = re.compile(r"<[a-zA-Z/][^<>]{0,500}>")
_HOURS_APART = 3  # a server's clock in another zone, not another date


@dataclass(frozen=True, slots=True)
class _Row:
    """A block, what kind of line it is, and its place on the page."""

    block: Block
    reading: Reading


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the article stands among the rows: title, first and last row of the body."""

    title: int | None
    first: int
    last: int


def read_page(root: html.HtmlElement, facts: PageFacts) -> Parts:
    """Title, byline and paragraphs of the page's article; no paragraphs when it holds none."""
    cut_surroundings(root)
    root = page_body(root)
    rows = _without_boxes(_first_article(_rows(root, facts)))
    inside = _inside(root, rows)
    chosen = article_lines([rows[index].reading for index in inside])
    kept = [inside[index] for index in chosen]
    if not kept:
        return _linked(facts)
    readings = [row.reading for row in rows]
    title_at, title = page_title(readings, facts, kept[0])
    if title is None:
        title_at, title = title_line(readings, kept)
    place = _Place(title_at, kept[0], kept[-1])
    kept = [*_lead(rows, place), *_subtitles(rows, inside, place), *kept]
    paragraphs = _without_repeats([rows[index].reading for index in kept], title)
    return Parts(title, _byline(rows, place, facts), paragraphs)


def _linked(facts: PageFacts) -> Parts:
    """The article as linked data holds it, where the page is left for a script to make."""
    text = _INNER_TAG.sub(" ", _INNER_BREAK.sub("\n", facts.body))
    paragraphs = tuple(filter(None, (" ".join(line.split()) for line in text.splitlines())))
    if not facts.is_article or len(text) < _LEAST_LINKED:
        return Parts(None, Byline(None, None), ())
    _, title = page_title((), facts, 0)
    return Parts(title, Byline(_claimed_author(facts), _date((), (), facts)), paragraphs)


def _rows(root: html.HtmlElement, facts: PageFacts) -> list[_Row]:
    return [_Row(block, read_line(block.line(), facts.site)) for block in text_blocks(root)]


def _first_article(rows: list[_Row]) -> list[_Row]:
    later = later_articles([row.block for row in rows], [row.reading for row in rows])
    return [row for place, row in enumerate(rows) if place not in later]


def _without_boxes(rows: list[_Row]) -> list[_Row]:
    """Without the elements that a marker such as مقالات ذات صلة opens, however full their leads."""
    prose = _prose(rows, set())
    weights = element_weights(prose)
    most = _BOX_SHARE * sum(len(block.text) for block in prose)
    boxes = {
        box
        for row in rows
        if row.reading.kind is LineKind.RELATED
        and (box := _box(row.block.owner, weights, most)) is not None
    }
    boxed: set[html.HtmlElement] = set()
    for box in boxes:
        elements = {box, *box.iterdescendants()}
        if sum(row.block.owner in elements for row in rows) > 1:
            boxed |= elements
    return [row for row in rows if row.block.owner not in boxed]


def _box(
    marker: html.HtmlElement, weights: dict[html.HtmlElement, Weight], most: float
) -> html.HtmlElement | None:
    """The widest element around a marker that holds little of the page's prose and no title."""
    box: html.HtmlElement | None = None
    for element in (marker, *marker.iterancestors()):
        if element in weights and weights[element].characters > most:
            break
        if next(element.iter("h1"), None) is not None:
            break
        box = element
    return box


def _inside(root: html.HtmlElement, rows: Sequence[_Row]) -> list[int]:
    readings = [row.reading for row in rows]
    teased = teasers(readings)
    prose = _prose(rows, teased | sections(readings)) or _prose(rows, teased)
    container = body_container(root, prose)
    if container is None:
        return []
    elements = {container, *container.iterdescendants()}
    return [index for index, row in enumerate(rows) if row.block.owner in elements]


def _prose(rows: Sequence[_Row], outside: set[int]) -> list[Block]:
    return [
        row.block
        for index, row in enumerate(rows)
        if row.reading.kind is LineKind.PROSE
        and index not in outside
        and not _is_headed_lead(rows, index)
    ]


def _is_headed_lead(rows: Sequence[_Row], index: int) -> bool:
    """One paragraph under a linked headline: it says nothing of where the article is."""
    following = rows[index + 1].reading.kind if index + 1 < len(rows) else None
    above = {row.reading.kind for row in rows[max(0, index - 2) : index]}
    return LineKind.LINK in above and not {LineKind.PROSE} & {following, *above}


def _lead(rows: Sequence[_Row], place: _Place) -> list[int]:
    """A standfirst set between the title and the element of the body."""
    if place.title is None or not 0 < place.first - place.title <= _LEAD_REACH:
        return []
    readings = [row.reading for row in rows]
    outside = teasers(readings) | sections(readings)
    return [
        index
        for index in range(place.title + 1, place.first)
        if readings[index].kind is LineKind.PROSE and index not in outside
    ]


def _subtitles(rows: Sequence[_Row], inside: Sequence[int], place: _Place) -> list[int]:
    """Headings and questions inside the body's element, before its first sentence."""
    after_title = -1 if place.title is None else place.title
    return [
        index for index in inside if after_title < index < place.first and _opens_body(rows[index])
    ]


def _opens_body(row: _Row) -> bool:
    if row.reading.kind is not LineKind.SHORT or len(row.reading.folded.split()) < 3:
        return False
    return row.block.heading > 1 or row.reading.text.endswith(("؟", "?", ":"))


def _without_repeats(readings: Sequence[Reading], title: str | None) -> tuple[str, ...]:
    """Neither the title again nor a paragraph that is printed twice, as leads often are."""
    seen = {" ".join(fold(title or "").split())}
    kept: list[str] = []
    for reading in readings:
        if reading.folded not in seen:
            kept.append(reading.text)
        if len(reading.folded) > 60:
            seen.add(reading.folded)
    return tuple(kept)


def _byline(rows: Sequence[_Row], place: _Place, facts: PageFacts) -> Byline:
    ranked = _ranked(rows, place)
    visible, claimed = _visible_author(rows, ranked, facts), _claimed_author(facts)
    author = claimed if visible is None or (claimed and is_outlet(visible, facts.site)) else visible
    return Byline(author, _date(rows, ranked, facts))


def _ranked(rows: Sequence[_Row], place: _Place) -> list[tuple[int, int]]:
    """(rank, index) of the rows where a byline may stand, the likeliest first.

    Between title and body is best; then just above the title, then just below the body.
    """
    head = place.first if place.title is None else min(place.title, place.first)
    near = []
    for index in range(max(0, head - _BEFORE_TITLE), min(len(rows), place.last + _AFTER_BODY + 1)):
        if head < index < place.first or index == head:
            near.append((0, index))
        elif index < head:
            near.append((head - index + 1, index))
        elif index > place.last:
            near.append((index - place.last + 2, index))
        elif index <= place.first + 2:
            near.append((2, index))
    return sorted(near)


# Markup says that it is a byline; name / date / reading time looks like a breadcrumb.
_MAY_HOLD_A_NAME = (LineKind.SHORT, LineKind.LINK, LineKind.BREADCRUMB)


def _visible_author(
    rows: Sequence[_Row], ranked: Sequence[tuple[int, int]], facts: PageFacts
) -> str | None:
    readings = [row.reading for row in rows]
    outside = teasers(readings) | sections(readings)
    marked: list[str] = []
    outlets: list[str] = []
    for rank, index in ranked:
        row = rows[index]
        byline = row.reading.byline
        if byline and byline.author and index not in outside:
            if not is_outlet(byline.author, facts.site):
                return byline.author
            if rank == 0 or not _is_brand(row, facts):
                outlets.append(byline.author)
        if row.block.byline and row.reading.kind in _MAY_HOLD_A_NAME:
            marked.extend(filter(None, [author_name(row.block.text, facts.site)]))
    named = next(iter(marked), None) or _bare_author(rows, ranked, outside)
    return named or next(iter(outlets), None)


def _is_brand(row: _Row, facts: PageFacts) -> bool:
    """The site's name and nothing else, as it heads every page."""
    return facts.site is not None and row.reading.folded == " ".join(fold(facts.site).split())


def _bare_author(
    rows: Sequence[_Row], ranked: Sequence[tuple[int, int]], outside: set[int]
) -> str | None:
    """A lone name beside the date, above the body."""
    places = {index for rank, index in ranked if rank <= 1} - outside
    for index in sorted(places):
        if rows[index].reading.kind is not LineKind.DATE:
            continue
        for beside in (index - 1, index + 1):
            reading = rows[beside].reading if beside in places else None
            if (
                reading
                and reading.kind in (LineKind.SHORT, LineKind.LINK)
                and not reading.line.heading
                and is_bare_name(reading.text)
            ):
                return author_name(reading.text)
    return None


def _claimed_author(facts: PageFacts) -> str | None:
    for claim in facts.authors:
        if not re.match(r"https?://|@", claim) and (name := author_name(claim, facts.site)):
            return name
    return None


def _date(
    rows: Sequence[_Row], ranked: Sequence[tuple[int, int]], facts: PageFacts
) -> PrintedDate | None:
    readings = [row.reading for row in rows]
    outside = teasers(readings) | sections(readings)
    near = [
        (rank, rows[index])
        for rank, index in ranked
        if index not in outside and not (rank and _is_of_another(readings, index))
    ]
    printed = [
        (rank, row.reading.byline.date)
        for rank, row in near
        if row.reading.byline and row.reading.byline.date
    ]
    stamps = [
        stamp for _, row in near if row.block.stamp and (stamp := parse_stamp(row.block.stamp))
    ]
    claims = [stamp for claim in facts.published if (stamp := parse_stamp(claim))]
    claimed = next((_day_only_at_midnight(stamp) for stamp in (*claims, *stamps)), None)
    if not printed:
        return claimed
    rank, visible = printed[0]
    return _agreed(visible, claimed, beside_title=rank == 0) if claimed else visible


def _is_of_another(readings: Sequence[Reading], index: int) -> bool:
    """A date that nobody signs, beside a linked headline, is that headline's."""
    if readings[index].kind is not LineKind.DATE:
        return False
    beside = [*readings[max(0, index - 1) : index], *readings[index + 1 : index + 2]]
    return any(
        reading.kind is LineKind.LINK and len(reading.folded.split()) >= _HEADLINE_WORDS
        for reading in beside
    )


def _day_only_at_midnight(stamp: PrintedDate) -> PrintedDate:
    """A machine's midnight is a day without a time."""
    if stamp.moment.timetz().replace(tzinfo=None).isoformat() == "00:00:00":
        return replace(stamp, precision=DatePrecision.DAY)
    return stamp


def _agreed(visible: PrintedDate, claimed: PrintedDate, *, beside_title: bool) -> PrintedDate:
    """The printed minute where the two are one date, the claim where only it has the minute."""
    same_day = visible.moment.date() == claimed.moment.date()
    apart = abs((visible.moment - claimed.moment).total_seconds()) / 3600
    if visible.precision is DatePrecision.MINUTE and (same_day or apart <= _HOURS_APART):
        return visible
    if same_day:
        return claimed if claimed.precision is DatePrecision.MINUTE else visible
    return visible if beside_title else claimed
