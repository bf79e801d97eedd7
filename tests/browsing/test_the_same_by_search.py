"""Whatever is searched for, the index finds what the database finds."""

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from statements.browsing import Dimension, Order, Question, Window
from statements.browsing.by_database import DatabaseBrowser
from statements.browsing.by_index import IndexBrowser
from statements.browsing.index import queries
from statements.browsing.index.opened import OpenIndex
from statements.browsing.index.writing import fill
from tests.browsing import crowd

pytestmark = pytest.mark.django_db

PIECES = st.sampled_from(
    (*crowd.WORDS, "العاصفة", "عاصفه", "قارب", "سالم", "salem", "bortokali", "layla", "وزارة",
     "الوزارة", "خبزز", "قواربها", "مصادر", "وسمك", "1", "غلاء", "شيء")
)  # fmt: skip
QUOTED = st.lists(PIECES, min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"')
SIGNED = st.tuples(st.sampled_from(("", "", "-", "=", "-=")), PIECES | QUOTED).map("".join)
SEARCHES = st.lists(SIGNED, max_size=3).map(" ".join) | st.text(max_size=20)


@pytest.fixture(params=[queries._MOST_WAYS, 1])
def by_index(request, tmp_path, db, monkeypatch):
    monkeypatch.setattr(queries, "_MOST_WAYS", request.param)
    crowd.a_crowd(30)
    fill(tmp_path)
    return IndexBrowser(OpenIndex(tmp_path))


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(SEARCHES)
def test_the_index_finds_what_the_database_finds(by_index, words):
    question, by_database = Question(words=words), DatabaseBrowser()
    window = Window(200)
    found = by_database.rows(question, window)
    assert by_index.rows(question, window) == found
    assert by_index.total(question) == len(found.ids)
    counted = [Dimension.STANCE, Dimension.MINISTRY]
    assert by_index.counts(question, counted) == by_database.counts(question, counted)
    relevant = Window(200, Order.RELEVANCE)
    assert sorted(by_index.rows(question, relevant).ids) == sorted(found.ids)
