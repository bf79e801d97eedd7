"""Reading an article again: machine values move, rulings stay, nothing is doubled or lost."""

import io

import pytest
from django.core.management import call_command
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.utils import timezone

from statements.extraction.model import Stance
from statements.models import NamedInstitution, Statement
from statements.services.resolving import resolve
from statements.services.storing import Stored, store
from tests.storing.texts import (
    EQUIPMENT,
    TEXT,
    first,
    make_article,
    make_revision,
    reading,
    second,
    span,
)

pytestmark = pytest.mark.django_db


def read(article, *readings):
    return store(article, article.current, resolve(article, article.current, list(readings)))


@pytest.fixture
def article():
    article = make_article()
    read(article, first(), second(addressees=(EQUIPMENT,)))
    return article


def by_cue(cue):
    return Statement.objects.get(cue=cue)


def test_it_changes_nothing_the_second_time(article):
    before = list(Statement.objects.order_by("pk").values())
    assert read(article, first(), second(addressees=(EQUIPMENT,))) == Stored(unchanged=2)
    after = list(Statement.objects.order_by("pk").values())
    for row in before + after:
        del row["changed_at"]
    assert before == after


def test_it_keeps_the_id_when_the_engine_reads_differently(article):
    before = by_cue("أكدت").public_id
    stored = read(article, first(stance=Stance.WARN), second(addressees=(EQUIPMENT,)))
    assert stored == Stored(changed=1, unchanged=1)
    assert (by_cue("أكدت").public_id, by_cue("أكدت").stance) == (before, "warn")


def test_it_never_overwrites_what_an_editor_ruled(article):
    statement = by_cue("أكدت")
    statement.stance = "regret"
    statement.rule(["stance"])
    statement.save()
    read(article, first(stance=Stance.WARN), second(addressees=(EQUIPMENT,)))
    statement.refresh_from_db()
    assert statement.stance == "regret"
    assert statement.machine_values["stance"] == "warn"


def test_it_gives_a_ruling_back_to_the_machine(article):
    statement = by_cue("أكدت")
    speaker = statement.speaker
    statement.stance, statement.speaker, statement.said_on = "regret", None, "2025-01-01"
    statement.rule(["stance", "speaker", "said_on"])
    statement.release(["stance", "speaker", "said_on"])
    statement.save()
    statement.refresh_from_db()
    assert (statement.stance, statement.speaker, statement.said_on) == ("stress", speaker, None)
    assert statement.ruled_fields == []


def test_it_keeps_a_ruled_span_and_follows_it_into_a_new_text(article):
    statement = by_cue("أكدت")
    words = "الطريق إلى قريتها مقطوعة"
    place = span(TEXT, words)
    statement.content, statement.content_spans = words, [NumericRange(place.start, place.end)]
    statement.rule(["content", "content_spans"])
    statement.save()
    longer = "خبر عاجل من القرية.\n" + TEXT
    make_revision(article, longer)
    read(article, first(longer), second(longer, addressees=(EQUIPMENT,)))
    statement.refresh_from_db()
    assert statement.revision == article.current
    assert statement.content == words
    assert statement.content_spans[0].lower == longer.index(words)


def test_it_leaves_a_ruled_statement_in_the_text_that_has_its_words(article):
    statement, old = by_cue("أكدت"), article.current
    statement.rule(["content"])
    statement.save()
    changed = TEXT.replace("مقطوعة منذ الشتاء", "مقطوعة منذ الخريف")
    make_revision(article, changed)
    found = reading(changed, "أكدت", "الطريق إلى قريتها مقطوعة منذ الخريف", stance=Stance.WARN)
    read(article, found, second(changed, addressees=(EQUIPMENT,)))
    statement.refresh_from_db()
    assert (statement.revision, statement.stance) == (old, "warn")
    assert statement.content == "الطريق إلى قريتها مقطوعة منذ الشتاء"
    assert by_cue("وطالبت").revision == article.current


def test_it_retracts_what_is_no_longer_found_and_brings_it_back(article):
    read(article, first())
    assert by_cue("وطالبت").retracted_at is not None
    assert list(Statement.objects.published()) == [by_cue("أكدت")]
    read(article, first(), second(addressees=(EQUIPMENT,)))
    assert by_cue("وطالبت").retracted_at is None


def test_it_keeps_a_confirmed_statement_that_is_no_longer_found(article):
    statement = by_cue("وطالبت")
    statement.review_status, statement.reviewed_at = "confirmed", timezone.now()
    statement.save()
    assert read(article, first()) == Stored(unchanged=1, kept_for_editors=1)
    assert statement in Statement.objects.published()


def test_it_leaves_rejected_statements_rejected(article):
    statement = by_cue("أكدت")
    statement.review_status, statement.reviewed_at = "rejected", timezone.now()
    statement.save()
    read(article, first(stance=Stance.WARN), second(addressees=(EQUIPMENT,)))
    statement.refresh_from_db()
    assert statement.review_status == "rejected"
    assert statement not in Statement.objects.published()


def test_it_keeps_addressees_that_an_editor_set(article):
    statement = by_cue("وطالبت")
    statement.institutions.all().delete()
    NamedInstitution.objects.create(
        statement=statement, relation="addressed", printed="رئيس الحكومة"
    )
    statement.rule(["addressees"])
    statement.save()
    read(article, first(), second(addressees=(EQUIPMENT,)))
    assert [row.printed for row in statement.institutions.all()] == ["رئيس الحكومة"]
    statement.refresh_from_db()
    assert statement.machine_values["addressees"][0]["printed"] == "وزير التجهيز"


def test_it_dates_a_statement_by_the_day_it_was_said_else_by_publication(article):
    assert str(by_cue("أكدت").dated_on) == "2025-04-23"


def test_it_finds_a_statement_by_its_speaker_and_the_ministry_it_addresses(article):
    assert "وردان" in by_cue("وطالبت").search_text
    assert "تجهيز" in by_cue("وطالبت").search_text


def test_it_gives_a_new_person_the_seat_that_the_article_notes(db):
    call_command("load_reference", stdout=io.StringIO())
    article = make_article()
    read(article, first(), second())
    statements = Statement.objects.all()
    assert {one.appointment.chamber.code for one in statements} == {"representatives"}
    assert {one.speaker.name_ar for one in statements} == {"سلمى وردان"}
