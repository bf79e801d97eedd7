"""What broken and hostile outlets send: each ends in a state and words that an editor reads."""

import zlib
from dataclasses import replace
from html import unescape

import pytest
from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import override

from statements.models import Arrival, Article, Snapshot, Source
from statements.reasons import in_words
from statements.services import bringing, polling
from statements.services.arriving import bring
from statements.services.polling import poll
from statements.services.reading import read_article
from statements.services.rechecking import recheck
from tests.following.conftest import rss, serves_feed
from tests.ingest.pages import BODY, page
from tests.ingestion.pages.no_articles import login_form, login_wall
from tests.ingestion.web_server import answer

pytestmark = pytest.mark.django_db

BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><rss version='2.0'><channel><item><link>&j;</link></item></channel></rss>"
)
MEGABYTE = bytes(1_000_000)


def gzip_bomb():
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    body = b"".join(packer.compress(MEGABYTE) for _ in range(60)) + packer.flush()
    return answer(200, body, Content_Encoding="gzip", Content_Type="text/html")


def endless(megabytes, sent):
    """A page of so many megabytes whose length is not told beforehand."""

    def give(request):
        request.send_response(200)
        request.send_header("Content-Type", "text/html; charset=utf-8")
        request.send_header("Connection", "close")
        request.end_headers()
        request.close_connection = True
        for _ in range(megabytes):
            request.wfile.write(b"a" * 1_000_000)
            sent.append(1)

    return give


def dripping(request):
    request.send_response(200)
    request.send_header("Content-Length", "1000000")
    request.end_headers()
    closing = request.server.closing
    while not closing.wait(0.05):
        request.wfile.write(b".")


def broken_off(request):
    request.send_response(200)
    request.send_header("Content-Length", "100000")
    request.end_headers()
    request.wfile.write(b"<html><body>")
    request.close_connection = True


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """A second and a half is as long as thirty to who only waits for the end."""
    policy = bringing.worker_policy
    for module in (bringing, polling):
        monkeypatch.setattr(module, "worker_policy", lambda: replace(policy(), deadline=1.5))


@pytest.fixture
def brought(web, outlet, queued):
    def one(give, path="/1"):
        web.answers[path] = give
        arrival = Arrival.objects.create(source=outlet, url=web.url(path), due_at=timezone.now())
        bring(arrival.pk)
        arrival.refresh_from_db()
        return arrival

    return one


GIVEN_UP = {
    "gzip bomb": (gzip_bomb(), "too_large", "larger than"),
    "redirect loop": (answer(302, Location="/1"), "unreachable", "redirects more than 5"),
    "private": (answer(302, Location="http://169.254.169.254/"), "unsafe", "not a public address"),
    "other scheme": (answer(302, Location="file:///etc/passwd"), "unsafe", "file:///etc/passwd"),
    "login form": (answer(200, login_form(), Content_Type="text/html"), "no_article", "login form"),
    "login wall": (answer(200, login_wall(), Content_Type="text/html"), "no_article", "login form"),
    "empty page": (answer(200, b" \n ", Content_Type="text/html"), "unreadable", "empty"),
    "empty markup": (answer(200, b"<html></html>"), "no_article", "no article"),
    "forbidden": (answer(403), "refused", "403"),
}
TRIED_AGAIN = {
    "slow drip": (dripping, "took longer"),
    "broken off": (broken_off, "/1"),
    "500": (answer(500), "500"),
    "503": (answer(503, Retry_After="60"), "503"),
    "429": (answer(429, Retry_After="3600"), "429"),
}


@pytest.mark.parametrize("case", GIVEN_UP)
def test_what_will_not_pass_is_given_up_at_once(brought, editor_client, case):
    give, failure, words = GIVEN_UP[case]
    arrival = brought(give)
    assert (arrival.state, arrival.failure) == ("failed", failure)
    assert words in arrival.error
    assert (arrival.done_at is None, Article.objects.count()) == (False, 0)
    seen = editor_client.get(f"/admin/statements/arrival/{arrival.pk}/change/").content.decode()
    with override("ar"):
        assert arrival.get_failure_display() in seen
        assert in_words(arrival.error) in unescape(seen)
    assert arrival.error not in unescape(seen)


@pytest.mark.parametrize("case", TRIED_AGAIN)
def test_what_may_pass_is_tried_again_at_a_known_time(brought, editor_client, case):
    give, words = TRIED_AGAIN[case]
    arrival = brought(give)
    assert (arrival.state, arrival.attempts, arrival.queued_at) == ("waiting", 1, None)
    assert arrival.due_at > timezone.now()
    assert words in arrival.error
    seen = editor_client.get("/admin/statements/arrival/").content.decode()
    with override("ar"):
        assert in_words(arrival.error)[:100] in unescape(seen)


def test_a_page_of_200_megabytes_is_left_after_the_first_ten(brought):
    sent = []
    arrival = brought(endless(200, sent))
    assert (arrival.state, arrival.failure) == ("failed", "too_large")
    assert "larger than" in arrival.error
    assert len(sent) < 60


@pytest.mark.parametrize(
    ("said", "written"),
    [("utf-8", "windows-1256"), ("windows-1256", "utf-8"), ("iso-8859-1", "windows-1256")],
)
def test_a_page_in_another_charset_than_it_says_is_read_as_it_is(brought, said, written):
    raw = page().decode().replace('charset="utf-8"', f'charset="{said}"').encode(written)
    arrival = brought(answer(200, raw, Content_Type=f"text/html; charset={said}"))
    assert arrival.state == "new"
    read_article(arrival.article_id)
    assert arrival.article.revisions.get().paragraphs == list(BODY)


def test_a_moved_page_is_taken_in_once_under_its_new_address(web, brought):
    arrival = brought(answer(301, Location="/new/1"))
    assert (arrival.state, arrival.failure) == ("failed", "gone")
    web.answers["/new/1"] = answer(200, page(url=web.url("/new/1")), Content_Type="text/html")
    first = brought(answer(301, Location="/new/1"), "/old/2")
    second = brought(web.answers["/new/1"], "/new/1")
    assert (first.state, second.state) == ("new", "unchanged")
    assert first.article.url == web.url("/new/1")
    assert Article.objects.count() == 1


def test_a_page_that_moved_later_stays_the_article_that_it_is(web, brought):
    arrival = brought(answer(200, page(), Content_Type="text/html"))
    web.answers |= {
        "/1": answer(301, Location="/moved"),
        "/moved": answer(200, page(), Content_Type="text/html"),
    }
    assert recheck(arrival.article_id) == "unchanged"
    assert (Article.objects.count(), Snapshot.objects.count()) == (1, 1)


def test_a_changed_page_becomes_a_revision_whose_difference_is_read(
    web,
    brought,
    editor_client,
):
    article = brought(answer(200, page(), Content_Type="text/html")).article
    read_article(article.pk)
    changed = (*BODY[:1], BODY[1].replace("بحافلات", "بسيارات"), *BODY[2:])
    web.answers["/1"] = answer(200, page(*changed), Content_Type="text/html")
    assert recheck(article.pk) == "changed"
    read_article(article.pk)
    newest = article.revisions.first()
    assert (newest.number, article.revisions.count()) == (2, 2)
    seen = editor_client.get(f"/admin/statements/revision/{newest.pk}/change/").content.decode()
    assert '<del dir="auto">بحافلات' in seen
    assert '<ins dir="auto">بسيارات' in seen


FEEDS = {
    "entity bomb": (answer(200, BILLION_LAUGHS, Content_Type="application/rss+xml"), "no feed"),
    "malformed": (answer(200, b"<rss version='2.0'><chan", Content_Type="text/xml"), "broken"),
    "gzip bomb": (gzip_bomb(), "larger than"),
    "login page": (answer(200, login_form(), Content_Type="text/html"), "no feed"),
    "drip": (dripping, "took longer"),
    "private": (answer(302, Location="http://192.168.0.1/feed"), "not a public address"),
    "429": (answer(429, Retry_After="7200"), "429"),
}


@pytest.mark.parametrize("case", FEEDS)
def test_a_feed_that_cannot_be_used_says_so_on_its_source(
    web,
    outlet,
    queued,
    editor_client,
    case,
):
    web.answers["/feed"], words = FEEDS[case]
    poll(outlet.pk)
    outlet.refresh_from_db()
    assert (outlet.last_result, outlet.failures_in_a_row) == (Source.Result.FAILED, 1)
    assert words in outlet.last_error
    assert outlet.next_poll_at > timezone.now()
    seen = editor_client.get(f"/admin/statements/source/{outlet.pk}/change/").content.decode()
    with override("ar"):
        assert in_words(outlet.last_error).split("<")[0] in unescape(seen)
    cache.clear()  # what the outlet asked for is over
    serves_feed(web, "/1")
    poll(outlet.pk)
    outlet.refresh_from_db()
    assert (outlet.last_result, outlet.last_error) == (Source.Result.FOUND, "")


def test_a_feed_that_breaks_off_gives_what_it_holds(web, outlet, queued):
    whole = rss(web, "/1", "/2", "/3")
    web.answers["/feed"] = answer(200, whole[: whole.rindex(b"<item>") + 20])
    poll(outlet.pk)
    assert [one.url for one in Arrival.objects.order_by("url")] == [web.url("/1"), web.url("/2")]
