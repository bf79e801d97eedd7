"""The scores of one article, as counts that can be added up over articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from statements.evaluation.comparing import (
    addressees_of,
    content_tokens,
    institution_keys,
    known_institutions,
    overlap,
    same_speaker,
    speaker_of,
    spelled,
    tokens,
)

EXACT, PARTIAL = 0.8, 0.5
_CONSIDERED = 0.2
METRICS = (
    "detect_partial",
    "detect_exact",
    "+speaker",
    "+speaker+stance",
    "+speaker+stance_exact_span",
    "addressee",
    "addressee_explicit",
    "other_institutions",
)
_TAG_CHECKS = ("partial", "exact", "speaker", "stance", "kind")
Row = Mapping[str, Any]


@dataclass(slots=True)
class Counts:
    """True positives, false positives, false negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def add(self, tp: int = 0, fp: int = 0, fn: int = 0) -> None:
        self.tp += tp
        self.fp += fp
        self.fn += fn

    @property
    def precision(self) -> float:
        if self.tp + self.fp:
            return self.tp / (self.tp + self.fp)
        return 0.0 if self.fn else 1.0

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Share:
    """How many of how many are right."""

    ok: int = 0
    n: int = 0

    def add(self, right: object) -> None:
        self.ok += bool(right)
        self.n += 1

    @property
    def rate(self) -> float | None:
        return self.ok / self.n if self.n else None


@dataclass(slots=True)
class Pairing:
    """A gold statement with the predicted one that it was matched to, if any."""

    gold: Row
    predicted: Row | None
    similarity: float
    right: dict[str, bool] = field(default_factory=dict)


@dataclass(slots=True)
class ArticleScore:
    """Everything counted on one article."""

    id: str
    metrics: dict[str, Counts] = field(default_factory=lambda: {m: Counts() for m in METRICS})
    accuracy: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    tags: dict[str, dict[str, Share]] = field(default_factory=dict)
    article_tags: tuple[str, ...] = ()
    pairings: list[Pairing] = field(default_factory=list)
    false: list[Row] = field(default_factory=list)
    negative: bool = False


def similarity(gold: Row, predicted: Row) -> float:
    """The best overlap of a predicted content with the contents that the annotation accepts."""
    got = content_tokens(predicted.get("content"))
    accepted = [gold["content"], *(gold.get("alt_contents") or [])]
    return max(overlap(content_tokens(content), got) for content in accepted)


def match(golds: Sequence[Row], predictions: Sequence[Row]) -> dict[int, tuple[int, float]]:
    """Gold index → (prediction index, similarity), one to one, the most similar pairs first.

    Between equals, the pair with the same cue wins, then the gold that is not optional.
    """
    pairs = []
    for i, gold in enumerate(golds):
        for j, predicted in enumerate(predictions):
            alike = similarity(gold, predicted)
            if alike > _CONSIDERED:
                cue = spelled(gold.get("cue"))
                same_cue = bool(cue) and cue == spelled(predicted.get("cue"))
                favour = 0.011 * same_cue + 0.005 * (not gold.get("optional"))
                pairs.append((alike + favour, alike, i, j))
    pairs.sort(reverse=True)
    matched: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for _, alike, i, j in pairs:
        if i not in matched and j not in taken:
            matched[i] = (j, alike)
            taken.add(j)
    return matched


def score_article(gold: Row, prediction: Row | None, known: Mapping[str, str]) -> ArticleScore:
    """The counts of one article; a missing prediction is one without statements."""
    score = ArticleScore(str(gold["id"]), article_tags=tuple(gold.get("phenomena") or ()))
    score.negative = bool(gold.get("negative"))
    golds = gold["statements"]
    listed = (prediction or {}).get("statements") or []
    predictions = [row for row in listed if tokens(row.get("content"))]
    matched = match(golds, predictions)
    used: set[int] = set()
    for i, row in enumerate(golds):
        j, alike = matched.get(i, (-1, 0.0))
        if alike >= PARTIAL:
            used.add(j)
        pairing = Pairing(row, predictions[j] if alike >= PARTIAL else None, alike)
        _count_pairing(score, pairing, known)
    headlines = [tokens(row["content"]) for row in gold.get("headline_statements") or []]
    score.false = [
        row
        for j, row in enumerate(predictions)
        if j not in used and not _is_headline(row, headlines)
    ]
    for metric in METRICS[:5]:
        score.metrics[metric].add(fp=len(score.false))
    return score


def _is_headline(row: Row, headlines: list[list[str]]) -> bool:
    return any(overlap(headline, tokens(row.get("content"))) >= PARTIAL for headline in headlines)


def _count_pairing(score: ArticleScore, pairing: Pairing, known: Mapping[str, str]) -> None:
    gold, predicted = pairing.gold, pairing.predicted
    score.pairings.append(pairing)
    if gold.get("optional"):
        if predicted is not None and gold.get("parliamentary") is False:
            flagged = predicted.get("parliamentary") is False
            score.accuracy["scope_non_parliamentary_flagged"].add(flagged)
        return
    right = pairing.right = _checks(pairing)
    conditions = {
        "detect_partial": right["partial"],
        "detect_exact": right["exact"],
        "+speaker": right["speaker"],
        "+speaker+stance": right["speaker"] and right["stance"],
        "+speaker+stance_exact_span": right["exact"] and right["speaker"] and right["stance"],
    }
    for metric, holds in conditions.items():
        # a statement that is found but fails the condition is a miss and a false one at once
        score.metrics[metric].add(tp=holds, fn=not holds, fp=right["partial"] and not holds)
    for tag in gold.get("phenomena") or []:
        checks = score.tags.setdefault(tag, {check: Share() for check in _TAG_CHECKS})
        for check in _TAG_CHECKS:
            checks[check].add(right[check])
    if predicted is not None:
        _count_fields(score, pairing, predicted, known)


def _checks(pairing: Pairing) -> dict[str, bool]:
    gold, predicted = pairing.gold, pairing.predicted
    if predicted is None:
        return dict.fromkeys(_TAG_CHECKS, False)
    stances = [gold["stance"], *(gold.get("alt_stance") or [])]
    kinds = [gold["kind"], *(gold.get("alt_kind") or [])]
    return {
        "partial": True,
        "exact": pairing.similarity >= EXACT,
        "speaker": same_speaker(gold, predicted),
        "stance": predicted.get("stance") in stances,
        "kind": predicted.get("kind") in kinds,
    }


def _count_fields(
    score: ArticleScore, pairing: Pairing, predicted: Row, known: Mapping[str, str]
) -> None:
    gold, right = pairing.gold, pairing.right
    for check in ("speaker", "stance", "kind"):
        score.accuracy[check].add(right[check])
    score.accuracy["cue"].add(_same_cue(gold, predicted))
    _count_speaker_fields(score, gold, predicted, right)
    _count_institutions(score, gold, predicted, known, right)
    wanted, got = gold.get("session") or {}, predicted.get("session") or {}
    for part in ("chamber", "type", "date"):
        if wanted.get(part):
            found = (got.get(part) or "")[:10] if part == "date" else got.get(part)
            right[f"session_{part}"] = found == wanted[part]
            score.accuracy[f"session_{part}"].add(right[f"session_{part}"])


def _same_cue(gold: Row, predicted: Row) -> bool:
    wanted, got = spelled(gold.get("cue")), spelled(predicted.get("cue"))
    if not got:
        return False
    return wanted.lstrip("وف") == got.lstrip("وف") or got in wanted or wanted in got


def _count_speaker_fields(
    score: ArticleScore, gold: Row, predicted: Row, right: dict[str, bool]
) -> None:
    wanted, got = speaker_of(gold), speaker_of(predicted)
    for part in ("group", "party"):
        if wanted.get(part):
            right[part] = spelled(got.get(part)) == spelled(wanted[part])
            score.accuracy[f"speaker_{part}"].add(right[part])
    if wanted.get("chamber"):
        right["chamber"] = got.get("chamber") == wanted["chamber"]
        score.accuracy["speaker_chamber"].add(right["chamber"])


def _count_institutions(
    score: ArticleScore,
    gold: Row,
    predicted: Row,
    known: Mapping[str, str],
    right: dict[str, bool],
) -> None:
    wanted = institution_keys(addressees_of(gold), known)
    got = institution_keys(addressees_of(predicted), known)
    hits, extra, missed = len(wanted & got), len(got - wanted), len(wanted - got)
    explicit = gold.get("addressee_explicit")
    inherited = bool(wanted) and not explicit  # silence about an inherited addressee is no error
    score.metrics["addressee"].add(hits, extra, 0 if inherited else missed)
    right["addressees"] = not extra and (inherited or not missed)
    if explicit:
        score.metrics["addressee_explicit"].add(hits, extra, missed)
    named = institution_keys(gold.get("other_institutions"), known)
    found = institution_keys(predicted.get("other_institutions"), known)
    score.metrics["other_institutions"].add(
        len(named & found), len(found - named), len(named - found)
    )


def score_articles(golds: Sequence[Row], predictions: Iterable[Row]) -> list[ArticleScore]:
    """One score for each gold article, in its order."""
    by_id = {row["id"]: row for row in predictions}
    known = known_institutions(golds)
    return [score_article(gold, by_id.get(gold["id"]), known) for gold in golds]
