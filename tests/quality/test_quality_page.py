"""The quality page: random samples apart from other reviews, never reviewed told from confirmed."""

import csv
import io

import pytest
from django.core.cache import cache
from django.utils import timezone

from statements.models import Statement
from statements.quality import of_other_reviews, of_random_samples
from statements.services.correcting import Correction, judge, rule
from statements.services.reviewing import Verdict
from statements.services.sampling import draw_sample
from statements.tasks import count_reviews
from tests.factories import make_source, make_speaker, make_statement, make_user

pytestmark = pytest.mark.django_db

AS_READ = {
    "content": None, "speaker": None, "stance": "stress", "kind": "indirect", "session": None,
    "said_on": None,
}  # fmt: skip


@pytest.fixture
def editor():
    return make_user()


def found(content, *, source=None, version="1.0", **fields):
    statement = make_statement(content, engine_version=version, **fields)
    statement.machine_values = AS_READ | {
        "content": content,
        "speaker": statement.speaker_id,
        "said_on": statement.said_on and statement.said_on.isoformat(),
    }
    statement.save(update_fields=["machine_values"])
    if source:
        statement.article.source = source
        statement.article.save(update_fields=["source"])
    return statement


def judged(verdict, editor, *statements):
    for statement in statements:
        judge(statement, verdict, editor, timezone.now())


def corrected(statement, editor, **values):
    rule(statement, Correction(values), editor, timezone.now())


def numbers(quality):
    return {
        name: (precision.right, precision.of)
        for name, _words, precision in quality.fields
        if precision.right != precision.of
    }


@pytest.fixture
def six(editor):
    """Two outlets, two versions: two confirmed, one corrected, one rejected, two left alone."""
    shore, light = make_source("الضفة"), make_source("المنارة")
    rows = [
        found(f"القول {word}", source=shore if number < 4 else light, version=f"1.{number % 2}")
        for number, word in enumerate(("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس"))
    ]
    judged(Verdict.CONFIRM, editor, rows[0], rows[1])
    corrected(rows[2], editor, stance="warn", speaker=make_speaker())
    judged(Verdict.REJECT, editor, rows[3])
    return rows


def test_it_tells_never_reviewed_from_confirmed(six):
    together = of_other_reviews().together
    counts = (together.confirmed, together.corrected, together.rejected, together.never_reviewed)
    assert counts == (2, 1, 1, 2)
    assert (together.found_rightly.right, together.found_rightly.of) == (3, 4)
    assert (together.right_in_all.right, together.right_in_all.of) == (2, 4)


def test_it_counts_by_outlet_version_and_field(six):
    quality = of_other_reviews()
    outlets = {one.name: (one.reviewed, one.never_reviewed) for one in quality.outlets}
    assert outlets == {"الضفة": (4, 0), "المنارة": (0, 2)}
    versions = {one.name: (one.confirmed, one.corrected, one.rejected) for one in quality.versions}
    assert versions == {"1.0": (1, 1, 0), "1.1": (1, 0, 1)}
    assert numbers(quality) == {"stance": (2, 3), "speaker": (2, 3)}


def test_a_ruling_that_agrees_with_the_machine_is_no_error(editor):
    statement = found("القول الأول")
    corrected(statement, editor, stance="warn")
    corrected(Statement.objects.get(pk=statement.pk), editor, stance="stress")
    assert numbers(of_other_reviews()) == {}


def test_a_random_sample_stands_apart(six, editor):
    run = draw_sample(Statement.objects.all(), 3, editor, timezone.now(), seed="a")
    drawn = set(run.samples.values_list("statement", flat=True))
    random, other = of_random_samples().together, of_other_reviews().together
    assert random.reviewed + random.never_reviewed == 3
    assert other.reviewed + other.never_reviewed == 3
    statuses = Statement.objects.filter(pk__in=drawn, review_status="confirmed").count()
    assert random.confirmed == statuses


def test_a_sample_of_a_filter_says_nothing_about_all(six, editor):
    asked = {"stance": "stress"}
    draw_sample(Statement.objects.all(), 3, editor, timezone.now(), drawn_from=asked)
    assert of_random_samples().together.reviewed == 0
    assert of_other_reviews().together.reviewed == 4


def test_a_sample_judges_what_was_read_when_it_was_drawn(editor):
    statement = found("القول الأول", version="1.0")
    draw_sample(Statement.objects.all(), 1, editor, timezone.now())
    # A later engine reads another stance, which the editor then confirms.
    Statement.objects.filter(pk=statement.pk).update(
        stance="warn", engine_version="2.0", machine_values=statement.machine_values
        | {"stance": "warn"},
    )  # fmt: skip
    judged(Verdict.CONFIRM, editor, statement)
    quality = of_random_samples()
    assert [one.name for one in quality.versions] == ["1.0"]
    assert numbers(quality) == {"stance": (0, 1)}


def test_a_merged_speaker_was_read_rightly(editor):
    loser, winner = make_speaker("سالم"), make_speaker("سالم البرتقالي")
    statement = found("القول الأول", speaker=loser)
    draw_sample(Statement.objects.all(), 1, editor, timezone.now())
    loser.merged_into = winner
    loser.save()
    Statement.objects.filter(pk=statement.pk).update(speaker=winner)
    judged(Verdict.CONFIRM, editor, statement)
    assert numbers(of_random_samples()) == {}


def test_what_is_invented_added_or_withdrawn_is_not_counted(editor):
    withdrawn = found("القول الأول")
    withdrawn.article.withdrawn_at = timezone.now()
    withdrawn.article.save()
    rows = [found("القول الثاني", is_sample=True), found("القول الثالث", version="")]
    judged(Verdict.CONFIRM, editor, withdrawn, *rows)
    assert of_other_reviews().together.reviewed == 0


def test_what_is_invented_is_counted_alone_where_it_is_asked_for(client, editor):
    judged(Verdict.CONFIRM, editor, found("القول الأول", is_sample=True), found("القول الثاني"))
    assert of_other_reviews(invented=True).together.reviewed == 1
    assert "left out" in client.get("/en/quality/").content.decode()
    invented = client.get("/en/quality/?invented=only").content.decode()
    assert "quality.csv?invented=only" in invented
    rows = csv.DictReader(
        io.StringIO(client.get("/quality.csv?invented=only").content.decode("utf-8-sig"))
    )
    assert next(row["of"] for row in rows if row["reviews"] == "other") == "1"


@pytest.mark.parametrize("prefix", ["", "/fr", "/en"])
def test_it_says_what_would_fill_it(client, prefix):
    page = client.get(f"{prefix}/quality/")
    assert page.status_code == 200
    assert 'class="empty"' in page.content.decode()
    assert "<table" not in page.content.decode()


def test_it_shows_shares_with_intervals_in_few_queries(
    client, six, editor, django_assert_max_num_queries
):
    draw_sample(Statement.objects.all(), 4, editor, timezone.now(), seed="b")
    with django_assert_max_num_queries(5):
        page = client.get("/en/quality/").content.decode()
    assert "Right in all" in page
    assert 'class="range"' in page
    answer = client.get("/en/quality/")
    again = client.get("/en/quality/", headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304


def test_it_is_linked_from_about_and_from_every_foot(client):
    assert client.get("/fr/about/").content.decode().count("/fr/quality/") == 2
    assert "/quality/" in client.get("/").content.decode()


def test_the_file_holds_the_same_numbers_and_no_formula(client, six):
    six[0].article.source.name = "=HYPERLINK(1)"
    six[0].article.source.save()
    answer = client.get("/quality.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    by_name = {(row["reviews"], row["by"], row["name"], row["measure"]): row for row in rows}
    shore = by_name["other", "outlet", "'=HYPERLINK(1)", "statement"]
    assert (shore["right"], shore["of"], shore["precision"]) == ("3", "4", "0.7500")
    assert by_name["other", "field", "stance", "stance"]["right"] == "2"
    assert by_name["other", "outlet", "المنارة", "all"]["precision"] == ""


@pytest.fixture
def clock():
    """What the clock does every five minutes; nothing is left of it after the test."""
    yield count_reviews
    cache.clear()


def together(client):
    shown = client.get("/en/quality/")
    counted = shown.context["other"].together
    return (counted.confirmed, counted.never_reviewed), "Counted on" in shown.content.decode()


def test_where_no_clock_runs_the_page_counts_for_itself(client, editor):
    first, _second = found("قارب أول"), found("قارب ثان")
    assert together(client) == ((0, 2), False)
    judged(Verdict.CONFIRM, editor, first)
    assert together(client) == ((1, 1), False)


def test_reviews_are_counted_by_the_clock_and_the_page_says_when(client, editor, clock):
    first, second = found("قارب أول"), found("قارب ثان")
    judged(Verdict.CONFIRM, editor, first)
    clock()
    judged(Verdict.CONFIRM, editor, second)
    assert together(client) == ((1, 1), True)
    clock()
    assert together(client) == ((2, 0), True)


def test_what_the_clock_counted_is_told_in_the_readers_language(client, editor, clock):
    judged(Verdict.CONFIRM, editor, found("قارب أول"))
    clock()
    assert "the stance" in client.get("/en/quality/").content.decode().lower()
    assert "la position" in client.get("/fr/quality/").content.decode().lower()


def test_the_file_of_numbers_is_always_of_this_moment(client, editor, clock):
    first, _second = found("قارب أول"), found("قارب ثان")
    judged(Verdict.CONFIRM, editor, first)
    clock()
    found("قارب ثالث")
    text = client.get("/quality.csv").content.decode("utf-8-sig")
    (row,) = (
        one
        for one in csv.DictReader(io.StringIO(text))
        if (one["reviews"], one["by"], one["measure"]) == ("other", "all", "statement")
    )
    assert row["never_reviewed"] == "2"
