"""Fetching from a real server on loopback, polite and hostile ones."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from statements.ingestion.fetch import FetchFailed, FetchPolicy, fetch
from statements.ingestion.network import RefusedAddress, is_public, resolve
from tests.ingestion.web_server import WebServer, answer

PAGE = "<p>قالت النائبة إن الطريق مقطوعة.</p>".encode()


@pytest.fixture(scope="module")
def server():
    with WebServer().running() as running:
        yield running


@pytest.fixture
def web(server):
    server.answers.clear()
    server.asked.clear()
    return server


@pytest.fixture
def policy(web):
    return FetchPolicy(
        user_agent="Qawl/test (editor@example.org)",
        allowed_hosts=web.allowed,
        first_wait=0.01,
        longest_wait=0.5,
        deadline=1.2,
        timeout=0.6,
        most_bytes=200_000,
    )


def test_it_brings_the_page_as_it_is(web, policy):
    web.answers["/a"] = answer(200, PAGE, Content_Type="text/html; charset=utf-8", ETag='"7"')
    fetched = fetch(web.url("/a#part"), policy)
    assert (fetched.status, fetched.raw) == (200, PAGE)
    assert fetched.headers["content-type"] == "text/html; charset=utf-8"
    assert fetched.headers["etag"] == '"7"'
    assert web.asked[0][1]["User-Agent"] == "Qawl/test (editor@example.org)"


def test_it_asks_conditionally(web, policy):
    web.answers["/a"] = answer(304)
    assert fetch(web.url("/a"), policy, {"If-None-Match": '"7"'}).status == 304
    assert web.asked[0][1]["If-None-Match"] == '"7"'


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("identity", PAGE),
    ],
)
def test_it_unpacks(web, policy, coding, packed):
    web.answers["/a"] = answer(200, packed, Content_Encoding=coding)
    assert fetch(web.url("/a"), policy).raw == PAGE


def test_it_follows_redirects_and_says_where_it_ended(web, policy):
    web.answers["/a"] = answer(301, Location="/b?x=1")
    web.answers["/b"] = answer(200, PAGE)
    fetched = fetch(web.url("/a"), policy)
    assert (fetched.url, fetched.final_url) == (web.url("/a"), web.url("/b?x=1"))


def test_it_leaves_a_redirect_loop(web, policy):
    web.answers["/a"] = answer(302, Location="/a")
    with pytest.raises(FetchFailed, match="redirects more than 5"):
        fetch(web.url("/a"), policy)
    assert web.times("/a") == 6


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2/",
        "http://localhost/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://0x7f.1/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "http://user:pw@127.0.0.1/",
        "//192.168.1.1/",
        "http://100.64.0.1/",
        "http://[fe80::1]/",
        "http://[64:ff9b::a00:1]/",
        "http://127.0.0.1:22/",
        "http://[2002:7f00:1::]/",
        "http:///nowhere",
        "http://[::1",
    ],
)
def test_it_refuses_a_redirect_into_the_private_network(web, policy, target):
    web.answers["/a"] = answer(302, Location=target)
    with pytest.raises(FetchFailed):
        fetch(web.url("/a"), policy)
    assert web.times("/a") == 1


def test_it_refuses_private_addresses_that_are_not_allowed(web):
    with pytest.raises(FetchFailed, match=r"not fetched from|not a public address"):
        fetch(web.url("/a"), FetchPolicy(user_agent="Qawl/test"))
    assert web.asked == []


def test_an_allowed_host_opens_no_other_port(web, policy):
    with pytest.raises(FetchFailed):
        fetch(f"http://127.0.0.1:{web.port + 1}/", policy)


def test_it_checks_the_address_that_it_connects_to(web, policy, monkeypatch):
    """A name that answers with a public address first and a private one later is asked once."""
    answers = iter(["127.0.0.1"])
    asked = []

    def rebinding(host, port, *args, **options):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    with pytest.raises(FetchFailed, match="not a public address"):
        fetch("http://news.example.org/", policy)
    assert asked == ["news.example.org"]


def test_one_private_address_among_public_ones_is_refused(monkeypatch):
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("8.8.8.8", "10.1.1.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(RefusedAddress):
        resolve("news.example.org", 80, frozenset())


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("169.254.1.1", False),
        ("0.0.0.0", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("198.18.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("2002:0a00:0001::", False),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False),
        ("64:ff9b::7f00:1", False),
        ("::7f00:1", False),
        ("fec0::1", False),
        ("2001:db8::1", False),
    ],
)
def test_it_knows_public_addresses(address, public):
    assert is_public(ipaddress.ip_address(address)) is public


def test_it_stops_at_the_byte_cap(web, policy):
    web.answers["/big"] = answer(200, b"x" * 200_001)
    with pytest.raises(FetchFailed, match="larger than"):
        fetch(web.url("/big"), policy)


def test_a_gzip_bomb_is_left_early(web, policy):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(20)) + packer.flush()
    assert len(bomb) < 200_000
    web.answers["/bomb"] = answer(200, bomb, Content_Encoding="gzip")
    with pytest.raises(FetchFailed, match="larger than"):
        fetch(web.url("/bomb"), policy)


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip"])
def test_it_refuses_codings_that_it_did_not_ask_for(web, policy, coding):
    web.answers["/a"] = answer(200, PAGE, Content_Encoding=coding)
    with pytest.raises(FetchFailed, match="not asked for"):
        fetch(web.url("/a"), policy)


def test_it_reports_a_body_that_is_not_what_it_says(web, policy):
    web.answers["/a"] = answer(200, PAGE, Content_Encoding="gzip")
    with pytest.raises(FetchFailed, match="cannot be read"):
        fetch(web.url("/a"), policy)


def test_it_leaves_a_server_that_drips(web, policy):
    def drip(request):
        request.send_response(200)
        request.send_header("Content-Length", "1000000")
        request.end_headers()
        while not web.closing.wait(0.05):
            request.wfile.write(b".")

    web.answers["/drip"] = drip
    with pytest.raises(FetchFailed, match="took longer"):
        fetch(web.url("/drip"), policy)


def test_it_retries_a_server_that_is_silent(web, policy):
    web.answers["/silent"] = lambda _: web.closing.wait(5)
    with pytest.raises(FetchFailed, match="in time"):
        fetch(web.url("/silent"), policy)
    assert web.times("/silent") == 3


def failing_once(status, **headers):
    answers = iter([answer(status, **headers)])

    def give(request):
        next(answers, answer(200, PAGE))(request)

    return give


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_it_tries_again_after_a_passing_failure(web, policy, status):
    web.answers["/a"] = failing_once(status)
    assert fetch(web.url("/a"), policy).raw == PAGE
    assert web.times("/a") == 2


def test_it_waits_as_long_as_it_is_asked_to(web, policy):
    web.answers["/a"] = failing_once(503, Retry_After="0")
    assert fetch(web.url("/a"), policy).raw == PAGE


@pytest.mark.parametrize(
    "wait",
    ["3600", format_datetime(datetime.now(UTC) + timedelta(hours=1))],
    ids=["seconds", "moment"],  # a moment's own words would differ between test processes
)
def test_it_does_not_wait_for_an_hour(web, policy, wait):
    web.answers["/a"] = failing_once(429, Retry_After=wait)
    with pytest.raises(FetchFailed, match="come back in") as failed:
        fetch(web.url("/a"), policy)
    assert failed.value.status == 429
    assert web.times("/a") == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_it_does_not_retry_a_refusal(web, policy, status):
    web.answers["/a"] = answer(status)
    with pytest.raises(FetchFailed, match=str(status)) as failed:
        fetch(web.url("/a"), policy)
    assert failed.value.status == status
    assert web.times("/a") == 1


def test_it_reports_a_connection_that_breaks_off(web, policy):
    def breaking(request):
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(b"half")
        request.connection.shutdown(socket.SHUT_RDWR)

    web.answers["/half"] = breaking
    with pytest.raises(FetchFailed, match="could not be reached"):
        fetch(web.url("/half"), policy)


def test_it_ignores_proxies_of_the_environment(web, policy, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    web.answers["/a"] = answer(200, PAGE)
    assert fetch(web.url("/a"), policy).raw == PAGE


@pytest.mark.parametrize(
    "url",
    [
        "",
        "news",
        "ftp://example.org/",
        "http://",
        "http://a:b@example.org/",
        "http://x:99999/",
        "javascript:1",
    ],
)
def test_it_says_what_is_no_address(policy, url):
    with pytest.raises(FetchFailed, match="address"):
        fetch(url, policy)
