"""An editor gives a statement other topics: they stay, are signed, and can be given back."""

import pytest

from statements.models import Topic
from statements.services.storing import refresh_derived
from statements.services.topics import load_topics
from tests.admin.conftest import client_of
from tests.admin.pages import edit
from tests.factories import make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(chief):
    return client_of(chief)


@pytest.fixture
def statement():
    load_topics()
    statement = make_statement("قاعات المستشفى ضيقة")
    refresh_derived([statement])
    statement.refresh_from_db()
    return statement


def test_it_takes_another_topic_as_a_ruling(client, statement):
    water = Topic.objects.get(code="water")
    edit(client, statement, **{"topic_rows-0-topic": str(water.pk)})
    row = statement.topic_rows.get()
    assert (row.topic, row.set_by, row.confidence, row.rule) == (water, "editor", 1.0, "editor")
    assert (statement.ruled_fields, statement.review_status) == (["topics"], "corrected")
    refresh_derived([statement])
    assert statement.topic_rows.get().topic == water


def test_it_takes_a_topic_away(client, statement):
    edit(client, statement, **{"topic_rows-0-DELETE": "on"})
    refresh_derived([statement])
    assert statement.topic_rows.count() == 0


def test_it_gives_the_topics_back_to_the_machine(client, statement):
    edit(client, statement, **{"topic_rows-0-DELETE": "on"})
    edit(client, statement, give_back=["topics"])
    assert [row.topic.code for row in statement.topic_rows.all()] == ["health"]
    assert (statement.ruled_fields, statement.review_status) == ([], "extracted")


def test_it_follows_other_corrections(client, statement):
    edit(client, statement, stance="warn")
    assert [row.set_by for row in statement.topic_rows.all()] == ["machine"]
