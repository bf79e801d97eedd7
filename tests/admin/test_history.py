"""The history of a record as an editor reads it, and what its buttons bring back."""

import re
from datetime import date

import pghistory
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst

from people.models import Alias, Party, Speaker
from people.tracking import events_of
from statements.models import Statement
from tests.admin.pages import address_of, choose, edit, said
from tests.factories import (
    make_appointment,
    make_ministry,
    make_party,
    make_speaker,
    make_statement,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def page_of(client, record):
    response = client.get(address_of(record, "history"))
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def keys(client, record):
    return re.findall(r'name="entry" value="([^"]+)"', page_of(client, record))


def bring_back(client, record, number, what="only"):
    data = {"entry": keys(client, record)[number], "what": what}
    response = client.post(address_of(record, "history"), data)
    assert response.status_code == 302
    if type(record).objects.filter(pk=record.pk).exists():
        record.refresh_from_db()
    return said(response)


def test_it_tells_who_changed_what_from_what_to_what(editor_client):
    ministry = make_ministry(name_fr="Bateaux")
    edit(editor_client, ministry, name_fr="Navires")
    page = page_of(editor_client, ministry)
    newest = page.split('<section class="occasion">')[1]
    assert "<bdi>editor</bdi>" in newest
    assert f"/admin/people/ministry/{ministry.pk}/change/" in newest
    assert "<del>Bateaux</del>" in newest
    assert "<ins>Navires</ins>" in newest


def test_it_tells_of_one_page_as_one_occasion(editor_client):
    statement = make_statement(addressed=["المرسى"])
    edit(editor_client, statement, stance="warn", **{"institutions-0-printed": "السوق"})
    page = page_of(editor_client, statement)
    sections = page.split('<section class="occasion">')[1:]
    assert sum("<bdi>editor</bdi>" in section for section in sections) == 1
    assert "<del>المرسى</del>" in sections[0]
    assert "<ins>السوق</ins>" in sections[0]


def test_it_names_linked_rows_and_choices_in_words(editor_client):
    first, second = make_speaker("سالم البرتقالي"), make_speaker("أمينة الصدفي")
    statement = make_statement(speaker=first)
    edit(editor_client, statement, speaker=second.pk, stance="warn")
    page = page_of(editor_client, statement)
    assert "<del>سالم البرتقالي</del>" in page
    assert "<ins>أمينة الصدفي</ins>" in page
    assert "<ins>warn</ins>" not in page


def test_it_tells_of_scripts_and_commands(editor_client):
    party = make_party()
    with pghistory.context(command="load_reference"):
        Party.objects.update(name_fr="Palmier")
    with pghistory.context(task="statements.read_article", engine="7"):
        Party.objects.update(name_en="Palm")
    page = page_of(editor_client, party)
    assert translation.gettext("command %(name)s") % {"name": "load_reference"} in page
    assert translation.gettext("engine %(version)s") % {"version": "7"} in page


def test_it_opens_with_many_changes_in_as_few_queries_as_with_one(editor_client):
    speaker = make_speaker(aliases=["سالم"])
    make_appointment(speaker, party=make_party())
    few, many = _queries(editor_client, speaker), 0
    for number in range(30):
        with pghistory.context(reason=str(number)):
            Speaker.objects.filter(pk=speaker.pk).update(name_latin=f"Salim {number}")
            Alias.objects.filter(speaker=speaker).update(text=f"سالم {number}")
            speaker.appointments.update(party=make_party(), constituency=str(number))
    many = _queries(editor_client, speaker)
    assert many <= few + 6
    assert many <= 24
    pages = editor_client.get(address_of(speaker, "history") + "?p=2").content.decode()
    assert pages.count('class="occasion"') == 11


def _queries(client, record):
    client.get(address_of(record, "history"))
    with CaptureQueriesContext(connection) as captured:
        client.get(address_of(record, "history"))
    return len(captured)


def test_it_undoes_one_change_and_keeps_later_ones(editor_client):
    statement = make_statement()
    edit(editor_client, statement, stance="warn")
    edit(editor_client, statement, kind="mixed")
    bring_back(editor_client, statement, 1)
    assert (statement.stance, statement.kind) == ("stress", "mixed")


def test_it_undoes_a_ruling_with_its_verdict(editor_client):
    statement = make_statement()
    edit(editor_client, statement, stance="warn")
    bring_back(editor_client, statement, 0)
    assert (statement.stance, statement.ruled_fields) == ("stress", [])
    assert (statement.review_status, statement.reviewed_by) == ("extracted", None)


def test_undoing_is_a_change_itself_that_can_be_undone(editor_client):
    ministry = make_ministry(name_fr="Bateaux")
    edit(editor_client, ministry, name_fr="Navires")
    bring_back(editor_client, ministry, 0)
    assert ministry.name_fr == "Bateaux"
    assert "<ins>Bateaux</ins>" in page_of(editor_client, ministry)
    bring_back(editor_client, ministry, 0)
    assert (ministry.name_fr, ministry.ruled_fields) == ("Navires", ["name_fr"])


def test_it_refuses_to_undo_what_was_changed_again(editor_client):
    ministry = make_ministry(name_fr="Bateaux")
    edit(editor_client, ministry, name_fr="Navires")
    edit(editor_client, ministry, name_fr="Vaisseaux")
    told = bring_back(editor_client, ministry, 1)
    assert ministry.name_fr == "Vaisseaux"
    assert capfirst(str(ministry._meta.get_field("name_fr").verbose_name)) in told


@pytest.mark.django_db(transaction=True)
def test_it_goes_back_to_a_state_with_all_rows(editor_client):
    speaker = make_speaker(aliases=["سالم"])
    edit(editor_client, speaker, name_latin="Salim")
    names = {alias.text for alias in speaker.aliases.all()}
    edit(editor_client, speaker, **{"aliases-0-text": "سليم"})
    edit(editor_client, speaker, gender="male", **{"aliases-0-DELETE": "on"})
    number = next(
        index
        for index, section in enumerate(
            page_of(editor_client, speaker).split('<section class="occasion">')[1:]
        )
        if "<ins>سليم</ins>" in section
    )
    bring_back(editor_client, speaker, number, "back")
    assert (speaker.name_latin, speaker.gender) == ("Salim", "")
    assert {alias.text for alias in speaker.aliases.all()} == names


def test_it_holds_what_is_brought_back_against_the_machine(editor_client):
    statement = make_statement()
    statement.take_machine_values({"stance": "stress"})
    statement.save()
    with pghistory.context(task="statements.read_article"):
        statement.take_machine_values({"stance": "regret"})
        statement.save()
    bring_back(editor_client, statement, 0)
    assert (statement.stance, statement.ruled_fields) == ("stress", ["stance"])
    assert statement.review_status == "corrected"
    statement.take_machine_values({"stance": "regret"})
    assert statement.stance == "stress"


def test_it_brings_a_deleted_record_back_with_its_rows(editor_client):
    speaker = make_speaker(aliases=["سالم"])
    make_appointment(speaker, valid_from=date(2021, 1, 1))
    pk, public_id = speaker.pk, speaker.public_id
    editor_client.post(address_of(speaker, "delete"), {"post": "yes"})
    speaker.pk = pk
    assert not Speaker.objects.filter(pk=pk).exists()
    listed = editor_client.get(reverse("admin:people_speaker_deleted")).content.decode()
    assert address_of(speaker, "history") in listed
    bring_back(editor_client, speaker, 0)
    back = Speaker.objects.get(pk=pk)
    assert back.public_id == public_id
    assert [alias.text for alias in back.aliases.all()] == ["سالم"]
    assert back.appointments.get().valid_from == date(2021, 1, 1)
    assert back.name_keys


def test_it_says_why_a_rule_of_the_database_stands_against_it(editor_client):
    party = make_party(code="palm")
    edit(editor_client, party, code="oasis")
    make_party(code="palm")
    told = bring_back(editor_client, party, 0)
    assert party.code == "oasis"
    assert told


def test_it_does_not_undo_the_making_of_a_record(editor_client):
    party = make_party()
    bring_back(editor_client, party, -1)
    assert Party.objects.filter(pk=party.pk).exists()


@pytest.mark.parametrize(
    ("role", "may_see", "may_revert"),
    [(None, False, False), ("reader", True, False), ("editor", True, True)],
)
def test_it_lets_each_role_do_its_part(client_in, chief_client, role, may_see, may_revert):
    statement = make_statement()
    edit(chief_client, statement, stance="warn")
    client = client_in(role)
    address = address_of(statement, "history")
    response = client.get(address)
    assert (response.status_code == 200) == may_see
    assert ('name="entry"' in response.content.decode()) == may_revert
    data = {"entry": keys(chief_client, statement)[0], "what": "only"}
    assert client.post(address, data).status_code == (302 if may_revert else 403)
    statement.refresh_from_db()
    assert statement.stance == ("stress" if may_revert else "warn")


def test_an_editor_does_not_revert_reference_data(client_in, chief_client):
    ministry = make_ministry(name_fr="Bateaux")
    edit(chief_client, ministry, name_fr="Navires")
    data = {"entry": keys(chief_client, ministry)[0], "what": "only"}
    assert client_in("editor").post(address_of(ministry, "history"), data).status_code == 403


def test_it_escapes_what_it_shows(editor_client):
    party = make_party(name_fr="<b>x</b>")
    with pghistory.context(reason="<i>"):
        Party.objects.update(name_fr="<script>alert(1)</script>")
    page = page_of(editor_client, party)
    assert "<script>alert" not in page
    assert "&lt;b&gt;x" in page


@pytest.mark.parametrize("entry", ["", "x", "0-0", "9-1", "0-99999999999999999999", "\x00"])
def test_it_takes_no_entry_that_is_not_there(editor_client, entry):
    party = make_party()
    response = editor_client.post(address_of(party, "history"), {"entry": entry, "what": "only"})
    assert response.status_code == 302


def test_it_lists_the_actions_that_changed_nothing_to_be_seen(editor_client):
    statement = make_statement()
    choose(editor_client, "confirm", statement)
    assert "<details>" in page_of(editor_client, statement)
    assert events_of(Statement).objects.filter(pgh_obj=statement.pk).exists()
