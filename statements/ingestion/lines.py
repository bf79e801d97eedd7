"""What each line of a page is: the evidence by which an article is told from what surrounds it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from people.folding import fold
from statements.ingestion.bylines import Byline, is_outlet, is_signed, read_byline
from statements.ingestion.dates import find_dates


class LineKind(StrEnum):
    RELATED = "related"
    READ_ALSO = "read_also"
    COMMENTS = "comments"
    TAGS = "tags"
    NEWSLETTER = "newsletter"
    COOKIE = "cookie"
    PAYWALL = "paywall"
    RIGHTS = "rights"
    CAPTION = "caption"
    SOURCE = "source"
    TICKER = "ticker"
    CONTROLS = "controls"
    SHARE = "share"
    BREADCRUMB = "breadcrumb"
    NO_PAGE = "no_page"
    COUNTER = "counter"
    DATE = "date"
    BYLINE = "byline"
    OUTLET = "outlet"
    LINK = "link"
    CUT_OFF = "cut_off"
    PROSE = "prose"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, or one block of a page. ``link_share``: how much of it is links."""

    text: str
    link_share: float = 0.0
    paragraph: bool = False
    heading: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A line with its kind, its fold, and what a byline says."""

    line: Line
    kind: LineKind
    folded: str
    byline: Byline | None = None

    @property
    def text(self) -> str:
        return self.line.text


_EDGES = ' \t-–—|•·:：،,.…!؟?»«›‹>"“”#*()[]→←▼▲+/'
_COUNTER = re.compile(r"^\W*\d[\d\s.,:kK]*\W*$")  # 1204 · 1,2K · 17:01
_AGO = re.compile(
    r"^\W*(?:(?:منذ|قبل)\s+(?:\d+\s+)?(?:ثاني|ثوان|دقي?قا?|دقايق|ساع|يوم|ايام|اسبوع|اسابيع|شهر|اشهر|سن|عام|اعوام)"
    r"|il y a\s+\d+|\d+ (?:minutes?|hours?|days?) ago)[^.؟]{0,20}$"
)
_CUT_OFF = re.compile(
    r"(?:\[\s*(?:…|\.{2,4})\s*\]|(?:…|\.{3})\s*(?:المزيد|lire plus|read more)|"
    r"\bاقرا المزيد|\blire la suite)\W*$"
)
_FADING = re.compile(r"(?:…|\.{2,4})$")
_SENTENCE_END = re.compile(r"[.؟?!…؛:][\s\"”“»«’')\]*]*$")
_PAUSE = re.compile(r"[،,.؛;:؟?!…«»\"]")
_STOP_END = re.compile(r"[.…][\s\"”“»«’')\]*]*$")
_HASHTAGS = re.compile(r"^(?:#[\w_]+[\s،,]*)+$")
_TRAIL = re.compile(r"\S\s*[»›>]\s*\S.*[»›>/]|\S\s+/\s+\S+.*\s/\s")
LONG = 160
_PARAGRAPH = 60
_TAIL = 80  # the end of a line says whether it is a sentence, however long it is


@dataclass(frozen=True, slots=True)
class _Phrases:
    longest: int
    pattern: re.Pattern[str] | None
    words: frozenset[str]
    strong: frozenset[str]


@cache
def _phrases() -> Mapping[str, _Phrases]:
    source = files("statements.ingestion") / "boilerplate.toml"
    tables = tomllib.loads(source.read_text(encoding="utf-8"))
    return {kind: _compiled(table) for kind, table in tables.items()}


def _compiled(table: dict[str, Any]) -> _Phrases:
    alternatives = [
        frame.format("|".join(sorted(map(_literal, table[name]), key=len, reverse=True)))
        for name, frame in (
            ("whole", r"^(?:{})$"),
            ("opens", r"^(?:{})(?![^\W\d_])"),
            ("holds", r"(?<![^\W\d_])(?:{})"),
        )
        if table.get(name)
    ]
    return _Phrases(
        table["longest"],
        re.compile("|".join(alternatives)) if alternatives else None,
        frozenset(fold(table.get("words", "")).split()),
        frozenset(fold(table.get("strong", "")).split()),
    )


def _literal(phrase: str) -> str:
    return r"\s*".join(re.escape(word) for word in re.split(r"\s+(?=:)", fold(phrase).strip()))


def _says(kind: LineKind) -> Callable[[Line, str], bool]:
    def rule(line: Line, folded: str) -> bool:
        phrases = _phrases()[kind.value]
        if len(folded) > phrases.longest or phrases.pattern is None:
            return False
        return bool(phrases.pattern.search(_bare(folded)) or phrases.pattern.search(folded))

    return rule


@cache
def _counts() -> re.Pattern[str]:
    return re.compile(r"^[\s\d().,]+|[\s\d().,]+$")


def _bare(folded: str) -> str:
    """Without edge punctuation and counters: ``التعليقات (3) :`` → التعليقات."""
    return _counts().sub("", folded.strip(_EDGES)).strip(_EDGES)


def _is_share_bar(line: Line, folded: str) -> bool:
    phrases = _phrases()["share"]
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", folded)
    if not words or len(words) > 25 or len(folded) > phrases.longest:
        return False
    return all(word in phrases.words for word in words) and any(w in phrases.strong for w in words)


def _is_breadcrumb(line: Line, folded: str) -> bool:
    if _says(LineKind.BREADCRUMB)(line, folded):
        return not _STOP_END.search(folded)
    if "«" in folded or len(folded) > 250 or _STOP_END.search(folded):
        return False
    return bool(_TRAIL.search(folded))


def _is_hashtags(line: Line, folded: str) -> bool:
    return bool(_HASHTAGS.match(folded)) or _says(LineKind.TAGS)(line, folded)


def _is_read_also(line: Line, folded: str) -> bool:
    return _says(LineKind.READ_ALSO)(line, folded)


def _is_counter(line: Line, folded: str) -> bool:
    if _COUNTER.match(folded) or not re.search(r"[^\W_]", folded):
        return True
    return bool(_AGO.match(folded))


def _is_bare_outlet(line: Line, folded: str) -> bool:
    return len(folded) < 40 and is_outlet(line.text)


def _is_link(line: Line, folded: str) -> bool:
    return line.link_share > 0.6


def _is_cut_off(line: Line, folded: str) -> bool:
    return bool(_CUT_OFF.search(folded[-_TAIL:]))


def _is_prose(line: Line, folded: str) -> bool:
    """A sentence or more: long, or closed by a full stop; a ``<p>`` of a page may be shorter."""
    if len(folded) >= LONG and _PAUSE.search(folded):
        return True
    words = len(folded.split())
    if line.paragraph and not line.heading and words >= 7 and len(folded) >= _PARAGRAPH:
        return True
    if words >= 4 and _STOP_END.search(folded[-_TAIL:]):
        return True
    return words >= 15 and bool(_SENTENCE_END.search(folded[-_TAIL:]))


_RULES: tuple[tuple[LineKind, Callable[[Line, str], bool]], ...] = (
    (LineKind.COUNTER, _is_counter),
    (LineKind.RELATED, _says(LineKind.RELATED)),
    (LineKind.SHARE, _is_share_bar),
    (LineKind.READ_ALSO, _is_read_also),
    (LineKind.COMMENTS, _says(LineKind.COMMENTS)),
    (LineKind.TAGS, _is_hashtags),
    (LineKind.PAYWALL, _says(LineKind.PAYWALL)),
    (LineKind.NEWSLETTER, _says(LineKind.NEWSLETTER)),
    (LineKind.COOKIE, _says(LineKind.COOKIE)),
    (LineKind.RIGHTS, _says(LineKind.RIGHTS)),
    (LineKind.CAPTION, _says(LineKind.CAPTION)),
    (LineKind.SOURCE, _says(LineKind.SOURCE)),
    (LineKind.TICKER, _says(LineKind.TICKER)),
    (LineKind.CONTROLS, _says(LineKind.CONTROLS)),
    (LineKind.NO_PAGE, _says(LineKind.NO_PAGE)),
    (LineKind.BREADCRUMB, _is_breadcrumb),
    (LineKind.OUTLET, _is_bare_outlet),
)
_LATER_RULES: tuple[tuple[LineKind, Callable[[Line, str], bool]], ...] = (
    (LineKind.CUT_OFF, _is_cut_off),
    (LineKind.LINK, _is_link),
    (LineKind.PROSE, _is_prose),
)


def read_line(line: Line, site: str | None = None) -> Reading:
    """The line's kind by the first rule that knows it."""
    folded = " ".join(fold(line.text).split())
    byline = read_byline(line.text, site) if len(folded) < LONG else None
    if byline and byline.date and byline.author and is_signed(folded):
        return Reading(line, LineKind.BYLINE, folded, byline)  # whatever is glued on
    for kind, rule in _RULES:
        if rule(line, folded):
            return Reading(line, kind, folded)
    if byline:
        kind = LineKind.BYLINE if byline.author or not find_dates(line.text) else LineKind.DATE
        return Reading(line, kind, folded, byline)
    for kind, rule in _LATER_RULES:
        if rule(line, folded):
            return Reading(line, kind, folded)
    return Reading(line, LineKind.SHORT, folded)


def fades_out(reading: Reading) -> bool:
    """Whether the line breaks off in dots, as a teaser's lead does."""
    return bool(_FADING.search(reading.folded))
