"""Rules of robots.txt, and lists of outlets as OPML."""

import pytest
from hypothesis import given, strategies as st

from statements.ingestion.opml import NotOpml, Outline, read_opml, write_opml
from statements.ingestion.robots import robots_address, robots_text, verdict

RULES = """User-agent: *
Disallow: /private
Crawl-delay: 7

User-agent: qawl
Disallow: /search
Allow: /
"""
US = "Qawl/0.1 (editor@example.org)"


@pytest.mark.parametrize(
    ("rules", "path", "allowed", "delay"),
    [
        (RULES, "/private/1", True, None),
        (RULES, "/search?q=1", False, None),
        (RULES.replace("qawl", "other"), "/private/1", False, 7.0),
        (RULES.replace("qawl", "other"), "/news/1", True, 7.0),
        ("", "/anything", True, None),
        ("User-agent: *\nDisallow: /", "/", False, None),
        ("<html>not found</html>", "/a", True, None),
    ],
)
def test_it_obeys_the_rules_that_speak_of_us(rules, path, allowed, delay):
    found = verdict(rules, f"https://mersad.example{path}", US)
    assert (found.is_allowed, found.delay) == (allowed, delay)


def test_it_asks_the_host_and_port_of_the_page():
    assert robots_address("http://a.example:8080/x?y#z") == "http://a.example:8080/robots.txt"


@given(st.binary(max_size=400))
def test_it_reads_any_rules(raw):
    verdict(robots_text(raw), "https://mersad.example/1", US)


OUTLETS = [
    Outline("المرصد", "https://mersad.example/", "ar", ["https://mersad.example/feed"]),
    Outline(
        "Le Phare & Cie", "https://phare.example/", "fr",
        ["https://phare.example/rss", "https://phare.example/atom"],
        "https://phare.example/sitemap.xml", "https://phare.example/une",
    ),
]  # fmt: skip


def test_it_reads_what_it_wrote():
    assert read_opml(write_opml(OUTLETS, "Qawl")) == OUTLETS


def test_it_reads_nested_folders_of_a_feed_reader():
    raw = b"""<opml version="1.0"><body><outline text="News"><outline text="A"
    xmlUrl="https://www.a.example/feed"/><outline text="no address"/></outline></body></opml>"""
    (found,) = read_opml(raw)
    assert (found.name, found.host, found.feeds) == (
        "A",
        "a.example",
        ["https://www.a.example/feed"],
    )


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"<html/>", b"no xml", b"<opml><body/></opml>",
        b"<opml><body><outline text='x' xmlUrl='javascript:alert(1)'/></body></opml>",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><opml/>",
    ],
)  # fmt: skip
def test_it_says_what_is_wrong_with_a_list(raw):
    with pytest.raises(NotOpml, match=r"\w"):
        read_opml(raw)
