"""Oral questions on another day of the week than the chamber's own carry a warning."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from statements.admin.review.candidates import session_choices
from statements.models import Session
from tests.factories import make_chamber, make_session, make_statement

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = date(2025, 4, 21), date(2025, 4, 22)


@pytest.fixture
def lower():
    return make_chamber("representatives", oral_questions_weekday=0)


@pytest.fixture
def upper():
    return make_chamber("councillors", oral_questions_weekday=1)


def test_it_warns_where_the_day_is_not_the_usual_one(lower, upper):
    wrong = [make_session(day=TUESDAY, chamber=lower), make_session(day=MONDAY, chamber=upper)]
    right = [
        make_session(day=MONDAY, chamber=lower),
        make_session(day=TUESDAY, chamber=upper),
        make_session("committee", day=TUESDAY, chamber=lower),
        make_session(day=None, chamber=lower),
        make_session(day=TUESDAY, chamber=make_chamber("elsewhere")),
    ]
    with override("en"):
        assert "Monday" in wrong[0].calendar_warning
        assert "Tuesday" in wrong[0].calendar_warning
    assert all(one.calendar_warning for one in wrong)
    assert not any(one.calendar_warning for one in right)
    assert set(Session.objects.against_the_calendar()) == set(wrong)


def test_it_is_seen_on_the_list_on_the_page_and_in_review(lower, editor_client):
    session = make_session(day=TUESDAY, chamber=lower)
    changelist = reverse("admin:statements_session_changelist")
    page = reverse("admin:statements_session_change", args=[session.pk])
    for address in (changelist, f"{changelist}?calendar=against", page):
        assert session.calendar_warning in editor_client.get(address).content.decode()
    choices = session_choices(make_statement(said_on=TUESDAY))
    signs = [sign for one in choices if one.value == session.pk for sign in one.signs]
    assert session.calendar_warning in [sign.text for sign in signs if sign.speaks == "against"]


def test_the_day_of_a_sitting_is_told_in_words_that_no_line_turns_round(lower):
    session = make_session(day=TUESDAY, chamber=lower)
    for language, day in (
        ("ar", "22 أبريل 2025"),
        ("en", "22 April 2025"),
        ("fr", "22 avril 2025"),
    ):
        with override(language):
            assert str(session).endswith(day)
