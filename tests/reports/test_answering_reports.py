"""The editors' queue of reports: answered, told once, addresses deleted, taken back."""

import smtplib
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from statements.models import ErrorReport
from statements.services.reporting import settle
from tests.admin.pages import address_of, errors_in, history_of, opened, said, send
from tests.factories import make_ministry, make_speaker, make_statement

pytestmark = pytest.mark.django_db


def make_report(email="reader@mail.example", age=timedelta(0), **fields):
    statement = fields.pop("statement", None) or make_statement(
        speaker=make_speaker(), addressed=[make_ministry()]
    )
    return ErrorReport.objects.create(
        statement=statement,
        field=fields.pop("field", "speaker"),
        comment="القائل شخص آخر",
        email=email,
        page=f"https://qawl.example/fr/statements/{statement.public_id}/",
        language=fields.pop("language", "fr"),
        sent_at=timezone.now() - age,
        **fields,
    )


@pytest.fixture
def mail(settings):
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = "mail.example", "qawl@mail.example"


def pressed(client, report, button, **values):
    address = address_of(report)
    response = send(client, address, opened(client, address), **values, **{button: "1"})
    report.refresh_from_db()
    return response


@pytest.mark.parametrize(("button", "state"), [("_accept", "accepted"), ("_decline", "declined")])
def test_an_editor_answers(editor_client, editor, button, state):
    report = make_report()
    response = pressed(editor_client, report, button, answer="صححنا الاسم")
    assert response.status_code == 302
    assert (report.state, report.answer, report.answered_by) == (state, "صححنا الاسم", editor)
    assert [who for who, _what in history_of(report)] == ["editor"]


def test_an_answer_says_something(editor_client):
    report = make_report()
    response = pressed(editor_client, report, "_accept", answer=" ")
    assert errors_in(response)
    assert report.state == "open"


def test_an_answer_is_taken_back_and_given_anew(editor_client):
    report = make_report()
    pressed(editor_client, report, "_accept", answer="صححنا")
    pressed(editor_client, report, "_reopen")
    assert (report.state, report.answered_by, report.answer) == ("open", None, "صححنا")
    pressed(editor_client, report, "_decline", answer="الاسم صحيح")
    assert report.state == "declined"
    assert len(history_of(report)) == 3


def test_the_second_of_two_editors_is_told(editor_client, chief_client):
    report = make_report()
    address = address_of(report)
    seen = opened(chief_client, address)
    pressed(editor_client, report, "_accept", answer="صححنا")
    send(chief_client, address, seen, answer="لم نصحح", _decline="1")
    report.refresh_from_db()
    assert (report.state, report.answer) == ("accepted", "صححنا")


def test_who_may_only_read_neither_answers_nor_sees_the_address(reader_client):
    report = make_report()
    page = reader_client.get(address_of(report)).content.decode()
    assert "القائل شخص آخر" in page
    assert "reader@mail.example" not in page
    for button in ("_accept", "_reopen"):
        assert reader_client.post(address_of(report), {button: "1"}).status_code == 403
    report.refresh_from_db()
    assert report.state == "open"


def test_the_statement_stands_beside_with_its_evidence(editor_client):
    report = make_report()
    page = editor_client.get(address_of(report)).content.decode()
    assert reverse("admin:review_statement", args=[report.statement.pk]) in page
    assert "خاتمة المقال" in page
    assert "is-content" in page


def test_it_tells_whether_anything_has_changed_since(editor_client):
    report = make_report()
    nothing = gettext("Nothing of this statement has changed.")
    assert nothing in editor_client.get(address_of(report)).content.decode()
    report.statement.save()  # which is a change, whatever it was
    assert nothing not in editor_client.get(address_of(report)).content.decode()


def test_the_queue_is_filtered(editor_client):
    waiting = make_report(field="date")
    answered = make_report(field="topic")
    pressed(editor_client, answered, "_accept", answer="صححنا")
    listed = address_of(waiting, "changelist")
    for query, shown, hidden in (
        ("state__exact=open", waiting, answered),
        ("state__exact=accepted", answered, waiting),
        ("field__exact=date", waiting, answered),
    ):
        page = editor_client.get(f"{listed}?{query}").content.decode()
        assert address_of(shown) in page, query
        assert address_of(hidden) not in page, query


def test_the_list_asks_few_times(editor_client, django_assert_max_num_queries):
    for _ in range(8):
        make_report()
    with django_assert_max_num_queries(10):
        editor_client.get(address_of(ErrorReport.objects.first(), "changelist"))
    with django_assert_max_num_queries(12):
        editor_client.get(address_of(ErrorReport.objects.first()))


def test_the_reader_is_told_once_in_his_language(editor_client, mail, mailoutbox):
    report = make_report()
    pressed(editor_client, report, "_accept", answer="Le nom est corrigé.")
    assert settle(timezone.now()).told == 1
    assert settle(timezone.now()).told == 0
    (message,) = mailoutbox
    assert message.to == ["reader@mail.example"]
    assert "Le nom est corrigé." in message.body
    assert report.page in message.body
    assert "signalé" in message.body
    assert "القائل" not in message.body
    report.refresh_from_db()
    assert (report.email, report.told_at is not None) == ("", True)


def test_a_report_that_is_open_again_tells_nobody(editor_client, mail, mailoutbox):
    report = make_report()
    pressed(editor_client, report, "_accept", answer="صححنا")
    pressed(editor_client, report, "_reopen")
    assert settle(timezone.now()).told == 0
    assert not mailoutbox


def test_without_mail_the_address_goes_with_the_answer(editor_client, settings, mailoutbox):
    settings.EMAIL_HOST = ""
    report = make_report()
    page = editor_client.get(address_of(report)).content.decode()
    assert "البريد غير مضبوط في هذا الموقع" in page
    pressed(editor_client, report, "_accept", answer="صححنا")
    assert settle(timezone.now()).forgotten == 1
    report.refresh_from_db()
    assert (report.email, report.told_at) == ("", None)
    assert not mailoutbox


def test_an_address_is_deleted_after_so_many_days(settings):
    settings.REPORT_ADDRESS_DAYS = 30
    old, young = make_report(age=timedelta(days=31)), make_report(age=timedelta(days=29))
    assert settle(timezone.now()).forgotten == 1
    assert [ErrorReport.objects.get(pk=one.pk).email != "" for one in (old, young)] == [
        False, True,
    ]  # fmt: skip
    event = ErrorReport.pgh_event_models["update"]
    assert "email" not in {field.name for field in event._meta.get_fields()}


def test_a_server_that_refuses_is_asked_again_and_not_for_ever(editor_client, mail, settings):
    settings.EMAIL_BACKEND = f"{__name__}.RefusingBackend"
    report = make_report()
    pressed(editor_client, report, "_accept", answer="صححنا")
    settled = settle(timezone.now())
    assert (settled.told, settled.failed, settled.forgotten) == (0, 1, 0)
    assert settle(timezone.now() + timedelta(days=4)).forgotten == 1


class RefusingBackend:
    def __init__(self, **_options):
        pass

    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected("no")


def test_answering_says_how_to_undo_it(editor_client):
    report = make_report()
    response = pressed(editor_client, report, "_decline", answer="الاسم صحيح")
    assert said(response)


def test_metrics_and_the_operators_page_count_what_waits(chief_client):
    make_report()
    assert 'qawl_error_reports{state="open"} 1.0' in chief_client.get("/metrics").content.decode()
    page = chief_client.get("/admin/operation/").content.decode()
    assert "errorreport/?state__exact=open" in page


@pytest.mark.parametrize(("role", "state"), [("reader", "open"), ("editor", "accepted")])
def test_the_roles_may_what_they_should(client_in, role, state):
    report = make_report()
    client = client_in(role)
    values = opened(client, address_of(report)) if role == "editor" else {}
    send(client, address_of(report), values, answer="صححنا", _accept="1")
    report.refresh_from_db()
    assert report.state == state
    assert client.get(address_of(report, "delete")).status_code == 403
