"""The review exercise: known mistakes, the score, and rulings that no later reading moves."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from people.models import Speaker
from statements.exercise import exercise_articles
from statements.filters.review import review_filter
from statements.models import Article, Proposal, ReviewAct, Session, Source, Statement
from statements.models.review import open_now
from statements.services.correcting import judge
from statements.services.exercise_score import score_exercise
from statements.services.moving import merge_speakers, take_back
from statements.services.reviewing import Verdict
from statements.services.undoing import state_of
from tests.factories import make_statement, make_user

pytestmark = pytest.mark.django_db


def exercise(*options):
    out = io.StringIO()
    call_command("make_review_exercise", *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def reference(db):
    call_command("load_reference", stdout=io.StringIO())


@pytest.fixture
def waiting(reference):
    exercise()


@pytest.fixture
def ruled(reference):
    exercise("--ruled")


def ruled_values(statements):
    """All that an editor may rule on of these and of every article, fit to be compared."""
    rows = Statement.objects.filter(pk__in=statements)
    states = {
        pk: state_of(pk, rows.filter(article=pk).values_list("pk", flat=True))
        for pk in Article.objects.values_list("pk", flat=True)
    }
    return json.dumps(states, cls=DjangoJSONEncoder, sort_keys=True)


def test_fifty_statements_wait_with_mistakes_of_every_kind(waiting):
    assert review_filter({}).queue.count() == 50
    fields = score_exercise().fields
    assert all(fields[name].planted >= 2 for name in fields if name != "cue")
    assert {way for tally in fields.values() for way in tally.ways if tally.ways[way]} <= {
        "left",
        "right",
    }
    assert fields["stance"].ways == {"left": 46}


def test_the_texts_are_cleaned_to_what_the_places_count_in(waiting):
    for described in exercise_articles():
        article = Article.objects.get(url=described.url)
        assert article.current.text == described.text
        assert (article.title, article.author) == (described.title, described.author)
        assert article.published_at == described.published_at


def test_everything_of_it_is_marked_as_invented(waiting, client):
    for model in (Article, Statement, Session, Source):
        assert not model.objects.filter(is_sample=False).exists()
    assert not Speaker.objects.persons().filter(is_sample=False).exists()
    assert all("تمرين" in name for name in Source.objects.values_list("name", flat=True))
    shown = Statement.objects.published().first()
    assert (
        "مختلق" in client.get(shown.get_absolute_url(), HTTP_ACCEPT_LANGUAGE="ar").content.decode()
    )


def test_it_is_never_made_twice(waiting):
    with pytest.raises(CommandError, match="already there"):
        exercise("--ruled")
    assert review_filter({}).queue.count() == 50


def test_it_comes_ruled_on_without_a_mistake(ruled):
    score = score_exercise()
    for tally in score.fields.values():
        assert tally.ways["wrong"] == tally.ways["left"] == 0
        assert tally.mended == tally.planted
    assert (score.waiting, score.signed) == (0, score.articles)
    assert not Statement.objects.filter(open_now()).exists()


def test_it_is_taken_away_whole_and_nothing_else(ruled, amina):
    other = make_statement()
    assert "50" not in exercise("--remove").split("articles")[0]
    assert list(Statement.objects.all()) == [other]
    assert not ReviewAct.objects.exists()
    assert not Speaker.objects.filter(is_sample=True).exists()
    assert not Session.objects.exists()
    assert "no exercise" in exercise("--remove")
    with pytest.raises(CommandError, match="no exercise"):
        exercise("--score")


def test_it_tells_right_from_wrong_from_left(waiting, amina, at):
    right = Statement.objects.get(cue="مطالبة")
    wrong_speaker = Statement.objects.get(cue="وانتقدت")
    no_statement = Statement.objects.get(cue="وستواصل")
    true_one = Statement.objects.get(cue="أكدت")
    judge(right, Verdict.CONFIRM, amina, at)
    judge(wrong_speaker, Verdict.CONFIRM, amina, at)
    judge(no_statement, Verdict.CONFIRM, amina, at)
    judge(true_one, Verdict.REJECT, amina, at)
    score = score_exercise()
    assert score.fields["speaker"].ways == {"right": 1, "wrong": 1, "left": 43}
    assert score.fields["stance"].ways == {"right": 2, "left": 43}
    assert score.fields["found"].ways["wrong"] == 2
    assert (score.waiting, score.editors) == (46, {"amina": 4})
    judge(no_statement, Verdict.REJECT, amina, at)
    assert score_exercise().fields["found"].ways["wrong"] == 1
    said = exercise("--score")
    assert "5 rulings by amina" in said
    assert "0 min 0 s" in said


def why_unresolved(pks):
    return dict(Statement.objects.filter(pk__in=pks).values_list("pk", "unresolved"))


def merged_and_undone(by):
    """Two of the exercise who share a family name are made one, and two again."""
    kept, gone = (
        Speaker.objects.get(name_ar=name) for name in ("نادية الزعفراني", "عبد الواحد الزعفراني")
    )
    theirs = gone.statements.count()
    move = merge_speakers(kept, gone, by, timezone.now())
    assert theirs
    assert not gone.statements.exists()
    take_back(move, by, timezone.now())
    assert gone.statements.count() == theirs


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("signed", [True, False], ids=["fully reviewed", "not signed for"])
def test_a_merge_undone_and_everything_read_again_change_no_ruling(celery_worker, signed):
    call_command("load_reference", stdout=io.StringIO())
    exercise("--ruled")
    if not signed:
        Article.objects.update(reviewed_revision=None, reviewed_by=None, reviewed_at=None)
    ruled = list(Statement.objects.values_list("pk", flat=True))
    before, unresolved = ruled_values(ruled), why_unresolved(ruled)
    versions = set(Statement.objects.values_list("engine_version", flat=True))
    merged_and_undone(make_user("chief", is_superuser=True))
    assert ruled_values(ruled) == before
    call_command("reextract", "--all", stdout=io.StringIO(), stderr=io.StringIO())
    assert ruled_values(ruled) == before
    # It was read, with the engine itself: what the machine says now is beside what was ruled.
    assert set(Statement.objects.values_list("engine_version", flat=True)) != versions
    moved = [
        name
        for one in Statement.objects.filter(pk__in=ruled)
        for name in ("stance", "speaker", "kind")
        if name in one.machine_values
        and one.machine_values[name] != getattr(one, f"{name}_id" if name == "speaker" else name)
    ]
    assert moved
    assert Proposal.objects.filter(state="open").exists()
    assert why_unresolved(ruled) == unresolved
    # What the engine finds over the ruled words is no statement of its own, signed for or not.
    assert not Statement.objects.filter(open_now()).exists()
    score = score_exercise()
    assert all(not tally.ways["wrong"] + tally.ways["left"] for tally in score.fields.values())
