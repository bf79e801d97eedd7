"""A good guest: robots.txt is asked and obeyed, no host is asked too often, by nobody."""

import threading
import time
from itertools import pairwise

import pytest

from statements.ingestion.fetch import FetchFailed, FetchPolicy, Reason
from statements.services.politeness import HostBusy, host_of, polite_fetch, stay_away, take_turn
from tests.ingestion.web_server import answer

PAGE = b"<p>page</p>"


@pytest.fixture
def policy(web, settings):
    return FetchPolicy(
        user_agent=settings.USER_AGENT, allowed_hosts=web.allowed, attempts=1, timeout=1.0
    )


def rules(text, status=200):
    return answer(status, text.encode(), Content_Type="text/plain")


def test_it_asks_for_the_rules_once_for_many_pages(web, policy):
    web.answers |= {"/a": answer(200, PAGE), "/b": answer(200, PAGE)}
    for path in ("/a", "/b", "/a"):
        assert polite_fetch(web.url(path), policy).raw == PAGE
    assert web.times("/robots.txt") == 1


def test_it_does_not_fetch_what_the_rules_forbid(web, policy):
    web.answers |= {
        "/robots.txt": rules("User-agent: *\nDisallow: /a"),
        "/a": answer(200, PAGE),
        "/b": answer(302, Location="/a"),
    }
    for path in ("/a", "/b"):
        with pytest.raises(FetchFailed) as failure:
            polite_fetch(web.url(path), policy)
        assert failure.value.reason is Reason.ROBOTS
        assert not failure.value.may_pass
    assert web.times("/a") == 0


@pytest.mark.parametrize("status", [500, 503, 429])
def test_it_stays_away_while_the_rules_cannot_be_had(web, policy, status):
    web.answers |= {"/robots.txt": rules("", status), "/a": answer(200, PAGE)}
    with pytest.raises(FetchFailed) as failure:
        polite_fetch(web.url("/a"), policy)
    assert failure.value.may_pass
    assert web.times("/a") == 0


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_rules_forbid_nothing(web, policy, status):
    web.answers |= {"/robots.txt": rules("Disallow: /", status), "/a": answer(200, PAGE)}
    assert polite_fetch(web.url("/a"), policy).raw == PAGE


def test_it_keeps_the_pause_that_is_set_or_asked_for(web, policy, settings):
    web.answers |= {
        "/robots.txt": rules("User-agent: *\nCrawl-delay: 30"),
        "/a": answer(200, PAGE),
    }
    polite_fetch(web.url("/a"), policy)
    with pytest.raises(HostBusy) as busy:
        polite_fetch(web.url("/a"), policy)
    assert busy.value.wait is not None
    assert 28 < busy.value.wait <= 30
    assert web.times("/a") == 1


def test_turns_are_handed_out_one_after_the_other(web):
    waits = [take_turn("host.example", 10, horizon=25) for _ in range(5)]
    assert [round(wait / 10) for wait in waits] == [0, 1, 2, 3, 3]


def test_no_two_workers_take_the_same_turn(web):
    waits: list[float] = []

    def worker():
        waits.extend(take_turn("host.example", 10, horizon=1e6) for _ in range(5))

    threads = [threading.Thread(target=worker) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(round(wait / 10) for wait in waits) == list(range(40))


def test_requests_start_apart_however_late_their_turns_are_taken(web, policy, settings):
    settings.FETCH_PAUSE = 0.4
    started: list[float] = []

    def give(request):
        started.append(time.monotonic())
        answer(200, PAGE)(request)

    def redirect(request):
        started.append(time.monotonic())
        answer(302, Location="/3")(request)

    web.answers |= {"/robots.txt": give, "/0": redirect, "/1": give, "/2": give, "/3": give}
    fetches = [
        # All have their turns, and come to them at the same moment.
        threading.Thread(
            target=polite_fetch, args=(web.url(f"/{n}"), policy),
            kwargs={"has_turn": True, "patience": 60.0},
        )
        for n in range(4)
    ]  # fmt: skip
    for thread in fetches:
        thread.start()
    for thread in fetches:
        thread.join()
    # The rules, four pages, and what one of them redirects to.
    assert len(started) == 6
    gaps = [later - earlier for earlier, later in pairwise(sorted(started))]
    assert min(gaps) > 0.3


def test_a_start_that_is_far_away_is_no_attempt(web, policy, settings):
    settings.FETCH_PAUSE = 50
    web.answers["/a"] = answer(200, PAGE)
    with pytest.raises(HostBusy) as busy:
        polite_fetch(web.url("/a"), policy, has_turn=True)
    assert not busy.value.has_turn
    assert (web.times("/robots.txt"), web.times("/a")) == (1, 0)


def test_hosts_do_not_wait_for_each_other(web):
    assert [take_turn(f"{name}.example", 60, 0) for name in "abc"] == [0, 0, 0]


def test_it_keeps_away_as_long_as_the_outlet_asks(web, policy):
    web.answers["/a"] = answer(429, Retry_After="3600")
    with pytest.raises(FetchFailed) as failure:
        polite_fetch(web.url("/a"), policy)
    assert (failure.value.status, failure.value.wait) == (429, 3600)
    with pytest.raises(HostBusy) as busy:
        polite_fetch(web.url("/b"), policy)
    assert busy.value.wait is not None
    assert 3500 < busy.value.wait <= 3600
    stay_away(host_of(web.url("/")), 1)
    with pytest.raises(HostBusy):
        polite_fetch(web.url("/b"), policy)


def test_it_says_who_asks(web, policy):
    web.answers["/a"] = answer(200, PAGE)
    polite_fetch(web.url("/a"), policy)
    assert {headers["User-Agent"] for _, headers in web.asked} == {policy.user_agent}
