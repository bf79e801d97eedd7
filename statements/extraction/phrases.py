"""Finds known phrases in a folded text word by word, the longest first, in one pass.

A phrasebook is a trie over words, so its size does not change the time that a text takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, KeysView
from functools import cached_property
from typing import Generic, TypeVar

from people.folding import Folded, fold
from statements.extraction.record import record
from statements.extraction.tokens import Cut, Vocabulary, cut

Value = TypeVar("Value")

_WORD = re.compile(r"\w+")
_OPENERS = Vocabulary()  # the words at which a phrase may begin that whole texts are searched for
_BREAK = re.compile(r"[\n.!?؟؛;:]")
# وزارة، والوزارة، للوزارة، بوزارة …: what Arabic glues in front of the first word of a phrase.
_BEFORE_ANY = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
_BEFORE_ARTICLE = ("لل", "ولل", "فلل")


class Words:
    """The words of a folded text and where they stand.

    ``words[i]`` begins at ``starts[i]``; ``gaps[i]`` is what is printed before it, one blank
    everywhere but before the first word and those that are ``parted`` from the one before.
    """

    __slots__ = ("_openers", "folded", "gaps", "parted", "starts", "text", "words")

    def __init__(self, folded: Folded, cuts: Cut | None = None) -> None:
        self.folded = folded
        self.text = folded.text
        _, _, self.words, self.starts, edges = cuts or cut(self.text)
        self.gaps, self.parted = self._gaps(edges)
        self._openers: list[list[int]] | None = None

    def __len__(self) -> int:
        return len(self.words)

    def end(self, index: int) -> int:
        """Where word ``index`` ends in the folded text."""
        return self.starts[index] + len(self.words[index])

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Original (start, end) of the words ``first`` to ``last``, both included."""
        return self.folded.span(self.starts[first], self.end(last))

    def gap(self, index: int) -> str:
        """What stands between word ``index - 1`` and word ``index``."""
        return self.gaps[index] if index else ""

    def openers(self, number: int) -> list[int]:
        """The places of the words that open a phrase of one of the searched phrasebooks."""
        if self._openers is None:
            self._openers = _OPENERS.places(self.words)
        return self._openers[number]

    def _gaps(self, edges: list[int]) -> tuple[list[str], list[int]]:
        """What stands before each word, at last what stands behind them all; the parted words."""
        text, words, starts, size = self.text, self.words, self.starts, len(self.words)
        if not size:
            return [text], []
        gaps, parted = [" "] * size, []
        last = 0
        for edge in edges:
            if last < edge < size:
                last = edge
                gap = text[starts[edge - 1] + len(words[edge - 1]) : starts[edge]]
                if gap != " ":
                    gaps[edge] = gap
                    parted.append(edge)
        gaps[0] = text[: starts[0]]
        gaps.append(text[self.end(size - 1) :])
        return gaps, parted


@record
class Hit(Generic[Value]):
    """Words ``first`` to ``last`` (both included) say the phrase that carries ``value``."""

    first: int
    last: int
    value: Value


class _Node(Generic[Value]):
    __slots__ = ("next", "value")

    def __init__(self) -> None:
        self.next: dict[str, _Node[Value]] = {}
        self.value: Value | None = None


def with_clitics(word: str) -> list[str]:
    """The forms that a folded Arabic word takes behind conjunctions and prepositions."""
    if not "\u0600" <= word[0] <= "\u06ff":
        return [word]
    forms = [before + word for before in _BEFORE_ANY]
    if word.startswith("ال"):
        forms += [before + word[2:] for before in _BEFORE_ARTICLE]
    return forms


class Phrasebook(Generic[Value]):
    """Phrases in any spelling, each with a value; the first value given for a phrase stays.

    ``skip`` names words that neither the phrases nor the text need to agree on: de, la, et.
    """

    def __init__(
        self,
        phrases: Iterable[tuple[str, Value]],
        *,
        clitics: bool = True,
        skip: frozenset[str] = frozenset(),
    ) -> None:
        self._roots: dict[str, _Node[Value]] = {}
        self._skip = skip
        for phrase, value in phrases:
            words = [word for word in _WORD.findall(fold(phrase)) if word not in skip]
            self._add(words, value, clitics)

    def _add(self, words: list[str], value: Value, clitics: bool) -> None:
        if not words:
            return
        forms = with_clitics(words[0]) if clitics else [words[0]]
        for form in forms:
            node = self._roots.setdefault(form, _Node())
            for word in words[1:]:
                node = node.next.setdefault(word, _Node())
            if node.value is None:
                node.value = value

    @property
    def openers(self) -> KeysView[str]:
        """The words at which a phrase may begin."""
        return self._roots.keys()

    def find(self, words: Words) -> Iterator[Hit[Value]]:
        """The hits of a text from left to right; none overlaps another."""
        known = self._roots
        return self.find_at(words, (at for at, word in enumerate(words.words) if word in known))

    def find_at(self, words: Words, places: Iterable[int]) -> Iterator[Hit[Value]]:
        """The hits that begin at one of the ``places``, given in text order."""
        upto = 0
        for index in places:
            if index >= upto and self._may_open(words.words, index):
                hit = self.match(words, index)
                if hit:
                    upto = hit.last + 1
                    yield hit

    def match(self, words: Words, index: int, first: str | None = None) -> Hit[Value] | None:
        """The longest phrase that begins at word ``index``; ``first`` replaces that word."""
        known, size = words.words, len(words.words)
        if self._skip:
            index = self._past_skipped(known, index)
        if index >= size:
            return None
        node = self._roots.get(first or known[index])
        position, last, value = index, index, None
        while node is not None:
            if node.value is not None:
                last, value = position, node.value
            if not node.next:
                break
            position += 1
            if self._skip:
                position = self._past_skipped(known, position)
            if position >= size:
                break
            gap = words.gaps[position]
            if gap != " " and _BREAK.search(gap):
                break
            node, position = _step(node, known, position)
        return None if value is None else Hit(index, last, value)

    def _may_open(self, words: list[str], index: int) -> bool:
        """Whether the next word goes on with a phrase, where the opener alone is none."""
        node = self._roots[words[index]]
        if node.value is not None or self._skip or index + 1 == len(words):
            return True
        return words[index + 1] in node.next or words[index + 1] == "و"

    def _past_skipped(self, words: list[str], position: int) -> int:
        while position < len(words) and words[position] in self._skip:
            position += 1
        return position


def _step(node: _Node[Value], words: list[str], position: int) -> tuple[_Node[Value] | None, int]:
    """One word on; a conjunction printed apart (``و المالية``) counts with the word after it."""
    word = words[position]
    following = node.next.get(word)
    if following is None and word == "و" and position + 1 < len(words):
        return node.next.get(word + words[position + 1]), position + 1
    return following, position


class SearchedBook(Generic[Value]):
    """A phrasebook that whole texts are searched for: one pass finds the openers of all these.

    It is loaded when the first text is read.
    """

    def __init__(self, load: Callable[[], Phrasebook[Value]]) -> None:
        self._load = load
        self._number = _OPENERS.add(lambda: self.book.openers)

    @cached_property
    def book(self) -> Phrasebook[Value]:
        return self._load()

    def find(self, words: Words) -> Iterator[Hit[Value]]:
        """The hits of a text from left to right; none overlaps another."""
        return self.book.find_at(words, words.openers(self._number))
