import copy

import pytest
from hypothesis import given, strategies as st

from statements.evaluation.comparing import content_tokens, name_key, overlap
from statements.evaluation.scoring import match, score_article, score_articles, similarity
from statements.evaluation.summary import counts, interval, share, summarise


def make_statement(content, **fields):
    return {
        "sid": 1,
        "speaker": {"resolved": "سعاد المريني", "type": "person", "alt_resolved": []},
        "cue": "قالت",
        "stance": "assert",
        "kind": "indirect",
        "content": content,
        "addressees": [],
        "other_institutions": [],
        "session": None,
        "optional": False,
        **fields,
    }


def make_article(*statements, **fields):
    return {"id": "a1", "statements": list(statements), "phenomena": [], "negative": None, **fields}


def scored(gold, predicted):
    return score_article(gold, predicted, {})


def triple(score, metric):
    found = score.metrics[metric]
    return found.tp, found.fp, found.fn


ROAD = make_statement("الطريق إلى القرية مقطوعة منذ شهر")
WATER = make_statement("الماء لا يصل إلى الحي", cue="وأضافت")


def test_it_gives_the_gold_itself_full_marks():
    gold = make_article(ROAD, WATER)
    score = scored(gold, copy.deepcopy(gold))
    assert triple(score, "+speaker+stance_exact_span") == (2, 0, 0)


def test_it_forgives_spelling_titles_and_complementizers():
    predicted = make_article(make_statement("«أنّ الطريـق الي القريه مقطوعه منذ شهر»"))
    predicted["statements"][0]["speaker"] = "السيدة سعاد المريني"
    assert triple(scored(make_article(ROAD), predicted), "+speaker") == (1, 0, 0)


def test_it_counts_a_failed_condition_on_both_sides():
    predicted = make_article(make_statement(ROAD["content"], stance="warn"))
    score = scored(make_article(ROAD), predicted)
    assert triple(score, "+speaker") == (1, 0, 0)
    assert triple(score, "+speaker+stance") == (0, 1, 1)


def test_it_counts_missed_and_false_statements():
    predicted = make_article(make_statement("كلام آخر تماما لم يقله أحد"))
    assert triple(scored(make_article(ROAD), predicted), "detect_partial") == (0, 1, 1)
    assert triple(scored(make_article(ROAD), None), "detect_partial") == (0, 0, 1)


def test_it_leaves_optional_and_headline_statements_out_of_the_count():
    gold = make_article({**ROAD, "optional": True}, headline_statements=[{"content": "الماء غال"}])
    predicted = make_article(ROAD, make_statement("الماء غال"))
    assert triple(scored(gold, predicted), "detect_partial") == (0, 0, 0)
    assert triple(scored(gold, None), "detect_partial") == (0, 0, 0)


def test_it_matches_one_to_one_and_lets_the_cue_decide_between_equals():
    golds = [{**WATER, "cue": "قالت"}, {**WATER, "cue": "وأضافت"}]
    predictions = [{**WATER, "cue": "وأضافت"}, {**WATER, "cue": "قالت"}]
    assert {i: j for i, (j, _) in match(golds, predictions).items()} == {0: 1, 1: 0}


def test_it_forgives_silence_about_an_inherited_addressee_only():
    health = [{"surface": "وزير الصحة", "canonical": "وزارة الصحة", "id": "SAN"}]
    inherited = make_article({**ROAD, "addressees": health, "addressee_explicit": False})
    explicit = make_article({**ROAD, "addressees": health, "addressee_explicit": True})
    silent, wrong = make_article(ROAD), make_article({**ROAD, "addressees": [{"id": "INT"}]})
    assert triple(scored(inherited, silent), "addressee") == (0, 0, 0)
    assert triple(scored(inherited, wrong), "addressee") == (0, 1, 0)
    assert triple(scored(explicit, silent), "addressee_explicit") == (0, 0, 1)


def test_it_scores_only_the_fields_that_the_gold_fills():
    session = {"chamber": "representatives", "type": None, "date": "2025-04-21"}
    gold = make_article({**ROAD, "session": session})
    predicted = make_article({**ROAD, "session": {**session, "type": "media"}})
    accuracy = scored(gold, predicted).accuracy
    assert (accuracy["session_chamber"].ok, accuracy["session_date"].ok) == (1, 1)
    assert "session_type" not in accuracy


def test_it_adds_articles_up_and_draws_the_same_interval_every_time():
    golds = [make_article(ROAD, id="a1"), make_article(WATER, id="a2")]
    scores = score_articles(golds, [copy.deepcopy(golds[0])])
    assert counts(scores, "detect_partial").f1 == pytest.approx(2 / 3)
    assert share(scores, "stance").rate == 1.0
    first, second = (
        interval(scores, lambda drawn: counts(drawn, "detect_partial").f1, 200) for _ in range(2)
    )
    assert first == second
    assert first[0] <= 2 / 3 <= first[1]
    assert summarise(scores)["metrics"]["detect_partial"]["tp"] == 1


def test_it_drops_titles_from_names_but_never_the_name():
    assert name_key("النائبة سعاد المريني") == name_key("سعاد المريني")
    assert name_key("الوزير") != ""


@given(st.lists(st.sampled_from("abcd"), max_size=8), st.lists(st.sampled_from("abcd"), max_size=8))
def test_it_measures_overlap_between_nothing_and_all(left, right):
    value = overlap(left, right)
    assert 0 <= value <= 1
    assert value == overlap(right, left)
    assert overlap(left, left) == 1


@given(st.text(max_size=60))
def test_it_finds_any_content_equal_to_itself(text):
    assert similarity({"content": text}, {"content": text}) == 1
    assert content_tokens(f"أن {text}") == content_tokens(text)
