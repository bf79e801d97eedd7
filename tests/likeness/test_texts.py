"""Texts of invented words: how alike they are, and that copies share a key and strangers none."""

import random

import pytest
from hypothesis import given, strategies as st

from statements.likeness.texts import LEAST_RUNS, bands, likeness, runs

WORDS = [f"كلمة{number}" for number in range(5000)]


def a_text(seed, length=300):
    return random.Random(seed).choices(WORDS, k=length)


def edited(words, part, seed):
    """The same text with this part of its words cut out in one stretch and others put in."""
    count = int(len(words) * part)
    return [*a_text(seed, count), *words[count:]]


def alike(mine, theirs):
    return likeness(runs(" ".join(mine)), runs(" ".join(theirs)))


def shared_keys(mine, theirs):
    return len(set(bands(runs(" ".join(mine)))) & set(bands(runs(" ".join(theirs)))))


def test_it_takes_spelling_variants_and_marks_for_the_same_text():
    printed = "أكّدت الوزيرةُ، أمس الثلاثاء، أنّ القوارب الصغيرة ستُصان قبل نهاية الشهر الجاري"
    folded = "اكدت الوزيره أمس الثلاثاء ان القوارب الصغيره ستصان قبل نهايه الشهر الجاري."
    assert runs(printed) == runs(folded)


@pytest.mark.parametrize(
    ("part", "is_copy"), [(0.0, True), (0.1, True), (0.2, True), (0.5, False), (0.9, False)]
)
def test_it_tells_a_copy_from_a_text_with_much_of_its_own(part, is_copy):
    original = a_text(1)
    assert alike(original, edited(original, part, 2)).is_copy() is is_copy


def test_it_takes_a_text_that_was_cut_for_a_copy():
    original = a_text(1)
    assert alike(original, original[:150]).is_copy()
    assert not alike(original, original[:60]).is_copy()


def test_it_asks_more_of_two_texts_of_one_outlet():
    prices = a_text(1)
    next_day = edited(prices, 0.1, 2)
    assert alike(prices, next_day).is_copy()
    assert not alike(prices, next_day).is_copy(same_outlet=True)


def test_it_finds_copies_by_a_shared_key_and_strangers_not():
    found = 0
    for seed in range(60):
        original = a_text(seed)
        found += bool(shared_keys(original, edited(original, 0.15, seed + 1000)))
        assert not shared_keys(original, a_text(seed + 2000))
    assert found == 60


def test_it_gives_a_stub_no_keys():
    assert bands(runs(" ".join(a_text(1, LEAST_RUNS + 2)))) == []
    assert bands(runs(" ".join(a_text(1, LEAST_RUNS + 3)))) != []
    assert likeness(runs(""), runs("")).is_copy() is False


def test_it_gives_the_same_keys_on_every_machine():
    words = (
        "نشرت المنارة الأولى خبرا عن القوارب الراسية في الميناء القديم قبل أن يعود الصيادون من "
        "عرض البحر مساء"
    )
    assert bands(runs(words))[:2] == [-8519617928132062790, -7805674618196405970]


@given(st.text(), st.text())
def test_it_reads_any_text(mine, theirs):
    one, other = runs(mine), runs(theirs)
    both = likeness(one, other)
    assert 0.0 <= both.resemblance <= both.containment <= 1.0
    assert likeness(other, one) == both
    keys = bands(one)
    assert keys == sorted(set(keys))
    assert all(-(2**63) <= key < 2**63 for key in keys)
