"""Cuts a folded text at its blanks first: most of what stands between two is one word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Set
from functools import lru_cache
from itertools import chain
from operator import add
from typing import NamedTuple

Pieces = tuple[tuple[int, str], ...]
_SHORT = 24  # characters; only stretches that may well come again are remembered
_KNOWN = 16_384


class Cut(NamedTuple):
    """``words[i]`` stands at ``starts[i]:ends[i]``.

    ``edges`` are, in order, the places whose gap before them may be other than one blank.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    edges: list[int]


class Cutter:
    """Cuts texts into the matches of a pattern, which takes any run of letters as one match."""

    def __init__(self, pattern: str) -> None:
        self._matches = re.compile(pattern).finditer
        self._remembered: Callable[[str], Pieces] = lru_cache(_KNOWN)(self._pieces)

    def cut(self, text: str) -> Cut:
        """The matches of a text in order; no match holds a blank."""
        words: list[str] = []
        starts: list[int] = []
        edges, at = [0], 0
        for stretch in text.split(" "):
            if stretch.isalpha():
                words.append(stretch)
                starts.append(at)
            else:
                short = len(stretch) < _SHORT
                for place, word in self._remembered(stretch) if short else self._pieces(stretch):
                    edges.append(len(words))
                    words.append(word)
                    starts.append(at + place)
                edges.append(len(words))
            at += len(stretch) + 1
        return Cut(words, starts, list(map(add, starts, map(len, words))), edges)

    def _pieces(self, stretch: str) -> Pieces:
        return tuple((match.start(), match.group()) for match in self._matches(stretch))


def index_of(words: Iterable[str]) -> dict[str, list[int]]:
    """Word → the places where it stands, so that a stage visits only the words it knows."""
    index: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        if word in index:
            index[word].append(place)
        else:
            index[word] = [place]
    return index


def places_of(index: dict[str, list[int]], known: Set[str]) -> list[int]:
    """The places of those of the ``known`` words that an index holds, in text order.

    Many words are best given as the keys of a dict: of two dicts the smaller one is walked.
    """
    return sorted(chain.from_iterable(map(index.__getitem__, index.keys() & known)))
