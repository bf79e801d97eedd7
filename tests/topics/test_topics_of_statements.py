"""Topics follow from the words of a statement; an editor's ruling on them stays."""

import io
from contextlib import suppress

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.utils import IntegrityError

from statements.models import Statement, StatementTopic, Topic
from statements.services.invented import load_samples
from statements.services.reading import read_article
from statements.services.storing import refresh_derived
from statements.services.topics import assign_batch, load_topics
from statements.topics import taxonomy
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def health():
    make.make_ministry("SAN", "وزارة الصحة")
    load_topics()
    return Topic.objects.get(code="health")


def derive(*statements):
    return refresh_derived(Statement.objects.filter(pk__in=[one.pk for one in statements]))


def codes(statement):
    return set(statement.topics.values_list("code", flat=True))


def test_it_loads_the_list_once(health):
    assert Topic.objects.count() == len(taxonomy().entries)
    assert load_topics() == 0
    assert [m.code for m in health.ministries.all()] == ["SAN"]
    assert (health.name_ar, health.name_fr, health.name_en) == ("الصحة", "Santé", "Health")


def test_it_keeps_a_topic_that_left_the_list(health):
    Topic.objects.create(code="flying_carpets", name_ar="البسط الطائرة")
    assert load_topics() == 1
    assert not Topic.objects.get(code="flying_carpets").is_current
    assert load_topics() == 0


def test_it_keeps_a_name_that_an_editor_set(health):
    health.name_ar = "الصحة العمومية"
    health.rule(["name_ar"])
    health.save()
    load_topics()
    health.refresh_from_db()
    assert (health.name_ar, health.machine_values["name_ar"]) == ("الصحة العمومية", "الصحة")


def test_it_says_on_which_words_of_the_article_it_rests(health):
    statement = make.make_statement("قاعات المستشفى بلا أطباء")
    derive(statement)
    row = statement.topic_rows.get()
    text = statement.revision.text
    words = {text[one["span"][0] : one["span"][1]] for one in row.evidence}
    assert words == {"المستشفى", "أطباء"}
    assert (row.set_by, row.rule, row.topic) == ("machine", "words", health)


def test_it_follows_a_correction_of_the_words(health):
    text = "أكد سالم البرتقالي أن قاعات المستشفى ضيقة والتلاميذ ينتظرون"
    statement = make.make_statement("قاعات المستشفى ضيقة", article=make.make_article(text))
    derive(statement)
    statement.refresh_from_db()
    statement.content = "التلاميذ ينتظرون"
    statement.content_spans = [make.span_of(text, statement.content)]
    statement.save()
    derive(statement)
    assert codes(statement) == {"education"}


def test_it_leaves_what_an_editor_ruled_and_remembers_what_it_would_say(health):
    statement = make.make_statement("قاعات المستشفى ضيقة")
    derive(statement)
    statement.refresh_from_db()
    statement.topic_rows.all().delete()
    water = Topic.objects.get(code="water")
    StatementTopic.objects.create(statement=statement, topic=water)
    statement.rule(["topics"])
    statement.save()
    derive(statement)
    call_command("assign_topics", "--all", stdout=io.StringIO())
    statement.refresh_from_db()
    assert codes(statement) == {"water"}
    assert [row[0] for row in statement.machine_values["topics"]] == ["health"]
    statement.release(["topics"])
    statement.save()
    derive(statement)
    assert codes(statement) == {"health"}


def test_it_goes_on_where_it_was_interrupted(health, monkeypatch):
    monkeypatch.setattr("statements.services.topics.BATCH", 2)
    statements = [make.make_statement(f"المستشفى رقم {number}") for number in range(5)]
    _last, looked_at, changed = assign_batch(0)
    assert (looked_at, changed) == (2, 2)
    out = io.StringIO()
    call_command("assign_topics", stdout=out)
    assert "3 statements looked at, 3 changed" in out.getvalue()
    assert all(codes(one) == {"health"} for one in statements)
    call_command("assign_topics", "--all", stdout=out)
    assert "5 statements looked at, 0 changed" in out.getvalue()


def test_it_asks_the_database_a_fixed_number_of_times(health, django_assert_max_num_queries):
    for number in range(20):
        make.make_statement(f"المستشفى والمدارس {number}", addressed=["وزارة"])
    with django_assert_max_num_queries(14):
        assign_batch(0)
    assert StatementTopic.objects.count() == 40


def test_it_refuses_the_same_topic_twice(health):
    statement = make.make_statement()
    StatementTopic.objects.create(statement=statement, topic=health)
    with pytest.raises(IntegrityError):
        StatementTopic.objects.create(statement=statement, topic=health)


class TakenBack(Exception):
    """What undoes a reading here."""


def test_topics_made_in_a_reading_that_was_taken_back_are_made_again():
    call_command("load_reference", stdout=io.StringIO())
    Topic.objects.all().delete()
    article = load_samples()[0].article
    with suppress(TakenBack), transaction.atomic():
        read_article(article.pk)
        assert StatementTopic.objects.exists()
        raise TakenBack
    assert not Topic.objects.exists()
    read_article(article.pk)
    connection.check_constraints()
    assert StatementTopic.objects.filter(topic__in=Topic.objects.all()).exists()
