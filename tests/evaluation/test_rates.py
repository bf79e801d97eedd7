"""Confidence is counted: how often each rule was right on annotated articles."""

import tomllib

from statements.evaluation.rates import MOST, rates, written
from statements.evaluation.scoring import score_article
from statements.extraction.lexicon import load
from tests.evaluation.test_scoring import ROAD, make_article, make_statement

FIELDS = {"detection": 0.5, "stance": 0.5}
RULES = {"detection": "past:after-cue", "stance": "lemma"}


def scores(right, wrong, rules=RULES):
    told = {"confidence": FIELDS, "rules": rules}
    false = make_statement("لم يقل أحد هذا الكلام", **told)
    found = make_article({**ROAD, **told})
    strayed = make_article({**ROAD, **told}, false)
    return [score_article(make_article(ROAD), found, {}) for _ in range(right - wrong)] + [
        score_article(make_article(ROAD), strayed, {}) for _ in range(wrong)
    ]


def test_it_counts_how_often_a_rule_is_right():
    assert rates(scores(30, 10))["detection"]["past:after-cue"] == 0.75


def test_it_is_never_quite_sure():
    assert rates(scores(400, 0))["detection"]["past:after-cue"] == MOST


def test_it_draws_a_rule_with_few_counts_towards_the_mean():
    few = {**RULES, "detection": "present:elided"}
    found = rates(scores(95, 5) + scores(6, 6, few))["detection"]
    assert 0.5 < found["present:elided"] < found["past:after-cue"]


def test_it_counts_rare_rules_together():
    one, two = (scores(2, 2, {**RULES, "detection": rule}) for rule in ("one", "two"))
    found = rates(scores(95, 5) + one + two)["detection"]
    assert {"one", "two"}.isdisjoint(found)
    assert found["other"] < found["past:after-cue"]


def test_it_writes_what_the_engine_reads():
    found = rates(scores(30, 10))
    assert tomllib.loads(written(found)) == found
    assert set(load("confidence")) == {"detection", "content", "speaker", "stance", "kind"}
    assert all("other" in by_rule for by_rule in load("confidence").values())
