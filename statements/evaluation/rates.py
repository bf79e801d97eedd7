"""How often the answer of each rule is right: what the engine's confidence is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from statements.evaluation.calibration import outcomes_of
from statements.evaluation.scoring import ArticleScore, Share

# Session and addressee rules give their own confidence, which depends on more than the rule.
FIELDS = ("detection", "content", "speaker", "stance", "kind")
OTHER = "other"
PRIOR = 10  # a rule is drawn towards its field's mean as if it had been counted so often there
LEAST = 5  # rules that were met less often are counted together
MOST = 0.97  # rules are made on such articles: on others none is always right
HEADER = """\
# How often the answer of a rule is right, counted on the project's own gold and on the tuning half
# of the development gold, and drawn towards the mean of its field where the counts are small;
# never above {most}. A rule that is not listed gets its field's "other"; "unread" is judged, not
# counted, since the gold holds too few. Written by
# `manage.py evaluate tests/gold/*.jsonl DEVELOPMENT_GOLD --rates PATH`.
"""

# A subject that no rule reads may be none: rare in the gold, less rare in the news.
JUDGED = {"detection": {"unread": 0.65}}

Rates = dict[str, dict[str, float]]


def rates(scores: Iterable[ArticleScore]) -> Rates:
    """Field → rule → probability, the rules of a field in the order of their names."""
    shares: dict[str, dict[str, Share]] = {field: {} for field in FIELDS}
    for score in scores:
        for outcome in outcomes_of(score):
            if outcome.field in shares:
                shares[outcome.field].setdefault(outcome.rule, Share()).add(outcome.right)
    return {
        field: _of_field(by_rule) | JUDGED.get(field, {})
        for field, by_rule in shares.items()
        if by_rule
    }


def _of_field(by_rule: Mapping[str, Share]) -> dict[str, float]:
    mean = _pooled(by_rule.values()).rate or 0.0
    common = {rule: share for rule, share in by_rule.items() if share.n >= LEAST}
    rare = _pooled(share for rule, share in by_rule.items() if rule not in common)
    known = {rule: _drawn(common[rule], mean) for rule in sorted(common)}
    return {**known, OTHER: round(min(_drawn(rare, mean), mean), 2)}


def _pooled(shares: Iterable[Share]) -> Share:
    total = Share()
    for share in shares:
        total.ok += share.ok
        total.n += share.n
    return total


def _drawn(share: Share, mean: float) -> float:
    return round(min((share.ok + PRIOR * mean) / (share.n + PRIOR), MOST), 2)


def written(found: Rates) -> str:
    """The rates as a TOML file."""
    tables = (
        f"[{field}]\n" + "".join(f'"{rule}" = {rate}\n' for rule, rate in by_rule.items())
        for field, by_rule in found.items()
    )
    return "\n".join([HEADER.format(most=MOST), *tables])
