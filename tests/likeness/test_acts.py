"""One act told twice, or two acts: labelled pairs, and everything beside the words that counts."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from statements.likeness.acts import Sitting, Telling, likeness

DAY = date(2025, 4, 22)
WORDS = "القوارب القديمة ستخضع لفحص تقني شامل ابتداء من الشهر المقبل"
ONE = Telling("1", WORDS, "stress", DAY, day_is_said=True)
ORAL = Sitting(1, 10, "oral_questions", DAY)


def pairs():
    text = (Path(__file__).parent / "pairs.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    for head, mine, theirs in zip(lines[::3], lines[1::3], lines[2::3], strict=True):
        verdict, *stances = head.split()
        yield (
            verdict,
            *(
                replace(ONE, content=content, stance=stance)
                for content, stance in zip((mine, theirs), stances, strict=True)
            ),
        )


PAIRS = list(pairs())


@pytest.mark.parametrize(
    ("mine", "theirs"), [pair[1:] for pair in PAIRS if pair[0] == "≠"], ids=lambda one: one.content
)
def test_it_never_joins_two_acts(mine, theirs):
    assert likeness(mine, theirs) == likeness(theirs, mine) == 0


@pytest.mark.parametrize(
    ("mine", "theirs"), [pair[1:] for pair in PAIRS if pair[0] == "="], ids=lambda one: one.content
)
def test_it_recognises_one_act(mine, theirs):
    assert likeness(mine, theirs) == likeness(theirs, mine) > 0


@pytest.mark.parametrize(
    ("mine", "theirs"), [pair[1:] for pair in PAIRS if pair[0] == "?"], ids=lambda one: one.content
)
def test_it_leaves_apart_what_is_told_in_other_words(mine, theirs):
    assert likeness(mine, theirs) == 0


def test_it_is_tried_on_enough_pairs():
    assert len(PAIRS) >= 60


@pytest.mark.parametrize(
    ("change", "is_one"),
    [
        ({}, True),
        ({"speaker": "2"}, False),
        ({"day": date(2025, 4, 23)}, False),
        ({"day": date(2025, 4, 23), "day_is_said": False}, True),
        ({"day": date(2025, 4, 24), "day_is_said": False}, False),
        ({"day": None}, False),
        ({"addressed": frozenset({5})}, True),
        ({"sitting": ORAL}, True),
    ],
)
def test_it_asks_for_the_same_speaker_and_day(change, is_one):
    assert bool(likeness(ONE, replace(ONE, **change))) is is_one


@pytest.mark.parametrize(
    ("sitting", "is_one"),
    [
        (ORAL, True),
        (Sitting(2, 10, "", DAY), True),
        (Sitting(2, None, "", DAY), True),
        (Sitting(2, 10, "committee", DAY), False),
        (Sitting(2, 20, "", DAY), False),
        (Sitting(2, 10, "", date(2025, 4, 15)), False),
    ],
)
def test_it_asks_for_sittings_that_can_be_one(sitting, is_one):
    mine = replace(ONE, sitting=ORAL)
    assert bool(likeness(mine, replace(ONE, sitting=sitting))) is is_one


def test_it_takes_the_shared_row_of_undated_written_questions_for_no_occasion():
    written = Sitting(3, 10, "written_question", None)
    mine = replace(ONE, sitting=written)
    assert likeness(mine, mine)
    assert not likeness(mine, replace(mine, day=date(2025, 5, 20)))


def test_it_leaves_apart_what_is_addressed_to_different_ministries():
    mine = replace(ONE, addressed=frozenset({1, 2}))
    assert likeness(mine, replace(ONE, addressed=frozenset({2})))
    assert not likeness(mine, replace(ONE, addressed=frozenset({3})))


def test_it_joins_statements_of_two_copies_of_one_text_whatever_their_day():
    mine = replace(
        ONE, speaker="مصادر برلمانية", speaker_is_known=False, content="الحكومة تعمل", text_family=7
    )
    later = replace(mine, day=date(2025, 4, 29))
    assert likeness(mine, later)
    assert not likeness(mine, replace(later, content="الحكومة لن تعمل أبدا"))
    assert not likeness(mine, replace(later, text_family=8))


@given(st.text(), st.text())
def test_it_compares_any_words(mine, theirs):
    one, other = replace(ONE, content=mine), replace(ONE, content=theirs)
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)
