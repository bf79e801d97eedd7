"""Whoever changes a record, by whatever way: what it was is kept, and on whose behalf."""

import io
from datetime import date

import pghistory
import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from people.models import Alias, Ministry, Party, Speaker
from people.tracking import events_of
from statements.models import Article, NamedInstitution, Statement
from statements.services.intake import Submission, ingest
from statements.services.reading import read_article
from statements.tasks import read_article as reading_task
from tests.admin.conftest import client_of
from tests.admin.pages import edit
from tests.factories import (
    make_appointment,
    make_article,
    make_ministry,
    make_party,
    make_session,
    make_source,
    make_speaker,
    make_statement,
    make_user,
)
from tests.services.instance import at, manage

pytestmark = pytest.mark.django_db


def kept(model, *columns):
    """What the events of a model hold: (label, values …), the earliest first."""
    return list(events_of(model).objects.order_by("pk").values_list("pgh_label", *columns))


def contexts(model):
    events = events_of(model).objects.order_by("pk").select_related("pgh_context")
    return [event.pgh_context.metadata if event.pgh_context else None for event in events]


def test_it_keeps_what_was_there_before():
    party = make_party(name_ar="حزب النخلة")
    party.name_ar = "حزب الواحة"
    party.save()
    party.delete()
    assert kept(Party, "name_ar") == [
        ("insert", "حزب النخلة"),
        ("update", "حزب النخلة"),
        ("delete", "حزب الواحة"),
    ]


@pytest.mark.parametrize("way", ["update", "bulk", "sql"])
def test_it_keeps_changes_of_many_rows_at_once(way):
    speakers = [make_speaker(f"سالم {number}") for number in range(3)]
    if way == "update":
        Speaker.objects.update(gender="male")
    elif way == "bulk":
        for speaker in speakers:
            speaker.gender = "male"
        Speaker.objects.bulk_update(speakers, ["gender"])
    else:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE people_speaker SET gender = 'male'")
    changes = [row for row in kept(Speaker, "name_ar", "gender") if row[0] == "update"]
    assert changes == [("update", f"سالم {number}", "") for number in range(3)]


def test_it_keeps_bulk_insertions():
    speaker = make_speaker()
    Alias.objects.bulk_create(Alias(speaker=speaker, text=f"سالم {n}") for n in range(3))
    assert [label for label, *_ in kept(Alias)] == ["insert"] * 3


@pytest.mark.parametrize(
    ("make", "change"),
    [
        (make_statement, {"stance": "warn"}),
        (make_article, {"title": "عنوان آخر"}),
        (make_session, {"date": date(2025, 1, 7)}),
        (make_source, {"name": "جريدة المرسى"}),
        (make_speaker, {"gender": "male"}),
        (lambda: make_speaker(aliases=["سالم"]).aliases.get(), {"text": "سليم"}),
        (lambda: make_appointment(make_speaker()), {"constituency": "المرسى"}),
        (make_ministry, {"name_fr": "Bateaux"}),
        (lambda: make_ministry(names=["السفن"]).names.get(), {"text": "السفن والقوارب"}),
        (make_party, {"name_fr": "Palmier"}),
        (lambda: make_session().chamber, {"name_en": "House"}),
        (lambda: make_statement(addressed=["السوق"]).institutions.get(), {"printed": "المرسى"}),
    ],
)
def test_it_keeps_every_kind_of_record(make, change):
    record = make()
    events = events_of(type(record)).objects.filter(pgh_obj=record.pk, pgh_label="update")
    (name,) = change
    before = getattr(record, name)
    assert not events.exists()
    type(record).objects.filter(pk=record.pk).update(**change)
    assert list(events.values_list(name, flat=True)) == [before]


def test_it_remembers_the_user_and_the_page():
    chief = make_user("chief", is_staff=True, is_superuser=True)
    party = make_party()
    edit(client_of(chief), party, name_fr="Palmier")
    occasion = contexts(Party)[-1]
    assert (occasion["user"], occasion["name"]) == (chief.pk, "chief")
    assert occasion["url"] == f"/admin/people/party/{party.pk}/change/"


@pytest.mark.django_db(transaction=True)
def test_it_remembers_the_command():
    done = manage("load_reference", **at(connection.settings_dict["NAME"]))
    assert done.returncode == 0, done.stderr
    assert contexts(Ministry)[0] == {"command": "load_reference"}


def test_it_remembers_what_a_script_says_of_itself():
    with pghistory.context(reason="names from the official list"):
        make_party()
    assert contexts(Party) == [{"reason": "names from the official list"}]


@pytest.fixture
def article(db):
    """An article that was taken in and never read."""
    call_command("load_reference", stdout=io.StringIO())
    page = (
        "سؤال عن المرسى\nالمنارة - 22 أبريل 2025\n\n"
        "أكد النائب سالم البرتقالي، خلال جلسة الأسئلة الشفوية بمجلس النواب، أن المرسى ضيق جدا"
        " ولا يتسع لأهله.\n\nوطالب وزير الصحة بفتح السوق الجديد قبل نهاية السنة."
    )
    return ingest(Submission(page.encode(), "pasted", "text/plain")).article


def test_a_first_reading_needs_no_events_of_statements(article):
    read_article(article.pk)
    assert Statement.objects.exists()
    for model in (Statement, NamedInstitution, Article):
        assert kept(model) == []


def test_reading_again_keeps_nothing_where_only_the_provenance_changes(article):
    read_article(article.pk)
    Statement.objects.update(
        engine_version="older", position=7, confidence={}, rules={}, least_confidence=0.5
    )
    read_article(article.pk)
    assert not Statement.objects.filter(engine_version="older").exists()
    assert kept(Statement) == kept(NamedInstitution) == kept(Article) == []


def test_reading_again_keeps_what_it_changes_with_task_and_engine(article):
    read_article(article.pk)
    statement = Statement.objects.first()
    read = statement.stance
    Statement.objects.filter(pk=statement.pk).update(stance="regret")
    Article.objects.update(state="waiting")
    reading_task(article.pk)
    assert kept(Statement, "stance") == [("update", read), ("update", "regret")]
    occasion = contexts(Statement)[-1]
    assert occasion["task"] == "statements.read_article"
    assert occasion["engine"] == Statement.objects.first().engine_version


def test_events_never_change():
    party = make_party()
    events = events_of(Party).objects.filter(pgh_obj=party.pk)
    for attempt in (events.delete, lambda: events.update(name_ar="آخر")):
        with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
            attempt()
    assert events.count() == 1


def test_nothing_is_remembered_where_nothing_changes():
    party = make_party()
    with pghistory.context(command="nothing"):
        party.save()
        Party.objects.update(machine_values={"name_ar": "x"})
    assert len(kept(Party)) == 1
    context = events_of(Party)._meta.get_field("pgh_context").related_model
    assert not context.objects.exists()


def test_a_rejected_statement_keeps_its_verdicts():
    statement = make_statement()
    user = make_user()
    Statement.objects.update(review_status="rejected", reviewed_by=user, reviewed_at=timezone.now())
    assert kept(Statement, "review_status")[-1] == ("update", "extracted")
    assert Statement.objects.get(pk=statement.pk).review_status == "rejected"
