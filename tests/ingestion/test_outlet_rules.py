"""An outlet whose layout defeats the general rules, and the small rule that reads it."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from statements.ingestion.clean import clean
from statements.ingestion.model import NotAnArticle
from statements.ingestion.outlet_rule import BadRule, Fault, read_rule
from statements.models import Source
from statements.services.intake import Submission, ingest
from statements.services.reading import read_article
from tests.admin.conftest import client_of
from tests.admin.pages import opened, send
from tests.factories import make_source, make_user
from tests.ingestion.pages.articles import HOSPITAL, SCHOOL
from tests.ingestion.pages.layouts import head, page
from tests.ingestion.pages.surroundings import Around
from tests.ingestion.test_golden_pages import precision_and_recall, published

RULE = """
body = "ol.comments > li.said"
title = "div.k1"
author = "div.k9"
published = "span[data-on]"
without = ["li.said b.note"]
"""
# What the text is in, elsewhere holds the words of readers; the reporter's day is not in the head.
BODY = "".join(
    f'<li class="said"><a href="#p{number}">{text}</a><b class="note"> إشهار</b></li>'
    for number, text in enumerate(HOSPITAL.paragraphs)
)


def misleading():
    """A page that names its text as comments, its paragraphs as links, and hides its head."""
    around = Around("misleading")
    others = "".join(f"<p>{text}</p>" for text in SCHOOL.paragraphs)
    return page(
        head("أخبار", around=around, kilobytes=120),
        f'<body>{around.menu(40)}<div class="entry-content">{others}</div>'
        f'<div class="w"><div class="k1">{HOSPITAL.title}</div><ol class="comments">{BODY}</ol>'
        f'<div class="k9">{HOSPITAL.author}</div><span data-on="1">الجمعة 7 فبراير 2025 - 18:05'
        f"</span></div>{around.cards(20)}</body>",
    ).encode()


def test_the_general_rules_fail_on_it():
    precision, recall = precision_and_recall(HOSPITAL.paragraphs, clean(misleading()).paragraphs)
    assert max(precision, recall) < 0.5


def test_its_rule_reads_it_whole():
    article = clean(misleading(), rule=read_rule(RULE))
    assert article.paragraphs == HOSPITAL.paragraphs
    assert (article.title, article.author) == (HOSPITAL.title, HOSPITAL.author)
    assert published(article) == "2025-02-07T18:05:00+01:00"


def test_what_a_rule_does_not_name_is_read_by_the_general_rules():
    written, around = SCHOOL, Around("partly")
    body = "".join(f'<p class="t">{text}</p>' for text in written.paragraphs)
    raw = page(
        head(written.title, around=around),
        f"<body><main><h1>{written.title}</h1><div>بقلم: {written.author}</div>"
        f"<div>15 أبريل 2025 - 08:30</div>{body}<p class=x>"
        f"{around.lead(cut=False)}</p></main></body>",
    ).encode()
    article = clean(raw, rule=read_rule('without = "p.x"'))
    assert article.paragraphs == written.paragraphs
    article = clean(raw, rule=read_rule('body = "p.t"'))
    assert article.paragraphs == written.paragraphs
    assert (article.title, article.author) == (written.title, written.author)
    assert published(article) == "2025-04-15T08:30:00+01:00"


def test_it_says_that_a_layout_has_changed():
    with pytest.raises(NotAnArticle, match="rule finds no text"):
        clean(misleading(), rule=read_rule('body = "div.gone"'))


@pytest.mark.parametrize(
    ("text", "fault", "what"),
    [
        ("body = div", Fault.SYNTAX, "line 1"),
        ('bodi = "div"', Fault.KEY, "bodi"),
        ("body = 3", Fault.VALUE, "body"),
        ("body = []", Fault.VALUE, "body"),
        ('body = ""', Fault.VALUE, "body"),
        ('body = ["p", "div["]', Fault.SELECTOR, "div["),
        ('title = "p::first-line"', Fault.SELECTOR, "p::first-line"),
    ],
)
def test_it_refuses_a_rule_that_could_not_be_used(text, fault, what):
    with pytest.raises(BadRule) as refused:
        read_rule(text)
    assert refused.value.fault == fault
    assert what in str(refused.value)


def test_an_empty_rule_is_none():
    assert read_rule("") is None
    assert read_rule("# later\n") is None


@pytest.mark.django_db
def test_an_article_is_taken_in_and_read_by_its_outlets_rule():
    source = make_source(host="mersad.example", layout_rule=RULE)
    address = "https://www.mersad.example/1"
    intake = ingest(Submission(misleading(), address, "text/html", address))
    read_article(intake.article.pk)
    intake.article.refresh_from_db()
    assert intake.article.source == source
    assert intake.article.current.paragraphs == list(HOSPITAL.paragraphs)


@pytest.mark.django_db
def test_the_admin_keeps_a_good_rule_and_says_what_is_wrong_with_a_bad_one():
    editor_client = client_of(make_user(is_staff=True, is_superuser=True))
    address = reverse("admin:statements_source_add")
    values = opened(editor_client, address)
    feed = "https://mersad.example/feed"
    refused = send(editor_client, address, values, name="م", feeds=feed, layout_rule='bodi = "div"')
    assert "bodi" in refused.content.decode()
    assert not Source.objects.exists()
    send(editor_client, address, values, name="م", feeds=feed, layout_rule=RULE)
    assert Source.objects.get().outlet_rule is not None


def test_a_rule_can_be_tried_on_a_file(tmp_path, capsys):
    saved, rule = tmp_path / "page.html", tmp_path / "rule.toml"
    saved.write_bytes(misleading())
    rule.write_text(RULE, encoding="utf-8")
    call_command("extract", str(saved), rule=str(rule))
    assert HOSPITAL.title in capsys.readouterr().out
    rule.write_text("body = 1", encoding="utf-8")
    with pytest.raises(CommandError, match=r"rule\.toml"):
        call_command("extract", str(saved), rule=str(rule))
