"""What an editor rules at the queue, what follows from it, and how he takes it back at once."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import NumericRange

from statements.models import ReviewAct, Statement
from statements.services.correcting import Addressee, Correction, judge, rule
from statements.services.marking import Marked, mark_fully_reviewed, unmark_fully_reviewed
from statements.services.regrouping import add_statement, join_statements, split
from statements.services.reviewing import Verdict
from statements.services.undoing import ChangedSince, NothingToUndo, Undone, state_of, undo_latest
from tests.factories import (
    make_appointment,
    make_article,
    make_group,
    make_ministry,
    make_session,
    make_speaker,
    make_statement,
    span_of,
)

pytestmark = pytest.mark.django_db

TEXT = (
    "أكد سالم البرتقالي أن المرسى ضيق، مضيفا أن السوق بعيد عنه.\n"
    "من جهتها، طالبت نورة الصدفي وزير القوارب ببناء مرسى جديد، وقالت إن الأمر عاجل.\n"
    "خاتمة."
)


@pytest.fixture
def article():
    return make_article(TEXT)


@pytest.fixture
def statement(article):
    return make_statement("المرسى ضيق", article=article)


def fresh(record):
    record.refresh_from_db()
    return record


@pytest.mark.parametrize(
    ("verdict", "status"), [(Verdict.CONFIRM, "confirmed"), (Verdict.REJECT, "rejected")]
)
def test_a_verdict_is_taken_back_whole(statement, amina, at, verdict, status):
    before = state_of(statement.article_id, [statement.pk])
    assert judge(statement, verdict, amina, at)
    assert fresh(statement).review_status == status
    assert isinstance(undo_latest(amina, at), Undone)
    assert state_of(statement.article_id, [statement.pk]) == before
    assert isinstance(undo_latest(amina, at), NothingToUndo)


def test_a_correction_brings_what_follows_from_it(statement, amina, at):
    group = make_group()
    speaker = make_speaker("نورة الصدفي")
    office = make_appointment(speaker, group=group, valid_from=date(2021, 1, 1))
    session = make_session(day=date(2025, 4, 21))
    ruled = rule(statement, Correction({"speaker": speaker, "session": session}), amina, at)
    fresh(statement)
    assert (statement.appointment, statement.group) == (office, group)
    assert (statement.said_on, statement.chamber) == (session.date, session.chamber)
    assert statement.dated_on == session.date
    assert statement.review_status == "corrected"
    assert statement.reviewed_by == amina
    assert set(ruled) == set(statement.ruled_fields) >= {"speaker", "group", "session", "said_on"}


def test_a_correction_moves_spans_with_their_words(statement, amina, at):
    content, cue = span_of(TEXT, "السوق بعيد عنه"), span_of(TEXT, "مضيفا")
    rule(statement, Correction({"content_spans": [content], "cue_span": cue}), amina, at)
    fresh(statement)
    assert (statement.content, statement.cue) == ("السوق بعيد عنه", "مضيفا")
    assert statement.cue_lemma == "أضاف"
    assert "السوق" in statement.search_text.replace("سوق", "السوق")


def test_a_correction_that_changes_nothing_confirms(statement, amina, at):
    assert rule(statement, Correction({"stance": statement.stance}), amina, at) == []
    assert (fresh(statement).review_status, statement.ruled_fields) == ("confirmed", [])
    assert ReviewAct.objects.get().kind == "confirm"
    rule(statement, Correction({"stance": "warn"}), amina, at)
    assert ReviewAct.objects.order_by("pk").last().kind == "correct"


def test_it_refuses_values_that_do_not_go_together(statement, amina, at):
    wrong = Correction({"speaker": make_speaker(), "speaker_type": "unnamed"})
    with pytest.raises(ValidationError):
        rule(statement, wrong, amina, at)
    assert fresh(statement).review_status == "extracted"
    assert not ReviewAct.objects.exists()


def test_addressees_are_ruled_on_as_a_set_and_come_back(statement, amina, at):
    boats, fish = make_ministry(name_ar="وزارة القوارب"), make_ministry(name_ar="وزارة السمك")
    rule(statement, Correction(addressees=(Addressee(boats.pk),)), amina, at)
    phrase = span_of(TEXT, "وزير القوارب")
    two = (Addressee(boats.pk, "وزير القوارب", phrase), Addressee(fish.pk))
    assert "addressees" in rule(statement, Correction(addressees=two), amina, at)
    assert {one.ministry for one in statement.institutions.all()} == {boats, fish}
    undo_latest(amina, at)
    assert [one.ministry for one in statement.institutions.all()] == [boats]
    undo_latest(amina, at)
    assert not statement.institutions.exists()


def test_undoing_leaves_what_another_editor_has_changed_since(statement, amina, badr, at):
    judge(statement, Verdict.CONFIRM, amina, at)
    rule(statement, Correction({"stance": "warn"}), badr, at)
    assert isinstance(undo_latest(amina, at), ChangedSince)
    assert fresh(statement).stance == "warn"


def test_a_statement_is_added_with_the_values_around_it(statement, article, amina, at):
    speaker = make_speaker()
    Statement.objects.filter(pk=statement.pk).update(speaker=speaker, session=make_session())
    new = add_statement(article, span_of(TEXT, "، السوق"[2:] + " بعيد عنه"), amina, at)
    assert (new.content, new.cue, new.cue_lemma) == ("السوق بعيد عنه", "مضيفا", "أضاف")
    assert (new.speaker, new.session) == (speaker, fresh(statement).session)
    assert (new.review_status, new.reviewed_by) == ("corrected", amina)
    undo_latest(amina, at)
    assert not Statement.objects.filter(pk=new.pk).exists()


@pytest.mark.parametrize("span", [(0, 0), (5, 10_000), (-3, 4)])
def test_it_adds_nothing_without_words(article, amina, at, span):
    with pytest.raises(ValidationError):
        add_statement(article, NumericRange(*span), amina, at)
    assert not Statement.objects.exists()


def test_one_becomes_two_and_one_again(article, amina, at):
    whole = make_statement("المرسى ضيق، مضيفا أن السوق بعيد عنه", article=article)
    before = state_of(article.pk, [whole.pk])
    second = split(whole, span_of(TEXT, "السوق بعيد عنه"), amina, at)
    assert fresh(whole).content == "المرسى ضيق"
    assert (second.content, second.cue, second.stance) == ("السوق بعيد عنه", "مضيفا", "assert")
    assert second.speaker == whole.speaker
    undo_latest(amina, at)
    assert state_of(article.pk, [whole.pk]) == before
    assert Statement.objects.count() == 1


def test_nothing_is_split_off_that_is_the_whole(statement, amina, at):
    with pytest.raises(ValidationError):
        split(statement, statement.content_spans[0], amina, at)


def test_two_become_one_and_the_second_leads_to_it(client, article, statement, amina, at):
    other = make_statement("السوق بعيد عنه", article=article, cue="مضيفا", printed="")
    join_statements(other, statement, amina, at)
    fresh(other), fresh(statement)
    assert [TEXT[span.lower : span.upper] for span in other.content_spans] == [
        "المرسى ضيق",
        "السوق بعيد عنه",
    ]
    assert other.cue == "أكد"
    assert (statement.review_status, statement.joined_into) == ("rejected", other)
    answer = client.get(statement.get_absolute_url())
    assert answer.status_code == 302
    assert other.get_absolute_url() in answer.url
    undo_latest(amina, at)
    assert fresh(statement).review_status == "extracted"
    assert fresh(other).content_spans == [span_of(TEXT, "السوق بعيد عنه")]


def test_what_touches_is_joined_into_one_stretch(article, amina, at):
    first = make_statement("المرسى", article=article)
    second = make_statement("ضيق", article=article)
    assert join_statements(first, second, amina, at).content == "المرسى ضيق"


def test_statements_of_two_articles_are_never_joined(statement, amina, at):
    with pytest.raises(ValidationError):
        join_statements(statement, make_statement("السوق واسع"), amina, at)


def test_an_article_is_signed_for_when_nothing_in_it_is_open(article, statement, amina, at):
    assert mark_fully_reviewed(article, amina, at) is Marked.STATEMENTS_LEFT
    judge(statement, Verdict.CONFIRM, amina, at)
    assert mark_fully_reviewed(article, amina, at) is Marked.DONE
    assert fresh(article).is_fully_reviewed
    assert (article.reviewed_by, article.reviewed_at) == (amina, at)
    undo_latest(amina, at)
    assert not fresh(article).is_fully_reviewed
    mark_fully_reviewed(article, amina, at)
    unmark_fully_reviewed(article, amina, at)
    assert not fresh(article).is_fully_reviewed
