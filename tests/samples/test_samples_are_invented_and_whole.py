"""The samples agree with their index, with their people and with the calendar."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from statements.extraction.model import Stance
from statements.samples import PAGES, sample_articles, sample_people

GOLD = Path(__file__).parents[1] / "gold" / "samples.jsonl"
ROWS = {row["id"]: row for row in map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())}
STATEMENTS = [(row, statement) for row in ROWS.values() for statement in row["statements"]]


def test_it_has_twelve_pages_and_every_page_is_in_the_index():
    articles = sample_articles()
    assert len(articles) == 12
    assert {article.path for article in articles} == set(PAGES.iterdir())
    assert len({article.url for article in articles}) == 12
    assert len({article.layout for article in articles}) >= 8


@pytest.mark.parametrize("article", sample_articles(), ids=lambda article: article.path.stem)
def test_it_says_in_the_index_what_its_page_says(article):
    page = article.raw.decode("utf-8")
    assert page.strip()
    assert article.title in page
    assert article.author in page
    assert article.published_at.utcoffset() is not None
    assert urlsplit(article.url).hostname.endswith(".example")
    assert article.content_type.startswith(
        "text/html" if article.path.suffix == ".html" else "text/plain"
    )


@pytest.mark.parametrize("article", sample_articles(), ids=lambda article: article.path.stem)
def test_it_agrees_with_its_gold(article):
    row = ROWS[article.path.stem]
    assert (row["title"], row["author"], row["lang"]) == (
        article.title,
        article.author,
        article.lang,
    )
    assert row["published_at"] == article.published_at.isoformat()


def test_it_shows_every_stance_and_many_statements():
    assert len(STATEMENTS) >= 40
    assert {statement["stance"] for _, statement in STATEMENTS} == {
        stance.value for stance in Stance
    }
    assert {statement["kind"] for _, statement in STATEMENTS} == {
        "direct",
        "indirect",
        "mixed",
    }
    assert {row["lang"] for row in ROWS.values()} == {"ar", "fr"}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_it_resolves_every_speaker_to_an_invented_person_in_office_that_day(row):
    people = {
        name: person for person in sample_people() for name in (person.name_ar, person.name_latin)
    }
    for statement in row["statements"]:
        speaker = statement["speaker"]
        person = people[speaker["resolved"]]
        held = [office for office in person.appointments if _covers(office, row["published_at"])]
        assert held, speaker["resolved"]
        assert speaker["chamber"] in {office.chamber or "government" for office in held}
        if speaker["group"]:
            assert speaker["group"] in {office.group for office in held}
        if speaker["party"]:
            assert speaker["party"] in {office.party for office in held}


def _covers(office, published_at):
    return office.valid_from.isoformat() <= published_at[:10] <= office.valid_until.isoformat()


def test_it_has_the_persons_that_are_hard_to_tell_apart():
    people = sample_people()
    surnames = [person.name_ar.split()[-1] for person in people]
    kinds = {office.kind for person in people for office in person.appointments}
    assert len(set(surnames)) < len(surnames)
    assert kinds == {
        "member",
        "minister",
        "group_president",
        "committee_chair",
        "office",
    }
    assert any(
        person.gender == "f" and office.kind == "minister"
        for person in people
        for office in person.appointments
    )
    assert len({person.name_latin for person in people}) == len(people)


def test_it_uses_every_person_that_it_brings():
    spoken = {statement["speaker"]["resolved"] for _, statement in STATEMENTS}
    for person in sample_people():
        assert {person.name_ar, person.name_latin} & spoken, person.name_ar
