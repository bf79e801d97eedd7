"""What the database and the index answer is what one finds by looking at every statement."""

from collections import Counter
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from statements.browsing import Dimension, Order, Place, Question, Window, by_index
from statements.browsing.by_database import DatabaseBrowser
from statements.browsing.by_index import IndexBrowser
from statements.browsing.index import columns
from statements.browsing.index.opened import OpenIndex
from statements.browsing.index.writing import Changes, fill
from statements.models import Statement
from tests.browsing import crowd

pytestmark = pytest.mark.django_db

VALUES = {
    Dimension.STANCE: ("ask", "criticise", "promise", "deny"),
    Dimension.KIND: ("direct", "indirect", "mixed"),
    Dimension.REVIEW: ("extracted", "confirmed"),
    Dimension.MINISTRY: ("BOAT", "BREAD"),
    Dimension.MENTIONED: ("BOAT", "BREAD"),
    Dimension.MINISTER_OF: ("BOAT", "BREAD"),
    Dimension.PARTY: ("palm",),
    Dimension.GROUP: ("palms",),
    Dimension.CHAMBER: ("representatives", "councillors"),
    Dimension.SESSION_TYPE: ("oral_questions", "committee"),
    Dimension.TOPIC: ("topic-0", "topic-1", "topic-2"),
    Dimension.SOURCE: ("lighthouse.example", "الضفة"),
    Dimension.SAMPLES: ("with", "without", "only"),
}
CHOICES = st.dictionaries(st.sampled_from(list(VALUES)), st.just(()), max_size=4).flatmap(
    lambda chosen: st.fixed_dictionaries(
        {name: st.lists(st.sampled_from(VALUES[name]), max_size=2).map(tuple) for name in chosen}
    )
)
DAYS = st.none() | st.dates(crowd.FIRST, crowd.FIRST.replace(month=6))
QUESTIONS = st.builds(
    Question,
    CHOICES,
    DAYS,
    DAYS,
    st.sampled_from(("", "", " ", *crowd.OF_CONTENT, "السمك الميناء")),
)
ORDERS = st.sampled_from((Order.NEWEST, Order.OLDEST))
MANY = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def world(db):
    return crowd.a_crowd()


@pytest.fixture
def rows(world):
    return crowd.by_hand()


@pytest.fixture(params=["database", "index", "index as of very many"])
def answering(request, world, tmp_path, monkeypatch):
    if request.param == "database":
        return DatabaseBrowser()
    if request.param == "index as of very many":
        monkeypatch.setattr(columns, "_MANY", 0)
        monkeypatch.setattr(by_index, "_FEW", -1)
    fill(tmp_path)
    return IndexBrowser(OpenIndex(tmp_path))


@MANY
@given(QUESTIONS)
def test_it_finds_and_counts_what_is_there(answering, rows, question):
    found = [row for row in rows if crowd.fits(row, question)]
    assert answering.total(question) == len(found)
    for order in (Order.NEWEST, Order.OLDEST):
        page = answering.rows(question, Window(100, order))
        assert list(page.ids) == crowd.in_order(found, newest=order == Order.NEWEST)
        assert (page.has_previous, page.has_next) == (False, False)
    assert answering.months(question) == crowd.months(rows, question)
    counts = answering.counts(question, list(Dimension))
    assert counts == {name: crowd.counted(rows, question, name) for name in Dimension}


@MANY
@given(st.lists(st.tuples(QUESTIONS, st.integers(1, 9)), min_size=1, max_size=3))
def test_a_glance_shows_the_newest_and_how_many_there_are(answering, rows, wanted):
    for glance, (question, size) in zip(answering.glances(*wanted), wanted, strict=True):
        found = [row for row in rows if crowd.fits(row, question)]
        assert glance.total == len(found)
        assert list(glance.ids) == crowd.in_order(found)[:size]


@MANY
@given(QUESTIONS, st.sets(st.sampled_from(list(Dimension))))
def test_some_facets_are_counted_as_all_are(answering, rows, question, dimensions):
    counts = answering.counts(question, dimensions)
    assert counts == {name: crowd.counted(rows, question, name) for name in dimensions}


@MANY
@given(QUESTIONS, st.sets(st.sampled_from(list(Dimension))))
def test_it_splits_just_what_is_asked_for(answering, rows, question, dimensions):
    found = [row for row in rows if crowd.fits(row, question)]
    for dimension, counts in answering.split(question, dimensions).items():
        assert counts == Counter(value for row in found for value in row[3][dimension])
    assert answering.series(question) == crowd.series(found)


@MANY
@given(QUESTIONS, st.data())
def test_it_counts_who_addresses_whom(answering, rows, question, data):
    speakers = sorted({value for row in rows for value in row[3][Dimension.SPEAKER]})
    if data.draw(st.booleans()):
        chosen = {**question.choices, Dimension.SPEAKER: tuple(speakers[:1])}
        question = replace(question, choices=chosen)
    asked, codes = data.draw(st.sets(st.sampled_from(speakers))), ("BOAT", "BREAD")
    found = [row for row in rows if crowd.fits(row, question)]
    expected = Counter(
        pair
        for row in found
        for pair in product(row[3][Dimension.SPEAKER] & asked, row[3][Dimension.MINISTRY])
        if pair[1] in codes
    )
    assert answering.pairs(question, sorted(asked), codes) == expected


@MANY
@given(QUESTIONS, ORDERS, st.integers(1, 7), st.data())
def test_pages_lead_through_the_list_and_back(answering, rows, question, order, size, data):
    days = {key: day for key, day, *_ in rows}
    found = [row for row in rows if crowd.fits(row, question)]
    keys = crowd.in_order(found, newest=order == Order.NEWEST)
    at = data.draw(st.integers(0, max(0, len(keys) - 1)))
    if not keys:
        return
    place = Place(days[keys[at]], keys[at])
    after = answering.rows(question, Window(size, order, after=place))
    assert list(after.ids) == keys[at + 1 : at + 1 + size]
    assert (after.has_previous, after.has_next) == (True, at + 1 + size < len(keys))
    before = answering.rows(question, Window(size, order, before=place))
    assert list(before.ids) == keys[max(0, at - size) : at]
    assert (before.has_previous, before.has_next) == (at > size, True)


def test_a_place_stays_one_when_its_row_has_gone(answering, rows):
    keys = crowd.in_order(rows)
    days = {key: day for key, day, *_ in rows}
    place = Place(days[keys[4]], keys[4])
    asked = Question({Dimension.STANCE: ("deny",)})
    assert answering.rows(asked, Window(5, after=place)).ids == ()
    assert answering.rows(Question(), Window(2, after=place)).ids == tuple(keys[5:7])


def test_the_most_relevant_come_first(answering, world):
    question = Question(words="إصلاح القوارب")
    page = answering.rows(question, Window(1, Order.RELEVANCE))
    assert page.ids == (world.asked.pk,)
    everything = Question(words="القوارب")
    total = answering.total(everything)
    starts = range(0, total, 5)
    pages = [answering.rows(everything, Window(5, Order.RELEVANCE, skipped=n)) for n in starts]
    keys = [key for page in pages for key in page.ids]
    assert sorted(keys) == sorted(answering.rows(everything, Window(100)).ids)
    assert [page.has_next for page in pages] == [True] * (len(pages) - 1) + [False]


def test_what_is_kept_of_everything_ends_with_a_change(world, tmp_path):
    fill(tmp_path)
    opened = OpenIndex(tmp_path)
    before = IndexBrowser(opened).counts(Question(), list(Dimension))
    Statement.objects.filter(pk=world.asked.pk).update(stance="deny")
    Changes(tmp_path).take([world.asked.pk])
    assert IndexBrowser(opened).counts(Question(), list(Dimension)) == before
    after = IndexBrowser(opened.renewed())
    assert after.counts(Question(), list(Dimension)) == DatabaseBrowser().counts(
        Question(), list(Dimension)
    )
    asked = Question({Dimension.STANCE: ("deny",)})
    assert after.counts(asked, [Dimension.STANCE])[Dimension.STANCE]["deny"] == 1


def test_all_facets_take_one_query(world, django_assert_num_queries):
    question = Question({Dimension.STANCE: ("ask",), Dimension.MINISTRY: ("BOAT",)})
    answering = DatabaseBrowser()
    with django_assert_num_queries(1):
        answering.counts(question, list(Dimension))
    with django_assert_num_queries(1):
        answering.glances((question, 3), (Question(), 2))
    with django_assert_num_queries(0):
        assert answering.counts(question, ()) == {}
