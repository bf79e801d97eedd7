"""Shares and their intervals, against values worked out by hand."""

import pytest
from hypothesis import given, strategies as st

from statements.quality import Precision


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [
        (0, 0, 0.0, 1.0),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (8, 10, 0.4902, 0.9433),
        (81, 263, 0.2553, 0.3662),
        (950, 1000, 0.9347, 0.9619),
    ],
)
def test_it_is_the_interval_of_wilson(right, of, low, high):
    interval = Precision(right, of).interval
    assert interval == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_the_share_lies_within_it(right, wrong):
    precision = Precision(right, right + wrong)
    assert 0 <= precision.low <= precision.high <= 1
    if precision.of:
        assert precision.low - 1e-9 <= precision.share <= precision.high + 1e-9
    assert 0 <= precision.from_left + precision.width <= 100 + 1e-9
