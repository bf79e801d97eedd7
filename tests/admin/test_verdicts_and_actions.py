"""Actions on lists and buttons on pages: what they do, what they say, who may."""

import pytest
from django.utils import timezone

from statements.models import Article, Statement
from statements.services.reviewing import Verdict, review
from tests.admin.pages import address_of, choose, edit, history_of, opened, said, send
from tests.factories import make_article, make_speaker, make_statement

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        ("confirm", "extracted", "confirmed"),
        ("confirm", "rejected", "confirmed"),
        ("reject", "extracted", "rejected"),
        ("reject", "confirmed", "rejected"),
        ("reopen", "confirmed", "extracted"),
        ("reopen", "rejected", "extracted"),
    ],
)
def test_it_puts_a_verdict_on_the_chosen_statements(editor_client, editor, action, before, after):
    reviewed = (
        {"reviewed_by": editor, "reviewed_at": timezone.now()} if before != "extracted" else {}
    )
    chosen = [
        make_statement(words, review_status=before, **reviewed)
        for words in ("المرسى ضيق", "السوق واسع")
    ]
    other = make_statement(review_status=before, **reviewed)
    response = choose(editor_client, action, *chosen)
    other.refresh_from_db()
    assert [one.review_status for one in chosen] == [after, after]
    assert other.review_status == before
    for one in chosen:
        assert one.reviewed_by == (None if after == "extracted" else editor)
        assert len(history_of(one)) == 1
    assert "2" in said(response)


def test_it_leaves_a_corrected_statement_corrected_when_it_is_confirmed(editor_client):
    statement = make_statement()
    edit(editor_client, statement, stance="warn")
    choose(editor_client, "confirm", statement)
    assert statement.review_status == "corrected"
    choose(editor_client, "reject", statement)
    choose(editor_client, "confirm", statement)
    assert statement.review_status == "corrected"


def test_it_keeps_rulings_when_a_verdict_is_taken_back(editor_client):
    statement = make_statement()
    edit(editor_client, statement, stance="warn")
    choose(editor_client, "reopen", statement)
    assert (statement.review_status, statement.ruled_fields) == ("extracted", ["stance"])


@pytest.mark.parametrize(
    ("before", "after"),
    [("extracted", "corrected"), ("confirmed", "corrected"), ("rejected", "rejected")],
)
def test_it_signs_a_correction(editor_client, editor, chief, before, after):
    signed = {} if before == "extracted" else {"reviewed_by": chief, "reviewed_at": timezone.now()}
    statement = make_statement(review_status=before, **signed)
    edit(editor_client, statement, stance="warn")
    assert (statement.review_status, statement.reviewed_by) == (after, editor)
    assert statement.reviewed_at is not None


@pytest.mark.parametrize(("button", "after"), [("_confirm", "confirmed"), ("_reject", "rejected")])
def test_it_has_a_button_for_each_verdict(editor_client, button, after):
    statement = make_statement()
    edit(editor_client, statement, **{button: "1"})
    assert statement.review_status == after
    edit(editor_client, statement, _reopen="1")
    assert statement.review_status == "extracted"


def test_it_saves_what_was_changed_before_the_verdict(editor_client):
    statement = make_statement()
    edit(editor_client, statement, stance="warn", _reject="1")
    assert (statement.stance, statement.review_status) == ("warn", "rejected")


ACTIONS = [
    ("confirm", lambda: make_statement()),
    ("reject", lambda: make_statement()),
    ("reopen", lambda: make_statement(review_status="confirmed", reviewed_at=timezone.now())),
    ("give_back_to_the_machine", lambda: make_statement(ruled_fields=["stance"])),
    ("read_again", lambda: make_article()),
    ("withdraw", lambda: make_article()),
    ("restore", lambda: make_article(withdrawn_at=timezone.now())),
    ("confirm_person", lambda: make_speaker(is_provisional=True)),
    ("give_back_to_the_machine", lambda: make_speaker(ruled_fields=["name_ar"])),
]


@pytest.mark.parametrize(("action", "make"), ACTIONS)
def test_it_lets_nobody_act_who_may_only_look(reader_client, action, make):
    record = make()
    before = vars(type(record).objects.get(pk=record.pk))
    page = reader_client.get(address_of(record, "changelist")).content.decode()
    assert f'value="{action}"' not in page
    choose(reader_client, action, record)
    now = vars(type(record).objects.get(pk=record.pk))
    assert {k: v for k, v in now.items() if k != "_state"} == {
        k: v for k, v in before.items() if k != "_state"
    }
    assert history_of(record) == []


@pytest.mark.parametrize(("action", "make"), ACTIONS)
def test_it_lets_editors_act_and_remembers_it(editor_client, action, make):
    record = make()
    response = choose(editor_client, action, record)
    assert said(response)
    assert [who for who, _ in history_of(record)] == ["editor"]


@pytest.mark.parametrize("make", [make_statement, make_article, make_speaker])
def test_it_shows_a_page_without_a_form_to_who_may_only_look(reader_client, make):
    record = make()
    page = reader_client.get(address_of(record)).content.decode()
    assert 'name="_save"' not in page
    assert 'name="_confirm"' not in page
    assert reader_client.post(address_of(record), {"stance": "warn"}).status_code == 403


def test_it_withdraws_and_restores_an_article(editor_client):
    article = make_article()
    statement = make_statement(
        article=make_article("أكد سالم أن المرسى ضيق."), content="المرسى ضيق", printed="سالم"
    )
    choose(editor_client, "withdraw", article, statement.article)
    assert article.withdrawn_at is not None
    assert not Statement.objects.published().filter(pk=statement.pk).exists()
    choose(editor_client, "restore", article, statement.article)
    assert article.withdrawn_at is None
    assert Statement.objects.published().filter(pk=statement.pk).exists()


def test_it_queues_an_article_to_be_read_again(
    editor_client, monkeypatch, django_capture_on_commit_callbacks
):
    article = make_article()
    Article.objects.update(state="parked", attempts=5, error="boom")
    with django_capture_on_commit_callbacks() as callbacks:
        choose(editor_client, "read_again", article)
    assert (article.state, article.attempts, article.error) == ("waiting", 0, "")
    assert len(callbacks) == 1


def test_it_confirms_a_provisional_person_for_good(editor_client):
    speaker = make_speaker(is_provisional=True)
    choose(editor_client, "confirm_person", speaker)
    speaker.take_machine_values({"is_provisional": True})
    assert speaker.is_provisional is False


def test_it_reviews_each_statement_once(editor):
    statement = make_statement()
    chosen = Statement.objects.filter(pk=statement.pk)
    assert len(review(chosen, Verdict.CONFIRM, editor, timezone.now())) == 1
    assert review(chosen, Verdict.CONFIRM, editor, timezone.now()) == []


@pytest.mark.parametrize("make", [make_statement, make_article])
def test_it_never_deletes_what_has_a_permanent_link(chief_client, make):
    record = make()
    assert chief_client.post(address_of(record, "delete"), {"post": "yes"}).status_code == 403


def test_it_says_what_stands_in_the_way_of_deleting_a_speaker(chief_client):
    speaker = make_speaker()
    make_statement(speaker=speaker)
    page = chief_client.get(address_of(speaker, "delete")).content.decode()
    assert f"/admin/statements/statement/?speaker__id__exact={speaker.pk}" in page
    assert "1 ×" in page
    chief_client.post(address_of(speaker, "delete"), {"post": "yes"})
    choose(chief_client, "delete_selected", speaker)
    speaker.refresh_from_db()


def test_it_deletes_a_speaker_of_whom_nothing_is_left(editor_client):
    speaker = make_speaker(aliases=["سالم"])
    editor_client.post(address_of(speaker, "delete"), {"post": "yes"})
    assert not type(speaker).objects.filter(pk=speaker.pk).exists()


def test_it_tells_the_second_of_two_editors_and_overwrites_nothing(editor_client, chief_client):
    statement = make_statement()
    address = address_of(statement)
    first, second = opened(editor_client, address), opened(chief_client, address)
    assert send(editor_client, address, first, stance="warn").status_code == 302
    response = send(chief_client, address, second, kind="mixed", stance="stress")
    assert response.status_code == 200
    statement.refresh_from_db()
    assert (statement.stance, statement.kind) == ("warn", "indirect")
    page = response.content.decode()
    assert 'class="standing"' in page
    assert '<option value="mixed" selected>' in page
    assert (
        send(chief_client, address, opened(chief_client, address), kind="mixed").status_code == 302
    )


@pytest.mark.parametrize("seen", ["", "{", "[]", "{}", '"x"', "[1]"])
def test_it_saves_nothing_without_knowing_what_the_editor_saw(editor_client, seen):
    statement = make_statement()
    address = address_of(statement)
    response = send(
        editor_client, address, opened(editor_client, address), seen=seen, stance="warn"
    )
    assert response.status_code == 200
    statement.refresh_from_db()
    assert statement.stance == "stress"


def test_it_tells_the_second_editor_of_rows_beside_their_owner(editor_client, chief_client):
    speaker = make_speaker(aliases=["سالم"])
    address = address_of(speaker)
    first, second = opened(editor_client, address), opened(chief_client, address)
    send(editor_client, address, first, **{"aliases-0-text": "سليم"})
    response = send(chief_client, address, second, **{"aliases-0-text": "سلمان"})
    assert response.status_code == 200
    assert "سليم" in list(speaker.aliases.values_list("text", flat=True))
