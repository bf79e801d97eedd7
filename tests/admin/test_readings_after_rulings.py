"""A later reading of an article, as the worker stores it, beside what an editor ruled."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import NumericRange

from statements.models import Statement
from statements.services.storing import InstitutionValues, StatementValues, store
from tests.admin.pages import choose, edit
from tests.factories import make_article, make_ministry, make_session, make_speaker, revise, span_of

pytestmark = pytest.mark.django_db

TEXT = "أكد سالم أن المرسى ضيق جدا، مضيفا أن السوق واسع بما يكفي لأهله.\nوانتهت الجلسة."


def _reading(article, content="المرسى ضيق جدا", cue="أكد", ministries=(), **values):
    text = article.current.text
    machine = {
        "content": content,
        "content_spans": [span_of(text, content)],
        "cue": cue,
        "cue_span": span_of(text, cue),
        "cue_lemma": cue,
        "stance": "stress",
        "kind": "indirect",
        "speaker_type": "person",
        "speaker_printed": "سالم",
        "speaker_read": "سالم",
        "speaker": None,
        "appointment": None,
        "group": None,
        "party": None,
        "session": None,
        "said_on": None,
        "chamber": None,
        "speaker_span": None,
        "antecedent_span": None,
        "session_span": None,
        "attribution": "explicit",
    }
    named = tuple(
        InstitutionValues(one.pk, "addressed", one.name_ar, one.name_ar, NumericRange(0, 3))
        for one in ministries
    )
    provenance = {"position": 1, "confidence": {}, "rules": {}, "engine_version": "1"}
    return StatementValues(machine | values, provenance, named)


def _read(article, *readings):
    return store(article, article.current, readings)


@pytest.fixture
def article(db):
    return make_article(TEXT)


def test_it_keeps_every_kind_of_correction_when_the_article_is_read_again(editor_client, article):
    ministry, other = make_ministry(name_ar="وزارة القوارب"), make_ministry(name_ar="وزارة السوق")
    _read(article, _reading(article, ministries=[ministry]))
    statement = Statement.objects.get()
    speaker, session = make_speaker(), make_session(day=date(2025, 4, 22))
    corrections = {
        "content": "المرسى ضيق",
        "stance": "warn",
        "speaker": speaker.pk,
        "session": session.pk,
        "institutions-0-ministry": other.pk,
    }
    edit(editor_client, statement, **corrections)
    before = {
        name: getattr(statement, name) for name in statement.ruled_fields if name != "addressees"
    }

    _read(article, _reading(article, ministries=[ministry], stance="judge", kind="mixed"))
    statement.refresh_from_db()
    assert {name: getattr(statement, name) for name in before} == before
    assert [one.ministry for one in statement.institutions.all()] == [other]
    assert statement.machine_values["stance"] == "judge"
    assert Statement.objects.count() == 1


def test_it_keeps_a_confirmed_statement_as_it_was_confirmed(editor_client, article):
    _read(article, _reading(article))
    statement = Statement.objects.get()
    choose(editor_client, "confirm", statement)
    _read(article, _reading(article, stance="judge", speaker_read="غيره"))
    statement.refresh_from_db()
    assert (statement.stance, statement.speaker_read) == ("stress", "سالم")
    assert statement.machine_values["stance"] == "judge"


def test_it_keeps_corrected_words_when_the_page_changes(editor_client, article):
    _read(article, _reading(article))
    statement = Statement.objects.get()
    edit(editor_client, statement, content="المرسى ضيق")
    revise(article, "خبر عاجل.\n" + TEXT)
    _read(article, _reading(article))
    statement.refresh_from_db()
    assert statement.content == "المرسى ضيق"
    assert statement.revision == article.current
    assert statement.content_spans == [span_of(article.current.text, "المرسى ضيق")]


def test_it_keeps_a_statement_that_an_editor_added(editor_client, article):
    _read(article, _reading(article))
    _read(article)
    gone = Statement.objects.get()
    assert gone.retracted_at is not None
    choose(editor_client, "confirm", gone)
    _read(article)
    assert Statement.objects.get().review_status == "confirmed"


def test_it_gives_back_what_the_last_reading_said(editor_client, article):
    _read(article, _reading(article))
    statement = Statement.objects.get()
    edit(editor_client, statement, content="المرسى ضيق", stance="warn")
    _read(article, _reading(article, stance="judge"))
    edit(editor_client, statement, give_back=["stance", "content"])
    assert (statement.stance, statement.content) == ("judge", "المرسى ضيق جدا")
    assert statement.content_spans == [span_of(TEXT, "المرسى ضيق جدا")]
    assert (statement.ruled_fields, statement.review_status) == ([], "extracted")
