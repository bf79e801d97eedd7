"""Whether an article is about parliament at all."""

from __future__ import annotations

from dataclasses import dataclass

from statements.extraction.model import ArticleText, Span


@dataclass(frozen=True, slots=True)
class GateDecision:
    """``passed`` with the rule that decided and the words that it rests on."""

    passed: bool
    rule: str
    confidence: float
    evidence: tuple[Span, ...] = ()


def is_about_parliament(article: ArticleText) -> GateDecision:
    """Decide from words of the article alone, before any cue is read."""
    return GateDecision(True, "no-evidence-read", 0.5)
