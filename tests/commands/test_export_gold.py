"""What editors ruled, written as gold: the engine is measured on it, and nobody publishes it."""

import io
import json
import stat

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from statements.models import Article
from statements.services.correcting import Correction, judge, rule
from statements.services.invented import load_samples
from statements.services.marking import Marked, mark_fully_reviewed
from statements.services.reading import read_article
from statements.services.reviewing import Verdict, review
from tests.factories import make_article, make_source, make_speaker, make_statement, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_user()


@pytest.fixture
def samples():
    call_command("load_reference", stdout=io.StringIO())
    articles = [intake.article for intake in load_samples()[:4]]
    for article in articles:
        read_article(article.pk)
    return Article.objects.filter(pk__in=[article.pk for article in articles])


def settled(articles, editor):
    """Every statement confirmed, every article marked as fully reviewed."""
    for article in articles:
        review(article.statements.all(), Verdict.CONFIRM, editor, timezone.now())
        assert mark_fully_reviewed(article, editor, timezone.now()) is Marked.DONE


def exported(tmp_path, *options):
    path = tmp_path / "gold.jsonl"
    call_command("export_gold", str(path), *options, stderr=io.StringIO())
    return path, [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def scores(path, capsys):
    call_command("evaluate", str(path), "--json", resamples=2)
    return json.loads(capsys.readouterr().out)


def test_the_engine_scores_in_full_on_what_editors_confirmed(samples, editor, tmp_path, capsys):
    settled(samples, editor)
    path, rows = exported(tmp_path, "--samples=only")
    assert len(rows) == 4
    told = scores(path, capsys)
    assert sum(len(row["statements"]) for row in rows) > 20
    for metric, score in told["metrics"].items():
        assert (metric, score["fp"], score["fn"]) == (metric, 0, 0)
    # The register may know a group that the engine cannot read in the text.
    accuracy = told["accuracy_on_matched"]
    assert {name: one["acc"] for name, one in accuracy.items() if name != "speaker_group"} == {
        name: 1.0 for name in accuracy if name != "speaker_group"
    }


def test_a_correction_costs_the_engine_just_that(samples, editor, tmp_path, capsys):
    settled(samples, editor)
    statement = samples[0].statements.order_by("position").first()
    stance = "regret" if statement.stance != "regret" else "warn"
    rule(statement, Correction({"stance": stance}), editor, timezone.now())
    other = samples[1].statements.order_by("position").first()
    judge(other, Verdict.REJECT, editor, timezone.now())
    path, _rows = exported(tmp_path, "--samples=only")
    told = scores(path, capsys)["metrics"]
    assert (told["detect_partial"]["fp"], told["detect_partial"]["fn"]) == (1, 0)
    assert (told["+speaker+stance"]["fp"], told["+speaker+stance"]["fn"]) == (2, 1)


def test_another_speaker_goes_by_the_name_that_the_article_has(editor, tmp_path):
    article = make_article(
        "أكد سالم البرتقالي، زميل ليلى السوسنية، أن القوارب تحتاج إلى صيانة عاجلة."
    )
    statement = make_statement(article=article)
    layla = make_speaker("ليلى السوسنية بنت الساحل", aliases=["ليلى السوسنية", "السوسنية"])
    rule(statement, Correction({"speaker": layla}), editor, timezone.now())
    mark_fully_reviewed(article, editor, timezone.now())
    _path, [row] = exported(tmp_path)
    speaker = row["statements"][0]["speaker"]
    assert speaker["resolved"] == "ليلى السوسنية"
    assert set(speaker["alt_resolved"]) == {"ليلى السوسنية بنت الساحل", "السوسنية"}


def test_only_what_is_signed_for_is_written(editor, tmp_path):
    confirmed, rejected, waiting = [
        make_statement(content, article=None) for content in ("قول أول", "قول ثان", "قول ثالث")
    ]
    review(type(confirmed).objects.filter(pk=confirmed.pk), Verdict.CONFIRM, editor, timezone.now())
    review(type(confirmed).objects.filter(pk=rejected.pk), Verdict.REJECT, editor, timezone.now())
    assert exported(tmp_path)[1] == []
    _path, rows = exported(tmp_path, "--partial")
    assert {row["id"]: [one["content"] for one in row["statements"]] for row in rows} == {
        confirmed.article.public_id: ["قول أول"],
        rejected.article.public_id: [],
    }
    assert waiting.article.public_id not in {row["id"] for row in rows}
    mark_fully_reviewed(rejected.article, editor, timezone.now())
    _path, [row] = exported(tmp_path)
    assert (row["statements"], row["negative"]) == ([], "parliament_no_statement")


def test_what_nobody_ruled_on_is_optional_in_a_partial_one(editor, tmp_path):
    article = make_article("أكد سالم البرتقالي أن الميناء مغلق. وأضاف أن السفن تنتظر.")
    first = make_statement("الميناء مغلق", article=article)
    make_statement("السفن تنتظر", cue="أضاف", article=article)
    review(type(first).objects.filter(pk=first.pk), Verdict.CONFIRM, editor, timezone.now())
    _path, [row] = exported(tmp_path, "--partial")
    assert row["partial"] is True
    assert [one["optional"] for one in row["statements"]] == [False, True]
    text = "\n".join(row["body"])
    for one in row["statements"]:
        assert text[one["content_start"] : one["content_end"]] == one["content"]
        assert text[one["cue_start"] :].startswith(one["cue"])


def test_it_is_narrowed(editor, tmp_path):
    shore = make_source("الضفة", host="shore.example")
    chosen = make_article(source=shore, published="2025-04-23T21:03")
    others = [
        make_article(published="2025-04-23T21:03"),
        make_article(source=shore, published="2025-01-01T00:30"),
        make_article(source=shore, language="fr"),
        make_article(source=shore, is_sample=True),
        make_article(source=shore, withdrawn_at=timezone.now()),
    ]
    for article in (chosen, *others):
        mark_fully_reviewed(article, editor, timezone.now())
    asked = ("--source=shore.example", "--since=2025-01-02", "--until=2025-04-23", "--language=ar")
    assert [row["id"] for row in exported(tmp_path, *asked)[1]] == [chosen.public_id]
    with pytest.raises(CommandError, match="No outlet"):
        exported(tmp_path, "--source=nowhere")
    with pytest.raises(CommandError, match="no day"):
        exported(tmp_path, "--since=yesterday")


def test_nobody_else_reads_the_file_and_no_reader_is_handed_it(tmp_path, settings, editor):
    mark_fully_reviewed(make_article(), editor, timezone.now())
    path, _rows = exported(tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    with pytest.raises(CommandError, match="do not publish"):
        call_command("export_gold", str(settings.MEDIA_ROOT / "gold.jsonl"))
    assert list(settings.MEDIA_ROOT.iterdir()) == []
    with pytest.raises(CommandError, match="nowhere"):
        call_command("export_gold", str(tmp_path / "nowhere" / "gold.jsonl"))


def test_it_asks_as_little_for_many_articles(editor, tmp_path, django_assert_max_num_queries):
    for number in range(12):
        article = make_article(f"أكد سالم البرتقالي أن الميناء رقم {number} مغلق.")
        statement = make_statement(f"الميناء رقم {number} مغلق", article=article)
        review(
            type(statement).objects.filter(pk=statement.pk), Verdict.CONFIRM, editor, timezone.now()
        )
    with django_assert_max_num_queries(6):
        assert len(exported(tmp_path, "--partial")[1]) == 12


@pytest.mark.parametrize(
    ("number", "told"), [(0, "0 articles written"), (1, "1 article written"), (2, "2 articles")]
)
def test_it_counts_in_words_that_fit(number, told, editor, tmp_path):
    for _ in range(number):
        article = make_article()
        mark_fully_reviewed(article, editor, timezone.now())
    assert told in said_of_exporting(tmp_path)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (1, "1 invented article left out; --samples with adds it."),
        (2, "2 invented articles left out; --samples with adds them."),
    ],
)
def test_it_counts_what_it_leaves_out_too(number, told, editor, tmp_path):
    for _ in range(number):
        article = make_article(is_sample=True)
        mark_fully_reviewed(article, editor, timezone.now())
    assert told in said_of_exporting(tmp_path)


def said_of_exporting(tmp_path):
    told = io.StringIO()
    call_command("export_gold", str(tmp_path / "gold.jsonl"), stderr=told)
    return told.getvalue()
