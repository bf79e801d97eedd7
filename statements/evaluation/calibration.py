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
        for field, confidence, right in _outcomes(score):
            told.setdefault(field, []).append((confidence, right))
    return [found for field, outcomes in told.items() for found in _bins(field, outcomes)]


def _outcomes(score: ArticleScore) -> Iterator[tuple[str, float, bool]]:
    for row in score.false:
        if "detection" in _confidence(row):
            yield "detection", _confidence(row)["detection"], False
    for pairing in score.pairings:
        if pairing.predicted is None:
            continue
        confidence = _confidence(pairing.predicted)
        if "detection" in confidence:
            yield "detection", confidence["detection"], True
        for field, check in _CHECKS.items():
            if field in confidence and check in pairing.right:
                yield field, confidence[field], pairing.right[check]


def _confidence(row: Row) -> dict[str, float]:
    return dict(row.get("confidence") or {})


def _bins(field: str, outcomes: list[tuple[float, bool]]) -> Iterator[Bin]:
    for low, high in pairwise(_EDGES):
        inside = [(c, right) for c, right in outcomes if low <= c < high]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            right = sum(r for _, r in inside) / len(inside)
            yield Bin(field, low, min(high, 1.0), len(inside), mean, right)
