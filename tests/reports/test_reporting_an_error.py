"""A reader reports an error: no account, no cookie, nothing typed is ever lost."""

import re
import time
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from lxml import html

from statements.models import ErrorReport
from statements.report_form import new_token
from tests.factories import make_ministry, make_session, make_speaker, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_hour():
    cache.clear()


@pytest.fixture
def statement():
    return make_statement(
        speaker=make_speaker(), addressed=[make_ministry()], session=make_session()
    )


@pytest.fixture
def clock(monkeypatch):
    """Sets the hour that pages go by."""

    def show(moment):
        at = timezone.make_aware(datetime.fromisoformat(moment))
        monkeypatch.setattr(timezone, "now", lambda: at)

    show("2026-01-05 11:20")
    return show


def sent(client, statement, prefix="", **changes):
    page = client.get(f"{prefix}/statements/{statement.public_id}/report/").content.decode()
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    values = {"field": "speaker", "comment": "ليس هو القائل", "email": "", "token": token}
    return client.post(f"{prefix}/statements/{statement.public_id}/report/", values | changes)


def complaints(response):
    tree = html.document_fromstring(response.content.decode())
    return " ".join(" ".join(one.itertext()) for one in tree.find_class("problems"))


def values_in(response):
    (form,) = [
        one
        for one in html.document_fromstring(response.content.decode()).forms
        if one.method == "POST"
    ]
    return dict(form.form_values())


@pytest.mark.parametrize("prefix", ["", "/fr", "/en"])
def test_it_lands_in_the_queue_in_the_language_of_the_reader(client, statement, prefix):
    response = sent(client, statement, prefix, email="reader@mail.example")
    assert response.status_code == 303
    report = ErrorReport.objects.get()
    assert (report.statement, report.field, report.state) == (statement, "speaker", "open")
    assert report.email == "reader@mail.example"
    assert report.language == (prefix.strip("/") or "ar")
    assert report.page == f"http://testserver{prefix}/statements/{statement.public_id}/"
    assert client.get(response["Location"]).status_code == 200


def test_the_public_page_leads_there_and_sets_no_cookie(client, statement):
    page = client.get(statement.get_absolute_url())
    assert f"/statements/{statement.public_id}/report/" in page.content.decode()
    for response in (
        page,
        client.get(f"/statements/{statement.public_id}/report/"),
        sent(client, statement),
    ):
        assert not response.cookies
    assert "no-store" in client.get(f"/statements/{statement.public_id}/report/")["Cache-Control"]


def test_it_needs_no_cookie_where_cookies_would_be_checked(statement):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert sent(strict, statement).status_code == 303


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"field": ""}, "Choose what is wrong"),
        ({"field": "colour"}, "Choose one of these"),
        ({"comment": "  "}, "Write what is wrong"),
        ({"comment": "أ" * 2001}, "2000"),
        ({"comment": "a\0b"}, "Null"),
        ({"email": "nobody at all"}, "no e-mail address"),
        ({"website": "https://spam.example"}, "nobody sees"),
        ({"token": ""}, "from this page"),
        ({"token": "x:y:z"}, "from this page"),
        ({"token": new_token("another1")}, "from this page"),
    ],
)  # fmt: skip
def test_it_says_why_it_refuses_and_loses_nothing(client, statement, changes, complaint):
    typed = {"comment": "كلامي\nهنا", "field": "date", "email": "me@mail.example"} | changes
    response = sent(client, statement, "/en", **typed)
    assert response.status_code == 422
    assert complaint in complaints(response)
    assert not ErrorReport.objects.exists()
    kept = values_in(response)
    assert kept["comment"].strip() == typed["comment"].replace("\0", "�").strip()
    assert kept["email"] == typed["email"]
    assert not kept.get("website")


def test_what_was_refused_can_be_sent_as_it_stands(client, statement):
    refused = sent(client, statement, "/en", website="filled", token="broken")
    address = f"/en/statements/{statement.public_id}/report/"
    assert client.post(address, values_in(refused)).status_code == 303


def test_a_page_that_was_open_too_long_is_sent_again(client, statement, monkeypatch):
    with monkeypatch.context() as before:
        opened = time.time() - timedelta(hours=13).total_seconds()
        before.setattr(time, "time", lambda: opened)
        old = new_token(statement.public_id)
    response = sent(client, statement, "/en", token=old)
    assert "12 hours" in complaints(response)
    address = f"/en/statements/{statement.public_id}/report/"
    assert client.post(address, values_in(response)).status_code == 303


def test_line_ends_count_as_one_character(client, statement):
    assert sent(client, statement, comment="س\r\n" * 1000).status_code == 303
    assert ErrorReport.objects.get().comment == ("س\n" * 1000).strip()


def test_hostile_words_are_shown_as_words(client, statement):
    response = sent(client, statement, comment="<script>alert(1)</script>", field="")
    assert "<script>alert" not in response.content.decode()


def test_one_address_may_send_so_many_in_an_hour(client, statement, settings, clock):
    settings.REPORTS_PER_HOUR = 2
    assert [sent(client, statement, "/en").status_code for _ in range(3)] == [303, 303, 429]
    refused = sent(client, statement, "/en", comment="ما كتبت")
    assert "12:01" in complaints(refused)
    assert values_in(refused)["comment"].strip() == "ما كتبت"
    assert int(refused["Retry-After"]) == 41 * 60
    assert ErrorReport.objects.count() == 2
    clock("2026-01-05 12:01")
    assert client.post(refused.request["PATH_INFO"], values_in(refused)).status_code == 303


def test_many_addresses_may_send_so_many_together(client, statement, settings, clock):
    settings.REPORTS_PER_HOUR_IN_ALL = 2
    statuses = []
    for number in range(3):
        client.defaults["REMOTE_ADDR"] = f"192.0.2.{number}"
        statuses.append(sent(client, statement).status_code)
    assert statuses == [303, 303, 429]


def test_addresses_are_kept_as_hashes_only(client, statement):
    client.defaults["REMOTE_ADDR"] = "192.0.2.77"
    sent(client, statement)
    keys = [key.decode() for key in cache._cache.get_client().keys("*reports*")]
    assert len(keys) == 2
    assert not any("192.0.2" in key for key in keys)


@pytest.mark.parametrize(
    ("behind", "forwarded", "statuses"),
    [(False, "198.51.100.{}", [303, 429]), (True, "6.6.6.6, 198.51.100.{}", [303, 303]),
     (True, "6.6.6.{}, 198.51.100.9", [303, 429])],
)  # fmt: skip
def test_it_believes_a_front_server_and_nobody_else(
    client, statement, settings, clock, behind, forwarded, statuses
):
    settings.REPORTS_PER_HOUR, settings.BEHIND_PROXY = 1, behind
    got = []
    for number in range(2):
        client.defaults["HTTP_X_FORWARDED_FOR"] = forwarded.format(number)
        got.append(sent(client, statement).status_code)
    assert got == statuses


def test_nothing_is_lost_while_the_cache_is_down(client, statement, settings):
    page = client.get(f"/en/statements/{statement.public_id}/report/").content.decode()
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    settings.CACHES = {
        "default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/1"}
    }
    values = {"field": "date", "comment": "اليوم خطأ", "token": token}
    response = client.post(f"/en/statements/{statement.public_id}/report/", values)
    assert response.status_code == 503
    assert values_in(response)["comment"].strip() == "اليوم خطأ"


def test_a_statement_that_is_told_elsewhere_has_no_form(client, statement):
    other = make_statement("كلام آخر", same_as=statement)
    rejected = make_statement("مرفوض", review_status="rejected", reviewed_at=timezone.now())
    address = "/statements/{}/report/"
    assert client.get(address.format(other.public_id)).status_code == 302
    assert client.get(address.format(rejected.public_id)).status_code == 410
    assert client.get(address.format("nowhere1")).status_code == 404


def test_the_page_asks_the_database_few_times(client, statement, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        client.get(f"/statements/{statement.public_id}/report/")
