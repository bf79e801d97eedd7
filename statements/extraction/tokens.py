"""Cuts a folded text at its blanks first, and finds the known words of all stages in one pass."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

_TOKENS = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|\n|[^\w\s]|_").finditer
_WORDS = re.compile(r"\w+").finditer
_SHORT = 24  # characters; only stretches that may well come again are remembered
_KNOWN = 16_384


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


class _Pieces(NamedTuple):
    """One stretch without blanks, cut both ways; the places count from its beginning."""

    tokens: tuple[str, ...]
    token_places: tuple[int, ...]
    words: tuple[str, ...]
    word_places: tuple[int, ...]


def cut(text: str) -> Cut:
    """Tokens and words of a text in order: most of what stands between two blanks is one word."""
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
        else:
            pieces = _remembered(stretch) if len(stretch) < _SHORT else _pieces(stretch)
            tokens += pieces.tokens
            token_starts += [at + place for place in pieces.token_places]
            edges += range(len(words), len(words) + len(pieces.words) + 1)
            words += pieces.words
            word_starts += [at + place for place in pieces.word_places]
        at += len(stretch) + 1
    return Cut(tokens, token_starts, words, word_starts, edges)


def _pieces(stretch: str) -> _Pieces:
    tokens, words = list(_TOKENS(stretch)), list(_WORDS(stretch))
    return _Pieces(
        tuple(match.group() for match in tokens),
        tuple(match.start() for match in tokens),
        tuple(match.group() for match in words),
        tuple(match.start() for match in words),
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
        for number, words in enumerate(self._classes):
            for word in dict.fromkeys(words()):
                known[word] = (*known.get(word, ()), number)
        return known
