"""Where the words of an article stand: in which sentence, paragraph and statement."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from people.folding import fold_with_offsets
from statements.extraction.model import Span, StatementReading
from statements.extraction.phrases import Words

_SENTENCE_ENDS = re.compile(r"\n|[.!?؟…]+(?=[\s\"”»])")


@dataclass(frozen=True, slots=True)
class Place:
    """The words of one statement: its cue and its contents, each as first and last word."""

    cue: int
    contents: tuple[tuple[int, int], ...]

    @property
    def first(self) -> int:
        return min([self.cue, *(first for first, _ in self.contents)])


class Layout:
    """The words of an article with the bounds of sentences, paragraphs and contents."""

    def __init__(self, words: Words, statements: Sequence[StatementReading]) -> None:
        self.words = words
        self._sentence_ends = [m.end() for m in _SENTENCE_ENDS.finditer(words.text)]
        self._paragraph_ends = [m.end() for m in re.finditer("\n", words.text)]
        self.places = tuple(self._place(statement) for statement in statements)
        ranges = sorted(r for place in self.places for r in place.contents)
        self._content_firsts = [first for first, _ in ranges]
        self._content_lasts = _running_maximum([last for _, last in ranges])

    def word_at(self, offset: int) -> int:
        """The word that stands at, or next before, a character of the original text."""
        folded = self._folded(offset)
        return max(bisect_right(self.words.starts, folded) - 1, 0)

    def word_from(self, offset: int) -> int:
        """The first word that ends behind a character of the original text."""
        return bisect_right(self.words.ends, self._folded(offset))

    def _folded(self, offset: int) -> int:
        offsets = self.words.folded.offsets
        return offset if isinstance(offsets, range) else bisect_right(offsets, offset) - 1

    def range_of(self, span: Span) -> tuple[int, int]:
        first = self.word_from(span.start)
        return first, max(self.word_at(max(span.end - 1, 0)), first)

    def _place(self, statement: StatementReading) -> Place:
        return Place(
            self.word_from(statement.cue.start),
            tuple(self.range_of(span) for span in statement.content),
        )

    def sentence(self, word: int) -> int:
        return bisect_right(self._sentence_ends, self.words.starts[word])

    def paragraph(self, word: int) -> int:
        return bisect_right(self._paragraph_ends, self.words.starts[word])

    def in_content(self, word: int) -> bool:
        """Whether the word is the speaker's, not the reporter's."""
        at = bisect_right(self._content_firsts, word) - 1
        return at >= 0 and word <= self._content_lasts[at]

    def sentence_start(self, word: int) -> int:
        """The first word of the sentence of a word."""
        number = self.sentence(word)
        start = self._sentence_ends[number - 1] if number else 0
        return bisect_right(self.words.ends, start)


def layout_of(text: str, statements: Sequence[StatementReading]) -> Layout:
    return Layout(Words(fold_with_offsets(text)), statements)


def _running_maximum(numbers: list[int]) -> list[int]:
    highest: list[int] = []
    for number in numbers:
        highest.append(max(number, highest[-1]) if highest else number)
    return highest
