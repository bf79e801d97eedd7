"""A reading of words on which an editor has ruled is a reading of his statement."""

import pytest
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.utils import timezone

from statements.extraction.model import Stance
from statements.models import Proposal, Statement
from statements.services.correcting import Correction, rule
from statements.services.regrouping import add_statement, join_statements, split
from statements.services.resolving import resolve
from statements.services.reviewing import Verdict, review
from statements.services.storing import Stored, store
from tests.factories import make_user
from tests.storing.texts import make_article, make_revision, reading, span

pytestmark = pytest.mark.django_db

HALF, REST = "الطريق مقطوعة منذ الشتاء", "القنطرة مهدمة والمدرسة بعيدة عن السكان"
WHOLE = f"{HALF} وأن {REST}"
TEXT = f"أكدت النائبة سلمى وردان أن {WHOLE}.\nوقال النائب هشام الدفلى إن السوق بعيد عن القرية."


def read(article, *readings):
    return store(article, article.current, resolve(article, article.current, list(readings)))


def said(content, text=TEXT, **fields):
    return reading(text, "أكدت", content, **fields)


def other(content=REST, **fields):
    return reading(TEXT, "وقال", content, sid=2, speaker="هشام الدفلى", **fields)


def content_of(words):
    place = span(TEXT, words)
    return NumericRange(place.start, place.end)


def public():
    return [one.content for one in Statement.objects.published().order_by("pk")]


def proposed(state="open"):
    rows = Proposal.objects.filter(state=state).order_by("pk")
    return [(one.statement.content, one.field, one.values.get("content")) for one in rows]


@pytest.fixture
def by():
    return make_user("ruling")


@pytest.fixture
def article():
    return make_article(TEXT)


def confirmed(article, by, *readings):
    read(article, *readings)
    review(Statement.objects.all(), Verdict.CONFIRM, by, timezone.now())


# Joined


@pytest.fixture
def joined(article, by):
    read(article, said(HALF), other())
    kept, part = Statement.objects.order_by("pk")
    return join_statements(kept, part, by, timezone.now())


def test_the_joined_words_are_read_as_the_joined_statement(article, joined):
    read(article, said(WHOLE))
    joined.refresh_from_db()
    assert joined.machine_values["content"] == joined.content == WHOLE
    assert proposed() == []
    assert public() == [WHOLE]


def test_a_reading_given_to_the_rejected_half_comes_back_to_the_joined_one(article, joined):
    part = Statement.objects.get(joined_into=joined)
    part.machine_values["content_spans"] = [[content_of(WHOLE).lower, content_of(WHOLE).upper]]
    part.save()
    read(article, said(WHOLE))
    assert proposed() == []


def test_the_halves_read_again_are_no_news(article, joined):
    read(article, said(HALF), other())
    assert proposed() == []
    assert public() == [WHOLE]
    joined.refresh_from_db()
    assert joined.machine_values["content"] == HALF


def test_the_half_that_was_rejected_is_left_in_peace(article, by):
    read(article, said(HALF), other())
    review(Statement.objects.filter(content=REST), Verdict.REJECT, by, timezone.now())
    read(article, said(HALF), other(stance=Stance.WARN))
    assert proposed() == []
    assert public() == [HALF]


# Split


def test_one_reading_of_what_an_editor_has_split_takes_neither_from_him(article, by):
    read(article, said(WHOLE))
    split(Statement.objects.get(), content_of(REST), by, timezone.now())
    read(article, said(WHOLE))
    assert proposed() == []
    assert len(public()) == 2


# Wider than what was ruled


def test_a_wider_reading_of_a_ruled_statement_is_a_proposal_on_its_span(article, by):
    confirmed(article, by, said(HALF))
    read(article, other(WHOLE))
    assert public() == [HALF]
    assert (HALF, "content", WHOLE) in proposed()
    assert "detection" not in {field for _, field, _ in proposed()}


def test_a_reading_of_a_few_ruled_words_is_a_proposal_on_their_span(article, by):
    confirmed(article, by, said(WHOLE))
    read(article, other("والمدرسة بعيدة"))
    assert public() == [WHOLE]
    assert (WHOLE, "content", "والمدرسة بعيدة") in proposed()


def test_the_same_holds_for_a_statement_that_an_editor_added(article, by):
    add_statement(article, content_of("المدرسة بعيدة"), by, timezone.now())
    read(article, said(WHOLE))
    assert public() == ["المدرسة بعيدة"]
    assert ("المدرسة بعيدة", "content", WHOLE) in proposed()


def test_of_two_readings_of_ruled_words_the_second_waits_for_an_editor(article, by):
    confirmed(article, by, said(WHOLE))
    for _ in range(2):
        stored = read(article, said(HALF), other())
        assert stored.kept_for_editors == 1
        assert public() == [WHOLE]
        assert (WHOLE, "content", REST) in proposed()
        assert (HALF, "addition", None) in proposed()
    assert read(article, said(WHOLE)) == Stored(changed=1)
    assert proposed() == []


def test_a_wider_reading_in_a_new_text_is_a_proposal_too(article, by):
    confirmed(article, by, said(HALF))
    longer = "خبر عاجل من القرية.\n" + TEXT
    make_revision(article, longer)
    read(article, said(WHOLE, longer))
    assert public() == [HALF]


@pytest.mark.parametrize("wider", [said, other])
def test_what_was_published_over_a_ruled_statement_goes_when_it_is_read_again(article, by, wider):
    read(article, said(HALF))
    read(article, wider(WHOLE))
    review(Statement.objects.filter(content=HALF), Verdict.CONFIRM, by, timezone.now())
    assert public() == [HALF, WHOLE]
    read(article, wider(WHOLE))
    assert public() == [HALF]
    assert (HALF, "content", WHOLE) in proposed()


def test_an_unruled_statement_does_not_grow_over_ruled_words(article, by):
    read(article, said(HALF), other())
    review(Statement.objects.filter(content=HALF), Verdict.CONFIRM, by, timezone.now())
    read(article, said(HALF), other(f"منذ الشتاء وأن {REST}"))
    assert public() == [HALF, REST]


def test_a_reading_beside_a_ruled_statement_is_published(article, by):
    confirmed(article, by, said(HALF))
    read(article, said(HALF), other())
    assert public() == [HALF, REST]


# What a ruling holds


def test_why_there_was_no_speaker_stays_with_the_ruled_speaker(article, by):
    read(article, said(HALF))
    statement = Statement.objects.get()
    rule(statement, Correction({"stance": "regret"}), by, timezone.now())
    found = resolve(article, article.current, [said(HALF)])
    found[0].provenance["unresolved"] = "ambiguous"
    store(article, article.current, found)
    statement.refresh_from_db()
    assert (statement.unresolved, statement.speaker is None) == ("", False)
