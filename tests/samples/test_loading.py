"""The samples: taken in like any other article, marked, and gone without a trace."""

import io

import pytest
from django.core.management import call_command

from people.models import Speaker
from statements.models import Article, Session, Source, Statement
from statements.services.invented import load_samples, remove_samples
from statements.services.reading import read_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def samples(db):
    call_command("load_reference", stdout=io.StringIO())
    for intake in load_samples():
        read_article(intake.article.pk)


def test_it_finds_at_least_forty_statements_in_twelve_articles(samples):
    assert Article.objects.filter(is_sample=True, state="read").count() == 12
    assert Statement.objects.published().count() >= 40
    assert not Statement.objects.filter(is_sample=False).exists()


def test_it_lets_no_sample_speak_for_a_person_who_is_not_invented(samples):
    persons = Speaker.objects.persons().filter(statements__isnull=False)
    assert persons.exists()
    assert not persons.filter(is_sample=False).exists()


def test_it_knows_most_speakers_by_the_offices_they_hold(samples):
    people = Statement.objects.filter(speaker_type="person")
    assert people.filter(speaker__isnull=False).count() >= 0.9 * people.count()


def test_it_adds_nothing_the_second_time(samples):
    before = Statement.objects.count(), Speaker.objects.count()
    assert {intake.outcome for intake in load_samples()} == {"unchanged"}
    assert (Statement.objects.count(), Speaker.objects.count()) == before


def test_it_leaves_no_trace(samples):
    remove_samples()
    for model in (Article, Statement, Session, Source):
        assert not model.objects.exists()
    assert not Speaker.objects.filter(is_sample=True).exists()
