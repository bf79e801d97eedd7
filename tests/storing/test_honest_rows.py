"""What the database itself refuses."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import NumericRange

from statements.models import Revision, Snapshot, Statement
from statements.services.resolving import resolve
from statements.services.storing import store
from tests.storing.texts import first, make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement():
    article = make_article()
    store(article, article.current, resolve(article, article.current, [first()]))
    return Statement.objects.get()


def refused():
    return pytest.raises(IntegrityError)


@pytest.mark.parametrize("model", [Revision, Snapshot])
def test_it_never_changes_evidence(statement, model):
    with refused(), transaction.atomic():
        model.objects.update(id=1_000_000)


@pytest.mark.parametrize(
    "change",
    [
        {"content": "كلام لم يقله أحد"},
        {"cue": "نفت"},
        {"cue_span": NumericRange(5, 5)},
        {"cue_span": NumericRange(1, 5)},
        {"content_spans": []},
        {"content_spans": [NumericRange(0, 9999)]},
        {"speaker_span": NumericRange(9990, 9999)},
        {"session_span": NumericRange(-3, 2)},
        {"content": ""},
    ],
)
def test_it_stores_no_words_that_are_not_at_their_spans(statement, change):
    with refused(), transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(**change)


def test_it_stores_no_statement_on_the_text_of_another_article(statement):
    other = make_article(identity="text:2")
    with refused(), transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(revision=other.current)


@pytest.mark.parametrize(
    "change",
    [
        {"speaker_type": "unnamed"},
        {"speaker": None, "appointment_id": 1},
        {"review_status": "confirmed"},
        {"least_confidence": 1.5},
    ],
)
def test_it_refuses_rows_that_contradict_themselves(statement, change):
    assert statement.speaker is not None
    with refused(), transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(**change)
        connection.check_constraints()


def test_it_is_never_the_same_as_itself(statement):
    with refused(), transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(same_as=statement.pk)
