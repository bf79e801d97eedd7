"""Small closed word classes that several stages look at, loaded once from lexicon/words.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from statements.extraction.lexicon import load, phrases, words


@dataclass(frozen=True, slots=True)
class Grammar:
    complementizers: frozenset[str]
    free_complementizers: frozenset[str]
    free_prepositions: frozenset[str]
    question_words: frozenset[str]
    negations: frozenset[str]
    carriers: frozenset[str]
    joiners: frozenset[str]
    adverbs: frozenset[str]
    times: frozenset[str]
    aside_heads: frozenset[str]
    turn_markers: frozenset[str]
    not_speaking: frozenset[str]
    governors: frozenset[str]
    places: frozenset[str]
    b_words: frozenset[str]
    l_words: frozenset[str]
    occasions: frozenset[str]
    support_adjectives: frozenset[str]
    fixed_phrases: frozenset[str]
    tails: dict[str, tuple[tuple[str, ...], ...]]
    framing: dict[str, tuple[tuple[str, ...], ...]]


def by_first(found: tuple[tuple[str, ...], ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases under their first word."""
    index: dict[str, list[tuple[str, ...]]] = {}
    for phrase in found:
        index.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(rest) for first, rest in index.items()}


@cache
def grammar() -> Grammar:
    """The closed classes, folded."""
    data = load("words")
    lists = {name: words(data[name]) for name in Grammar.__slots__ if isinstance(data[name], str)}
    return Grammar(
        **lists, tails=by_first(phrases(data["tails"])), framing=by_first(phrases(data["framing"]))
    )
