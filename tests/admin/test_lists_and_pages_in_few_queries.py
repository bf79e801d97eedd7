"""No list or page asks more of the database for more rows, or loads texts it does not show."""

from datetime import date

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from people.models import MinistryName
from statements.models import Arrival, Delivery, Move, NameRuling, StatementTopic, Topic
from tests.admin.conftest import client_of
from tests.admin.pages import address_of
from tests.factories import (
    make_appointment,
    make_article,
    make_chamber,
    make_group,
    make_ministry,
    make_party,
    make_session,
    make_source,
    make_speaker,
    make_statement,
    make_user,
    revise,
)

pytestmark = pytest.mark.django_db

OURS = [
    model for model in admin.site._registry if model._meta.app_label in ("people", "statements")
]


def _world(number):
    """Everything there is, related to rows of its own."""
    chamber = make_chamber("representatives")
    party = make_party(name_ar=f"حزب {number}")
    group = make_group(party=party)
    parent = make_ministry(name_ar=f"وزارة كبرى {number}")
    ministry = make_ministry(name_ar=f"وزارة {number}", names=[f"الوزارة {number}"], parent=parent)
    speaker = make_speaker(f"سالم {number}", aliases=[f"سليم {number}"])
    office = make_appointment(speaker, group=group, party=party, ministry=ministry)
    committee = chamber.committees.create(code=f"c{number}", name_ar=f"لجنة {number}")
    session = make_session("committee", date(2025, 1, number), committee=committee)
    chamber.legislatures.get_or_create(number=number)
    text = f"أكد سالم {number} أن المرسى ضيق."
    article = make_article(text, source=make_source())
    revise(article, text + " وانتهت الجلسة.")
    delivery = Delivery.objects.create(added_by=make_user(f"editor {number}"))
    Arrival.objects.create(
        url=f"https://a.example/{number}", source=article.source, article=article,
        delivery=delivery, state="new", due_at=timezone.now(),
    )  # fmt: skip
    NameRuling.objects.create(
        name=f"سالم {number}", decision="link", speaker=speaker, chamber=chamber, group=group,
        source=article.source, ruled_by=delivery.added_by, ruled_at=timezone.now(),
    )  # fmt: skip
    topic = Topic.objects.create(code=f"topic_{number}", name_ar=f"موضوع {number}")
    statement = make_statement(
        "المرسى ضيق", article=article, printed=f"سالم {number}", speaker=speaker,
        appointment=office, group=group, party=party, chamber=chamber, session=session,
        addressed=[ministry], mentioned=["بلدية المرسى"], ruled_fields=["stance"],
        machine_values={"stance": "warn", "speaker": make_speaker(f"نورة {number}").pk},
    )  # fmt: skip
    StatementTopic.objects.create(statement=statement, topic=topic)
    Move.objects.create(
        kind="move_statements", from_speaker=speaker, to_speaker=make_speaker(f"أمينة {number}"),
        made_by=delivery.added_by, made_at=timezone.now(),
    )  # fmt: skip


@pytest.fixture
def client(chief):
    return client_of(chief)


def _queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def test_it_has_a_list_for_every_model():
    names = {model.__name__ for model in OURS}
    assert names == {
        "Alias", "Appointment", "Arrival", "Article", "Chamber", "Committee", "Delivery",
        "ErrorReport", "Group", "Legislature", "Ministry", "MinistryName", "Move",
        "NameRuling", "NamedInstitution", "Party", "Revision", "Session", "Snapshot", "Source",
        "Speaker", "Statement", "Topic",
    }  # fmt: skip


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_it_lists_many_rows_in_as_few_queries_as_one(client, model):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    _world(1)
    client.get(address)
    few = _queries(client, address)
    for number in range(2, 8):
        _world(number)
    many = _queries(client, address)
    assert len(many) <= len(few), "\n".join(many)
    assert len(many) <= 11
    assert not [
        sql for sql in many if '"compressed"' in sql or '"statements_revision"."text"' in sql
    ]


PAGES = {"statement": 12, "article": 6, "speaker": 8, "ministry": 8, "session": 4}


@pytest.mark.parametrize("kind", PAGES)
def test_it_shows_a_page_with_many_rows_in_few_queries(client, kind):
    record = _crowded(kind)
    client.get(address_of(record))
    queries = _queries(client, address_of(record))
    assert len(queries) <= PAGES[kind], "\n".join(queries)
    assert not [sql for sql in queries if '"compressed"' in sql]
    if kind != "statement":
        assert not [sql for sql in queries if '"statements_revision"."text"' in sql]


def _crowded(kind):
    _world(1)
    speaker = make_speaker("نجيب الصدفي", aliases=[f"نجيب {n}" for n in range(12)])
    ministry = make_ministry(names=[f"اسم {n}" for n in range(12)])
    session = make_session(day=date(2024, 1, 1), committee=None)
    for number in range(12):
        make_appointment(
            speaker, group=make_group(), party=make_party(), ministry=make_ministry(),
            valid_from=date(2000 + number, 1, 1), ruled_fields=["party"],
            machine_values={"party": make_party().pk},
        )  # fmt: skip
    names = [f"مؤسسة {number}" for number in range(12)]
    article = make_article("أكد سالم أن المرسى ضيق.", source=make_source())
    for number in range(12):
        revise(article, f"أكد سالم أن المرسى ضيق {number}.")
    for number in range(12):
        statement = make_statement(
            "المرسى ضيق", article=article, printed="سالم", speaker=make_speaker(f"س {number}"),
            session=session, addressed=[make_ministry() for _ in range(6)], mentioned=names,
            same_as=None, ruled_fields=["speaker", "addressees"],
            machine_values={"speaker": speaker.pk, "addressees": []},
        )  # fmt: skip
    return {
        "statement": statement, "article": article, "speaker": speaker, "ministry": ministry,
        "session": session,
    }[kind]  # fmt: skip


def test_it_names_every_row_in_its_own_line(client):
    ministry = make_ministry(names=["وزارة الموانئ"])
    page = client.get(address_of(ministry)).content.decode()
    assert MinistryName.objects.get().text in page
