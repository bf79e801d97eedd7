"""Plain scraped text: the article's parts in whatever order the scraper left them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from people.folding import fold
from statements.ingestion.bylines import Byline, author_name, is_bare_name, is_outlet
from statements.ingestion.dates import find_dates, publication_date
from statements.ingestion.labelled import TITLE_LABELS, Labelled, read_labels
from statements.ingestion.lines import Line, LineKind, Reading, read_line
from statements.ingestion.press import SECTIONS
from statements.ingestion.segments import article_lines, sections, teasers

_NOT_TITLE = frozenset(LineKind) - {LineKind.SHORT, LineKind.PROSE, LineKind.BREADCRUMB}
_HEAD = frozenset({LineKind.BYLINE, LineKind.DATE})
_TITLE_SIGN = 2
_LONGEST_TITLE = 300
_BESIDE = 8  # lines within which a title is printed again
_REACH = 6  # lines between a byline and the title or body it belongs to
_SUFFIX = re.compile(r"\s+[-–—|ـ:•]\s+(?=[^-–—|•]*$)")
_MARKDOWN = re.compile(r"^#{1,6}\s+")
_LABEL = re.compile(rf"^(?:{'|'.join(TITLE_LABELS)})\s*:\s*", re.IGNORECASE)
_GLUED_BYLINE = re.compile(
    r"(?<=\S{2}\s)(?=(?:كتبه|كتبته|بقلم|نُ?شر في|نشر بواسطة|Publié (?:le|par))\s)"
)
_LONGEST_GLUED = 400
_AFTER_GLUED = 30  # characters of counters that may follow the date
_CRUMB = re.compile(r"\s*[»›>|/]\s*|\s+[-–←]\s+")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a text or page gave: everything is None or empty when it is not there."""

    title: str | None
    byline: Byline
    paragraphs: tuple[str, ...]
    outlet: str | None = None


def read_plain_text(text: str) -> Parts:
    """The article's title, byline and paragraphs, its lines told from all others."""
    lines = [part for line in text.splitlines() for part in _unglued(_unmarked(line))]
    labelled = read_labels(lines)
    return _read_labelled(labelled) if labelled else _read_lines(lines)


def _read_labelled(labelled: Labelled) -> Parts:
    """What is named is taken at its word; the rest is read as everywhere."""
    named = labelled.named
    title, author = named.get("title"), named.get("author")
    # The title stands above the rest, as it does where nothing is named.
    rest = _read_lines([*filter(None, [title]), *labelled.lines])
    byline = Byline(
        author_name(author) if author else rest.byline.author,
        publication_date(named.get("date", "")) or rest.byline.date,
    )
    if author and byline.author is None:
        byline = Byline(author, byline.date)
    body = tuple(line for line in rest.paragraphs if line != title)
    if not body and "body" in named:
        body = tuple(line for line in labelled.lines if line)
    title = without_outlet(title, named.get("source")) if title else rest.title
    return Parts(title, byline, body, named.get("source"))


def _read_lines(lines: Sequence[str]) -> Parts:
    readings = [read_line(Line(line)) for line in lines if line]
    body = article_lines(readings)
    if not body:
        return Parts(None, Byline(None, None), ())
    title_at, title = title_line(readings, body)
    kept = _without_title(readings, body, title)
    byline = _byline(readings, body, title_at)
    return Parts(title, byline, tuple(readings[index].text for index in kept))


def _unmarked(line: str) -> str:
    """Without what Markdown or a form puts before it: ``## عنوان فرعي``."""
    return _MARKDOWN.sub("", line.strip()).strip()


def _unglued(line: str) -> list[str]:
    """``Title كتبه Name كتب في 3 ماي 2024`` is two lines: a title and a byline."""
    if len(line) > _LONGEST_GLUED or not (dates := find_dates(line)):
        return [line]
    marker = _GLUED_BYLINE.search(line)
    ends = len(line) - dates[-1].end < _AFTER_GLUED
    if marker and ends and dates[-1].start > marker.start():
        return [line[: marker.start()].strip(), line[marker.start() :].strip()]
    return [line]


def _without_title(readings: Sequence[Reading], body: list[int], title: str | None) -> list[int]:
    folded = fold(title or "")
    return [index for index in body if readings[index].folded != folded]


def title_line(readings: Sequence[Reading], body: list[int]) -> tuple[int | None, str | None]:
    """Which line is the title, by its place and its repetition, and its words."""
    teased = teasers(readings)
    crumbs = [i for i, reading in enumerate(readings) if reading.kind is LineKind.BREADCRUMB][:9]
    candidates = [
        (score, -index, title)
        for index, reading in enumerate(readings)
        if index not in teased
        and (title := _candidate(reading))
        and (score := _score(readings, index, title, body, crumbs)) >= _TITLE_SIGN
    ]
    if not candidates:
        return None, None
    _, index, title = max(candidates)
    return -index, title


def _candidate(reading: Reading) -> str | None:
    if reading.kind in _NOT_TITLE or len(reading.text) > _LONGEST_TITLE:
        return None
    text = _LABEL.sub("", reading.text)
    if reading.kind is LineKind.BREADCRUMB:
        text = _last_crumb(text)
    return without_outlet(text).strip() or None


def without_outlet(title: str, site: str | None = None) -> str:
    """``Title - Outlet`` without the outlet."""
    parts = _SUFFIX.split(title)
    if len(parts) == 2 and is_outlet(parts[1], site):
        return parts[0]
    return title


def _last_crumb(text: str) -> str:
    """The title at the end of a breadcrumb, "" when it ends in a section's name."""
    parts = [part for part in _CRUMB.split(text) if part]
    if len(parts) > 1:
        return parts[-1] if len(parts[-1].split()) >= 4 else ""
    words = text.split()
    for size in range(min(3, len(words) - 4), 0, -1):
        if fold(" ".join(words[1 : 1 + size])) in SECTIONS:
            return " ".join(words[1 + size :])
    return ""


def _score(
    readings: Sequence[Reading],
    index: int,
    title: str,
    body: list[int],
    crumbs: Sequence[int],
) -> int:
    reading = readings[index]
    folded = fold(title)
    beside = range(max(0, index - _BESIDE), min(len(readings), index + _BESIDE + 1))
    repeated = any(
        _repeats(readings[at].folded, folded)
        for at in (*crumbs, *beside)
        if at != index and readings[at].kind is not LineKind.PROSE
    )
    score = 3 * bool(repeated and len(folded) > 15)
    if reading.kind is LineKind.PROSE or body[0] <= index <= body[-1]:
        return score
    if reading.kind is LineKind.BREADCRUMB:
        return max(score + 1, _TITLE_SIGN)
    score += _position(readings, index, body)
    score += (len(folded.split()) >= 4) - 2 * (len(folded.split()) <= 2)
    return score - 3 * (folded in SECTIONS or (len(title.split()) <= 3 and is_bare_name(title)))


def _repeats(other: str, title: str) -> bool:
    if len(other) > len(title) + 150:
        return False
    return other.startswith(title) or other.endswith(title)


def _position(readings: Sequence[Reading], index: int, body: list[int]) -> int:
    """Beside the byline, or straight before the body with nothing but its head between."""
    following = _kinds(readings, index + 1, index + 4)
    score = 0
    if any(kind in _HEAD for kind in following[:2]):
        score += 2
    elif _HEAD & set(_kinds(readings, index - 2, index)):
        score += 1
    if index < body[0] and not _text_between(readings, index, body[0]):
        score += 2
    if index == 0:
        score += 1
    return score


def _kinds(readings: Sequence[Reading], first: int, last: int) -> list[LineKind]:
    return [reading.kind for reading in readings[max(0, first) : max(0, last)]]


def _text_between(readings: Sequence[Reading], first: int, last: int) -> int:
    return sum(kind is LineKind.SHORT for kind in _kinds(readings, first + 1, last))


def _byline(readings: Sequence[Reading], body: list[int], title_at: int | None) -> Byline:
    """Author and date of the lines nearest to the title or to the body's edges."""
    outside = teasers(readings) | (sections(readings) - set(range(body[0])))
    anchors = [body[0], body[-1]] if title_at is None else [title_at, body[0], body[-1]]
    lines = _near(readings, outside, anchors, _head_of(body, title_at))
    author = next((byline.author for byline in lines if byline.author), None)
    author = author or _bare_name(readings, title_at, set(range(body[0], body[-1] + 1)) | outside)
    dated = [byline.date for byline in lines if byline.date]
    return Byline(author, dated[0] if dated else None)


def _bare_name(
    readings: Sequence[Reading], title_at: int | None, elsewhere: set[int]
) -> str | None:
    """A name with no mark of a byline but its place, beside the date or the outlet's line."""
    for index, reading in enumerate(readings):
        if reading.kind not in (LineKind.DATE, LineKind.OUTLET) or index in elsewhere:
            continue
        for beside in (index - 1, index + 1):
            if beside in elsewhere or beside == title_at or not 0 <= beside < len(readings):
                continue
            if readings[beside].kind is LineKind.SHORT and is_bare_name(readings[beside].text):
                return author_name(readings[beside].text)
    return None


def _head_of(body: list[int], title_at: int | None) -> range:
    """The lines in which a byline is at home: between title and body, or just under the title."""
    if title_at is None:
        return range(0)
    return range(title_at + 1, body[0] if title_at < body[0] else title_at + 4)


def _near(
    readings: Sequence[Reading], outside: set[int], anchors: list[int], head: range
) -> list[Byline]:
    found = [
        (index not in head, min(abs(index - anchor) for anchor in anchors), index)
        for index, reading in enumerate(readings)
        if reading.byline and index not in outside
    ]
    return [
        byline
        for _, distance, index in sorted(found)
        if distance <= _REACH and (byline := readings[index].byline)
    ]
