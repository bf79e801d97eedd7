"""Scores of many articles added up, with bootstrap intervals by article."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from statements.evaluation.scoring import METRICS, ArticleScore, Counts, Share

_SEED = 20250423
_LEVEL = 0.95


def counts(scores: Iterable[ArticleScore], metric: str) -> Counts:
    """One metric added up over articles."""
    total = Counts()
    for score in scores:
        one = score.metrics[metric]
        total.add(one.tp, one.fp, one.fn)
    return total


def share(scores: Iterable[ArticleScore], name: str) -> Share:
    """One accuracy added up over articles."""
    total = Share()
    for score in scores:
        one = score.accuracy.get(name)
        if one is not None:
            total.ok += one.ok
            total.n += one.n
    return total


def interval(
    scores: Sequence[ArticleScore],
    value: Callable[[Sequence[ArticleScore]], float | None],
    resamples: int,
) -> tuple[float, float] | None:
    """The 95 % interval of a value when articles are drawn again with replacement; fixed seed."""
    if len(scores) < 2 or not resamples:
        return None
    drawer = random.Random(_SEED)  # noqa: S311  (statistics, not secrets)
    drawn = [value(drawer.choices(scores, k=len(scores))) for _ in range(resamples)]
    known = sorted(number for number in drawn if number is not None)
    if not known:
        return None
    tail = (1 - _LEVEL) / 2
    return known[int(tail * len(known))], known[min(int((1 - tail) * len(known)), len(known) - 1)]


def summarise(scores: Sequence[ArticleScore], resamples: int = 0) -> dict[str, Any]:
    """Metrics and accuracies as plain numbers, ready for JSON."""
    names = sorted({name for score in scores for name in score.accuracy})
    return {
        "articles": len(scores),
        "metrics": {metric: _metric(scores, metric, resamples) for metric in METRICS},
        "accuracy_on_matched": {name: _accuracy(scores, name, resamples) for name in names},
        "negatives": _negatives(scores),
    }


def _metric(scores: Sequence[ArticleScore], metric: str, resamples: int) -> dict[str, Any]:
    total = counts(scores, metric)
    return {
        "P": round(total.precision, 4),
        "R": round(total.recall, 4),
        "F1": round(total.f1, 4),
        "tp": total.tp,
        "fp": total.fp,
        "fn": total.fn,
        "interval": interval(scores, lambda drawn: counts(drawn, metric).f1, resamples),
    }


def _accuracy(scores: Sequence[ArticleScore], name: str, resamples: int) -> dict[str, Any]:
    total = share(scores, name)
    return {
        "acc": None if total.rate is None else round(total.rate, 4),
        "ok": total.ok,
        "n": total.n,
        "interval": interval(scores, lambda drawn: share(drawn, name).rate, resamples),
    }


def _negatives(scores: Iterable[ArticleScore]) -> dict[str, int]:
    negative = [score for score in scores if score.negative]
    return {
        "articles": len(negative),
        "false_statements": sum(len(score.false) for score in negative),
        "clean_articles": sum(not score.false for score in negative),
    }


def by_statement_tag(scores: Iterable[ArticleScore]) -> dict[str, dict[str, Share]]:
    """Phenomenon of statements → how many were found, exact, right; the commonest first."""
    total: dict[str, dict[str, Share]] = defaultdict(lambda: defaultdict(Share))
    for score in scores:
        for tag, checks in score.tags.items():
            for check, one in checks.items():
                total[tag][check].ok += one.ok
                total[tag][check].n += one.n
    return dict(sorted(total.items(), key=lambda item: (-item[1]["partial"].n, item[0])))


def grouped(
    scores: Iterable[ArticleScore], keys: Callable[[ArticleScore], Iterable[str]]
) -> dict[str, list[ArticleScore]]:
    """Articles under each of their keys (phenomena, outlet), the largest group first."""
    groups: dict[str, list[ArticleScore]] = defaultdict(list)
    for score in scores:
        for key in keys(score):
            groups[key].append(score)
    return dict(sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])))


def outlet_of(article_id: str) -> str:
    """The outlet that an id begins with: hes_9b22 → hes, fr_bla_0552 → fr_bla."""
    return re.sub(r"[_-]?[0-9a-f]*\d[0-9a-f]*$", "", article_id) or article_id
