"""Searching in any spelling; values that follow from others when an editor changes them."""

import json
from datetime import date

import pytest
from django.urls import reverse

from people.models import Alias
from statements.models import NamedInstitution, Statement
from statements.search import matching
from tests.admin.pages import address_of, choose, edit, errors_in, opened, send
from tests.factories import (
    make_appointment,
    make_article,
    make_chamber,
    make_group,
    make_ministry,
    make_party,
    make_session,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db


def _found(client, record, term):
    response = client.get(address_of(record, "changelist"), {"q": term})
    return record.pk in [row.pk for row in response.context["cl"].result_list]


@pytest.mark.parametrize(
    ("make", "terms", "misses"),
    [
        (
            lambda: make_speaker("أمينة آيت الصدفي", aliases=["الصّدفي"]),
            ["امينه", "أَمينة الصدفي", "آيت", "ايت الصدفى"],
            ["سالم"],
        ),
        (
            lambda: make_ministry(name_ar="وزارة الإبحار", names=["وزارة الأشرعة"]),
            ["الابحار", "وزاره الاشرعه", "الأشرعة"],
            ["القوارب"],
        ),
        (
            lambda: make_party(name_ar="حزب الأمواج", short_names=["الموجة"]),
            ["الامواج", "الموجه"],
            ["الرمل"],
        ),
        (
            lambda: make_speaker("سالم 55", name_latin="Sálem Bortoqali"),
            ["سالم 55", "سالم ٥٥", "bortoqali", "Sálem"],
            ["سالم 56"],
        ),
        (lambda: make_group(name_ar="فريق الأمواج"), ["الامواج"], ["الرمل"]),
        (lambda: make_chamber(), ["النوّاب", "représentants", "representants"], ["مستشارين"]),
        (
            lambda: make_article(title="أسئلة حول المرافئ"),
            ["المرافي حول", "اسئله", "أسئلةٌ"],
            ["القوارب"],
        ),
        (lambda: make_session(), ["الأسئلة الشفوية", "2025-04-22", "مجلس النوّاب"], ["2025-04-23"]),
        (
            lambda: make_statement(
                "المرسى ضيّق", addressed=[make_ministry(name_ar="وزارة الأشرعة")]
            ),
            ["المرسي", "للأشرعة", "ضيق"],
            ["السوق"],
        ),
    ],
)
def test_it_finds_rows_in_any_spelling(editor_client, make, terms, misses):
    record = make()
    assert [term for term in terms if not _found(editor_client, record, term)] == []
    assert [term for term in misses if _found(editor_client, record, term)] == []


@pytest.mark.parametrize(
    "term", ["'", '"', "%", "\\", "(", "[", "a b ( *", "\x01", "ـ", "\u200f", "ا" * 500]
)
def test_it_answers_to_any_term(editor_client, term):
    for record in (
        make_statement(),
        make_speaker(),
        make_article(),
        make_session(),
        make_ministry(),
    ):
        response = editor_client.get(address_of(record, "changelist"), {"q": term})
        assert response.status_code == 200


def test_it_offers_speakers_in_any_spelling_while_one_types(editor_client):
    speaker = make_speaker("أمينة الصدفي")
    asked = {"app_label": "statements", "model_name": "statement", "field_name": "speaker"}
    response = editor_client.get(reverse("admin:autocomplete"), {**asked, "term": "امينه"})
    assert [row["id"] for row in json.loads(response.content)["results"]] == [str(speaker.pk)]


def _is_found_by(statement, term):
    return matching(Statement.objects.all(), term).filter(pk=statement.pk).exists()


def test_it_keeps_statements_found_under_a_new_name(editor_client):
    speaker, ministry = make_speaker(), make_ministry(name_ar="وزارة القوارب")
    statement = make_statement(speaker=speaker, addressed=[ministry])
    edit(editor_client, speaker, name_ar="سالم الياقوتي")
    assert _is_found_by(statement, "الياقوتي")
    edit(editor_client, ministry, name_ar="وزارة الأشرعة")
    assert _is_found_by(statement, "الأشرعة")
    edit(editor_client, statement.article, title="حديث الفنارات")
    assert _is_found_by(statement, "الفنارات")


def test_it_keeps_statements_found_when_a_name_is_given_back(editor_client):
    speaker = make_speaker("سالم البرتقالي")
    speaker.take_machine_values({"name_ar": "سالم البرتقالي"})
    speaker.save()
    statement = make_statement(speaker=speaker, speaker_read="هو")
    edit(editor_client, speaker, name_ar="سالم الياقوتي")
    assert not _is_found_by(statement, "البرتقالي")
    choose(editor_client, "give_back_to_the_machine", speaker)
    assert _is_found_by(statement, "البرتقالي")


def test_it_keeps_a_speaker_found_under_the_names_it_bears(editor_client):
    speaker = make_speaker("سالم البرتقالي")
    edit(editor_client, speaker, name_ar="سالم الياقوتي", name_latin="Salem Yacouti")
    names = set(Alias.objects.filter(speaker=speaker).values_list("text", "kind"))
    assert {("سالم الياقوتي", "full"), ("Salem Yacouti", "latin")} <= names


@pytest.mark.parametrize(
    ("said_on", "published", "expected"),
    [("2025-03-02", "2025-04-23", date(2025, 3, 2)), ("", "2025-05-01", date(2025, 5, 1))],
)
def test_it_dates_a_statement_anew(editor_client, said_on, published, expected):
    statement = make_statement(said_on=date(2025, 4, 22))
    edit(editor_client, statement, said_on=said_on)
    edit(editor_client, statement.article, published_at_0=published, published_at_1="00:30:00")
    statement.refresh_from_db()
    assert statement.dated_on == expected


def test_it_takes_day_and_chamber_from_a_chosen_session(editor_client):
    councillors = make_chamber("councillors")
    session = make_session(day=date(2025, 4, 22), chamber=councillors)
    statement = make_statement(chamber=make_chamber())
    edit(editor_client, statement, session=session.pk)
    assert (statement.said_on, statement.dated_on) == (session.date, session.date)
    assert statement.chamber == councillors
    assert statement.ruled_fields == ["chamber", "said_on", "session"]


def test_it_takes_the_office_of_that_day_from_a_chosen_speaker(editor_client):
    speaker = make_speaker("نورة الزيتونية")
    make_appointment(speaker, valid_until=date(2021, 1, 1), title="سابقا")
    now = make_appointment(speaker, valid_from=date(2021, 1, 2))
    statement = make_statement(said_on=date(2025, 4, 22))
    edit(editor_client, statement, speaker=speaker.pk)
    assert statement.appointment == now
    edit(editor_client, statement, speaker="")
    assert statement.appointment is None


def test_it_chooses_between_no_two_offices(editor_client):
    speaker = make_speaker("نورة الزيتونية")
    member, other = make_appointment(speaker), make_appointment(speaker, title="مقررة")
    statement = make_statement()
    edit(editor_client, statement, speaker=speaker.pk)
    assert statement.appointment is None
    edit(editor_client, statement, appointment=other.pk)
    assert statement.appointment == other
    assert member != other


def test_it_takes_the_speaker_away_from_an_unnamed_source(editor_client):
    speaker = make_speaker()
    office = make_appointment(speaker)
    statement = make_statement(speaker=speaker, appointment=office)
    edit(editor_client, statement, speaker_type="unnamed")
    assert (statement.speaker, statement.appointment) == (None, None)


def test_it_refuses_an_unnamed_source_with_a_speaker(editor_client):
    statement, speaker = make_statement(speaker_type="multi"), make_speaker()
    address = address_of(statement)
    values = opened(editor_client, address)
    response = send(editor_client, address, values, speaker=speaker.pk, speaker_type="unnamed")
    assert response.status_code == 200
    assert errors_in(response)


@pytest.fixture
def addressed(db):
    ministry, other = make_ministry(name_ar="وزارة القوارب"), make_ministry(name_ar="وزارة الأشرعة")
    statement = make_statement(addressed=[ministry], mentioned=[other])
    values = lambda one: {"ministry": one.pk, "printed": one.name_ar, "span": None}  # noqa: E731
    statement.machine_values = {
        "addressees": [values(ministry)],
        "other_institutions": [values(other)],
    }
    statement.save()
    return statement, ministry, other


def _named(statement, relation):
    return [one.ministry for one in statement.institutions.filter(relation=relation)]


def test_it_rules_on_addressees_as_a_set(editor_client, addressed):
    statement, ministry, _other = addressed
    third = make_ministry(name_ar="وزارة المرافئ")
    added = {
        "institutions-TOTAL_FORMS": "3",
        "institutions-2-statement": statement.pk,
        "institutions-2-relation": "addressed",
        "institutions-2-ministry": third.pk,
    }
    edit(editor_client, statement, **added)
    assert statement.ruled_fields == ["addressees"]
    assert statement.review_status == "corrected"
    assert _named(statement, "addressed") == [ministry, third]
    assert _is_found_by(statement, "المرافئ")

    edit(editor_client, statement, give_back=["addressees"])
    assert (statement.ruled_fields, statement.review_status) == ([], "extracted")
    assert _named(statement, "addressed") == [ministry]
    assert not _is_found_by(statement, "المرافئ")


@pytest.mark.parametrize(
    ("changes", "ruled"),
    [
        ({"institutions-0-DELETE": "on"}, ["addressees"]),
        ({"institutions-1-DELETE": "on"}, ["other_institutions"]),
        ({"institutions-0-relation": "mentioned"}, ["addressees", "other_institutions"]),
        ({"institutions-1-relation": "addressed"}, ["addressees", "other_institutions"]),
    ],
)
def test_it_rules_on_the_set_that_a_row_leaves_or_joins(editor_client, addressed, changes, ruled):
    statement, _, _ = addressed
    edit(editor_client, statement, **changes)
    assert statement.ruled_fields == ruled
    choose(editor_client, "give_back_to_the_machine", statement)
    assert NamedInstitution.objects.filter(relation="addressed").count() == 1
    assert NamedInstitution.objects.filter(relation="mentioned").count() == 1


def test_it_shows_the_least_certain_first_and_the_reviewed_last(editor_client):
    sure, unsure = make_statement(least_confidence=0.9), make_statement(least_confidence=0.4)
    done = make_statement(least_confidence=0.1)
    choose(editor_client, "confirm", done)
    response = editor_client.get(address_of(sure, "changelist"))
    assert list(response.context["cl"].result_list) == [unsure, sure, done]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("who=unknown", ["plain", "addressed"]),
        ("who=known", ["spoken"]),
        ("who=unnamed", ["unnamed"]),
        ("ruled=yes", ["spoken"]),
        ("found=no", ["unnamed"]),
        ("stance=warn", ["plain"]),
        ("is_sample__exact=1", ["addressed"]),
        ("ministry={ministry}", ["addressed"]),
        ("ministry=x", ["plain", "spoken", "unnamed", "addressed"]),
    ],
)
def test_it_narrows_the_list(editor_client, query, expected):
    ministry = make_ministry()
    rows = {
        "plain": make_statement(stance="warn"),
        "spoken": make_statement(speaker=make_speaker(), ruled_fields=["stance"]),
        "unnamed": make_statement(speaker_type="unnamed", retracted_at="2025-01-01T00:00Z"),
        "addressed": make_statement(addressed=[ministry], is_sample=True),
    }
    make_statement(mentioned=[make_ministry()]).delete()
    address = address_of(rows["plain"], "changelist") + "?" + query.format(ministry=ministry.pk)
    result = editor_client.get(address).context["cl"].result_list
    assert {row.pk for row in result} == {rows[name].pk for name in expected}


def test_it_takes_lists_of_names_one_to_a_line(editor_client):
    party = make_party(short_names=["النخلة", "حزب النخلة، الواحة"])
    page = opened(editor_client, address_of(party))
    assert page["short_names"][0].split() == ["النخلة", "حزب", "النخلة،", "الواحة"]
    edit(editor_client, party)
    assert party.ruled_fields == []
    edit(editor_client, party, short_names="النخلة\r\n\r\n  السعفة, الجريدة \r\n")
    assert party.short_names == ["النخلة", "السعفة, الجريدة"]
