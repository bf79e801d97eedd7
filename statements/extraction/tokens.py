"""Cuts a folded text at its blanks first, and finds the known words of all stages in one pass."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

_TOKENS = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|''|\n|[^\w\s]|_").finditer
_WORDS = re.compile(r"\w+").finditer
_CLOSING = frozenset('،.؛:؟!")»”…')  # what most often stands behind a word
_SHORT = 24  # characters; only stretches that may well come again are remembered
_KNOWN = 16_384
_Pieces = tuple[tuple[str, int], ...]  # what a stretch is cut into, each with its place in it


class Cut(NamedTuple):
    """A text cut twice in one pass: ``tokens`` are words, numbers, marks and line ends.

    ``words`` are runs of letters and digits alone; ``edges`` are, in order, the places of words
    whose gap before them may be other than one blank. Starts are places in the text.
    """

    tokens: list[str]
    token_starts: list[int]
    words: list[str]
    word_starts: list[int]
    edges: list[int]


def cut(text: str) -> Cut:
    """Tokens and words of a text in order: most stretches between two blanks are one word."""
    tokens: list[str] = []
    token_starts: list[int] = []
    words: list[str] = []
    word_starts: list[int] = []
    edges, at = [0], 0
    for stretch in text.split(" "):
        if stretch.isalpha():
            tokens.append(stretch)
            token_starts.append(at)
            words.append(stretch)
            word_starts.append(at)
        elif stretch[-1:] in _CLOSING and (word := stretch[:-1]).isalpha():
            tokens += (word, stretch[-1])
            token_starts += (at, at + len(word))
            edges += (len(words), len(words) + 1)
            words.append(word)
            word_starts.append(at)
        else:
            pieces = _remembered(stretch) if len(stretch) < _SHORT else _pieces(stretch)
            for token, place in pieces[0]:
                tokens.append(token)
                token_starts.append(at + place)
            for word, place in pieces[1]:
                edges.append(len(words))
                words.append(word)
                word_starts.append(at + place)
            edges.append(len(words))
        at += len(stretch) + 1
    return Cut(tokens, token_starts, words, word_starts, edges)


def _pieces(stretch: str) -> tuple[_Pieces, _Pieces]:
    """The tokens and the words of a stretch without blanks."""
    return (
        tuple((match.group(), match.start()) for match in _TOKENS(stretch)),
        tuple((match.group(), match.start()) for match in _WORDS(stretch)),
    )


_remembered = lru_cache(_KNOWN)(_pieces)


def between(places: list[int], first: int, after: int) -> list[int]:
    """Those of the places, which are in order, from ``first`` up to ``after``."""
    return places[bisect_left(places, first) : bisect_left(places, after)]


class Vocabulary:
    """Classes of words that stages look for: one pass over a text finds the words of all."""

    def __init__(self) -> None:
        self._classes: list[Callable[[], Iterable[str]]] = []
        self._known: dict[str, tuple[int, ...]] | None = None

    def add(self, words: Callable[[], Iterable[str]]) -> int:
        """Declare a class, which is read when the first text is; the number under which it goes."""
        self._classes.append(words)
        self._known = None
        return len(self._classes) - 1

    def places(self, words: Sequence[str]) -> list[list[int]]:
        """For each class the places of its words, in text order."""
        if self._known is None:
            self._known = self._classified()
        found: list[list[int]] = [[] for _ in self._classes]
        for place, numbers in enumerate(map(self._known.get, words)):
            if numbers is not None:
                for number in numbers:
                    found[number].append(place)
        return found

    def _classified(self) -> dict[str, tuple[int, ...]]:
        known: dict[str, tuple[int, ...]] = {}
        same: dict[tuple[int, ...], tuple[int, ...]] = {}
        for number, words in enumerate(self._classes):
            for word in dict.fromkeys(words()):
                numbers = (*known.get(word, ()), number)
                known[word] = same.setdefault(numbers, numbers)
        return known
