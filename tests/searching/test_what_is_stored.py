"""What a statement is found by: PostgreSQL sees the stems, and the words can be had back."""

import re

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings, strategies as st

from statements.search.stored import search_text, stems, stems_of, words, words_of

ARABIC = st.text("والبكلفتسةأإيى ّـ«».-'1aé\n", max_size=60)


@given(ARABIC | st.text(max_size=60))
def test_the_words_and_the_stems_of_a_text_can_be_had_back(text):
    stored = search_text([text, text])
    assert stems_of(stored).split() == stems(text) * 2
    assert words_of(stored).split() == words(text) * 2


@pytest.mark.django_db
@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.text("والبكلفتسةيى", min_size=1, max_size=9), max_size=8))
def test_postgresql_keeps_the_stems_in_their_places(db, parts):
    text = " ".join(parts)
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_tsvector('simple', %s)::text", [search_text([text])])
        (vector,) = cursor.fetchone()
    found = {
        int(place): lexeme
        for lexeme, places in re.findall(r"'([^']*)':([\d,]+)", vector)
        for place in places.split(",")
    }
    assert [found[place] for place in sorted(found)] == stems(text)
