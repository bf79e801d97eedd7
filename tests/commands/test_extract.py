"""`manage.py extract`: articles and statements of files, with nothing running."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.ingestion.pages.articles import HOSPITAL, WATER
from tests.ingestion.pages.layouts import old_table, wordpress_theme
from tests.ingestion.pages.no_articles import category

ROOT = Path(__file__).resolve().parents[2]
ARTICLE_FIELDS = {
    "id",
    "file",
    "format",
    "lang",
    "is_article",
    "negative",
    "title",
    "author",
    "published_at",
    "body",
    "headline_statements",
    "statements",
    "phenomena",
    "traps",
}
STATEMENT_FIELDS = {
    "sid",
    "speaker",
    "cue",
    "cue_start",
    "cue_lemma",
    "stance",
    "alt_stance",
    "kind",
    "alt_kind",
    "content",
    "content_start",
    "content_end",
    "content_spans",
    "alt_contents",
    "addressees",
    "addressee_explicit",
    "other_institutions",
    "session",
    "parliamentary",
    "optional",
    "phenomena",
    "confidence",
    "rules",
    "attribution",
    "said_on",
}
SPEAKER_FIELDS = {
    "surface",
    "resolved",
    "alt_resolved",
    "type",
    "roles",
    "group",
    "party",
    "chamber",
}


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "wadi.v2.html"
    path.write_bytes(wordpress_theme().raw)
    return path


@pytest.fixture
def scraped(tmp_path):
    path = tmp_path / "tamesna.txt"
    path.write_text(
        "\n".join([*WATER.paragraphs, WATER.title, "بقلم: عبد الإله الرگراگي", "6 ماي 2025"]),
        encoding="utf-8",
    )
    return path


@pytest.fixture
def listing(tmp_path):
    path = tmp_path / "category.html"
    path.write_bytes(category())
    return path


@pytest.fixture
def empty(tmp_path):
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    return path


def objects(*paths):
    out = io.StringIO()
    call_command("extract", *map(str, paths), format="jsonl", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_it_prints_one_object_per_input_in_order(page, scraped, listing):
    assert [found["id"] for found in objects(scraped, listing, page)] == [
        "tamesna",
        "category",
        "wadi.v2",
    ]


def test_it_prints_the_article(page, scraped):
    from_page, from_text = objects(page, scraped)
    assert from_page["is_article"] is True
    assert (from_page["title"], from_page["author"]) == (HOSPITAL.title, HOSPITAL.author)
    assert from_page["published_at"] == "2026-03-17T20:41:00+00:00"
    assert from_page["body"] == list(HOSPITAL.paragraphs)
    assert from_page["format"] == "html"
    assert (from_text["published_at"], from_text["lang"]) == ("2025-05-06", "ar")


def test_it_prints_every_field_of_the_guidelines(page):
    (found,) = objects(page)
    text = "\n".join(found["body"])
    assert set(found) >= ARTICLE_FIELDS
    assert found["statements"]
    for number, statement in enumerate(found["statements"], 1):
        assert set(statement) >= STATEMENT_FIELDS
        assert set(statement["speaker"]) >= SPEAKER_FIELDS
        assert statement["sid"] == number
        assert text[statement["content_start"] : statement["content_end"]] == statement["content"]
        assert text[statement["cue_start"] :].startswith(statement["cue"])
        assert [statement["content_start"], statement["content_end"]] in statement["content_spans"]


def test_a_page_without_article_still_gives_an_object(listing):
    (found,) = objects(listing)
    assert found["is_article"] is False
    assert (found["title"], found["author"], found["published_at"]) == (None, None, None)
    assert (found["body"], found["statements"]) == ([], [])


def test_unreadable_input_is_reported_after_all_others(empty, scraped, tmp_path):
    out, errors = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError) as failed:
        call_command(
            "extract",
            str(empty),
            str(tmp_path / "missing.txt"),
            str(scraped),
            format="jsonl",
            stdout=out,
            stderr=errors,
        )
    assert failed.value.returncode == 1
    assert [json.loads(line)["id"] for line in out.getvalue().splitlines()] == ["tamesna"]
    assert "empty.txt: The input is empty" in errors.getvalue()
    assert "missing.txt: No such file" in errors.getvalue()


def test_the_text_form_is_for_reading(scraped, listing):
    out = io.StringIO()
    call_command("extract", str(scraped), str(listing), stdout=out)
    assert f"Title      {WATER.title}" in out.getvalue()
    assert WATER.paragraphs[2] in out.getvalue()
    assert "No article." in out.getvalue()


def run(*arguments, data, stdin=b""):
    nowhere = {
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "QAWL_DATA": str(data),
    }
    return subprocess.run(
        [sys.executable, "manage.py", "extract", *arguments],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        env={**os.environ, **nowhere},
        check=False,
        timeout=60,
    )


def test_it_needs_nothing_that_runs(tmp_path, empty):
    done = run("-", str(empty), "--format", "jsonl", data=tmp_path / "data", stdin=old_table().raw)
    (line,) = done.stdout.decode().splitlines()
    assert json.loads(line)["id"] == "stdin"
    assert json.loads(line)["title"] == HOSPITAL.title
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


def test_it_ends_quietly_when_its_reader_has_seen_enough(scraped):
    printing = subprocess.Popen(
        [sys.executable, "manage.py", "extract", *[str(scraped)] * 200, "--explain"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert printing.stdout.readline()
    printing.stdout.close()
    assert printing.stderr.read() == b""
    assert printing.wait(timeout=60) == 0


def test_it_ends_well_on_a_listing(tmp_path, listing):
    assert run(str(listing), "--format", "jsonl", data=tmp_path / "data").returncode == 0


def test_it_explains_each_sentence(scraped):
    out = io.StringIO()
    call_command("extract", str(scraped), explain=True, stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0] == f"── {scraped}"
    assert {"Gate", "Register", "Sentence"} <= {line.split()[0] for line in lines if line.strip()}


def test_it_says_that_an_explanation_is_text(scraped):
    with pytest.raises(CommandError, match="--explain prints text"):
        call_command("extract", str(scraped), explain=True, format="jsonl")
