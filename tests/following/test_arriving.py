"""Pages on their way in: taken in once, tried again where it helps, given up with a reason."""

from datetime import timedelta

import pytest
from django.db.models import Model
from django.utils import timezone

from statements.models import Arrival, Article, Snapshot
from statements.services import arriving
from statements.services.arriving import MOST_ATTEMPTS, bring, queue_due, try_again
from statements.services.delivering import Given, deliver
from statements.services.politeness import Turn
from statements.services.rechecking import claim_due, recheck
from tests.factories import make_user
from tests.following.conftest import changing
from tests.ingest.pages import LISTING, page
from tests.ingestion.web_server import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def announced(web, outlet, queued):
    def one(path, give=None):
        web.answers[path] = give or answer(200, page(url=web.url(path)), Content_Type="text/html")
        return Arrival.objects.create(
            source=outlet, url=web.url(path), due_at=timezone.now(), queued_at=timezone.now()
        )

    return one


def after(arrival: Model, **options):
    outcome = bring(arrival.pk, **options)
    arrival.refresh_from_db()
    return outcome


def test_it_takes_a_page_in_for_its_source(web, outlet, announced):
    arrival = announced("/1")
    assert after(arrival) == "new"
    article = Article.objects.get()
    assert (arrival.state, arrival.article) == ("new", article)
    assert (article.url, article.source) == (web.url("/1"), outlet)
    assert article.next_check_at - timezone.now() > timedelta(hours=23)


def test_it_does_nothing_a_second_time(web, announced):
    arrival = announced("/1")
    after(arrival)
    assert after(arrival) == "nothing to do"
    assert (web.times("/1"), Article.objects.count(), Snapshot.objects.count()) == (1, 1, 1)


def test_it_knows_a_page_that_did_not_change(web, queued):
    web.answers["/1"] = changing('"v1"', page(url=web.url("/1")))
    user = make_user()
    for expected in ("new", "unchanged"):
        (arrival,) = deliver(user, [web.url("/1")]).arrivals.all()
        after(arrival)
        assert arrival.state == expected
    assert [headers.get("If-None-Match") for path, headers in web.asked if path == "/1"] == [
        None, '"v1"'
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("give", "failure"),
    [
        (answer(404), "gone"),
        (answer(410), "gone"),
        (answer(403), "refused"),
        (answer(200, LISTING, Content_Type="text/html"), "no_article"),
        (answer(200, b"", Content_Type="text/html"), "unreadable"),
        (answer(200, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9), "unreadable"),
        (answer(302, Location="http://192.168.1.1/"), "unsafe"),
        (answer(200, b"x" * 11_000_000), "too_large"),
    ],
)
def test_it_gives_up_with_a_reason(announced, give, failure):
    arrival = announced("/1", give)
    assert after(arrival) == "failed"
    assert (arrival.state, arrival.failure) == ("failed", failure)
    assert arrival.error
    assert not Article.objects.exists()


@pytest.mark.parametrize("status", [404, 410])
def test_a_known_article_that_is_gone_is_shown_with_its_deletion(web, queued, status):
    web.answers["/1"] = answer(200, page(url=web.url("/1")), Content_Type="text/html")
    user = make_user()
    (arrival,) = deliver(user, [web.url("/1")]).arrivals.all()
    after(arrival)
    article = arrival.article
    web.answers["/1"] = answer(status)
    for _ in range(2):
        (arrival,) = deliver(user, [web.url("/1")]).arrivals.all()
        after(arrival)
        assert (arrival.state, arrival.failure, arrival.article) == ("failed", "gone", article)
    article.refresh_from_db()
    # Asked twice in a minute is one look; an outlet that says “gone” is believed at once.
    assert (article.gone_at is not None) is (status == 410)
    assert article.times_missing == (2 if status == 410 else 1)
    later = timezone.now() + timedelta(hours=13)
    assert claim_due(later) == ([article.pk] if status == 404 else [])
    recheck(article.pk)
    article.refresh_from_db()
    assert article.gone_at is not None


def test_it_obeys_robots_txt(web, announced):
    web.answers["/robots.txt"] = answer(200, b"User-agent: *\nDisallow: /1")
    arrival = announced("/1")
    after(arrival)
    assert (arrival.state, arrival.failure, web.times("/1")) == ("failed", "robots", 0)


def test_it_tries_again_later_what_may_pass_and_not_for_ever(announced):
    arrival = announced("/1", answer(500))
    pauses = []
    for _ in range(MOST_ATTEMPTS):
        assert arrival.state == "waiting"
        after(arrival)
        pauses.append(round((arrival.due_at - timezone.now()).total_seconds() / 60))
    assert pauses[:-1] == [1, 4, 16, 64, 256]
    assert (arrival.state, arrival.failure) == ("failed", "unreachable")
    assert try_again([arrival]) == [arrival]
    arrival.refresh_from_db()
    assert (arrival.state, arrival.attempts, arrival.error) == ("waiting", 0, "")


def test_it_comes_back_when_the_outlet_says(announced):
    arrival = announced("/1", answer(429, Retry_After="7200"))
    after(arrival)
    assert arrival.state == "waiting"
    assert 110 < (arrival.due_at - timezone.now()).total_seconds() / 60 <= 120


def test_it_waits_for_its_turn_without_losing_an_attempt(
    web, announced, settings, rules_known, moment_comes
):
    settings.FETCH_PAUSE = 100
    first, second = announced("/1"), announced("/2")
    assert after(first) == "new"
    turn = after(second)
    assert isinstance(turn, Turn)
    assert (second.state, second.attempts, web.times("/2")) == ("waiting", 0, 0)
    # Too early, whatever it says of its turn; then its moment has come.
    assert after(second, has_turn=True) == "the host is busy"
    assert (second.attempts, web.times("/2")) == (0, 0)
    moment_comes()
    assert after(second, has_turn=True) == "new"


def test_a_turn_that_is_far_away_is_taken_later(announced, settings, rules_known):
    settings.FETCH_PAUSE = 250
    arrivals = [announced(f"/{n}") for n in range(4)]
    outcomes = [after(arrival) for arrival in arrivals]
    assert [type(outcome).__name__ for outcome in outcomes] == ["str", "Turn", "str", "str"]
    assert arrivals[2].queued_at is None


def test_what_nobody_expected_is_noted_and_tried_again(announced, monkeypatch):
    arrival = announced("/1")

    def fails(submission):
        raise ValueError("a surprise")

    monkeypatch.setattr(arriving, "ingest", fails)
    with pytest.raises(ValueError, match="a surprise"):
        bring(arrival.pk)
    arrival.refresh_from_db()
    assert (arrival.state, arrival.error) == ("waiting", "ValueError: a surprise")
    Arrival.objects.update(attempts=MOST_ATTEMPTS)
    after(arrival)
    assert (arrival.state, arrival.failure) == ("failed", "unexpected")


def test_it_queues_what_is_due_and_what_was_lost(announced):
    due, lost, later, queued, done = (announced(f"/{n}") for n in range(5))
    now = timezone.now()
    Arrival.objects.filter(pk=due.pk).update(queued_at=None)
    Arrival.objects.filter(pk=lost.pk).update(queued_at=now - timedelta(hours=1))
    Arrival.objects.filter(pk=later.pk).update(queued_at=None, due_at=now + timedelta(hours=1))
    Arrival.objects.filter(pk=done.pk).update(queued_at=None, state="new")
    assert queue_due(now) == 2
    assert queue_due(now) == 0
    assert queued.state == "waiting"


def test_it_takes_in_what_a_person_gives(queued):
    given = [Given("pasted", page()), Given("empty.txt", b""), Given("list.html", LISTING)]
    delivery = deliver(make_user(), given=given, outlet="المنبر")
    for arrival in delivery.arrivals.all():
        bring(arrival.pk)
    states = delivery.arrivals.order_by("pk").values_list("state", "failure")
    assert list(states) == [("new", ""), ("failed", "unreadable"), ("failed", "no_article")]
    # The article keeps the bytes now; what failed keeps its own, to be tried again.
    kept = delivery.arrivals.order_by("pk").values_list("given", flat=True)
    assert [one is None for one in kept] == [True, False, False]
