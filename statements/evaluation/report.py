"""The evaluation as a text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from statements.evaluation.calibration import calibration
from statements.evaluation.errors import Error, by_kind, worst
from statements.evaluation.scoring import ArticleScore, Share
from statements.evaluation.summary import by_statement_tag, counts, grouped, outlet_of

_LEAST_TAGGED = 3


def report(
    summary: dict[str, Any], scores: Sequence[ArticleScore], errors: list[Error], limit: int
) -> Iterator[str]:
    """The lines of the report; ``errors`` holds only what may be shown."""
    yield f"articles {summary['articles']}"
    yield from _metric_lines(summary)
    yield from _accuracy_lines(summary)
    negatives = summary["negatives"]
    if negatives["articles"]:
        yield (
            f"negatives among them: {negatives['articles']} articles, "
            f"{negatives['false_statements']} false statements, {negatives['clean_articles']} clean"
        )
    yield from _tag_lines(scores)
    yield from _group_lines(scores)
    yield from _calibration_lines(scores)
    yield from _error_lines(errors, limit)


def _range(interval: tuple[float, float] | None) -> str:
    return f"[{interval[0]:.3f}, {interval[1]:.3f}]" if interval else ""


def _metric_lines(summary: dict[str, Any]) -> Iterator[str]:
    yield f"\n{'metric':<28} {'P':>6} {'R':>6} {'F1':>6}   95 % of F1        tp/fp/fn"
    for name, m in summary["metrics"].items():
        numbers = f"{m['P']:6.3f} {m['R']:6.3f} {m['F1']:6.3f}"
        yield f"{name:<28} {numbers}   {_range(m['interval']):<16}  {m['tp']}/{m['fp']}/{m['fn']}"


def _accuracy_lines(summary: dict[str, Any]) -> Iterator[str]:
    yield "\naccuracy on matched statements"
    for name, a in summary["accuracy_on_matched"].items():
        rate = "  -  " if a["acc"] is None else f"{a['acc']:.3f}"
        yield f"  {name:<34} {rate}  ({a['ok']}/{a['n']})  {_range(a['interval'])}"


def _rate(share: Share) -> str:
    return "  - " if share.rate is None else f"{share.rate:.2f}"


def _tag_lines(scores: Sequence[ArticleScore]) -> Iterator[str]:
    yield "\nby phenomenon of the statement: found, exact | speaker, stance, kind"
    for tag, checks in by_statement_tag(scores).items():
        n = checks["partial"].n
        if n >= _LEAST_TAGGED:
            found = f"{_rate(checks['partial'])} {_rate(checks['exact'])}"
            rest = " ".join(_rate(checks[c]) for c in ("speaker", "stance", "kind"))
            yield f"  {tag:<34} n={n:<4} {found} | {rest}"


def _group_lines(scores: Sequence[ArticleScore]) -> Iterator[str]:
    for title, groups in (
        ("phenomenon of the article", grouped(scores, lambda score: score.article_tags)),
        ("outlet", grouped(scores, lambda score: [outlet_of(score.id)])),
    ):
        yield f"\nby {title}: F1 of detection, of speaker and stance"
        for key, members in groups.items():
            found = counts(members, "detect_partial").f1
            full = counts(members, "+speaker+stance").f1
            yield f"  {key:<34} articles={len(members):<4} {found:.3f} {full:.3f}"


def _calibration_lines(scores: Sequence[ArticleScore]) -> Iterator[str]:
    bins = calibration(scores)
    if not bins:
        return
    yield "\ncalibration: confidence against accuracy"
    yield f"  {'field':<12} {'from':>5} {'to':>5} {'n':>5} {'said':>6} {'right':>6}"
    for b in bins:
        said = f"{b.confidence:6.3f} {b.right:6.3f}"
        yield f"  {b.field:<12} {b.low:5.2f} {b.high:5.2f} {b.n:5d} {said}"


def _error_lines(errors: list[Error], limit: int) -> Iterator[str]:
    if not errors:
        return
    totals = ", ".join(f"{kind} {n}" for kind, n in by_kind(errors).most_common())
    yield f"\nerrors by kind: {totals}"
    for error in worst(errors, limit):
        yield f"\n  {error.kind} · {error.article}"
        yield f"    wanted: {error.wanted}"
        if error.got:
            yield f"    got:    {error.got}"
        yield f"    text:   … {error.context} …"


def negatives_report(
    rows: Sequence[dict[str, Any]], predictions: Sequence[dict[str, Any]], limit: int
) -> Iterator[str]:
    """False statements on articles from which none is expected."""
    false = [(p["id"], s) for p in predictions for s in p["statements"]]
    per_hundred = 100 * len(false) / len(rows) if rows else 0.0
    yield (
        f"\nnegatives file: {len(rows)} articles, {len(false)} false statements "
        f"({per_hundred:.2f} per 100 articles)"
    )
    for article, statement in false[:limit]:
        speaker = statement["speaker"]["resolved"] or "?"
        yield f"  {article} · {speaker} · {statement['cue']} · {statement['content'][:100]}"
