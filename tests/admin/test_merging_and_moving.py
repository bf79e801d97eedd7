"""Merging records and moving statements as an editor does it: choose, look, do, undo."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from people.models import Ministry, Speaker
from statements.models import Move, Statement
from tests.admin.pages import address_of, choose, opened, said
from tests.factories import (
    make_appointment,
    make_ministry,
    make_session,
    make_speaker,
    make_statement,
)
from tests.moving.world import everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def two():
    """What an article brought, and the record that somebody has confirmed."""
    gone = make_speaker(
        "سالم بن عمر البرتقالي",
        aliases=["ابن عمر"],
        name_latin="Salem B. Omar",
        is_provisional=True,
    )
    return make_speaker("سالم البرتقالي", name_latin="Salem Bortoqali"), gone


def merge_address(kept, gone):
    name = f"admin:people_{kept._meta.model_name}_merge"
    return f"{reverse(name, args=[kept.pk])}?other={gone.pk}"


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_it_leads_from_two_rows_of_the_list_to_both_side_by_side(chief_client, two):
    kept, gone = two
    said_by = make_statement(speaker=gone)
    make_appointment(gone)
    answer = choose(chief_client, "merge", kept, gone)
    assert answer.url == merge_address(kept, gone)
    page = text_of(chief_client.get(answer.url))
    for shown in (kept.name_ar, gone.name_ar, "ابن عمر", said_by.content):
        assert shown in page
    assert Move.objects.count() == 0


def test_it_wants_two_rows(chief_client, two):
    answer = choose(chief_client, "merge", two[0])
    assert answer.status_code == 302
    assert said(answer)
    assert "/merge/" not in answer.url


def test_it_offers_similar_names_on_the_page_of_a_record(chief_client, two):
    kept, gone = two
    page = chief_client.get(address_of(kept)).content.decode()
    address = reverse("admin:people_speaker_merge", args=[kept.pk])
    assert address in page
    assert f"?other={gone.pk}" in chief_client.get(address).content.decode()


def test_it_merges_takes_the_chosen_name_and_says_so_on_both_pages(chief_client, two):
    kept, gone = two
    statement = make_statement(speaker=gone)
    data = {"take_name_latin": "gone", "reason": "the same councillor"}
    answer = chief_client.post(merge_address(kept, gone), data)
    move = Move.objects.get()
    assert answer.url == address_of(move)
    assert (move.from_speaker, move.to_speaker, move.reason) == (gone, kept, "the same councillor")
    kept.refresh_from_db()
    statement.refresh_from_db()
    assert (kept.name_latin, statement.speaker) == ("Salem B. Omar", kept)
    for one in (kept, gone):
        page = chief_client.get(address_of(one)).content.decode()
        assert address_of(move) in page
        history = chief_client.get(address_of(one, "history")).content.decode()
        assert "the same councillor" in history
        assert address_of(move) in history
    assert LogEntry.objects.filter(object_id=str(gone.pk)).exists()


def test_a_merged_record_is_shown_but_not_changed(chief_client, two):
    kept, gone = two
    chief_client.post(merge_address(kept, gone), {})
    page = chief_client.get(address_of(gone)).content.decode()
    assert 'name="_save"' not in page
    assert chief_client.post(address_of(gone), {}).status_code == 403
    found = chief_client.get(
        reverse("admin:autocomplete"),
        {"app_label": "statements", "model_name": "statement", "field_name": "speaker", "term": ""},
    ).json()
    assert [int(one["id"]) for one in found["results"]] == [kept.pk]


def test_it_shows_what_undoing_does_and_undoes_it(chief_client, two):
    kept, gone = two
    first = make_statement(speaker=gone)
    second = make_statement("المرسى ضيق", speaker=gone)
    chief_client.post(merge_address(kept, gone), {})
    move = Move.objects.get()
    Statement.objects.filter(pk=second.pk).update(speaker=make_speaker("أمينة الصدفي"))
    undo = reverse("admin:statements_move_undo", args=[move.pk])
    assert undo in chief_client.get(address_of(move)).content.decode()
    assert "المرسى ضيق" in chief_client.get(undo).content.decode()
    first.refresh_from_db()
    assert first.speaker == kept
    assert chief_client.post(undo).url == address_of(move)
    first.refresh_from_db()
    gone.refresh_from_db()
    assert (first.speaker, gone.merged_into) == (gone, None)
    assert "المرسى ضيق" in chief_client.get(address_of(move)).content.decode()
    again = everything()
    assert chief_client.post(undo).url == address_of(move)
    assert everything() == again


def test_it_merges_ministries_and_the_old_address_and_code_lead_to_the_other(chief_client, client):
    kept, gone = make_ministry("KEPT"), make_ministry("GONE", "وزارة المراكب")
    statement = make_statement(addressed=[gone])
    page = text_of(chief_client.get(merge_address(kept, gone)))
    assert statement.content in page
    chief_client.post(merge_address(kept, gone), {})
    assert statement.institutions.get().ministry == kept
    answer = client.get(gone.get_absolute_url())
    assert (answer.status_code, answer.url) == (301, kept.get_absolute_url())
    listed = client.get(reverse("statements"), {"ministry": "GONE"}).content.decode()
    assert statement.public_id in listed
    undo = reverse("admin:statements_move_undo", args=[Move.objects.get().pk])
    chief_client.post(undo)
    assert statement.institutions.get().ministry == gone


@pytest.mark.parametrize("make", [make_speaker, make_ministry])
@pytest.mark.parametrize(("role", "may"), [("editor", False), ("chief editor", True)])
def test_only_chief_editors_merge_and_undo_merges(client_in, chief_client, make, role, may):
    kept, gone = make(name_ar="سالم البرتقالي"), make(name_ar="سالم بن عمر")
    client = client_in(role)
    page = client.get(address_of(kept)).content.decode()
    assert ("/merge/" in page) == may
    assert ('value="merge"' in client.get(address_of(kept, "changelist")).content.decode()) == may
    assert (client.get(merge_address(kept, gone)).status_code == 200) == may
    assert (client.post(merge_address(kept, gone), {}).status_code == 302) == may
    assert Move.objects.exists() == may
    if not may:
        chief_client.post(merge_address(kept, gone), {})
    undo = reverse("admin:statements_move_undo", args=[Move.objects.get().pk])
    assert (client.post(undo).status_code == 302) == may


def test_it_says_why_two_cannot_be_merged(chief_client):
    kept, gone = make_speaker(), make_speaker("فريق النخلة", kind="group")
    assert chief_client.get(merge_address(kept, gone)).status_code == 422
    assert chief_client.post(merge_address(kept, gone), {}).status_code == 422
    assert not Move.objects.exists()


# Moving statements


def do_move(client, statements, to, origin=None):
    """Pick on the list, look, do: every step as the pages lead."""
    name = to._meta.model_name
    answer = choose(client, f"move_to_{name}", *statements)
    address = answer.url if origin is None else f"{answer.url}&from={origin.pk}"
    values = opened(client, address)
    shown = client.post(reverse("admin:statements_move_pick"), {**values, "to": to.pk})
    assert shown.status_code == 200
    fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', shown.content.decode())
    sent = {**dict(fields), "_do": "1", "reason": "another man of this name"}
    return client.post(reverse("admin:statements_move_pick"), sent)


@pytest.mark.parametrize("role", ["editor", "chief editor"])
def test_an_editor_moves_statements_to_another_speaker(client_in, role, two):
    client = client_in(role)
    right, wrong = two
    seat = make_appointment(right)
    moved = [make_statement(speaker=wrong), make_statement("المرسى ضيق", speaker=wrong)]
    stays = make_statement("السوق بعيد", speaker=wrong)
    answer = do_move(client, moved, right)
    move = Move.objects.get()
    assert answer.url == address_of(move)
    for one in (*moved, stays):
        one.refresh_from_db()
    assert {one.speaker for one in moved} == {right}
    assert stays.speaker == wrong
    for one in moved:
        assert one.review_status == "corrected"
        assert "speaker" in one.ruled_fields
        assert one.appointment == seat
        one.take_machine_values({"speaker": wrong, "appointment": None})
        assert one.speaker == right
    client.post(reverse("admin:statements_move_undo", args=[move.pk]))
    for one in moved:
        one.refresh_from_db()
        assert (one.speaker, one.review_status, one.ruled_fields) == (wrong, "extracted", [])


def test_an_editor_moves_statements_to_another_ministry(editor_client):
    right, wrong = make_ministry("RIGHT"), make_ministry("WRONG", "وزارة المراكب")
    statement = make_statement(addressed=[wrong])
    do_move(editor_client, [statement], right, origin=wrong)
    statement.refresh_from_db()
    assert statement.institutions.get().ministry == right
    assert statement.ruled_fields == ["addressees"]
    assert statement.review_status == "corrected"
    editor_client.post(reverse("admin:statements_move_undo", args=[Move.objects.get().pk]))
    statement.refresh_from_db()
    assert statement.institutions.get().ministry == wrong
    assert statement.ruled_fields == []


def test_from_the_page_of_a_record_one_picks_among_its_statements(editor_client, two):
    kept, gone = two
    make_statement(speaker=gone)
    make_statement("المرسى ضيق", speaker=kept)
    address = reverse("admin:people_speaker_move", args=[gone.pk])
    assert address in editor_client.get(address_of(gone)).content.decode()
    page = editor_client.get(address).content.decode()
    assert page.count('type="checkbox" name="pk"') == 1
    assert "المرسى ضيق" not in page


def test_it_asks_from_which_ministry(editor_client):
    first, second = make_ministry(), make_ministry(name_ar="وزارة المراكب")
    statement = make_statement(addressed=[first], mentioned=[second])
    answer = choose(editor_client, "move_to_ministry", statement)
    page = editor_client.get(answer.url).content.decode()
    assert f"from={first.pk}" in page
    assert f"from={second.pk}" in page


@pytest.mark.parametrize("data", [{}, {"to": "x", "pk": "y"}, {"of": "ministry", "_do": "1"}])
def test_it_wants_statements_and_somebody_to_give_them_to(editor_client, data):
    make_session()
    answer = editor_client.post(reverse("admin:statements_move_pick"), data)
    assert answer.status_code == 200
    assert not Move.objects.exists()


def test_readers_move_nothing(client_in, two):
    client = client_in("reader")
    statement = make_statement(speaker=two[0])
    pick = reverse("admin:statements_move_pick")
    sent = {"of": "speaker", "pk": statement.pk, "to": two[1].pk, "_do": "1"}
    assert client.post(pick, sent).status_code == 403
    assert client.get(reverse("admin:people_speaker_move", args=[two[0].pk])).status_code == 403


def test_the_pages_ask_the_database_little(client_in, two, django_assert_max_num_queries):
    chief_client, (kept, gone) = client_in("chief editor"), two
    here, there = make_ministry("KEPT"), make_ministry("GONE", "وزارة المراكب")
    for ministry in (here, there):
        make_speaker(kind="institution", ministry=ministry)
    for number in range(5):
        make_statement(f"السوق رقم {number} بعيد", speaker=gone)
        make_appointment(gone, "other", title=f"مقرر {number}")
        make_speaker(f"سالم البرتقالي {number}")
        make_statement(f"الرصيف رقم {number} ضيق", addressed=[there])
        minister = make_speaker(f"وزير {number}")
        for ministry in (here, there):
            make_appointment(minister, "minister", ministry=ministry)
    chief_client.post(merge_address(*[make_speaker("أمينة"), make_speaker("أمينة الصدفي")]), {})
    move = Move.objects.get()
    addresses = [
        merge_address(kept, gone),
        merge_address(here, there),
        reverse("admin:people_speaker_merge", args=[kept.pk]),
        reverse("admin:people_ministry_move", args=[there.pk]),
        address_of(here),
        reverse("admin:people_speaker_move", args=[gone.pk]),
        address_of(move),
        address_of(move, "changelist"),
    ]
    for address in addresses:
        chief_client.get(address)
        with django_assert_max_num_queries(10):
            assert chief_client.get(address).status_code == 200
    assert Speaker.objects.count() > Ministry.objects.count()
