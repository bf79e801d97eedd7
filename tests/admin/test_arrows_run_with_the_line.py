"""An arrow from one record to another points to the other one, in every direction of writing."""

import pytest
from django.utils import translation

from statements.arrows import from_to
from statements.models import Move, MoveOrder
from tests.factories import make_speaker


@pytest.mark.parametrize(("language", "line"), [("ar", "أ ← ب"), ("fr", "أ → ب")])
def test_it_points_to_what_is_read_second(language, line):
    with translation.override(language):
        assert from_to("أ", "ب") == line


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "arrow"), [("ar", "←"), ("fr", "→"), ("en", "→")])
def test_a_merge_is_named_so(language, arrow):
    gone, kept = make_speaker("سالم البرتقالي"), make_speaker("أمينة الصدفي")
    move = Move(kind=Move.Kind.MERGE_SPEAKERS, from_speaker=gone, to_speaker=kept)
    order = MoveOrder(gone_speaker=gone, kept_speaker=kept)
    with translation.override(language):
        for named in (move, order):
            assert f"{gone} {arrow} {kept}" in str(named)
