"""Whether an article is about parliament at all."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from people.folding import Folded, fold, fold_with_offsets
from statements.extraction.model import ArticleText, Span

_ENOUGH = 5  # mentions after which one more says nothing new


@dataclass(frozen=True, slots=True)
class GateDecision:
    """``passed`` with the rule that decided and the words that it rests on.

    ``government_only`` marks an article that names no parliament: there only the government's
    own statements can belong to it.
    """

    passed: bool
    rule: str
    confidence: float
    evidence: tuple[Span, ...] = ()
    government_only: bool = False


@cache
def _signs() -> tuple[tuple[str, ...], tuple[str, ...], int]:
    source = files("statements.extraction") / "data" / "gate.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    parliament, government = (
        tuple(fold(word) for word in data[table]) for table in ("parliament", "government")
    )
    return parliament, government, data["least_government"]


def is_about_parliament(article: ArticleText, folded: Folded | None = None) -> GateDecision:
    """Decide from words of the article alone, before any cue is read."""
    parliament, government, least = _signs()
    folded = folded or fold_with_offsets(article.text)
    title = fold(article.title or "")
    named = tuple(_found(folded, parliament))
    if named or _has(title, parliament):
        return GateDecision(True, "parliament-named", _confidence(len(named)), named)
    governing = tuple(_found(folded, government))
    if len(governing) + _has(title, government) >= least:
        confidence = _confidence(len(governing)) - 0.2
        return GateDecision(True, "government-named", confidence, governing, government_only=True)
    return GateDecision(False, "neither-named", 0.97, governing)


def _has(text: str, signs: tuple[str, ...]) -> bool:
    return any(sign in text for sign in signs)


def _confidence(mentions: int) -> float:
    return 0.75 + 0.04 * min(mentions, _ENOUGH)


def _found(folded: Folded, signs: tuple[str, ...]) -> Iterator[Span]:
    """The first mentions of the signs, a few of each."""
    for sign in signs:
        position = folded.text.find(sign)
        for _ in range(_ENOUGH):
            if position < 0:
                break
            yield Span(*folded.span(position, position + len(sign)))
            position = folded.text.find(sign, position + len(sign))
