"""Any bytes give an article or one of two named reasons, never anything else."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, strategies as st

from statements.ingestion.clean import clean, language_of
from statements.ingestion.model import CleanArticle, NotAnArticle, UnreadableInput
from tests.ingestion.pages.layouts import wordpress_theme

TAGS = [
    "<p>",
    "</p>",
    "<div class='entry-content'>",
    "</div>",
    "<h1>",
    "<table><tr><td>",
    "<br>",
    "<script>",
    "<!--",
    "]]>",
    "<title>",
    "<time datetime='2024-13-45'>",
    (
        '<script type="application/ld+json">'
        '{"@type":["NewsArticle"],"headline":{"a":[1]},"author":"\\ud800"}</script>'
    ),
    "&#xD800;",
    "&nbsp;",
    "<a href='//['>",
    "<html",
    "\x00",
    "\x0b",
]
TEXTS = [
    "قالت النائبة إن الورش متوقف منذ ثمانية أشهر، مضيفة أن المرضى يقطعون المسافات.",
    "الرئيسية",
    "كتبه س كتب في 3 ماي 2024",
    "مقالات ذات صلة",
    "[...]",
    "\n",
    "٣٠ شباط ٢٠٢٤",
]


def attempt(raw, **options):
    with contextlib.suppress(UnreadableInput, NotAnArticle):
        article = clean(raw, **options)
        assert isinstance(article, CleanArticle)
        assert article.paragraphs
        for paragraph in article.paragraphs:
            assert paragraph == paragraph.strip() != ""
            assert "\n" not in paragraph
            paragraph.encode()
        (article.title or "").encode()
        (article.author or "").encode()


@given(st.binary(max_size=600), st.sampled_from([None, "text/html", "text/plain; charset=utf-8"]))
def test_it_survives_any_bytes(raw, content_type):
    attempt(raw, content_type=content_type)


@given(st.text(max_size=600))
def test_it_survives_any_text(text):
    attempt(text.encode("utf-8", "replace"))


@given(
    st.lists(st.sampled_from([*TAGS, *TEXTS]) | st.text(max_size=20), max_size=40),
    st.sampled_from([None, "https://example.org/a", "x"]),
)
def test_it_survives_any_markup(pieces, url):
    attempt("".join(pieces).encode("utf-8", "replace"), content_type="text/html", url=url)


@pytest.mark.parametrize(
    "opening", ["<div>", "<table><tr><td>", "<b>", "<ul><li>", "<blockquote>", "<a>"]
)
def test_it_survives_very_deep_pages(opening):
    attempt((opening * 20_000 + TEXTS[0] * 5).encode(), content_type="text/html")


def test_it_survives_deep_linked_data():
    attempt(
        f'<script type="application/ld+json">{"[" * 100_000}</script><p>{TEXTS[0]}</p>'.encode(),
        content_type="text/html",
    )


def test_it_takes_the_address_that_the_page_gives():
    page = wordpress_theme().raw.replace(
        b"<title>", b'<link rel="canonical" href="/a?utm_source=x"><title>'
    )
    assert clean(page, url="https://News.example.ma/b?fbclid=1").url == "https://news.example.ma/a"
    assert (
        clean(wordpress_theme().raw, url="https://News.example.ma/b?fbclid=1").url
        == "https://news.example.ma/b"
    )
    assert clean(wordpress_theme().raw).url is None


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("قال الوزير", "ar"),
        ("Le ministre a dit que la route est longue", "fr"),
        ("The minister said that the road was long", "en"),
        ("", "ar"),
    ],
)
def test_it_tells_the_language(text, lang):
    assert language_of(text) == lang
