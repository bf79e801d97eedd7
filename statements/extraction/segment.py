"""A text cut into words, quotations and sentences, each tied to its characters."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Set
from dataclasses import field
from itertools import pairwise

from people.folding import Folded, fold_with_offsets
from statements.extraction.model import Span
from statements.extraction.record import record
from statements.extraction.tokens import Cut, Vocabulary, between, cut

_GLUED = re.compile(
    "ة(?=[ء-ي]{2})|(?<![ء-ي])[ء-ي]{4,}(?=عبد ال)|(?<![ء-ي])[ء-ي]{3,}(?=محمد |مصطفى )"
    "|(?<![ء-ي])[ء-ي]{4,}(?=(?:نور|سعد|جمال|صلاح|علاء|كمال) الدين)"
)
# What every such place holds: letters that are found much faster than the whole.
_PERHAPS_GLUED = tuple(
    (letters, re.compile(pattern))
    for letters, pattern in (
        ("ة", "ة[ء-ي]{2}"),
        ("عبد ال", "عبد ال(?<=[ء-ي]{4}عبد ال)"),
        ("محمد ", "محمد (?<=[ء-ي]{3}محمد )"),
        ("مصطفى ", "مصطفى (?<=[ء-ي]{3}مصطفى )"),
        (" الدين", " الدين(?<=[ء-ي]{6} الدين)"),
    )
)
_OPENING, _CLOSING = frozenset("«“‹„"), frozenset("»”›")
_TWO_APOSTROPHES = "''"  # typed where the keyboard has no other mark
MARKS = frozenset({*'"″＂', _TWO_APOSTROPHES}) | _OPENING | _CLOSING
_ENDS = frozenset(".!؟?")
_DOTS = frozenset(".…")
_LIST_LEADS = frozenset("([{،,:؛;-–—/")
_NEST = 2  # deeper marks are printing accidents
WORD_CLASSES = Vocabulary()  # what the stages look for in a page, each class declared by its stage
_BREAKS_OR_MARKS = WORD_CLASSES.add(lambda: MARKS | {"\n"})
_ENDS_OR_BREAKS = WORD_CLASSES.add(lambda: _ENDS | {"\n"})


@record
class Quotation:
    """Words ``first`` to ``last`` are the marks; an unclosed quotation has no closing mark."""

    first: int
    last: int
    closed: bool


@record
class Page:
    """The article as words: ``words[i]`` is folded and begins at ``starts[i]`` of the fold.

    ``quote[i]`` is the outer quotation that holds word ``i`` (its marks included), or -1.
    ``sentences`` are (first word, word after the last); a quotation is never cut by one.
    ``titles`` lead from the first word of a known office or ministry to the word after its name;
    ``inside_titles`` are the other words of such names.
    """

    folded: Folded
    words: list[str]
    starts: list[int]
    quote: list[int]
    quotations: list[Quotation]
    sentences: list[tuple[int, int]]
    classes: list[list[int]]
    titles: dict[int, int] = field(default_factory=dict)
    inside_titles: set[int] = field(default_factory=set)

    def end(self, index: int) -> int:
        """Where word ``index`` ends in the fold."""
        return self.starts[index] + len(self.words[index])

    def span(self, first: int, after: int) -> Span:
        """Characters of the original text under words ``first`` up to ``after``."""
        return Span(*self._bounds(first, after))

    def printed(self, first: int, after: int) -> str:
        start, end = self._bounds(first, after)
        return self.folded.original[start:end]

    def _bounds(self, first: int, after: int) -> tuple[int, int]:
        if after <= first:
            position = self.folded.offsets[self.starts[first]] if first < len(self.words) else 0
            return position, position
        starts, offsets, last = self.starts, self.folded.offsets, after - 1
        end = starts[last] + len(self.words[last])
        if isinstance(offsets, range):
            return starts[first], end  # every character stands where it stood
        return offsets[starts[first]], max(offsets[end], offsets[end - 1] + 1)

    def note_title(self, span: Span) -> None:
        """Remember that the words under ``span`` are one title."""
        start = bisect_left(self.folded.offsets, span.start)
        end = bisect_left(self.folded.offsets, span.end)
        first, last = bisect_right(self.starts, start) - 1, bisect_left(self.starts, end) - 1
        if 0 <= first <= last < len(self.words):
            self.titles[first] = last + 1
            self.inside_titles.update(range(first + 1, last + 1))

    def places(self, number: int, first: int, after: int) -> list[int]:
        """Where words of one of the ``WORD_CLASSES`` stand from ``first`` up to ``after``."""
        return between(self.classes[number], first, after)

    def sentence_end(self, index: int) -> int:
        """The word after the sentence in which word ``index`` stands."""
        return self.sentences[bisect_right(self.sentences, (index, len(self.words))) - 1][1]

    def places_of(self, known: Set[str]) -> list[int]:
        """Where words stand that the page itself makes known."""
        return [place for place, word in enumerate(self.words) if word in known]

    def words_from(self, letters: str) -> list[int]:
        """Where words stand that begin with ``letters``."""
        found, text, at = [], self.folded.text, -1
        while (at := text.find(letters, at + 1)) >= 0:
            place = bisect_left(self.starts, at)
            if place < len(self.starts) and self.starts[place] == at:
                found.append(place)
        return found

    def ends_in(self, index: int, letter: str) -> bool:
        """Whether ``letter`` is the last character printed of a word."""
        offsets, end = self.folded.offsets, self.end(index)
        return self.folded.original[max(offsets[end], offsets[end - 1] + 1) - 1] == letter

    def glued(self, index: int) -> bool:
        """Whether word ``index`` touches the word before it (``بـ"``)."""
        return index > 0 and self.end(index - 1) == self.starts[index]


def read_page(text: str, folded: Folded | None = None, cuts: Cut | None = None) -> Page:
    """Cut ``text`` into words, quotations and sentences; any string gives a page."""
    folded = folded or fold_with_offsets(text)
    words, starts, *_ = cuts or cut(folded.text)
    glued = _glued_cuts(text, folded)
    if glued:
        words, starts = _cut_apart(words, starts, glued)
    classes = WORD_CLASSES.places(words)
    quotations = _quotations(words, starts, classes[_BREAKS_OR_MARKS])
    quote = [-1] * len(words)
    for number, quotation in enumerate(quotations):
        size = quotation.last + 1 - quotation.first
        quote[quotation.first : quotation.last + 1] = [number] * size
    sentences = _sentences(words, quote, _openings(starts, glued), classes[_ENDS_OR_BREAKS])
    return Page(folded, words, starts, quote, quotations, sentences, classes)


def _cut_apart(
    words: list[str], starts: list[int], glued: dict[int, list[int]]
) -> tuple[list[str], list[int]]:
    """The same words and their starts, those that were glued cut at their places."""
    parts = [
        (word[first - start : after - start], first)
        for word, start in zip(words, starts, strict=True)
        for first, after in pairwise([start, *glued.get(start, ()), start + len(word)])
    ]
    return [word for word, _ in parts], [first for _, first in parts]


def _openings(starts: list[int], glued: dict[int, list[int]]) -> set[int]:
    """The words that were glued to the one before."""
    return {bisect_left(starts, place) for places in glued.values() for place in places}


def _glued_cuts(text: str, folded: Folded) -> dict[int, list[int]]:
    """Where a heading was glued to the next paragraph: ة never stands inside a word (حزبيةفلان).

    Keys are the starts of the glued words, values the places to cut, all in the folded text.
    """
    if not any(letters in text and perhaps.search(text) for letters, perhaps in _PERHAPS_GLUED):
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


def _quotations(words: list[str], starts: list[int], places: list[int]) -> list[Quotation]:
    """Outer quotations in order. One left open ends with its paragraph unless the next goes on."""
    found: list[Quotation] = []
    opened, depth = -1, 0
    for index in places:
        if words[index] == "\n":
            if depth and not _goes_on(words, starts, index + 1):
                found.append(Quotation(opened, index - 1, False))
                depth = 0
        else:
            turn = _turn(words, starts, index, depth)
            if turn > 0 and depth == 0:
                opened = index
            elif turn < 0 and depth == 1:
                found.append(Quotation(opened, index, True))
            depth = min(max(depth + turn, 0), _NEST)
    if depth:
        found.append(Quotation(opened, len(words) - 1, False))
    return found


def _turn(words: list[str], starts: list[int], index: int, depth: int) -> int:
    """+1 for an opening mark, -1 for a closing one: by the space around it, then by its shape."""
    previous = "" if index == 0 else words[index - 1]
    following = "" if index + 1 == len(words) else words[index + 1]
    before_free = index == 0 or starts[index] != starts[index - 1] + len(previous)
    after_free = index + 1 == len(words) or starts[index + 1] != starts[index] + len(words[index])
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


def _goes_on(words: list[str], starts: list[int], index: int) -> bool:
    """Whether the paragraph at ``index`` carries an open quotation on: its first mark closes."""
    for position in range(index, len(words)):
        if words[position] == "\n":
            return False
        if words[position] in MARKS:
            return position == index or _turn(words, starts, position, 1) < 0
    return False


def _sentences(
    words: list[str], quote: list[int], glued: set[int], ends: list[int]
) -> list[tuple[int, int]]:
    """The sentences, which stop at one of the ``ends``, marks or lines, or before a glued word."""
    sentences: list[tuple[int, int]] = []
    first = 0
    for index in sorted({*ends, *glued}) if glued else ends:
        word = words[index]
        if index in glued and quote[index] == -1:
            _add(sentences, first, index)
            first = index
        if word == "\n":
            if quote[index] == -1:
                _add(sentences, first, index)
                first = index + 1
        elif word in _ENDS and quote[index] == -1 and _ends_sentence(words, index):
            _add(sentences, first, index + 1)
            first = index + 1
    _add(sentences, first, len(words))
    return sentences


def _ends_sentence(words: list[str], index: int) -> bool:
    if words[index] != ".":
        return True
    if index and len(words[index - 1]) == 1 and words[index - 1].isalpha():
        return False  # د. and the like
    if index and words[index - 1] in _DOTS:
        return False
    return index + 1 == len(words) or words[index + 1] not in _DOTS


def _add(sentences: list[tuple[int, int]], first: int, after: int) -> None:
    if after > first:
        sentences.append((first, after))
