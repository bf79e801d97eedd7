"""What an editor sets in the admin stays, whatever a machine reads later, until given back."""

import re
from datetime import date

import pytest
from django.utils import timezone, translation

from people.models import Appointment, MinistryName
from statements.models import Statement
from tests.admin.pages import address_of, choose, edit, history_of, opened, said, send
from tests.factories import (
    make_appointment,
    make_article,
    make_chamber,
    make_ministry,
    make_party,
    make_session,
    make_source,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db


def test_it_rules_on_a_changed_field_and_on_no_other(editor_client):
    ministry = make_ministry(name_ar="وزارة القوارب", name_fr="Bateaux")
    edit(editor_client, ministry, name_fr="Ministère des Bateaux")
    assert ministry.ruled_fields == ["name_fr"]
    changed = ministry.take_machine_values({"name_fr": "Bateaux", "name_ar": "وزارة السفن"})
    assert changed == ["name_ar"]
    assert ministry.name_fr == "Ministère des Bateaux"


def test_it_rules_on_nothing_when_nothing_was_changed(editor_client):
    ministry = make_ministry()
    statement = make_statement(addressed=[ministry])
    for record in (ministry, statement, statement.article, make_session(), make_speaker()):
        edit(editor_client, record)
        assert record.ruled_fields == []
    statement.refresh_from_db()
    assert statement.review_status == "extracted"


def test_it_rules_on_every_filled_field_of_a_new_record(editor_client):
    address = address_of(make_party(), "add")
    values = opened(editor_client, address)
    send(editor_client, address, values, code="palm", name_ar="حزب الواحة", valid_from="2010-01-01")
    party = type(make_party()).objects.get(code="palm")
    assert set(party.ruled_fields) == {"code", "name_ar", "valid_from", "valid_until"}


@pytest.mark.parametrize(
    ("field", "value", "ruled"),
    [
        ("title", "عنوان مصحح", ["title"]),
        ("author", "كاتبة أخرى", ["author"]),
        ("published_precision", "day", ["published_at", "published_precision"]),
    ],
)
def test_it_keeps_what_was_corrected_in_an_article(editor_client, field, value, ruled):
    article = make_article()
    edit(editor_client, article, **{field: value})
    machine = {"title": "آخر", "author": "x", "published_at": None, "published_precision": ""}
    article.take_machine_values(machine)
    article.save()
    assert article.ruled_fields == ruled
    assert getattr(article, field) == value


def test_it_rules_on_rows_changed_beside_their_owner(editor_client):
    ministry = make_ministry(names=["وزارة القوارب"])
    edit(editor_client, ministry, **{"names-0-text": "وزارة القوارب والموانئ"})
    name = MinistryName.objects.get()
    assert name.text == "وزارة القوارب والموانئ"
    assert name.ruled_fields == ["text"]

    speaker = make_speaker()
    office = make_appointment(speaker)
    edit(editor_client, speaker, **{"appointments-0-valid_until": "2024-05-01"})
    office.refresh_from_db()
    assert office.ruled_fields == ["valid_from", "valid_until"]
    assert office.valid_until == date(2024, 5, 1)


def test_it_rules_on_rows_added_beside_their_owner(editor_client):
    speaker = make_speaker()
    chamber = make_chamber()
    added = {
        "appointments-TOTAL_FORMS": "1",
        "appointments-0-speaker": speaker.pk,
        "appointments-0-office": "member",
        "appointments-0-chamber": chamber.pk,
    }
    edit(editor_client, speaker, **added)
    assert {"office", "chamber"} <= set(Appointment.objects.get().ruled_fields)


def test_it_shows_what_the_machine_read_beside_a_ruled_field(editor_client):
    statement = make_statement()
    statement.take_machine_values({"stance": "stress"})
    statement.save()
    edit(editor_client, statement, stance="warn")
    page = editor_client.get(address_of(statement)).content.decode()
    (note,) = re.findall('<span class="ruling">(.*?)</span>', page, re.DOTALL)
    with translation.override("ar"):
        assert str(Statement.Stance.STRESS.label) in note
        assert str(Statement.Stance.WARN.label) not in note
    assert "editor" in note


def test_it_gives_a_field_back_to_the_machine(editor_client):
    statement = make_statement()
    statement.take_machine_values({"stance": "stress", "kind": "indirect"})
    statement.save()
    edit(editor_client, statement, stance="warn", kind="mixed")
    edit(editor_client, statement, give_back=["stance"])
    assert (statement.stance, statement.kind) == ("stress", "mixed")
    assert statement.ruled_fields == ["kind"]
    edit(editor_client, statement, give_back=["kind"])
    assert statement.review_status == "extracted"
    assert statement.reviewed_by is None


def test_it_gives_rows_beside_their_owner_back_to_the_machine(editor_client):
    speaker = make_speaker()
    office = make_appointment(speaker, constituency="الميناء")
    office.take_machine_values({"constituency": "الميناء"})
    office.save()
    edit(editor_client, speaker, **{"appointments-0-constituency": "الشاطئ"})
    edit(editor_client, speaker, **{"appointments-0-give_back": ["constituency"]})
    office.refresh_from_db()
    assert office.constituency == "الميناء"
    assert office.ruled_fields == []


def test_it_gives_fields_that_stand_together_back_together(editor_client):
    article = make_article()
    article.take_machine_values(
        {"published_at": article.published_at, "published_precision": "minute"}
    )
    article.save()
    before = article.published_at
    edit(editor_client, article, published_at_0="2025-01-01", published_at_1="10:00:00")
    assert timezone.localdate(article.published_at) == date(2025, 1, 1)
    edit(editor_client, article, give_back=["published_precision"])
    assert article.published_at == before
    assert article.ruled_fields == []


def test_it_gives_everything_back_from_the_list_and_says_so(editor_client):
    statement, other = make_statement(), make_statement(content="المرسى يضيق بأهله")
    for one in (statement, other):
        one.take_machine_values({"stance": "stress"})
        one.save()
        edit(editor_client, one, stance="warn")
    response = choose(editor_client, "give_back_to_the_machine", statement, other)
    assert "2" in said(response)
    for one in (statement, other):
        assert (one.stance, one.ruled_fields, one.review_status) == ("stress", [], "extracted")
        assert history_of(one)[-1][0] == "editor"


def test_it_leaves_a_record_as_it_is_when_the_machine_value_breaks_a_rule(editor_client):
    source = make_source("المنارة")
    source.take_machine_values({"name": "الفنار"})
    source.save()
    edit(editor_client, source, name="منارة الساحل")
    make_source("الفنار")
    address = address_of(source)
    response = send(editor_client, address, opened(editor_client, address), give_back=["name"])
    assert response.status_code in (200, 302)
    source.refresh_from_db()
    assert source.name == "منارة الساحل"
    assert source.ruled_fields == ["name"]


def test_it_says_in_the_history_who_ruled_on_what(editor_client, chief_client):
    statement = make_statement()
    edit(editor_client, statement, stance="warn")
    edit(chief_client, statement, kind="mixed")
    assert [who for who, _ in history_of(statement)] == ["editor", "chief"]
    page = chief_client.get(address_of(statement)).content.decode()
    provenance = page.split('class="provenance"')[1]
    assert "editor" in provenance
    assert "chief" in provenance


def test_it_shows_confidence_and_rule_of_every_field(editor_client):
    doubts = {"detection": 0.97, "stance": 0.61}
    statement = make_statement(confidence=doubts, rules={"stance": "cue-lemma"})
    page = editor_client.get(address_of(statement)).content.decode()
    provenance = page.split('class="provenance"')[1]
    for shown in ("97%", "61%", "cue-lemma"):
        assert shown in provenance


def test_it_keeps_a_statement_with_a_corrected_session(editor_client):
    session = make_session(day=date(2025, 4, 22))
    statement = make_statement(session=session, said_on=date(2025, 4, 22))
    own_day = make_statement(
        content="المرسى يضيق بأهله", session=session, said_on=date(2025, 4, 20)
    )
    edit(editor_client, session, date="2025-04-21")
    statement.refresh_from_db()
    assert (statement.said_on, statement.dated_on) == (date(2025, 4, 21), date(2025, 4, 21))
    other = make_session(day=date(2025, 4, 22))
    statement.take_machine_values({"session": other, "said_on": date(2025, 4, 22)})
    assert statement.session == session
    assert statement.said_on == date(2025, 4, 21)
    own_day.refresh_from_db()
    assert own_day.said_on == date(2025, 4, 20)


def test_it_rules_on_a_speaker_with_all_that_follows_from_him(editor_client):
    speaker = make_speaker("نورة الزيتونية")
    party = make_party()
    office = make_appointment(speaker, party=party, valid_from=date(2021, 1, 1))
    statement = make_statement(speaker=make_speaker())
    edit(editor_client, statement, speaker=speaker.pk)
    assert statement.appointment == office
    assert statement.party == party
    wrong = {"speaker": None, "speaker_type": "unnamed", "appointment": None, "party": None}
    statement.take_machine_values(wrong)
    statement.save()
    assert Statement.objects.get().speaker == speaker
