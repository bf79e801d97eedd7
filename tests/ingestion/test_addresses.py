"""One page has one address."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from statements.ingestion.addresses import canonical_url, host_of

SAME = [
    ("HTTPS://News.Example.MA/a?utm_source=x&utm_medium=y", "https://news.example.ma/a"),
    ("https://news.example.ma:443/a#comments", "https://news.example.ma/a"),
    ("http://news.example.ma:80", "http://news.example.ma/"),
    ("https://news.example.ma:8443/a", "https://news.example.ma:8443/a"),
    ("https://news.example.ma/?p=77&fbclid=IwAR0", "https://news.example.ma/?p=77"),
    ("https://news.example.ma/a?id=7&b=&utm_x=1", "https://news.example.ma/a?id=7&b="),
    (" https://news.example.ma/سؤال ", "https://news.example.ma/%D8%B3%D8%A4%D8%A7%D9%84"),
    ("https://news.example.ma/%D8%B3", "https://news.example.ma/%D8%B3"),
    ("https://خبر.example/a", "https://xn--ngblk.example/a"),
    ("https://news.example.ma./a", "https://news.example.ma/a"),
    ("ftp://news.example.ma/a", "ftp://news.example.ma/a"),
    ("not an address", "not an address"),
]


@pytest.mark.parametrize(("given_url", "canonical"), SAME)
def test_it_gives_one_page_one_address(given_url, canonical):
    assert canonical_url(given_url) == canonical


@given(st.text(max_size=80).map(lambda rest: "https://example.org/" + rest) | st.text(max_size=40))
def test_it_is_stable(url):
    once = canonical_url(url)
    assert canonical_url(once) == once


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.mersad.example/1", "mersad.example"),
        ("http://127.0.0.1:80/", "127.0.0.1"),
        ("https://mersad.example:443", "mersad.example"),
        ("http://127.0.0.1:8000/feed", "127.0.0.1:8000"),
        ("http://mersad.example:443/", "mersad.example:443"),
        ("http://[::1]:8000/", "[::1]:8000"),
        ("http://a.example:99999/", ""),
        ("no address", ""),
    ],
)
def test_it_knows_an_outlet_by_its_host_and_by_a_port_of_its_own(url, host):
    assert host_of(url) == host
