import re

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils.translation import override

from people.models import Speaker
from statements.models import Statement
from tests import factories as make

LISTS = ["/statements/", "/speakers/", "/ministries/", "/sessions/", "/articles/"]
PREFIXES = ["", "/fr", "/en"]


def pages_of(world):
    with override("ar"):
        return _pages_of(world)


def _pages_of(world):
    return [
        "/",
        *LISTS,
        world.asked.get_absolute_url(),
        world.salem.get_absolute_url(),
        world.boats.get_absolute_url(),
        world.sitting.get_absolute_url(),
        world.asked.article.get_absolute_url(),
        "/about/",
        "/codebook/",
    ]


@pytest.mark.parametrize(
    ("name", "arguments", "address"),
    [
        ("home", [], "/"),
        ("statements", [], "/statements/"),
        ("statement", ["x2"], "/statements/x2/"),
        ("statements_csv", [], "/statements.csv"),
        ("speakers", [], "/speakers/"),
        ("speaker", ["x2"], "/speakers/x2/"),
        ("ministries", [], "/ministries/"),
        ("ministry", ["x2"], "/ministries/x2/"),
        ("sessions", [], "/sessions/"),
        ("session", ["x2"], "/sessions/x2/"),
        ("articles", [], "/articles/"),
        ("article", ["x2"], "/articles/x2/"),
        ("healthz", [], "/healthz"),
    ],
)
def test_it_keeps_its_addresses(name, arguments, address):
    assert reverse(name, args=arguments) == address


@pytest.mark.parametrize(
    ("prefix", "language", "direction"),
    [("", "ar", "rtl"), ("/fr", "fr", "ltr"), ("/en", "en", "ltr")],
)
def test_it_shows_every_page_in_every_language(client, world, prefix, language, direction):
    for address in pages_of(world):
        answer = client.get(prefix + address)
        assert answer.status_code == 200, prefix + address
        assert f'<html lang="{language}" dir="{direction}">' in answer.content.decode()


def test_it_speaks_arabic_whatever_the_browser_prefers(client, world):
    page = client.get("/", headers={"accept-language": "fr,en"})
    assert '<html lang="ar" dir="rtl">' in page.content.decode()


def test_it_switches_language_on_the_same_page_with_the_same_question(client, world):
    text = client.get("/statements/?stance=ask&q=a%26b").content.decode()
    assert 'href="/fr/statements/?stance=ask&amp;q=a%26b" lang="fr"' in text
    with override("ar"):
        address = world.asked.get_absolute_url()
    text = client.get(f"/fr{address}").content.decode()
    assert f'href="{address}" lang="ar"' in text


def test_it_keeps_inside_the_readers_language(client, world):
    text = client.get("/fr/statements/").content.decode()
    inside = re.findall(r'<a [^>]*href="(/[^"]*)"', text.split("<main")[1].split("</main>")[0])
    assert inside
    assert all(address.startswith("/fr/") for address in inside)


@pytest.mark.parametrize("kind", ["statements", "speakers", "ministries", "sessions", "articles"])
def test_it_says_when_there_is_nothing_at_an_address(client, db, kind):
    page = client.get(f"/{kind}/nothing22/")
    assert page.status_code == 404
    assert 'action="/statements/"' in page.content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"review_status": "rejected", "reviewed_at": "2025-06-01T00:00Z"},
        {"retracted_at": "2025-06-01T00:00Z"},
    ],
)
def test_it_answers_410_for_a_withdrawn_statement_and_shows_no_word_of_it(client, world, change):
    Statement.objects.filter(pk=world.blamed.pk).update(**change)
    page = client.get(world.blamed.get_absolute_url())
    assert page.status_code == 410
    assert world.blamed.content not in page.content.decode()
    assert _citations_of(client, world.blamed) == [410, 410]


def test_it_answers_410_for_a_withdrawn_article_and_its_statements(client, world):
    article = world.blamed.article
    article.withdrawn_at = article.created_at
    article.save()
    assert client.get(article.get_absolute_url()).status_code == 410
    assert client.get(world.blamed.get_absolute_url()).status_code == 410
    assert _citations_of(client, world.blamed) == [410, 410]


def _citations_of(client, statement):
    """What its citations as files answer."""
    address = statement.get_absolute_url().removesuffix("/")
    return [client.get(f"{address}.{extension}").status_code for extension in ("bib", "ris")]


def test_it_leads_from_another_report_to_the_statement_told_once(client, world):
    Statement.objects.filter(pk=world.warned.pk).update(same_as=world.asked)
    told = world.asked.get_absolute_url()
    answer = client.get(f"/fr{world.warned.get_absolute_url()}")
    assert answer.headers["Location"] == f"/fr{told}"
    answer = client.get(f"/statements/{world.warned.public_id}.bib")
    assert answer.headers["Location"] == f"/statements/{world.asked.public_id}.bib"
    assert world.warned.content in client.get(told).content.decode()


def test_it_leads_from_a_merged_speaker_to_the_one_that_stayed(client, world):
    old = make.make_speaker("س. البرتقالي", merged_into=world.salem)
    answer = client.get(old.get_absolute_url())
    assert answer.headers["Location"] == world.salem.get_absolute_url()
    assert old.public_id not in client.get("/speakers/").content.decode()
    assert Speaker.objects.count() == 3


def test_it_leads_from_a_ministrys_code_to_its_page(client, world):
    answer = client.get("/ministries/BOAT/")
    assert answer.headers["Location"] == world.boats.get_absolute_url()


def test_it_shows_only_a_part_of_other_peoples_articles(client, db):
    paragraphs = [f"فقرة {number} من المقال فيها كلام كثير." for number in range(40)]
    real = make.make_article("\n".join(paragraphs))
    text = client.get(real.get_absolute_url()).content.decode()
    assert "فقرة 0 " in text
    assert "فقرة 39 " not in text
    assert "فقرة 21 " not in text
    ours = make.make_article("\n".join(paragraphs), is_sample=True)
    assert "فقرة 39 " in client.get(ours.get_absolute_url()).content.decode()
    with override_settings(PUBLISH_FULL_TEXT=True):
        assert "فقرة 39 " in client.get(real.get_absolute_url()).content.decode()


def test_it_answers_304_for_a_page_that_has_not_changed(client, world):
    for address in pages_of(world):
        tag = client.get(address).headers["ETag"]
        again = client.get(address, headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b""), address
        assert "Cookie" not in again.headers.get("Vary", "")


def test_it_changes_its_tag_when_a_statement_is_corrected(client, world):
    before = client.get("/statements/").headers["ETag"]
    Statement.objects.filter(pk=world.asked.pk).update(stance="warn")
    assert client.get("/statements/").headers["ETag"] != before


def test_it_allows_nothing_but_its_own_origin_and_needs_no_exception(client, world):
    for address in [*pages_of(world), "/nothing/", "/statements/?stance=x"]:
        answer = client.get(address)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe-inline" not in policy
        text = answer.content.decode()
        assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", text), address
        assert re.findall(r"<script(?![^>]*\ssrc=)", text) == [], address
        assert re.findall(r'(?:src|href)="https?://', text.split("<main")[0]) in (
            [],
            ['href="http://'],
        )


@pytest.mark.parametrize("prefix", PREFIXES)
def test_it_says_how_to_begin_when_there_is_nothing_yet(client, db, prefix):
    for address in ["/", *LISTS]:
        answer = client.get(prefix + address)
        assert answer.status_code == 200
        assert 'class="empty"' in answer.content.decode()


def test_it_refuses_to_be_written_to(client, db):
    for address in ["/", *LISTS, "/statements.csv", "/about/"]:
        assert client.post(address).status_code == 405


def test_it_lets_every_latest_article_speak_once_on_the_first_page(client, world):
    article = world.asked.article
    for number in range(8):
        make.make_statement("موعد إصلاح", article=article, cue="تساءل", position=number + 1)
    text = client.get("/").content.decode()
    shown = re.findall(r'id="s-(\w+)"', text)
    assert len(shown) == 5
    assert world.asked.public_id in shown  # it addresses somebody, the others do not
