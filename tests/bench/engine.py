"""What reading an article costs, beside cleaning its page and beside trafilatura on that page."""

import time
from dataclasses import replace
from html import escape
from pathlib import Path

import trafilatura

from statements.evaluation.reading import article_of, read_rows
from statements.extraction import extract_statements
from statements.ingestion.clean import clean
from tests.ingestion.pages.layouts import head, page
from tests.ingestion.pages.surroundings import Around

GOLD = Path(__file__).parents[1] / "gold"
LENGTH = 2_500  # characters
ROUNDS = 5
KILOBYTES = (100, 150, 200, 300)
TIMES = (1, 10, 100)


def measure(out):
    articles = _articles()
    pages = [_page(article, number) for number, article in enumerate(articles)]
    weights = [len(each) / 1024 for each in pages]
    characters = sum(len(article.text) for article in articles)
    out.write(
        f"{len(articles)} articles of {characters / len(articles):,.0f} characters; pages of"
        f" {min(weights):.0f} to {max(weights):.0f} KB; processor time, the best of {ROUNDS}\n\n"
    )
    engine = _busy(extract_statements, articles)
    scale = LENGTH / characters
    each = sum(engine) * scale * 1000
    out.write(
        f"engine: {each:.2f} ms for {LENGTH:,} characters,"
        f" {len(articles) / sum(engine):,.0f} of these articles a second\n"
    )
    cleaner, other = _busy(clean, pages), _busy(_with_trafilatura, pages)
    for name, took in (("our cleaner", cleaner), ("trafilatura with metadata", other)):
        out.write(f"{name}: {sum(took) / len(pages) * 1000:.2f} ms a page\n")
    out.write(
        f"engine / trafilatura: {sum(engine) / sum(other):.3f};"
        f" engine and cleaner / trafilatura: {(sum(engine) + sum(cleaner)) / sum(other):.3f}\n\n"
    )
    for times in TIMES:
        long = [
            replace(article, text="\n".join([article.text] * times)) for article in articles[:3]
        ]
        took = sum(_busy(extract_statements, long, rounds=3 if times < max(TIMES) else 1))
        thousands = sum(len(article.text) for article in long) / 1000
        out.write(f"{times:>4} times as long: {took / thousands * 1000:.2f} ms per KB of text\n")


def _articles():
    """The project's own articles, short ones joined with the next up to the length asked for."""
    rows = [row for path in sorted(GOLD.glob("*.jsonl")) for row in read_rows(path)]
    whole = [article_of(row) for row in rows if row["lang"] == "ar" and row["is_article"]]
    joined, texts = [], []
    for article in whole:
        texts.append(article.text)
        if sum(map(len, texts)) >= LENGTH:
            joined.append(replace(article, text=_cut("\n".join(texts))))
            texts = []
    return joined


def _cut(text):
    """At the end of the paragraph in which the length is reached."""
    end = text.find("\n", LENGTH)
    return text if end < 0 else text[:end]


def _page(article, number):
    """The article in what surrounds it on a page of real weight."""
    around = Around(f"engine {number}")
    top = head(article.title, kilobytes=KILOBYTES[number % len(KILOBYTES)], around=around)
    paragraphs = "".join(f"<p>{escape(text, quote=False)}</p>" for text in article.text.split("\n"))
    body = (
        f"<body><header>{around.menu()}</header><main><article><h1>{escape(article.title)}</h1>"
        f'<div class="entry-content">{paragraphs}</div></article>'
        f'<section class="related">{around.teasers(12)}</section>'
        f"<ol>{around.comments()}</ol></main><aside><ul>{around.links(30)}</ul></aside></body>"
    )
    return page(top, body).encode()


def _with_trafilatura(raw):
    found = trafilatura.bare_extraction(raw, with_metadata=True)
    assert found is not None
    return found


def _busy(work, items, rounds=ROUNDS):
    """The least processor time that each item took, in seconds."""
    best = [float("inf")] * len(items)
    for _ in range(rounds + 1):  # the first round warms up
        for place, item in enumerate(items):
            begun = time.process_time()
            work(item)
            best[place] = min(best[place], time.process_time() - begun)
    return best
