"""Whether confidence means what it says: how often statements given 0.9 are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from statements.evaluation.scoring import ArticleScore, Row

_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.000001)
# Field of the engine's confidence → the check that tells whether it was right.
_CHECKS = {
    "content": "exact",
    "speaker": "speaker",
    "stance": "stance",
    "kind": "kind",
    "addressees": "addressees",
    "session": "session_type",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One field of one statement: what decided it, how sure it was, whether it was right."""

    field: str
    rule: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Statements of one field whose confidence lies between two edges."""

    field: str
    low: float
    high: float
    n: int
    confidence: float
    right: float


def calibration(scores: Iterable[ArticleScore]) -> list[Bin]:
    """Confidence against accuracy, bin by bin, for every field that has a confidence."""
    told: dict[str, list[tuple[float, bool]]] = {}
    for score in scores:
        for outcome in outcomes_of(score):
            told.setdefault(outcome.field, []).append((outcome.confidence, outcome.right))
    return [found for field, outcomes in told.items() for found in _bins(field, outcomes)]


def outcomes_of(score: ArticleScore) -> Iterator[Outcome]:
    """Every field that the engine was sure of to some degree and the annotation can judge."""
    for row in score.false:
        if "detection" in _confidence(row):
            yield _outcome(row, "detection", right=False)
    for pairing in score.pairings:
        if pairing.predicted is None:
            continue
        confidence = _confidence(pairing.predicted)
        if "detection" in confidence:
            yield _outcome(pairing.predicted, "detection", right=True)
        for field, check in _CHECKS.items():
            if field in confidence and check in pairing.right:
                yield _outcome(pairing.predicted, field, right=pairing.right[check])


def _outcome(row: Row, field: str, *, right: bool) -> Outcome:
    rule = str((row.get("rules") or {}).get(field, ""))
    return Outcome(field, rule, _confidence(row)[field], right)


def _confidence(row: Row) -> dict[str, float]:
    return dict(row.get("confidence") or {})


def _bins(field: str, outcomes: list[tuple[float, bool]]) -> Iterator[Bin]:
    for low, high in pairwise(_EDGES):
        inside = [(c, right) for c, right in outcomes if low <= c < high]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            right = sum(r for _, r in inside) / len(inside)
            yield Bin(field, low, min(high, 1.0), len(inside), mean, right)
