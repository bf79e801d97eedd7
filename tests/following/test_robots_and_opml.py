"""Rules of robots.txt, and lists of outlets as OPML."""

import pytest
from hypothesis import given, strategies as st

from statements.ingestion.opml import NotOpml, Outline, WhyNot, read_opml, write_opml
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
        "https://phare.example/sitemap.xml", "https://phare.example/une", 45, "phare.example",
    ),
]  # fmt: skip


def test_it_reads_what_it_wrote():
    read = read_opml(write_opml(OUTLETS, "Qawl"))
    assert (read.outlets, read.left_out) == (OUTLETS, [])


def test_what_other_readers_have_no_word_for_is_in_a_namespace():
    written = write_opml(OUTLETS, "Qawl").decode()
    assert 'qawl:sitemap="https://phare.example/sitemap.xml"' in written
    assert 'qawl:listing="https://phare.example/une"' in written
    assert 'qawl:minutes="45"' in written
    without = written.replace("qawl:sitemap", "sitemap").replace("qawl:listing", "listing")
    assert read_opml(without.encode()).outlets == OUTLETS


def test_it_says_what_it_leaves_out_and_why():
    read = read_opml(
        b"""<opml><body><outline text="Folder"><outline text="A" xmlUrl="https://a.example/f"/>
        <outline text="B" xmlUrl="javascript:alert(1)"/><outline text="C"/></outline>
        </body></opml>"""
    )
    assert [one.name for one in read.outlets] == ["A"]
    assert read.left_out == [
        ("B (javascript:alert(1))", WhyNot.NOT_ON_THE_WEB), ("C", WhyNot.NO_ADDRESS)
    ]  # fmt: skip


def test_it_reads_nested_folders_of_a_feed_reader():
    raw = b"""<opml version="1.0"><body><outline text="News"><outline text="A"
    xmlUrl="https://www.a.example/feed"/><outline text="no address"/></outline></body></opml>"""
    (found,) = read_opml(raw).outlets
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
