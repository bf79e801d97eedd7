"""“Add articles”: addresses, pasted text and files go in, and the page tells what came of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from statements import tasks
from statements.models import Arrival, Delivery, Source
from statements.services.arriving import bring
from statements.services.intake import Submission, ingest
from statements.services.reading import read_article
from tests.admin.pages import choose, errors_in, history_of, said
from tests.factories import make_source
from tests.ingest.pages import BODY, TITLE, page

pytestmark = pytest.mark.django_db
ADD = "admin:statements_delivery_add"


@pytest.fixture(autouse=True)
def queued(monkeypatch):
    ids: list[int] = []
    monkeypatch.setattr(tasks.bring_arrival, "delay", ids.append)
    monkeypatch.setattr(tasks.read_article, "delay", lambda _id: None)
    return ids


def add(client, **values):
    return client.post(reverse(ADD), values)


def test_it_queues_each_and_shows_what_became_of_it(
    editor_client, queued, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = add(
            editor_client,
            addresses="https://mersad.example/1\nhttps://mersad.example/1?utm_source=x\n",
            text=page().decode(),
            uploads=[SimpleUploadedFile("empty.txt", b" "), SimpleUploadedFile("b.html", b"<p>")],
        )
    delivery = Delivery.objects.get()
    arrivals = list(delivery.arrivals.order_by("pk"))
    assert queued == [one.pk for one in arrivals]
    assert [one.url for one in arrivals] == ["https://mersad.example/1", "", "", ""]
    shown = editor_client.get(response["Location"]).content.decode()
    assert "data-waiting" in shown
    assert "<script>" not in shown
    for arrival in arrivals[1:]:
        bring(arrival.pk)
    shown = editor_client.get(response["Location"]).content.decode()
    assert "empty.txt" in shown
    arrivals[1].refresh_from_db()
    assert arrivals[1].article.url == "https://mersad.example/naql-madrasi"
    assert len(history_of(delivery)) == 1


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"addresses": "mersad.example/1"},
        {"addresses": "javascript:alert(1)"},
        {"addresses": "file:///etc/passwd"},
        {"addresses": "\n".join(f"https://a.example/{n}" for n in range(501))},
        {"text": " \n "},
    ],
)
def test_it_says_what_cannot_be_added(editor_client, values):
    response = add(editor_client, **values)
    assert response.status_code == 200
    assert errors_in(response)
    assert not Delivery.objects.exists()


def test_it_names_every_line_that_is_wrong_and_keeps_what_was_typed(editor_client):
    lines = ["https://a.example/1", "a.example/2", "https://a.example/3", "file:///etc/passwd"]
    upload = SimpleUploadedFile("a.txt", page())
    response = add(editor_client, addresses="\n".join(lines), text="نص طويل", uploads=[upload])
    told, shown = errors_in(response), response.content.decode()
    assert "a.example/2" in told
    assert "file:///etc/passwd" in told
    assert "https://a.example/" not in told
    assert all(line in shown for line in lines)
    assert "نص طويل" in shown
    form = response.context["form"]
    assert len(form.errors["addresses"]) == 2
    assert form.errors["uploads"]
    assert "uploads" not in add(editor_client, addresses="a.example/2").context["form"].errors


def test_it_asks_as_little_for_many_pages_as_for_one(editor_client, django_assert_max_num_queries):
    delivery = Delivery.objects.create()
    now = timezone.now()
    for number in range(30):
        Arrival.objects.create(delivery=delivery, url=f"https://a.example/{number}", due_at=now)
    address = reverse("admin:statements_delivery_change", args=[delivery.pk])
    editor_client.get(address)
    with django_assert_max_num_queries(6):
        assert editor_client.get(address).status_code == 200


def failed(**fields):
    now = timezone.now()
    return Arrival.objects.create(
        url="https://a.example/1", state="failed", failure="gone", error="answered 404",
        attempts=6, due_at=now, done_at=now, **fields,
    )  # fmt: skip


def test_what_was_given_up_is_tried_again_when_an_editor_says_so(editor_client):
    arrival = failed(source=make_source())
    choose(editor_client, "try_again", arrival)
    assert (arrival.state, arrival.attempts, arrival.failure) == ("waiting", 0, "")
    assert len(history_of(arrival)) == 1


def test_what_waits_for_its_next_try_is_tried_now(editor_client, queued):
    now = timezone.now()
    later = now + timezone.timedelta(hours=4)
    waits = Arrival.objects.create(url="https://a.example/1", due_at=later, attempts=4, error="500")
    at_hand = Arrival.objects.create(url="https://a.example/2", due_at=now, queued_at=now)
    taken = Arrival.objects.create(url="https://a.example/3", due_at=now, state="unchanged")
    response = choose(editor_client, "try_again", waits, at_hand, taken)
    assert (waits.state, waits.attempts, waits.due_at < later) == ("waiting", 0, True)
    assert waits.queued_at is not None
    assert len(history_of(waits)) == 1
    assert not history_of(at_hand)
    assert "2" in said(response)
    assert (taken.state, at_hand.queued_at) == ("unchanged", now)


def test_who_may_only_look_tries_nothing_again(reader_client):
    arrival = failed()
    choose(reader_client, "try_again", arrival)
    assert arrival.state == "failed"


def test_a_strange_number_is_no_delivery(editor_client):
    for number in ("9" * 40, "0", "x"):
        response = editor_client.get(f"/admin/statements/delivery/{number}/change/")
        assert response.status_code == 302


def given(client, raw, outlet=""):
    upload = SimpleUploadedFile("saved.html", raw)
    add(client, uploads=[upload], outlet=outlet)
    arrival = Arrival.objects.latest("pk")
    bring(arrival.pk)
    arrival.refresh_from_db()
    return arrival


def test_an_uploaded_page_is_no_second_outlet(editor_client):
    raw = page().decode().replace('name" content="المرصد"', 'name" content="المَرصد"').encode()
    known = make_source("المرصد", host="127.0.0.1:8001", feeds=["http://127.0.0.1:8001/feed"])
    arrival = given(editor_client, raw)
    # Its address is on no host of a source, but the page names one.
    assert (arrival.state, arrival.article.source) == ("new", known)
    assert Source.objects.count() == 1


def test_an_uploaded_page_that_was_fetched_already_is_known(editor_client):
    source = make_source("الرائد", host="127.0.0.1:8001")
    raw = page()
    fetched = Submission(raw, "test", url="http://127.0.0.1:8001/1", source_id=source.pk)
    article = ingest(fetched).article
    read_article(article.pk)
    arrival = given(editor_client, raw)
    assert (arrival.state, arrival.article) == ("unchanged", article)
    plain = "\n".join([TITLE, *BODY]).encode()
    arrival = given(editor_client, plain)
    assert (arrival.state, arrival.article) == ("unchanged", article)
    assert Source.objects.count() == 1
    # Said to be of another outlet, the same text is another article.
    other = given(editor_client, plain, outlet="المرصد")
    assert (other.state, other.article.source.name) == ("new", "المرصد")


def test_a_text_at_two_addresses_of_an_outlet_is_two_articles(editor_client):
    first = given(editor_client, page(url="https://mersad.example/1"))
    read_article(first.article.pk)
    second = given(editor_client, page(url="https://mersad.example/2"))
    assert (first.state, second.state) == ("new", "new")
    assert second.article != first.article
