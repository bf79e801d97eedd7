"""Invented pages of real weight: each layout gives back its article, whole and alone."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from people.folding import fold
from statements.ingestion.clean import clean
from statements.ingestion.model import DatePrecision, NotAnArticle
from statements.ingestion.reading import decode
from tests.ingestion.pages import (  # noqa: F401  (register theirs)
    further_layouts,
    heavy_layouts,
    more_layouts,
)
from tests.ingestion.pages.layouts import LAYOUTS
from tests.ingestion.pages.no_articles import NO_ARTICLES

LEAST = 0.98


def words(paragraphs):
    return Counter(re.findall(r"\w+", fold("\n".join(paragraphs))))


def precision_and_recall(expected, found):
    expected, found = words(expected), words(found)
    common = sum((expected & found).values())
    return common / max(1, sum(found.values())), common / max(1, sum(expected.values()))


def published(article):
    if article.published_at is None:
        return None
    if article.published_precision is DatePrecision.DAY:
        return article.published_at.date().isoformat()
    return article.published_at.isoformat()


@pytest.fixture(params=list(LAYOUTS.values()), ids=list(LAYOUTS), scope="module")
def golden(request):
    return request.param()


def test_they_are_as_many_and_as_heavy_as_real_ones():
    assert len(LAYOUTS) >= 25
    weights = {name: len(make().raw) / 1024 for name, make in LAYOUTS.items()}
    assert all(100 <= weight <= 300 for weight in weights.values()), weights


def test_it_finds_the_head(golden):
    article = clean(golden.raw, content_type=golden.content_type)
    assert (article.title, article.author, published(article)) == (
        golden.written.title,
        golden.author,
        golden.published,
    )
    assert article.lang == golden.written.lang


def test_it_finds_the_whole_body_and_nothing_else(golden):
    article = clean(golden.raw, content_type=golden.content_type)
    precision, recall = precision_and_recall(golden.paragraphs, article.paragraphs)
    assert precision >= LEAST
    assert recall >= LEAST


def test_it_keeps_paragraphs_apart_and_as_printed(golden):
    article = clean(golden.raw, content_type=golden.content_type)
    assert article.paragraphs == golden.paragraphs


def without_names(markup):
    return re.sub(r"""\s(?:class|id|itemprop|rel|role)=("[^"]*"|'[^']*'|[^\s>]+)""", "", markup)


def without_landmarks(markup):
    landmarks = "nav|aside|footer|header|article|main|section|figure|figcaption"
    return re.sub(rf"<(/?)(?:{landmarks})\b([^>]*)>", r"<\1div\2>", markup)


def without_paragraph_elements(markup):
    return re.sub(r"<(/?)p\b[^>]*>", r"<\1div>", markup)


def without_headings(markup):
    return re.sub(r"<(/?)h[1-6]\b[^>]*>", r"<\1div>", markup)


def bare(markup):
    """Nothing but divisions: no name, no landmark, no heading, no paragraph element, no title."""
    plain = without_headings(without_paragraph_elements(without_landmarks(without_names(markup))))
    return re.sub("<title>.*?</title>|<meta[^>]*og:[^>]*>", "", plain, flags=re.DOTALL)


CHANGES = (without_names, without_landmarks, without_paragraph_elements, without_headings, bare)


def changed_layouts():
    """Every layout with every change; where a name alone tells, the name is left."""
    for name, make in LAYOUTS.items():
        for change in CHANGES:
            if not (make().quotes_strangers and change in (without_names, bare)):
                yield pytest.param(make, change, id=f"{change.__name__}-{name}")


@pytest.mark.parametrize(("make", "change"), list(changed_layouts()))
def test_it_rests_on_the_text_and_not_on_the_names(make, change):
    golden = make()
    markup = change(decode(golden.raw, golden.content_type)).replace("windows-1256", "utf-8")
    precision, recall = precision_and_recall(golden.paragraphs, clean(markup.encode()).paragraphs)
    assert precision >= LEAST
    assert recall >= LEAST


@pytest.mark.parametrize("make", NO_ARTICLES, ids=lambda make: make.__name__)
def test_it_finds_no_article_where_there_is_none(make):
    with pytest.raises(NotAnArticle):
        clean(make())
