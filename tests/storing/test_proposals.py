"""A reading that differs from a ruling is proposed, and never applied by itself."""

import io
from datetime import date

import pytest
from django.core.management import call_command
from django.utils import timezone

from statements.extraction.model import Stance
from statements.models import Article, NamedInstitution, Proposal, Statement
from statements.services.invented import load_samples
from statements.services.proposing import Decided, accept, decline, reopen
from statements.services.reading import read_article
from statements.services.resolving import resolve
from statements.services.reviewing import Verdict, review
from statements.services.storing import store
from statements.services.undoing import Undone, undo_latest
from tests.factories import make_ministry, make_user
from tests.storing.texts import EQUIPMENT, first, make_article, second

pytestmark = pytest.mark.django_db


def read(article, *readings):
    return store(article, article.current, resolve(article, article.current, list(readings)))


@pytest.fixture
def by():
    return make_user("ruling")


@pytest.fixture
def article():
    article = make_article()
    read(article, first(), second(addressees=(EQUIPMENT,)))
    return article


@pytest.fixture
def ruled(article):
    """The machine said «stress», an editor «regret»."""
    statement = Statement.objects.get(cue="أكدت")
    statement.stance = "regret"
    statement.rule(["stance"])
    statement.save()
    return statement


def reads(article, stance):
    read(article, first(stance=stance), second(addressees=(EQUIPMENT,)))


def proposed(state="open"):
    rows = Proposal.objects.filter(state=state)
    return [(one.field, one.values.get(one.field)) for one in rows.order_by("pk")]


def test_a_new_reading_of_a_ruled_field_is_proposed_and_not_applied(article, ruled):
    reads(article, Stance.WARN)
    ruled.refresh_from_db()
    assert ruled.stance == "regret"
    (one,) = Proposal.objects.filter(state="open")
    assert (one.statement, one.field, one.values) == (ruled, "stance", {"stance": "warn"})
    assert (one.earlier, one.ruled) == ({"stance": "stress"}, {"stance": "regret"})


def test_what_the_editor_overruled_is_not_asked_again(article, ruled):
    reads(article, Stance.STRESS)
    assert proposed() == []
    reads(article, Stance.WARN)
    reads(article, Stance.STRESS)
    assert proposed() == []
    assert proposed("withdrawn") == [("stance", "warn")]


def test_a_reading_that_agrees_with_the_ruling_is_no_proposal(article, ruled):
    reads(article, Stance.REGRET)
    assert proposed() == []


def test_an_unruled_field_moves_without_a_proposal(article, ruled):
    read(article, first(), second(stance=Stance.WARN, addressees=(EQUIPMENT,)))
    assert not Proposal.objects.exists()


def test_it_proposes_once_however_often_it_is_read(article, ruled):
    for _ in range(3):
        reads(article, Stance.WARN)
    assert proposed() == [("stance", "warn")]


def test_a_declined_reading_does_not_come_back_but_another_does(article, ruled, by):
    reads(article, Stance.WARN)
    assert decline(Proposal.objects.get(state="open"), by, timezone.now()) is Decided.DONE
    reads(article, Stance.STRESS)
    reads(article, Stance.WARN)
    assert proposed() == []
    reads(article, Stance.PRAISE)
    assert proposed() == [("stance", "praise")]


def test_a_refusal_can_be_taken_back(article, ruled, by):
    reads(article, Stance.WARN)
    one = Proposal.objects.get(state="open")
    decline(one, by, timezone.now())
    assert reopen(one, by, timezone.now()) is Decided.DONE
    assert proposed() == [("stance", "warn")]


def test_accepting_is_a_correction_that_can_be_undone(article, ruled, by):
    reads(article, Stance.WARN)
    one = Proposal.objects.get(state="open")
    assert accept(one, by, timezone.now()) is Decided.DONE
    ruled.refresh_from_db()
    assert (ruled.stance, ruled.review_status, ruled.reviewed_by) == ("warn", "corrected", by)
    assert accept(one, by, timezone.now()) is Decided.CLOSED
    assert isinstance(undo_latest(by, timezone.now()), Undone)
    ruled.refresh_from_db()
    assert ruled.stance == "regret"


def test_a_confirmed_statement_is_held_in_every_field(article, by):
    review(Statement.objects.filter(cue="أكدت"), Verdict.CONFIRM, by, timezone.now())
    reads(article, Stance.WARN)
    assert Statement.objects.get(cue="أكدت").stance != "warn"
    assert proposed() == [("stance", "warn")]


def test_a_rejected_statement_is_left_in_peace(article, by):
    review(Statement.objects.filter(cue="أكدت"), Verdict.REJECT, by, timezone.now())
    reads(article, Stance.WARN)
    assert not Proposal.objects.exists()


def test_addressees_are_proposed_as_a_set(article, by):
    statement = Statement.objects.exclude(cue="أكدت").get()
    ministry = make_ministry()
    statement.institutions.all().delete()
    statement.institutions.create(ministry=ministry, relation="addressed", printed="الوزارة")
    statement.rule(["addressees"])
    statement.save()
    read(article, first(), second())
    (one,) = Proposal.objects.filter(state="open")
    assert (one.field, one.values) == ("addressees", {"addressees": []})
    accept(one, by, timezone.now())
    assert not NamedInstitution.objects.filter(statement=statement, relation="addressed").exists()


def test_a_touched_statement_that_is_no_longer_found_is_proposed_to_be_none(article, ruled, by):
    read(article, second(addressees=(EQUIPMENT,)))
    (one,) = Proposal.objects.filter(state="open")
    assert (one.statement, one.field) == (ruled, "detection")
    ruled.refresh_from_db()
    assert (ruled.retracted_at, ruled.review_status) == (None, "extracted")
    accept(one, by, timezone.now())
    ruled.refresh_from_db()
    assert ruled.review_status == "rejected"


def test_it_is_withdrawn_when_the_statement_is_found_again(article, ruled):
    read(article, second(addressees=(EQUIPMENT,)))
    reads(article, Stance.STRESS)
    assert proposed() == []


# The whole collection read again


def test_a_run_over_everything_changes_nothing_that_was_ruled(by):
    call_command("load_reference", stdout=io.StringIO())
    articles = [intake.article.pk for intake in load_samples()]
    for pk in articles:
        read_article(pk)
    for number, statement in enumerate(Statement.objects.order_by("pk")):
        verdict = (Verdict.CONFIRM, Verdict.REJECT, None, "rule")[number % 4]
        if verdict == "rule":
            statement.stance, statement.said_on = "regret", date(2020, 1, 1)
            statement.rule(["stance", "said_on"])
            statement.save()
        elif verdict is not None:
            review(Statement.objects.filter(pk=statement.pk), verdict, by, timezone.now())
    before = held()
    assert len(before) > 20
    Article.objects.update(engine_version="another")
    for pk in articles:
        read_article(pk)
    assert held() == before


def held():
    """Every value that was ruled on, and every verdict."""
    rows = {}
    for one in Statement.objects.order_by("pk"):
        is_ruled = one.review_status != "extracted"
        names = ("stance", "kind", "content", "cue", "speaker_id", "session_id", "said_on")
        marks = (one.review_status, one.reviewed_by_id, one.reviewed_at, one.ruled_fields)
        if is_ruled or one.ruled_fields:
            kept = names if is_ruled else one.ruled_fields
            rows[one.pk] = [marks, *(getattr(one, name) for name in kept)]
    return rows
