"""Finds the topics of a statement: words in what was said, whom it addresses, the article's title.

Pure: text and codes in, topics with their evidence out. Independent hints add up as independent
probabilities do, and a topic is given where they come to more than one half. Whom a statement
addresses tells its topic only where its words do not: a question on schools may go to any minister.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from statements.topics.taxonomy import taxonomy
from statements.topics.words import Phrase, Word, phrases_in, words_of

# How much one hint is worth; measured on the sentences of tests/topics.
IN_WORDS, IN_WORDS_WEAK = 0.85, 0.3
IN_TITLE, IN_TITLE_WEAK = 0.35, 0.1
ADDRESSED, ADDRESSED_NEAR = 0.55, 0.35
ENOUGH = 0.52
HIGHEST = 0.99


@dataclass(frozen=True, slots=True)
class Evidence:
    """One hint. ``kind`` is words, title or ministry.

    ``start`` and ``end`` are characters of the text that ``text_index`` numbers (kind words), or
    of the title; a ministry has none, and ``found`` is its code.
    """

    kind: str
    found: str
    weight: float
    start: int | None = None
    end: int | None = None
    text_index: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A topic with the probability that it is right, and everything that speaks for it."""

    code: str
    confidence: float
    evidence: tuple[Evidence, ...]

    @property
    def rule(self) -> str:
        """The kinds of evidence, the strongest first: ``words+ministry``."""
        ranked = sorted(self.evidence, key=lambda one: -one.weight)
        return "+".join(dict.fromkeys(one.kind for one in ranked))


def find_topics(
    texts: Sequence[str], *, addressed: Iterable[str] = (), title: str = ""
) -> list[Found]:
    """The topics of what was said (in one or several stretches), the most certain first."""
    hints: dict[str, list[Evidence]] = {}
    for code, evidence in _hints(texts, tuple(dict.fromkeys(addressed)), title):
        hints.setdefault(code, []).append(evidence)
    found = [_weighed(code, _without_repeats(rows)) for code, rows in hints.items()]
    order = _order()
    kept = _telling([one for one in found if one.confidence >= ENOUGH])
    return sorted(kept, key=lambda one: (-one.confidence, order[one.code]))


def _hints(
    texts: Sequence[str], addressed: Sequence[str], title: str
) -> Iterator[tuple[str, Evidence]]:
    for index, text in enumerate(texts):
        yield from _hints_in(text, "words", IN_WORDS, IN_WORDS_WEAK, index)
    yield from _hints_in_title(title)
    for ministry in addressed:
        for code, weight in _portfolios().get(ministry, ()):
            yield code, Evidence("ministry", ministry, weight)


def _hints_in(
    text: str, kind: str, strong: float, weak: float, index: int
) -> Iterator[tuple[str, Evidence]]:
    for phrase, first, last in _longest(list(phrases_in(text, _phrases()))):
        weight = strong if phrase.is_strong else weak
        span = (first.start, last.end)
        yield phrase.topic, Evidence(kind, phrase.text, weight, *span, index)


# The statements of one article, which come one after the other, share its title.
@lru_cache(32)
def _hints_in_title(title: str) -> tuple[tuple[str, Evidence], ...]:
    return tuple(_hints_in(title, "title", IN_TITLE, IN_TITLE_WEAK, 0))


@cache
def _order() -> dict[str, int]:
    return {entry.code: number for number, entry in enumerate(taxonomy().entries)}


def _telling(found: list[Found]) -> list[Found]:
    """Without those that only the addressee speaks for, where the words speak for another."""
    in_words = [one for one in found if any(hint.kind == "words" for hint in one.evidence)]
    return in_words or found


_Hit = tuple[Phrase, Word, Word]


def _longest(hits: list[_Hit]) -> list[_Hit]:
    """Without the hits inside a longer phrase or in passing, one for each place and topic."""
    kept: dict[tuple[str, int], _Hit] = {}
    for hit in sorted(hits, key=lambda hit: (not hit[0].is_strong, -len(hit[0].words))):
        if not any(_is_inside(hit, other) for other in hits):
            kept.setdefault((hit[0].topic, hit[1].start), hit)
    return [hit for hit in kept.values() if hit[0].topic]


def _is_inside(hit: _Hit, other: _Hit) -> bool:
    return (
        len(other[0].words) > len(hit[0].words)
        and other[1].start <= hit[1].start
        and hit[2].end <= other[2].end
    )


def _without_repeats(rows: list[Evidence]) -> tuple[Evidence, ...]:
    """Each phrase once, and in the words rather than in the title: repeating is no new hint."""
    ranked = sorted(rows, key=lambda one: -one.weight)
    return tuple({one.found: one for one in reversed(ranked)}.values())[::-1]


def _weighed(code: str, evidence: tuple[Evidence, ...]) -> Found:
    doubt = 1.0
    for one in evidence:
        doubt *= 1 - one.weight
    return Found(code, round(min(1 - doubt, HIGHEST), 3), evidence)


@cache
def _phrases() -> dict[str, list[Phrase]]:
    """First word → the phrases that begin with it; those with a prefix under its first letters."""
    index: dict[str, list[Phrase]] = {}
    for text in taxonomy().passing:
        _index(index, "", text, True)
    for entry in taxonomy().entries:
        for texts, is_strong in (
            (entry.ar, True), (entry.fr, True), (entry.ar_weak, False), (entry.fr_weak, False),
        ):  # fmt: skip
            for text in texts:
                _index(index, entry.code, text, is_strong)
    return index


def _index(index: dict[str, list[Phrase]], topic: str, text: str, is_strong: bool) -> None:
    phrase = Phrase(topic, text, tuple(words_of(text)), is_strong)
    index.setdefault(phrase.key, []).append(phrase)


@cache
def _portfolios() -> dict[str, list[tuple[str, float]]]:
    """Ministry → the topics that being addressed is a hint for, each with its weight."""
    weights: dict[str, list[tuple[str, float]]] = {}
    for entry in taxonomy().entries:
        for ministry in entry.ministries:
            weights.setdefault(ministry, []).append((entry.code, ADDRESSED))
        for ministry in entry.near:
            weights.setdefault(ministry, []).append((entry.code, ADDRESSED_NEAR))
    return weights
