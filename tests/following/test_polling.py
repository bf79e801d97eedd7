"""Sources are asked when they are due, for what is new, and say what came of it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from statements import tasks
from statements.models import Arrival, Article, Snapshot, Source
from statements.services.polling import claim_due_sources, poll
from statements.services.trying import begin_trial, trial_of, try_out
from tests.factories import make_source
from tests.following.conftest import rss, serves_feed
from tests.ingest.pages import page
from tests.ingestion.web_server import answer

pytestmark = pytest.mark.django_db


def commits(callbacks, source_id):
    with callbacks(execute=True):
        return poll(source_id)


def test_it_queues_each_announced_address_once(
    web, outlet, queued, django_capture_on_commit_callbacks
):
    serves_feed(web, "/1", "/2")
    commits(django_capture_on_commit_callbacks, outlet.pk)
    commits(django_capture_on_commit_callbacks, outlet.pk)
    serves_feed(web, "/2", "/3")
    commits(django_capture_on_commit_callbacks, outlet.pk)
    urls = Arrival.objects.order_by("pk").values_list("url", flat=True)
    assert list(urls) == [web.url("/1"), web.url("/2"), web.url("/3")]
    assert queued == list(Arrival.objects.order_by("pk").values_list("pk", flat=True))


def test_it_says_what_came_of_it(web, outlet, queued):
    serves_feed(web, "/1", "/2")
    poll(outlet.pk)
    outlet.refresh_from_db()
    assert (outlet.last_result, outlet.last_listed, outlet.last_new) == ("found", 2, 2)
    until = outlet.next_poll_at - timezone.now()
    assert timedelta(minutes=29) < until <= timedelta(minutes=30)
    poll(outlet.pk)
    outlet.refresh_from_db()
    assert (outlet.last_result, outlet.last_new) == ("nothing_new", 0)


def test_it_asks_only_for_what_changed(web, outlet, queued):
    serves_feed(web, "/1", ETag='"v1"')
    poll(outlet.pk)
    web.answers["/feed"] = answer(304)
    poll(outlet.pk)
    assert [headers.get("If-None-Match") for path, headers in web.asked if path == "/feed"] == [
        None, '"v1"'
    ]  # fmt: skip
    outlet.refresh_from_db()
    assert outlet.last_result == Source.Result.NOTHING_NEW
    assert outlet.validators[web.url("/feed")] == {"etag": '"v1"'}


def test_it_leaves_the_rest_for_the_next_poll(web, outlet, queued):
    Source.objects.update(most_per_poll=2)
    serves_feed(web, *(f"/{n}" for n in range(5)), ETag='"v1"')
    for expected in (2, 4, 5, 5):
        poll(outlet.pk)
        assert Arrival.objects.count() == expected


def test_it_leaves_alone_what_is_older_than_wanted(web, outlet, queued):
    Source.objects.update(not_before=date(2025, 11, 12))
    web.answers["/feed"] = answer(200, rss(web, "/old", day="Tue, 11 Nov 2025 20:00:00 GMT"))
    poll(outlet.pk)
    assert not Arrival.objects.exists()


@pytest.mark.parametrize(
    ("give", "words"),
    [
        (answer(404), "answered 404"),
        (answer(200, b"<html><p>sorry</p></html>"), "no feed"),
        (answer(200, b""), "no feed"),
        (answer(302, Location="/feed"), "redirects more than"),
        (answer(302, Location="http://10.0.0.1/feed"), "not a public address"),
        (answer(200, b"x" * 11_000_000), "larger than"),
    ],
)
def test_it_says_what_went_wrong_and_asks_less_often(web, outlet, queued, give, words):
    web.answers["/feed"] = give
    for round_ in (1, 2):
        poll(outlet.pk)
        outlet.refresh_from_db()
        assert (outlet.last_result, outlet.failures_in_a_row) == ("failed", round_)
        assert words in outlet.last_error
        assert outlet.next_poll_at - timezone.now() > 0.9 * 2**round_ * outlet.interval
    serves_feed(web, "/1")
    poll(outlet.pk)
    outlet.refresh_from_db()
    assert (outlet.last_result, outlet.last_error, outlet.failures_in_a_row) == ("found", "", 0)


def test_it_does_not_come_back_before_the_outlet_wants(web, outlet, queued):
    web.answers["/feed"] = answer(503, Retry_After="86400")
    poll(outlet.pk)
    outlet.refresh_from_db()
    assert outlet.next_poll_at - timezone.now() > timedelta(hours=23)


def test_it_takes_what_works_when_one_address_fails(web, outlet, queued):
    Source.objects.update(feeds=[web.url("/feed"), web.url("/gone")])
    serves_feed(web, "/1")
    poll(outlet.pk)
    outlet.refresh_from_db()
    assert (outlet.last_result, outlet.last_new) == ("partly", 1)
    assert "/gone" in outlet.last_error


def test_it_follows_sitemaps_and_listing_pages(web, queued):
    web.answers["/map"] = answer(200, f"""<sitemapindex><sitemap><loc>{web.url("/map1")}</loc>
        </sitemap></sitemapindex>""".encode())  # fmt: skip
    web.answers["/map1"] = answer(
        200, f"<urlset><url><loc>{web.url('/a')}</loc></url></urlset>".encode()
    )
    web.answers["/list"] = answer(200, b'<a href="/b">four words and more here</a>')
    source = make_source(sitemap=web.url("/map"), listing_page=web.url("/list"))
    poll(source.pk)
    assert set(Arrival.objects.values_list("url", flat=True)) == {web.url("/a"), web.url("/b")}


def test_it_polls_what_is_due_and_nothing_twice(web, outlet):
    now = timezone.now()
    make_source()  # announces nothing
    make_source(feeds=["https://a.example/"], is_active=False)
    make_source(feeds=["https://b.example/"], next_poll_at=now + timedelta(minutes=1))
    late = make_source(feeds=["https://c.example/"], next_poll_at=now - timedelta(minutes=1))
    assert claim_due_sources(now) == [outlet.pk, late.pk]
    assert claim_due_sources(now) == []
    assert outlet.pk in claim_due_sources(now + timedelta(minutes=31))


def test_beat_knows_the_tasks():
    from config.celery import app

    app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert scheduled <= set(app.tasks)
    assert {tasks.poll_due_sources.name, tasks.bring_due_arrivals.name} <= scheduled


def test_a_trial_says_what_robots_txt_forbids(web, outlet, queued):
    serves_feed(web, "/private/1", "/2")
    web.answers["/robots.txt"] = answer(200, b"User-agent: *\nDisallow: /private")
    web.answers["/2"] = answer(200, page(url=web.url("/2")), Content_Type="text/html")
    try_out(outlet.pk)
    trial = trial_of(outlet)
    forbidden = {row["url"]: row["is_forbidden"] for row in trial["rows"]}
    assert forbidden == {web.url("/private/1"): True, web.url("/2"): False}
    assert trial["sample"]["url"] == web.url("/2")
    assert web.times("/private/1") == 0


def test_a_trial_shows_what_would_be_taken_and_stores_nothing(web, outlet, monkeypatch):
    serves_feed(web, "/1", "/2")
    web.answers["/1"] = answer(200, page(url=web.url("/1")), Content_Type="text/html")
    asked = []
    monkeypatch.setattr(tasks.try_source, "delay", asked.append)
    begin_trial(outlet)
    assert (asked, trial_of(outlet)["state"]) == ([outlet.pk], "waiting")
    try_out(outlet.pk)
    trial = trial_of(outlet)
    assert (trial["state"], trial["listed"], trial["new"]) == ("done", 2, 2)
    assert trial["rows"][0]["url"] == web.url("/1")
    assert trial["sample"]["author"] == "هند التاغي"
    assert not Arrival.objects.exists()
    assert not Article.objects.exists()
    assert not Snapshot.objects.exists()
    before = Source.objects.values().get(pk=outlet.pk)
    outlet.refresh_from_db()
    assert (outlet.last_result, before["next_poll_at"], before["validators"]) == ("", None, {})
