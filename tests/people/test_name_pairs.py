"""A labelled table of printed names: two people are never taken for one, spellings are found."""

from collections import Counter
from pathlib import Path

import pytest

from people.name_matching import Likeness, compare_names, index_keys, name_keys, sound_keys
from people.names import read_name

TABLE = Path(__file__).with_name("name_pairs.txt")
PAIRS = [
    tuple(field.strip() for field in line.split("|"))
    for line in TABLE.read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
SAME = [(one, other) for label, one, other in PAIRS if label == "same"]


def test_it_has_enough_pairs_of_each_kind():
    counts = Counter(label for label, _, _ in PAIRS)
    assert set(counts) == {"same", "different", "ambiguous"}
    assert counts.total() >= 200
    assert min(counts.values()) >= 20
    assert len(set(PAIRS)) == len(PAIRS)


@pytest.mark.parametrize(("label", "one", "other"), [p for p in PAIRS if p[0] != "same"])
def test_it_never_takes_two_people_for_one(label, one, other):
    assert compare_names(one, other).likeness is not Likeness.SAME


def test_it_finds_the_same_person_in_other_spellings():
    missed = [pair for pair in SAME if compare_names(*pair).likeness is not Likeness.SAME]
    assert len(missed) <= 0.05 * len(SAME), missed


def test_it_rarely_calls_one_person_two():
    torn = [pair for pair in SAME if compare_names(*pair).likeness is Likeness.DIFFERENT]
    assert len(torn) <= 0.02 * len(SAME), torn


def test_it_leaves_open_what_names_alone_cannot_tell():
    open_ = [(one, other) for label, one, other in PAIRS if label == "ambiguous"]
    found = [pair for pair in open_ if compare_names(*pair).likeness is Likeness.AMBIGUOUS]
    assert len(found) >= 0.95 * len(open_), set(open_) - set(found)


@pytest.mark.parametrize(("label", "one", "other"), PAIRS)
def test_it_compares_the_same_both_ways(label, one, other):
    assert compare_names(one, other) == compare_names(other, one)


def test_it_looks_a_name_up_under_a_key_of_every_spelling_that_is_the_same():
    for _, one, other in PAIRS:
        if compare_names(one, other).likeness is not Likeness.SAME:
            continue
        for asked, stored in ((one, other), (other, one)):
            name = read_name(asked)
            keys = {*name_keys(name), *sound_keys(name)}
            assert keys & set(index_keys(read_name(stored))), (asked, stored)
