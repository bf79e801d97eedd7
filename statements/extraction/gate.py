"""Whether an article is about parliament at all."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice

from people.folding import Folded, fold, fold_with_offsets
from statements.extraction.model import ArticleText, Span

_ENOUGH = 5  # mentions after which one more says nothing new


@dataclass(frozen=True, slots=True)
class GateDecision:
    """``passed`` with the rule that decided; what it rests on is looked up when it is asked for.

    ``government_only`` marks an article that names no parliament: there only the government's
    own statements can belong to it.
    """

    passed: bool
    rule: str
    folded: Folded
    signs: tuple[str, ...]
    government_only: bool = False

    @property
    def evidence(self) -> tuple[Span, ...]:
        """The first mentions in the text of the signs that were looked for last."""
        return tuple(Span(*self.folded.span(*place)) for place in _found(self.folded, self.signs))

    @property
    def confidence(self) -> float:
        if not self.passed:
            return 0.97
        return 0.75 + 0.04 * min(len(self.evidence), _ENOUGH) - 0.2 * self.government_only


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
    if _has(folded.text, parliament):
        return GateDecision(True, "parliament-named", folded, parliament)
    title = fold(article.title or "")
    if _has(title, parliament):
        return GateDecision(True, "parliament-named", folded, parliament)
    told = sum(1 for _ in islice(_found(folded, government), least))
    if told + _has(title, government) >= least:
        return GateDecision(True, "government-named", folded, government, government_only=True)
    return GateDecision(False, "neither-named", folded, government)


def _has(text: str, signs: tuple[str, ...]) -> bool:
    return any(sign in text for sign in signs)


def _found(folded: Folded, signs: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where the first mentions of the signs stand in the fold, a few of each."""
    for sign in signs:
        position = folded.text.find(sign)
        for _ in range(_ENOUGH):
            if position < 0:
                break
            yield position, position + len(sign)
            position = folded.text.find(sign, position + len(sign))
