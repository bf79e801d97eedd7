"""Where the words of an article stand: in which sentence, paragraph and statement."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from people.folding import fold_with_offsets
from statements.extraction.model import Span, StatementReading
from statements.extraction.phrases import Words
from statements.extraction.record import record

_LONGEST_SENTENCE = 400  # words; what is longer is no sentence, and looking around in it costs
_SENTENCE_END = re.compile(r"\n|[.!?؟…](?=[\s\"”»]|$)")


@record
class Place:
    """The words of one statement: its cue and its contents, each as first and last word."""

    cue: int
    contents: tuple[tuple[int, int], ...]
    sentence: int
    paragraph: int


class Layout:
    """The words of an article with the sentences, paragraphs and contents that they stand in."""

    def __init__(self, words: Words, statements: Sequence[StatementReading]) -> None:
        self.words = words
        offsets = words.folded.offsets
        self._offsets = None if isinstance(offsets, range) else offsets  # a range leads to itself
        self._sentences, self._paragraphs = _firsts(words)
        self._quoted: list[bool] | None = None
        self.places = tuple([self._place(statement) for statement in statements])
        ranges = sorted(r for place in self.places for r in place.contents)
        self._content_firsts = [first for first, _ in ranges]
        self._content_lasts = list(accumulate((last for _, last in ranges), max))

    def word_at(self, offset: int) -> int:
        """The word that stands at, or next before, a character of the original text."""
        folded = self._folded(offset)
        return max(bisect_right(self.words.starts, folded) - 1, 0)

    def word_from(self, offset: int) -> int:
        """The first word that ends behind a character of the original text."""
        folded = self._folded(offset)
        at = bisect_right(self.words.starts, folded)
        return at - (at > 0 and folded < self.words.end(at - 1))

    def _folded(self, offset: int) -> int:
        return bisect_right(self._offsets, offset) - 1 if self._offsets else offset

    def range_of(self, span: Span) -> tuple[int, int]:
        first = self.word_from(span.start)
        return first, max(self.word_at(max(span.end - 1, 0)), first)

    def _place(self, statement: StatementReading) -> Place:
        cue = min(self.word_from(statement.cue.start), max(len(self.words) - 1, 0))
        contents = tuple([self.range_of(span) for span in statement.content])
        return Place(cue, contents, self.sentence(cue), self.paragraph(cue))

    def sentence(self, word: int) -> int:
        """The number of the sentence of a word."""
        return bisect_right(self._sentences, word) - 1

    def paragraph(self, word: int) -> int:
        """The number of the paragraph of a word."""
        return bisect_right(self._paragraphs, word) - 1

    def in_content(self, word: int) -> bool:
        """Whether the word is the speaker's, not the reporter's."""
        at = bisect_right(self._content_firsts, word) - 1
        return at >= 0 and word <= self._content_lasts[at]

    def release(self, word: int) -> None:
        """Take a word and what follows it out of the content that it was read into."""
        at = bisect_right(self._content_firsts, word) - 1
        if at >= 0 and self._content_firsts[at] < word <= self._content_lasts[at]:
            self._content_lasts[at] = word - 1

    def in_quotation(self, word: int) -> bool:
        """Whether a quotation that began in the paragraph is still open at a word."""
        if self._quoted is None:
            self._quoted = _quoted(self.words)
        return self._quoted[word]

    def sentence_start(self, word: int) -> int:
        """The first word of the sentence of a word."""
        return self._sentences[self.sentence(word)]


def _firsts(words: Words) -> tuple[list[int], list[int]]:
    """The first words of the sentences, and those of the paragraphs."""
    sentences, paragraphs = [0], [0]
    for edge in (*words.parted, len(words)):
        while edge - sentences[-1] > _LONGEST_SENTENCE + 1:
            sentences.append(sentences[-1] + _LONGEST_SENTENCE + 1)
        ends_paragraph, ends_sentence = _ends(words.gaps[edge])
        if ends_paragraph:
            paragraphs.append(edge)
        if ends_sentence:
            sentences.append(edge)
    return sentences, paragraphs


@lru_cache(maxsize=1024)
def _ends(gap: str) -> tuple[bool, bool]:
    """Whether a paragraph ends in a gap, and whether a sentence does."""
    return "\n" in gap, _SENTENCE_END.search(gap) is not None


def _quoted(words: Words) -> list[bool]:
    """For each word whether it stands inside quotation marks of its paragraph."""
    quoted: list[bool] = []
    straight, depth = False, 0
    for gap in words.gaps:
        if gap != " ":
            if "\n" in gap:
                straight, depth = False, 0
            straight ^= gap.count('"') % 2 == 1
            depth += gap.count("«") + gap.count("“") - gap.count("»") - gap.count("”")
        quoted.append(straight or depth > 0)
    return quoted


def layout_of(text: str, statements: Sequence[StatementReading]) -> Layout:
    return Layout(Words(fold_with_offsets(text)), statements)
