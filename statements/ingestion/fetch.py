"""Fetching a page from the open web, which may be slow, broken or hostile.

``fetch`` follows a few redirects, reads no more than the policy allows, in no more time, and opens
connections to public addresses only (``network``). Asking robots.txt and keeping a pace are the
caller's: ``before`` is called with every address that is about to be asked, redirects too.
"""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from functools import cache
from urllib.parse import urljoin, urlsplit

import httpcore2
import httpx2
import stamina

from statements.ingestion.addresses import canonical_url
from statements.ingestion.network import CheckedBackend, DeadlinePassed, RefusedAddress

__all__ = ["FetchFailed", "FetchPolicy", "Fetched", "Reason", "canonical_url", "fetch"]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_CODINGS = {"gzip": 31, "x-gzip": 31, "deflate": 15}
_PIECE = 64 * 1024


class Reason(StrEnum):
    ANSWER = "answer"
    UNREACHABLE = "unreachable"
    UNSAFE = "unsafe"
    TOO_LARGE = "too_large"
    ROBOTS = "robots"


class FetchFailed(Exception):
    """The page could not be had. ``status`` is the answer's, None when there was none.

    ``wait`` is how many seconds the server asked to stay away; ``may_pass`` tells a failure that a
    later attempt may not meet again.
    """

    may_pass = False

    def __init__(
        self,
        message: str,
        status: int | None = None,
        wait: float | None = None,
        reason: Reason | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.wait = wait
        self.reason = reason or (Reason.ANSWER if status else Reason.UNREACHABLE)


class PassingFailure(FetchFailed):
    """A failure that may pass."""

    may_pass = True


class _TryAgain(PassingFailure):
    """A failure that may pass while one waits for it."""


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """What a fetch may do. ``allowed_hosts`` names private ``host:port`` that may be reached."""

    user_agent: str
    allowed_hosts: frozenset[str] = frozenset()
    most_bytes: int = 10_000_000
    deadline: float = 30.0
    timeout: float = 10.0
    redirects: int = 5
    attempts: int = 3
    longest_wait: float = 20.0
    first_wait: float = 0.5


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as the server gave it; header names are in lower case."""

    url: str
    final_url: str
    status: int
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes = b""


Before = Callable[[str], None]


def fetch(
    url: str,
    policy: FetchPolicy,
    headers: dict[str, str] | None = None,
    before: Before | None = None,
) -> Fetched:
    """The page at a web address. Raises FetchFailed, which says in words what went wrong.

    ``headers`` are added to the request (``If-None-Match`` and its kin); 304 is an answer.
    ``before`` may raise FetchFailed to refuse an address.
    """

    def again(error: Exception) -> bool | float:
        if not isinstance(error, _TryAgain):
            return False
        return True if error.wait is None else error.wait

    for attempt in stamina.retry_context(
        on=again,
        attempts=policy.attempts,
        timeout=None,
        wait_initial=policy.first_wait,
        wait_max=policy.longest_wait,
        wait_jitter=policy.first_wait,
    ):
        with attempt:
            return _follow(url, policy, headers or {}, before)
    raise FetchFailed(f"{url} was not fetched.")


def _follow(
    url: str, policy: FetchPolicy, headers: dict[str, str], before: Before | None
) -> Fetched:
    deadline = time.monotonic() + policy.deadline
    with _client(policy, deadline) as client:
        address = _checked_address(url)
        for _ in range(policy.redirects + 1):
            if before is not None:
                before(address)
            fetched = _request(client, address, policy, headers)
            target = fetched.headers.get("location")
            if fetched.status not in _REDIRECTS or not target:
                return _accepted(url, fetched, policy)
            address = _checked_address(_joined(address, target))
    raise FetchFailed(f"{url} redirects more than {policy.redirects} times.")


@cache
def _ssl_context() -> ssl.SSLContext:
    """Built once: reading the certificates takes longer than many a page."""
    return httpx2.create_ssl_context(trust_env=False)


@contextmanager
def _client(policy: FetchPolicy, deadline: float) -> Iterator[httpx2.Client]:
    """A client whose connections are all opened by the checked backend."""
    transport = httpx2.HTTPTransport(verify=_ssl_context(), trust_env=False)
    # The transport has no public way to be given a network backend; its version is pinned for this.
    transport._pool = httpcore2.ConnectionPool(  # noqa: SLF001
        ssl_context=_ssl_context(),
        network_backend=CheckedBackend(policy.allowed_hosts, deadline),
    )
    with httpx2.Client(
        transport=transport,
        trust_env=False,
        follow_redirects=False,
        timeout=policy.timeout,
    ) as client:
        yield client


def _request(
    client: httpx2.Client,
    address: str,
    policy: FetchPolicy,
    headers: dict[str, str],
) -> Fetched:
    own = {
        "User-Agent": policy.user_agent,
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
    }
    try:
        with client.stream("GET", address, headers={**own, **headers}) as response:
            named = {name.lower(): value for name, value in response.headers.items()}
            raw = b"" if response.status_code in _REDIRECTS else _read(response, policy)
            return Fetched(address, address, response.status_code, named, raw)
    except RefusedAddress as error:
        raise FetchFailed(str(error), reason=Reason.UNSAFE) from error
    except DeadlinePassed as error:
        slow = f"{address} took longer than {policy.deadline:g} seconds."
        raise PassingFailure(slow, reason=Reason.TOO_LARGE) from error
    except httpx2.TimeoutException as error:
        raise _TryAgain(f"{address} did not answer in time.") from error
    except (httpx2.InvalidURL, httpx2.UnsupportedProtocol) as error:
        strange = f"{address} is no address that can be fetched: {error}"
        raise FetchFailed(strange, reason=Reason.UNSAFE) from error
    except httpx2.HTTPError as error:
        raise _TryAgain(f"{address} could not be reached: {error}") from error


def _read(response: httpx2.Response, policy: FetchPolicy) -> bytes:
    """The body, unpacked piece by piece under the cap, so that a small bomb stays small."""
    inflate = _inflater(response.headers.get("content-encoding", ""))
    pieces: list[bytes] = []
    size = 0
    for received in response.iter_raw():
        for piece in inflate(received):
            size += len(piece)
            if size > policy.most_bytes:
                large = f"{response.url} is larger than {policy.most_bytes:,} bytes."
                raise FetchFailed(large, reason=Reason.TOO_LARGE)
            pieces.append(piece)
    return b"".join(pieces)


class _Inflater:
    """Unpacks a gzip or deflate stream in pieces of bounded size."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._unpacker = zlib.decompressobj(window)
        self._is_first = True

    def __call__(self, received: bytes) -> Iterator[bytes]:
        try:
            yield from self._unpacked(received)
        except zlib.error as error:
            raise FetchFailed(
                f"The page is packed in a way that cannot be read: {error}"
            ) from error

    def _unpacked(self, received: bytes) -> Iterator[bytes]:
        while received:
            piece = self._first(received) if self._is_first else self._next(received)
            self._is_first = False
            if piece:
                yield piece
            received = self._unpacker.unconsumed_tail
            if self._unpacker.eof:
                return

    def _next(self, received: bytes) -> bytes:
        return self._unpacker.decompress(received, _PIECE)

    def _first(self, received: bytes) -> bytes:
        """Some servers say deflate and send it without its wrapper."""
        try:
            return self._next(received)
        except zlib.error:
            if self._window != _CODINGS["deflate"]:
                raise
            self._unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
            return self._next(received)


def _inflater(encoding: str) -> _Inflater | _Plain:
    coding = encoding.strip().lower()
    if coding in ("", "identity"):
        return _Plain()
    if coding not in _CODINGS:
        raise FetchFailed(f"The page is packed as {coding!r}, which was not asked for.")
    return _Inflater(_CODINGS[coding])


class _Plain:
    def __call__(self, received: bytes) -> Iterator[bytes]:
        yield received


def _accepted(url: str, fetched: Fetched, policy: FetchPolicy) -> Fetched:
    status = fetched.status
    if status in _AGAIN:
        wait = _retry_after(fetched.headers.get("retry-after"))
        if wait is not None and wait > policy.longest_wait:
            later = f"{url} answered {status} and asks to come back in {wait:.0f} seconds."
            raise PassingFailure(later, status, wait)
        raise _TryAgain(f"{url} answered {status}.", status, wait)
    if status >= 400 or (status >= 300 and status != 304):
        raise FetchFailed(f"{url} answered {status}.", status)
    return Fetched(url, fetched.final_url, status, fetched.headers, fetched.raw)


def _retry_after(value: str | None) -> float | None:
    """Seconds that the server asks to wait: a number, or a date."""
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(timedelta(0), moment - datetime.now(UTC)).total_seconds()


def _joined(address: str, target: str) -> str:
    try:
        return urljoin(address, target)
    except ValueError as error:
        nowhere = f"{address} redirects to no address."
        raise FetchFailed(nowhere, reason=Reason.UNSAFE) from error


def _checked_address(address: str) -> str:
    """The address without its fragment, if it is a web address without credentials."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError as error:
        raise FetchFailed(f"{address} is no web address.", reason=Reason.UNSAFE) from error
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or port == 0:
        foreign = f"{address} is no web address: it must begin with http:// or https://."
        raise FetchFailed(foreign, reason=Reason.UNSAFE)
    if parts.username is not None or parts.password is not None:
        guarded = "An address with a user name or password is not fetched."
        raise FetchFailed(guarded, reason=Reason.UNSAFE)
    return parts._replace(fragment="").geturl()
