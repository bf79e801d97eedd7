"""Fetching as a good guest: robots.txt is obeyed, and no host is asked too often by all workers.

All lives in the cache's Valkey: the rules of robots.txt, the moment from which each host has a turn
to give, and the one from which a request may start. A turn is a place in the queue; under load
several are taken late and together, so every request asks once more just before it starts.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import cache as once
from typing import Any
from urllib.parse import urlsplit

import redis
from django.conf import settings
from django.core.cache import cache

from statements.ingestion.fetch import (
    Fetched,
    FetchFailed,
    FetchPolicy,
    PassingFailure,
    Reason,
    fetch,
)
from statements.ingestion.robots import EVERYTHING, Verdict, robots_address, robots_text, verdict

PATIENCE = 2.0
LONGEST_DELAY = 60.0
LONGEST_HOLD = 24 * 3600.0
_LONGEST_WAIT_WITHIN = 5.0
_RULES_LAST = 12 * 3600
_SILENCE_LASTS = 300
_RULES_POLICY = {"attempts": 1, "deadline": 15.0, "most_bytes": 2_000_000}

# The turn is taken in one step, so that two workers never take the same one.
_TAKE_TURN = """
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local free = tonumber(redis.call('GET', KEYS[1]) or '0')
local wait = math.max(0, free - now)
if wait <= tonumber(ARGV[2]) then
  local taken = wait + tonumber(ARGV[1])
  redis.call('SET', KEYS[1], string.format('%.3f', now + taken), 'EX', math.ceil(taken) + 1)
end
return string.format('%.3f', wait)
"""
_STAY_AWAY = """
local time = redis.call('TIME')
local free = tonumber(time[1]) + tonumber(ARGV[1])
if free > tonumber(redis.call('GET', KEYS[1]) or '0') then
  redis.call('SET', KEYS[1], string.format('%.3f', free), 'EX', math.ceil(tonumber(ARGV[1])) + 1)
end
return 'OK'
"""


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn at a host comes in ``wait`` seconds and is kept for who asked."""

    wait: float


class HostBusy(PassingFailure):
    """The host's next turn is ``wait`` seconds away; ``has_turn`` tells that it is kept for us."""

    def __init__(self, host: str, wait: float, *, has_turn: bool) -> None:
        super().__init__(f"{host} may be asked again in {wait:.0f} seconds.", wait=wait)
        self.has_turn = has_turn


def polite_fetch(
    url: str,
    policy: FetchPolicy,
    headers: dict[str, str] | None = None,
    *,
    has_turn: bool = False,
    patience: float = PATIENCE,
    horizon: float | None = None,
) -> Fetched:
    """The page at an address whose outlet lets it be fetched, in the host's turn.

    Sleeps up to ``patience`` seconds for the turn. Raises HostBusy when it is farther away (a turn
    within ``horizon`` seconds is kept), FetchFailed when robots.txt forbids or the fetch fails.
    """
    first = host_of(url)
    allowed = insist_on_permission(url, policy, patience)
    if not has_turn:
        _wait_for_turn(first, _pause(allowed), patience, patience if horizon is None else horizon)
    with_turn, asked = {first}, set[str]()

    def before(address: str) -> None:
        host, pause = host_of(address), _pause(insist_on_permission(address, policy, patience))
        if host not in with_turn:
            with_turn.add(host)
            _wait_for_turn(host, pause, patience, patience)
        _wait_for_start(host, pause, patience, is_further=host in asked)
        asked.add(host)

    try:
        return fetch(url, policy, headers, before)
    except FetchFailed as failure:
        if failure.wait and not isinstance(failure, HostBusy):
            stay_away(first, failure.wait)
        raise


def host_of(url: str) -> str:
    """Host and port of an address: what a pace is kept towards."""
    try:
        return urlsplit(url).netloc.lower().rpartition("@")[2]
    except ValueError:
        return ""


def insist_on_permission(url: str, policy: FetchPolicy, patience: float = PATIENCE) -> Verdict:
    """What robots.txt says of an address. Raises FetchFailed when it forbids it."""
    found = verdict(_rules_for(url, policy, patience), url, policy.user_agent)
    if not found.is_allowed:
        raise FetchFailed(f"robots.txt forbids to fetch {url}.", reason=Reason.ROBOTS)
    return found


def take_turn(host: str, pause: float, horizon: float) -> float:
    """Seconds until the host may be asked; the turn is ours if that is within ``horizon``."""
    return float(_valkey().eval(_TAKE_TURN, 1, _turn_key(host), pause, horizon))


def stay_away(host: str, seconds: float) -> None:
    """Nobody asks this host for so long: it said so."""
    _valkey().eval(_STAY_AWAY, 1, _turn_key(host), min(seconds, LONGEST_HOLD))


def _pause(allowed: Verdict) -> float:
    return max(float(settings.FETCH_PAUSE), min(allowed.delay or 0.0, LONGEST_DELAY))


def _wait_for_turn(host: str, pause: float, patience: float, horizon: float) -> None:
    wait = take_turn(host, pause, horizon)
    if wait > patience:
        raise HostBusy(host, wait, has_turn=wait <= horizon)
    if wait:
        time.sleep(wait)


def _wait_for_start(host: str, pause: float, patience: float, *, is_further: bool) -> None:
    """Keep the pause between the starts of requests, whatever became of their turns.

    A further request of one fetch, as where a page redirects, waits a little and is not given up.
    """
    horizon = LONGEST_HOLD if is_further else patience
    wait = float(_valkey().eval(_TAKE_TURN, 1, f"qawl:start:{host}", pause, horizon))
    if wait > horizon:
        raise HostBusy(host, wait, has_turn=False)
    if wait:
        time.sleep(min(wait, _LONGEST_WAIT_WITHIN) if is_further else wait)


def _rules_for(url: str, policy: FetchPolicy, patience: float) -> str:
    """The host's rules; none where it has none, a failure that may pass where it is silent."""
    address = robots_address(url)
    key = f"robots:{address}"
    known = cache.get(key)
    if known is None:
        _wait_for_turn(host_of(url), float(settings.FETCH_PAUSE), patience, patience)
        known = cache.get(key)  # another worker may have asked meanwhile
    if known is None:
        known = _fetched_rules(address, policy, patience)
        cache.set(key, known, _SILENCE_LASTS if known["silent"] else _RULES_LAST)
    if known["silent"]:
        raise PassingFailure(f"{address} could not be read: {known['silent']}")
    rules: str = known["rules"]
    return rules


def _fetched_rules(address: str, policy: FetchPolicy, patience: float) -> dict[str, str]:
    asked = set[str]()

    def before(address: str) -> None:
        host, pause = host_of(address), float(settings.FETCH_PAUSE)
        _wait_for_start(host, pause, patience, is_further=bool(asked))
        asked.add(host)

    try:
        fetched = fetch(address, replace(policy, **_RULES_POLICY), None, before)  # type: ignore[arg-type]
    except HostBusy:
        raise
    except FetchFailed as failure:
        if failure.reason is Reason.UNSAFE:
            raise
        if failure.may_pass or failure.status is None:
            return {"rules": "", "silent": str(failure)}
        return {"rules": EVERYTHING, "silent": ""}
    return {"rules": robots_text(fetched.raw), "silent": ""}


@once
def _valkey() -> Any:
    return redis.Redis.from_url(settings.CACHES["default"]["LOCATION"])


def _turn_key(host: str) -> str:
    return f"qawl:turn:{host}"
