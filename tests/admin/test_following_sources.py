"""Sources in the admin: added, polled, tried out, imported, exported; only by who may."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from statements import tasks
from statements.ingestion.opml import read_opml
from statements.models import Source
from statements.services import trying
from tests.admin.pages import address_of, choose, edit, errors_in, history_of, opened, said, send
from tests.factories import make_source

pytestmark = pytest.mark.django_db

FEED = "https://mersad.example/feed"


@pytest.fixture
def polled(monkeypatch):
    ids: list[int] = []
    monkeypatch.setattr(tasks.poll_source, "delay", ids.append)
    return ids


def test_a_new_source_is_due_and_known_by_its_feed(editor_client):
    address = reverse("admin:statements_source_add")
    values = opened(editor_client, address)
    announced = reverse("admin:statements_arrival_changelist")
    assert f"{announced}?" not in editor_client.get(address).content.decode()
    response = send(editor_client, address, values, name="المرصد", feeds=f"{FEED}\n\n{FEED}2")
    assert response.status_code == 302
    source = Source.objects.get()
    assert source.host == "mersad.example"
    assert source.feeds == [FEED, f"{FEED}2"]
    assert list(Source.objects.due(timezone.now())) == [source]
    assert set(source.ruled_fields) <= {"name", "host", "language"}


def test_it_is_tested_before_it_is_followed(editor_client, monkeypatch):
    tried = []
    monkeypatch.setattr(tasks.try_source, "delay", tried.append)
    address = reverse("admin:statements_source_add")
    values = opened(editor_client, address)
    response = send(editor_client, address, values, name="المرصد", feeds=FEED, _test="1")
    source = Source.objects.get()
    trial = reverse("admin:statements_source_trial", args=[source.pk])
    assert (response.url, tried, source.is_active) == (trial, [source.pk], False)
    assert not Source.objects.due(timezone.now()).exists()
    assert b"_follow" in editor_client.get(trial).content
    editor_client.post(trial, {"_follow": "1"})
    assert list(Source.objects.due(timezone.now())) == [source]
    assert b"_follow" not in editor_client.get(trial).content


@pytest.mark.parametrize("field", ["feeds", "sitemap", "listing_page"])
def test_it_refuses_what_is_no_address_and_says_which_and_why(editor_client, field):
    address = reverse("admin:statements_source_add")
    values = opened(editor_client, address) | {"name": "x", "feeds": FEED}
    for wrong in ("file:///etc/passwd", "ftp://a.example/feed", "javascript:alert(1)"):
        lines = f"{FEED}\n{wrong}" if field == "feeds" else wrong
        response = send(editor_client, address, values, **{field: lines})
        told = errors_in(response)
        assert "http://" in told
        assert wrong in told or field != "feeds"
        assert "2" not in told
    assert not Source.objects.exists()


def test_it_names_the_source_that_has_the_host_already(editor_client):
    known = make_source("الرائد", host="mersad.example")
    address = reverse("admin:statements_source_add")
    values = opened(editor_client, address)
    response = send(editor_client, address, values, name="المرصد", feeds=FEED)
    told = errors_in(response)
    assert "الرائد" in told
    assert "mersad.example" in told
    assert "source_host_once" not in response.content.decode()
    assert address_of(known) in response.content.decode()
    edit(editor_client, known, host="https://www.Mersad.example/news")
    assert known.host == "mersad.example"


def test_two_servers_at_one_address_are_two_sources(editor_client):
    make_source("الرائد", host="127.0.0.1")
    address = reverse("admin:statements_source_add")
    for port in (8001, 8002):
        values = opened(editor_client, address)
        feed = f"http://127.0.0.1:{port}/feed"
        assert send(editor_client, address, values, name=f"{port}", feeds=feed).status_code == 302
    known = ["127.0.0.1", "127.0.0.1:8001", "127.0.0.1:8002"]
    assert sorted(Source.objects.values_list("host", flat=True)) == known
    assert Source.objects.of_host("127.0.0.1:8002").first().name == "8002"
    # A source from before hosts had ports keeps the articles of all of them.
    assert Source.objects.of_host("127.0.0.1:9000").first().name == "الرائد"


def test_the_list_calls_followed_what_is_asked(editor_client):
    asked, bare = make_source("المرصد", feeds=[FEED]), make_source("الرائد")
    make_source("مثال", feeds=[f"{FEED}2"], is_sample=True)
    followed = list(Source.objects.followed())
    assert [one for one in Source.objects.all() if one.is_followed] == followed == [asked]
    listed = editor_client.get(address_of(bare, "changelist")).content.decode()
    assert listed.count("icon-yes") == 2  # one followed, one sample
    assert listed.count("icon-no") == 4


def test_a_changed_interval_counts_from_now(editor_client):
    source = make_source(feeds=[FEED], next_poll_at=timezone.now() + timezone.timedelta(days=1))
    edit(editor_client, source, poll_minutes="10")
    assert (source.next_poll_at, source.ruled_fields) == (None, [])


def test_it_polls_when_asked_and_says_who_asked(editor_client, polled):
    source, bare = make_source(feeds=[FEED]), make_source()
    response = choose(editor_client, "poll_now", source, bare)
    assert polled == [source.pk]
    assert "cannot be polled" in said(response) or "لا يمكن" in said(response)
    assert len(history_of(source)) == 1
    assert not history_of(bare)
    address = address_of(source)
    send(editor_client, address, opened(editor_client, address), _poll="1")
    assert polled == [source.pk, source.pk]


def test_it_is_switched_off_and_on(editor_client):
    source = make_source(feeds=[FEED])
    choose(editor_client, "leave_alone", source)
    assert not Source.objects.due(timezone.now()).exists()
    choose(editor_client, "follow", source)
    assert Source.objects.due(timezone.now()).exists()
    assert len(history_of(source)) == 2


def test_a_test_shows_what_would_be_taken(editor_client, monkeypatch):
    cache.clear()
    source = make_source(feeds=[FEED])
    asked: list[int] = []
    monkeypatch.setattr(tasks.try_source, "delay", asked.append)
    address = reverse("admin:statements_source_trial", args=[source.pk])
    assert "data-waiting" not in editor_client.get(address).content.decode()
    assert editor_client.post(address).status_code == 302
    assert asked == [source.pk]
    assert "data-waiting" in editor_client.get(address).content.decode()
    hostile = "<script>alert(1)</script>"
    row = {"url": f"{FEED}/1", "title": hostile, "published_at": None, "is_new": True}
    found = {"state": "done", "rows": [row], "listed": 1, "new": 1, "errors": [hostile]}
    cache.set(trying._key(source.pk), found)
    page = editor_client.get(address).content.decode()
    assert f"{FEED}/1" in page
    assert hostile not in page
    assert "data-waiting" not in page
    cache.clear()


def test_it_takes_a_list_in_and_gives_it_back(editor_client):
    known = make_source("المرصد", host="mersad.example")
    raw = f"""<opml version="2.0"><body><outline text="مرصد" xmlUrl="{FEED}"/>
    <outline text="Phare" xmlUrl="https://www.phare.example/rss" language="fr"/></body></opml>"""
    upload = SimpleUploadedFile("list.opml", raw.encode())
    address = reverse("admin:statements_source_import")
    response = editor_client.post(address, {"file": upload, "follow": "on"})
    assert response.status_code == 302
    known.refresh_from_db()
    assert (known.name, known.feeds) == ("المرصد", [FEED])
    phare = Source.objects.get(host="phare.example")
    assert (phare.name, phare.language, phare.is_active) == ("Phare", "fr", True)
    assert history_of(phare)
    exported = editor_client.get(reverse("admin:statements_source_export"))
    assert exported["Content-Disposition"].endswith('.opml"')
    assert {one.name for one in read_opml(exported.content).outlets} == {"المرصد", "Phare"}


def test_it_says_what_it_left_out_of_a_list(editor_client):
    raw = f"""<opml version="2.0"><body><outline text="A" xmlUrl="{FEED}"/>
    <outline text="B" xmlUrl="javascript:alert(1)"/><outline text="C"/>
    <outline text="D" xmlUrl="https://bad_host!/feed"/></body></opml>"""
    upload = SimpleUploadedFile("list.opml", raw.encode())
    address = reverse("admin:statements_source_import")
    told = said(editor_client.post(address, {"file": upload, "follow": "on"}))
    assert "3" in told
    for left_out in ("B (javascript:alert(1))", "C: ", "D (https://bad_host!/feed)"):
        assert left_out in told
    assert Source.objects.get().name == "A"


def test_an_exported_list_brings_the_same_sources_back(editor_client):
    fields = {
        "feeds": ["http://127.0.0.1:8001/feed", "https://feeds.example/x"], "poll_minutes": 45,
        "sitemap": "http://127.0.0.1:8001/map.xml", "listing_page": "http://127.0.0.1:8001/",
        "host": "127.0.0.1:8001",
    }  # fmt: skip
    make_source("المرصد", **fields)
    exported = editor_client.get(reverse("admin:statements_source_export")).content
    assert b'htmlUrl="http://127.0.0.1:8001/"' in exported
    Source.objects.all().delete()
    upload = SimpleUploadedFile("list.opml", exported)
    editor_client.post(reverse("admin:statements_source_import"), {"file": upload})
    source = Source.objects.get()
    assert {name: getattr(source, name) for name in fields} == fields


def test_a_broken_list_says_so(editor_client):
    upload = SimpleUploadedFile("list.opml", b"<html/>")
    response = editor_client.post(reverse("admin:statements_source_import"), {"file": upload})
    assert response.status_code == 200
    assert "no OPML" in response.content.decode()


def test_who_may_only_look_changes_nothing(reader_client, polled):
    source = make_source(feeds=[FEED])
    trial = reverse("admin:statements_source_trial", args=[source.pk])
    assert reader_client.get(trial).status_code == 403
    assert reader_client.post(trial).status_code == 403
    assert reader_client.get(reverse("admin:statements_source_import")).status_code == 403
    assert reader_client.get(reverse("admin:statements_source_export")).status_code == 200
    choose(reader_client, "poll_now", source)
    reader_client.post(address_of(source), {"_poll": "1"})
    assert polled == []
    assert reader_client.get(reverse("admin:statements_delivery_add")).status_code == 403


@pytest.mark.parametrize("page", ["trial", "import", "export"])
def test_who_is_no_staff_sees_nothing(client, page):
    source = make_source()
    arguments = [source.pk] if page == "trial" else []
    response = client.get(reverse(f"admin:statements_source_{page}", args=arguments))
    assert (response.status_code, "login" in response["Location"]) == (302, True)
