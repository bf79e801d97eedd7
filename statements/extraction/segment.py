"""A text cut into words, quotations and sentences, each tied to its characters."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from dataclasses import field
from itertools import pairwise

from people.folding import Folded, fold_with_offsets
from statements.extraction.model import Span
from statements.extraction.record import record
from statements.extraction.tokens import Cutter, index_of, places_of

_CUTTER = Cutter(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|\n|[^\w\s]|_")
_GLUED = re.compile(
    "ة(?=[ء-ي]{2})|(?<![ء-ي])[ء-ي]{4,}(?=عبد ال)|(?<![ء-ي])[ء-ي]{3,}(?=محمد |مصطفى )"
)
# What every such place holds: each is found by its first letters, much faster than the whole.
_PERHAPS_GLUED = tuple(
    map(
        re.compile,
        (
            "ة(?=[ء-ي]{2})",
            "عبد ال(?<=[ء-ي]{4}عبد ال)",
            "محمد (?<=[ء-ي]{3}محمد )",
            "مصطفى (?<=[ء-ي]{3}مصطفى )",
        ),
    )
)
_OPENING, _CLOSING = frozenset("«“‹„"), frozenset("»”›")
MARKS = frozenset('"″＂') | _OPENING | _CLOSING
_BREAKS_OR_MARKS = MARKS | {"\n"}
_ENDS = frozenset(".!؟?")
_ENDS_OR_BREAKS = _ENDS | {"\n"}
_DOTS = frozenset(".…")
_LIST_LEADS = frozenset("([{،,:؛;-–—/")
_NEST = 2  # deeper marks are printing accidents


@record
class Quotation:
    """Words ``first`` to ``last`` are the marks; an unclosed quotation has no closing mark."""

    first: int
    last: int
    closed: bool


@record
class Page:
    """The article as words: ``words[i]`` is folded and stands at ``starts[i]:ends[i]`` of the fold.

    ``quote[i]`` is the outer quotation that holds word ``i`` (its marks included), or -1.
    ``sentences`` are (first word, word after the last); a quotation is never cut by one.
    ``titles`` lead from the first word of a known office or ministry to the word after its name;
    ``inside_titles`` are the other words of such names. ``index`` leads from a word to its places.
    """

    folded: Folded
    words: list[str]
    starts: list[int]
    ends: list[int]
    quote: list[int]
    quotations: list[Quotation]
    sentences: list[tuple[int, int]]
    index: dict[str, list[int]]
    titles: dict[int, int] = field(default_factory=dict)
    inside_titles: set[int] = field(default_factory=set)
    _places: dict[str, list[int]] = field(default_factory=dict)

    def span(self, first: int, after: int) -> Span:
        """Characters of the original text under words ``first`` up to ``after``."""
        if after <= first:
            position = self.folded.offsets[self.starts[first]] if first < len(self.words) else 0
            return Span(position, position)
        return Span(*self.folded.span(self.starts[first], self.ends[after - 1]))

    def printed(self, first: int, after: int) -> str:
        return self.span(first, after).of(self.folded.original)

    def note_title(self, span: Span) -> None:
        """Remember that the words under ``span`` are one title."""
        start = bisect_left(self.folded.offsets, span.start)
        end = bisect_left(self.folded.offsets, span.end)
        first, last = bisect_right(self.starts, start) - 1, bisect_left(self.ends, end)
        if 0 <= first <= last < len(self.words):
            self.titles[first] = last + 1
            self.inside_titles.update(range(first + 1, last + 1))

    def places(self, name: str, known: Set[str], first: int, after: int) -> list[int]:
        """Where words of a class stand from ``first`` up to ``after``.

        The class is looked for once in the whole text, and kept under its ``name``.
        """
        found = self._places.get(name)
        if found is None:
            found = self._places[name] = places_of(self.index, known)
        return found[bisect_left(found, first) : bisect_left(found, after)]

    def ends_in(self, index: int, letter: str) -> bool:
        """Whether ``letter`` is the last character printed of a word."""
        offsets, end = self.folded.offsets, self.ends[index]
        return self.folded.original[max(offsets[end], offsets[end - 1] + 1) - 1] == letter

    def glued(self, index: int) -> bool:
        """Whether word ``index`` touches the word before it (``بـ"``)."""
        return index > 0 and self.ends[index - 1] == self.starts[index]


def read_page(text: str, folded: Folded | None = None) -> Page:
    """Cut ``text`` into words, quotations and sentences; any string gives a page."""
    folded = folded or fold_with_offsets(text)
    words, starts, ends, _ = _CUTTER.cut(folded.text)
    cuts = _glued_cuts(text, folded)
    if cuts:
        bounds = [
            part
            for bound in zip(starts, ends, strict=True)
            for part in _cut(bound, cuts.get(bound[0], ()))
        ]
        starts, ends = [start for start, _ in bounds], [end for _, end in bounds]
        words = [folded.text[start:end] for start, end in bounds]
    index = index_of(words)
    glued = {bisect_left(starts, cut) for places in cuts.values() for cut in places}
    quotations = _quotations(words, starts, ends, places_of(index, _BREAKS_OR_MARKS))
    quote = [-1] * len(words)
    for number, quotation in enumerate(quotations):
        size = quotation.last + 1 - quotation.first
        quote[quotation.first : quotation.last + 1] = [number] * size
    closing = places_of(index, _ENDS_OR_BREAKS)
    places = sorted({*closing, *glued}) if glued else closing
    sentences = _sentences(words, starts, ends, quote, glued, places)
    return Page(folded, words, starts, ends, quote, quotations, sentences, index)


def _cut(bound: tuple[int, int], places: Sequence[int]) -> list[tuple[int, int]]:
    edges = [bound[0], *places, bound[1]]
    return list(pairwise(edges))


def _glued_cuts(text: str, folded: Folded) -> dict[int, list[int]]:
    """Where a heading was glued to the next paragraph: ة never stands inside a word (حزبيةفلان).

    Keys are the starts of the glued words, values the places to cut, all in the folded text.
    """
    if not any(perhaps.search(text) for perhaps in _PERHAPS_GLUED):
        return {}
    places = [match.end() for match in _GLUED.finditer(text)]
    cuts: dict[int, list[int]] = {}
    for place in places:
        cut = bisect_left(folded.offsets, place)
        start = cut
        while start > 0 and folded.text[start - 1].isalpha():
            start -= 1
        cuts.setdefault(start, []).append(cut)
    return cuts


def _quotations(
    words: list[str], starts: list[int], ends: list[int], places: list[int]
) -> list[Quotation]:
    """Outer quotations in order. One left open ends with its paragraph unless the next goes on."""
    found: list[Quotation] = []
    opened, depth = -1, 0
    for index in places:
        if words[index] == "\n":
            if depth and not _goes_on(words, starts, ends, index + 1):
                found.append(Quotation(opened, index - 1, False))
                depth = 0
        else:
            turn = _turn(words, starts, ends, index, depth)
            if turn > 0 and depth == 0:
                opened = index
            elif turn < 0 and depth == 1:
                found.append(Quotation(opened, index, True))
            depth = min(max(depth + turn, 0), _NEST)
    if depth:
        found.append(Quotation(opened, len(words) - 1, False))
    return found


def _turn(words: list[str], starts: list[int], ends: list[int], index: int, depth: int) -> int:
    """+1 for an opening mark, -1 for a closing one: by the space around it, then by its shape."""
    before_free = index == 0 or starts[index] != ends[index - 1]
    after_free = index + 1 == len(words) or ends[index] != starts[index + 1]
    previous = "" if index == 0 else words[index - 1]
    following = "" if index + 1 == len(words) else words[index + 1]
    leads = before_free or previous in _LIST_LEADS or (len(previous) == 1 and previous.isalpha())
    leads = leads or previous == "\n" or previous in ("ال", "وال", "بال")
    closes = after_free or following == "\n" or not following[:1].isalnum()
    if leads and following in MARKS and not after_free:
        return 1
    if leads and not closes:
        return 1
    if closes and not leads:
        return -1
    if words[index] in _OPENING:
        return 1
    if words[index] in _CLOSING:
        return -1
    return -1 if depth else 1


def _goes_on(words: list[str], starts: list[int], ends: list[int], index: int) -> bool:
    """Whether the paragraph at ``index`` carries an open quotation on: its first mark closes."""
    for position in range(index, len(words)):
        if words[position] == "\n":
            return False
        if words[position] in MARKS:
            return position == index or _turn(words, starts, ends, position, 1) < 0
    return False


def _sentences(
    words: list[str],
    starts: list[int],
    ends: list[int],
    quote: list[int],
    glued: set[int],
    places: list[int],
) -> list[tuple[int, int]]:
    """The sentences, which end at one of the ``places``: a closing mark, a line or a glued word."""
    sentences: list[tuple[int, int]] = []
    first = 0
    for index in places:
        word = words[index]
        if index in glued and quote[index] == -1:
            _add(sentences, first, index)
            first = index
        if word == "\n":
            if quote[index] == -1:
                _add(sentences, first, index)
                first = index + 1
        elif word in _ENDS and quote[index] == -1 and _ends_sentence(words, starts, ends, index):
            _add(sentences, first, index + 1)
            first = index + 1
    _add(sentences, first, len(words))
    return sentences


def _ends_sentence(words: list[str], starts: list[int], ends: list[int], index: int) -> bool:
    if words[index] != ".":
        return True
    if index and len(words[index - 1]) == 1 and words[index - 1].isalpha():
        return False  # د. and the like
    nearby = (words[index - 1] if index else "", words[index + 1] if index + 1 < len(words) else "")
    return not any(word in _DOTS for word in nearby)


def _add(sentences: list[tuple[int, int]], first: int, after: int) -> None:
    if after > first:
        sentences.append((first, after))
