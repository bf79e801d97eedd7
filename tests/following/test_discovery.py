"""Addresses of articles in feeds, sitemaps and listing pages, well-formed and hostile."""

import contextlib
import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given, strategies as st

from statements.ingestion.discovery import (
    NotAnnouncing,
    advertised_feeds,
    feed_entries,
    listed_links,
    sitemap_addresses,
)

SITE = "https://mersad.example"
RSS = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>المرصد</title>
<item><title>خبر قديم</title><link>{SITE}/old?utm_source=rss</link>
<pubDate>Mon, 10 Nov 2025 08:00:00 GMT</pubDate></item>
<item><title>خبر جديد</title><link>/new</link>
<pubDate>Tue, 11 Nov 2025 08:00:00 GMT</pubDate></item>
<item><title>خبر جديد</title><link>{SITE}/new</link></item>
<item><title>بلا عنوان</title></item>
<item><title>ملف</title><link>file:///etc/passwd</link></item>
</channel></rss>""".encode()
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>
<entry><title>أ</title><link rel="alternate" href="{SITE}/a"/>
<updated>2025-11-12T10:00:00Z</updated>
</entry></feed>""".encode()
SITEMAP = f"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>{SITE}/1</loc><lastmod>2025-11-01</lastmod></url>
<url><loc>{SITE}/2</loc><news:news>
<news:publication_date>2025-11-12T09:00:00+01:00</news:publication_date>
<news:title>عنوان</news:title></news:news></url>
<url><loc>https://elsewhere.example/3</loc></url></urlset>""".encode()
INDEX = f"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>{SITE}/old.xml</loc><lastmod>2024-01-01</lastmod></sitemap>
<sitemap><loc>{SITE}/new.xml.gz</loc><lastmod>2025-11-01</lastmod></sitemap></sitemapindex>""".encode()
LISTING = """<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head><body>
<nav><a href="/politics">سياسة</a><a href="/">الصفحة الأولى من موقع المرصد الإخباري</a></nav>
<a href="/news/1"><img src="x.jpg"></a><a href="/news/1">المستشارون يناقشون قانون الموانئ الجديد</a>
<a href="https://elsewhere.example/9">إعلان طويل جدا عن بضاعة لا يحتاجها أحد</a>
<a href="/files/report.pdf">التقرير السنوي الكامل حول الموانئ المغربية</a>
<a href="#top">العودة إلى أعلى هذه الصفحة من الموقع</a></body></html>""".encode()


def test_it_reads_a_feed_newest_first_each_address_once():
    found = feed_entries(RSS, f"{SITE}/feed")
    assert [one.url for one in found] == [f"{SITE}/new", f"{SITE}/old"]
    assert found[0].published_at == datetime(2025, 11, 11, 8, tzinfo=UTC)
    assert found[0].title == "خبر جديد"


def test_it_reads_atom():
    assert [one.url for one in feed_entries(ATOM, SITE)] == [f"{SITE}/a"]


def test_an_empty_feed_is_a_feed():
    empty = b'<rss version="2.0"><channel><title>x</title></channel></rss>'
    assert feed_entries(empty, SITE) == ()


def test_it_reads_a_sitemap_of_its_own_host():
    found = sitemap_addresses(SITEMAP, f"{SITE}/sitemap.xml").pages
    assert [one.url for one in found] == [f"{SITE}/2", f"{SITE}/1"]
    assert found[0].title == "عنوان"


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_it_reads_an_index_of_sitemaps_newest_first(pack):
    found = sitemap_addresses(pack(INDEX), f"{SITE}/sitemap.xml")
    assert (found.sitemaps, found.pages) == ((f"{SITE}/new.xml.gz", f"{SITE}/old.xml"), ())


def test_it_takes_links_that_read_like_headlines():
    assert [one.url for one in listed_links(LISTING, SITE)] == [f"{SITE}/news/1"]
    assert advertised_feeds(LISTING, SITE) == (f"{SITE}/feed",)


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>
<rss version="2.0"><channel><item><link>&b;</link></item></channel></rss>"""
PASSWD = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<urlset><url><loc>&a;</loc></url></urlset>"""


@pytest.mark.parametrize("read", [feed_entries, sitemap_addresses, listed_links])
@pytest.mark.parametrize(
    "raw",
    [b"", b"   ", BOMB, PASSWD, b"\x89PNG\r\n\x1a\n\0\0", gzip.compress(b"x" * 60_000_000)],
    ids=["empty", "blank", "entities", "file", "picture", "gzip bomb"],
)
def test_it_says_what_is_wrong_with_what_announces_nothing(read, raw):
    with pytest.raises(NotAnnouncing, match=r"\w"):
        read(raw, SITE)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (LISTING, "it is a web page"),
        (b"<!DOCTYPE html>\n<title>x</title>", "it is a web page"),
        (b"just some words", "nothing in it looks like one"),
        (b"{}", "nothing in it looks like one"),
        (b"", "nothing in it looks like one"),
    ],
)
def test_a_page_is_no_feed_and_is_told_so(raw, why):
    with pytest.raises(NotAnnouncing) as reason:
        feed_entries(raw, SITE)
    assert str(reason.value) == f"It is no feed: {why}"


def test_it_opens_no_file_named_in_the_bytes():
    with pytest.raises(NotAnnouncing):
        feed_entries(__file__.encode(), SITE)


@pytest.mark.parametrize("read", [feed_entries, sitemap_addresses, listed_links, advertised_feeds])
@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_it_reads_any_bytes_or_refuses_them(read, raw):
    with contextlib.suppress(NotAnnouncing):
        read(raw, SITE)
