"""Finds known phrases in a folded text word by word, the longest first, in one pass.

A phrasebook is a trie over words, so its size does not change the time that a text takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from people.folding import Folded, fold
from statements.extraction.record import record
from statements.extraction.tokens import Cutter, index_of, places_of

Value = TypeVar("Value")

_WORD = re.compile(r"\w+")
_CUTTER = Cutter(r"\w+")
_BREAK = re.compile(r"[\n.!?؟؛;:]")
# وزارة، والوزارة، للوزارة، بوزارة …: what Arabic glues in front of the first word of a phrase.
_BEFORE_ANY = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
_BEFORE_ARTICLE = ("لل", "ولل", "فلل")


class Words:
    """The words of a folded text and where they stand.

    ``words[i]`` stands at ``starts[i]:ends[i]``; ``gaps[i]`` is what is printed before it, one
    blank everywhere but at the ``edges``; ``index`` leads from a word to its places.
    """

    __slots__ = ("edges", "ends", "folded", "gaps", "index", "starts", "text", "words")

    def __init__(self, folded: Folded) -> None:
        self.folded = folded
        self.text = folded.text
        self.words, self.starts, self.ends, self.edges = _CUTTER.cut(self.text)
        self.index = index_of(self.words)
        self.gaps = _gaps(self.text, self.starts, self.ends, self.edges)

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Original (start, end) of the words ``first`` to ``last``, both included."""
        return self.folded.span(self.starts[first], self.ends[last])

    def gap(self, index: int) -> str:
        """What stands between word ``index - 1`` and word ``index``."""
        return self.gaps[index] if index else ""


def _gaps(text: str, starts: list[int], ends: list[int], edges: list[int]) -> list[str]:
    """What stands before each word, and at last what stands behind them all."""
    if not starts:
        return [text]
    gaps = [" "] * len(starts)
    for edge in edges:
        if 0 < edge < len(starts):
            gaps[edge] = text[ends[edge - 1] : starts[edge]]
    gaps[0] = text[: starts[0]]
    gaps.append(text[ends[-1] :])
    return gaps


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

    def find(self, words: Words) -> Iterator[Hit[Value]]:
        """The hits of a text from left to right; none overlaps another."""
        upto = 0
        for index in places_of(words.index, self._roots.keys()):
            if index >= upto:
                hit = self.match(words, index)
                if hit:
                    upto = hit.last + 1
                    yield hit

    def match(self, words: Words, index: int, first: str | None = None) -> Hit[Value] | None:
        """The longest phrase that begins at word ``index``; ``first`` replaces that word."""
        index, size = self._past_skipped(words, index), len(words.words)
        if index >= size:
            return None
        node = self._roots.get(first or words.words[index])
        position, last, value = index, index, None
        while node is not None:
            if node.value is not None:
                last, value = position, node.value
            if not node.next:
                break
            position = self._past_skipped(words, position + 1)
            if position >= size:
                break
            gap = words.gaps[position]
            if gap != " " and _BREAK.search(gap):
                break
            node, position = _step(node, words, position)
        return None if value is None else Hit(index, last, value)

    def _past_skipped(self, words: Words, position: int) -> int:
        if self._skip:
            while position < len(words.words) and words.words[position] in self._skip:
                position += 1
        return position


def _step(node: _Node[Value], words: Words, position: int) -> tuple[_Node[Value] | None, int]:
    """One word on; a conjunction printed apart (``و المالية``) counts with the word after it."""
    word = words.words[position]
    following = node.next.get(word)
    if following is None and word == "و" and position + 1 < len(words):
        return node.next.get(word + words.words[position + 1]), position + 1
    return following, position
