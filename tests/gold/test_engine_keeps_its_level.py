"""The engine never falls below what it once reached on the project's own gold."""

import tomllib

import pytest

from statements.evaluation.halves import Half
from tests.gold.floors import (
    F1,
    FALSE,
    FIELDS,
    FLOORS,
    broken,
    output,
    raised,
    reached,
    read_floors,
    read_output,
    stale,
    written,
)


@pytest.mark.parametrize("half", [Half.TUNING, Half.HELD_BACK])
def test_it_keeps_its_level(half):
    floors = read_floors()[half.value]
    assert set(floors) == {*F1, *FIELDS, FALSE}
    assert broken(floors, reached(half)) == []


def test_it_tells_what_fell():
    assert broken({"kind": 0.9, FALSE: 1}, {"kind": 0.9, FALSE: 1}) == []
    assert broken({"kind": 0.9, FALSE: 1}, {"kind": 0.896, FALSE: 2}) == [
        "kind is 0.8960, its floor 0.9",
        f"{FALSE} is 2.0000, its floor 1",
    ]


@pytest.mark.parametrize(
    ("floor", "level", "expected"),
    [(0.9, 0.9349, 0.93), (0.9, 0.935, 0.935), (0.9, 0.88, 0.9), (0.9, 1.0, 1.0)],
)
def test_it_raises_floors_and_never_lowers_them(floor, level, expected):
    assert raised({"kind": floor}, {"kind": level}) == {"kind": expected}


@pytest.mark.parametrize(("most", "found", "expected"), [(3, 1, 1), (1, 3, 1), (0, 0, 0)])
def test_it_allows_ever_fewer_false_statements(most, found, expected):
    assert raised({FALSE: most}, {FALSE: found}) == {FALSE: expected}


def test_it_begins_where_there_is_no_floor():
    assert raised({}, {"kind": 0.9349, FALSE: 2}) == {"kind": 0.93, FALSE: 2}


def test_it_writes_what_it_reads():
    assert tomllib.loads(written(read_floors())) == read_floors()
    assert FLOORS.read_text(encoding="utf-8") == written(read_floors())


def test_the_version_is_raised_when_the_output_changes():
    told = stale(read_output(), output())
    assert told is None, told


def test_it_tells_to_raise_the_version_where_the_same_text_is_read_otherwise():
    kept = {"version": "2", "articles": {"x": "text read"}}
    assert stale(kept, kept) is None
    assert "raise ENGINE_VERSION" in stale(kept, {"version": "2", "articles": {"x": "text other"}})
    for version, digests in (("3", "text other"), ("2", "corrected other")):
        told = stale(kept, {"version": version, "articles": {"x": digests}})
        assert "raise ENGINE_VERSION" not in told
    more = {"version": "2", "articles": {"x": "text read", "y": "new found"}}
    assert "raise ENGINE_VERSION" not in stale(kept, more)
