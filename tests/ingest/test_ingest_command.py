"""`manage.py ingest`: what it says, what it stores, what its exit code tells."""

import io
import sys

import pytest
from django.core.management import call_command

from statements.models import Article, Snapshot, Statement
from statements.services.reading import read_article
from tests.ingest.pages import BODY, LISTING, TITLE, page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reference_data(db):
    call_command("load_reference", stdout=io.StringIO())


@pytest.fixture
def ingest(capsys):
    """Run the command; give back its exit code, its output and its errors."""

    def run(*arguments):
        code = 0
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command("ingest", *map(str, arguments), stdout=out, stderr=err)
        except SystemExit as stop:
            code = stop.code
        return code, out.getvalue(), err.getvalue()

    return run


@pytest.fixture
def saved(tmp_path):
    def save(name, raw):
        path = tmp_path / name
        path.write_bytes(raw)
        return path

    return save


def test_it_keeps_the_bytes_and_queues_the_article(ingest, saved):
    code, out, _ = ingest(saved("a.html", page()))
    article = Article.objects.get()
    assert (code, out.split()[0]) == (0, "new")
    assert article.state == Article.State.WAITING
    assert article.url == "https://mersad.example/naql-madrasi"
    assert article.source.name == "المرصد"
    assert Snapshot.objects.get().raw == page()


def test_it_says_so_when_the_same_comes_again_and_changes_nothing(ingest, saved):
    path = saved("a.html", page())
    ingest(path)
    read_article(Article.objects.get().pk)
    before = list(Statement.objects.values_list("public_id", flat=True))
    assert before
    code, out, _ = ingest(path)
    assert (code, out.split()[0]) == (0, "unchanged")
    assert Snapshot.objects.count() == 1
    assert list(Statement.objects.values_list("public_id", flat=True)) == before


def test_it_knows_an_article_again_under_other_teasers(ingest, saved):
    ingest(saved("a.html", page()))
    read_article(Article.objects.get().pk)
    other = page().replace("جميع الحقوق محفوظة".encode(), "اتصل بنا".encode())
    _, out, _ = ingest(saved("b.html", other))
    assert out.split()[0] == "unchanged"
    assert Article.objects.count() == Snapshot.objects.count() == 1


def test_it_makes_a_new_revision_of_a_page_that_changed(ingest, saved):
    ingest(saved("a.html", page()))
    article = Article.objects.get()
    read_article(article.pk)
    changed = page(*BODY, "وأعلنت نعيمة الوزكيتي أن فريقها سيتقدم بسؤال كتابي جديد.")
    _, out, _ = ingest(saved("a.html", changed))
    read_article(article.pk)
    article.refresh_from_db()
    assert out.split()[0] == "changed"
    assert [revision.number for revision in article.revisions.all()] == [2, 1]
    assert article.current.number == 2


def test_it_reads_standard_input(ingest, monkeypatch):
    class Input:
        buffer = io.BytesIO(page())

    monkeypatch.setattr(sys, "stdin", Input)
    code, _, _ = ingest("-")
    assert (code, Article.objects.count()) == (0, 1)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("empty.txt", b""),
        ("blank.html", b" \n\t "),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
        ("undecodable.txt", b"\x81\xff\xfe\x00\x9d" * 40),
        ("listing.html", LISTING),
    ],
)
def test_it_names_what_cannot_be_read_and_goes_on_with_the_rest(ingest, saved, name, raw):
    code, out, err = ingest(saved(name, raw), saved("good.html", page()))
    assert code == 1
    assert out.split()[0] == "new"
    assert name in err
    assert err.count("\n") == 1, "one line for one failure"
    assert Article.objects.count() == 1


def test_it_names_a_file_that_is_not_there(ingest, tmp_path):
    code, _, err = ingest(tmp_path / "nowhere.html")
    assert code == 1
    assert "nowhere.html: No such file" in err


def test_it_takes_a_folder_file_by_file(ingest, saved, tmp_path):
    saved("a.html", page())
    saved("b.html", page(title="خبر آخر", url="https://mersad.example/other"))
    saved("notes.pdf", b"%PDF")
    code, out, _ = ingest(tmp_path)
    assert (code, Article.objects.count(), len(out.splitlines())) == (0, 2, 2)


def test_it_stores_the_article_as_cleaned_with_true_spans(ingest, saved):
    ingest(saved("a.html", page()))
    read_article(Article.objects.get().pk)
    article = Article.objects.get()
    assert (article.title, article.author) == (TITLE, "هند التاغي")
    assert article.current.text == "\n".join(BODY)
    for statement in article.statements.all():
        text = statement.revision.text
        assert text[statement.cue_span.lower : statement.cue_span.upper] == statement.cue


def test_it_keeps_an_editors_title_when_the_page_comes_again(ingest, saved):
    ingest(saved("a.html", page()))
    article = Article.objects.get()
    read_article(article.pk)
    article.refresh_from_db()
    article.title = "عنوان صححه محرر"
    article.rule(["title"])
    article.save()
    ingest(saved("a.html", page(*BODY, "جملة أضيفت فيما بعد إلى المقال.")))
    read_article(article.pk)
    article.refresh_from_db()
    assert article.title == "عنوان صححه محرر"
    assert article.machine_values["title"] == TITLE


def test_it_queues_again_what_still_waits_when_it_comes_again(
    ingest, saved, django_capture_on_commit_callbacks
):
    path = saved("a.html", page())
    ingest(path)
    with django_capture_on_commit_callbacks() as queued:
        _, out, _ = ingest(path)
    assert out.split()[0] == "unchanged"
    assert len(queued) == 1


def test_it_takes_no_title_away_when_a_copy_has_none(ingest, saved):
    ingest(saved("a.txt", page()))
    article = Article.objects.get()
    read_article(article.pk)
    untitled = page().replace(TITLE.encode(), b"").replace("بقلم: هند التاغي".encode(), b"")
    ingest(saved("b.html", untitled))
    article.refresh_from_db()
    assert (article.title, Snapshot.objects.count()) == (TITLE, 1)


def test_it_says_that_a_folder_holds_nothing_to_read(ingest, tmp_path):
    code, _, err = ingest(tmp_path)
    assert code == 1
    assert ".html" in err
