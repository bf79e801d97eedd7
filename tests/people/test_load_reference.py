"""Reference data in the database: safe to load again, never over an editor's ruling."""

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from people.loading import load_reference
from people.models import Chamber, Group, Ministry, MinistryName, Party
from people.reference import load_country

pytestmark = pytest.mark.django_db


@pytest.fixture
def morocco():
    return load_country("ma")


def run(*args):
    out = io.StringIO()
    call_command("load_reference", *args, stdout=out)
    return out.getvalue().strip()


def test_it_says_what_it_made_and_then_that_nothing_changed():
    assert "created, 0 updated, 0 unchanged" in run()
    again = run()
    assert "nothing changed" in again
    assert len(again.splitlines()) == 1


def test_it_refuses_a_country_that_is_not_there():
    with pytest.raises(CommandError, match="xx"):
        run("xx")


def test_it_loads_what_the_files_say(morocco):
    load_reference(morocco)
    group = Group.objects.get(code="representatives-pjd")
    assert (group.chamber.code, group.party.code, group.kind) == (
        "representatives",
        "PJD",
        "grouping",
    )
    assert Chamber.objects.get(code="councillors").oral_questions_weekday == 1
    budget = Ministry.objects.get(code="BUD")
    assert budget.parent.code == "FIN"
    assert list(Ministry.objects.get(code="TRA").predecessors.values_list("code", flat=True)) == [
        "EQE"
    ]
    names = MinistryName.objects.filter(ministry__code="SAN", kind="official", language="ar")
    assert [name.text for name in names.on(date(2020, 4, 7))] == ["وزارة الصحة"]


def test_it_needs_few_queries(morocco, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        load_reference(morocco)
    with django_assert_max_num_queries(20):
        load_reference(morocco)


def test_it_keeps_what_an_editor_changed(morocco):
    load_reference(morocco)
    party = Party.objects.get(code="PAM")
    party.name_fr = "Nom corrigé"
    party.rule(["name_fr"])
    party.save()
    assert load_reference(morocco).changed_nothing
    party.refresh_from_db()
    assert party.name_fr == "Nom corrigé"


def test_it_puts_back_what_nobody_ruled(morocco):
    load_reference(morocco)
    Party.objects.filter(code="PAM").update(name_fr="changed by accident")
    report = load_reference(morocco)
    assert (report.created, report.updated) == (0, 1)
    assert Party.objects.get(code="PAM").name_fr == "Parti authenticité et modernité"


def test_it_knows_a_name_again_that_an_editor_rewrote(morocco):
    load_reference(morocco)
    name = MinistryName.objects.get(text="أم الوزارات")
    name.text = "أمّ الوزارات كلها"
    name.rule(["text"])
    name.save()
    assert load_reference(morocco).changed_nothing
    assert not MinistryName.objects.filter(text="أم الوزارات").exists()


def test_it_takes_over_a_row_that_was_there_before(morocco):
    Chamber.objects.create(code="councillors", name_ar="مجلس المستشارين")
    report = load_reference(morocco)
    assert report.updated == 1
    assert Chamber.objects.filter(code="councillors").count() == 1


def test_it_leaves_a_name_deleted_that_an_editor_deleted(morocco):
    load_reference(morocco)
    MinistryName.objects.get(text="أم الوزارات").delete()
    Party.objects.get(code="AMAL").delete()
    report = load_reference(morocco)
    assert (report.created, report.updated, report.left_deleted) == (0, 0, 2)
    assert not MinistryName.objects.filter(text="أم الوزارات").exists()
    assert "2 stay deleted" in run()
    assert "2 created" in run("--restore-deleted")
    assert MinistryName.objects.filter(text="أم الوزارات").exists()


def test_it_leaves_the_names_of_a_deleted_ministry_alone(morocco):
    load_reference(morocco)
    Ministry.objects.get(code="SE_SOC").delete()
    assert load_reference(morocco).created == 0
    assert not MinistryName.objects.filter(ministry__code="SE_SOC").exists()


def test_it_says_how_sure_it_is_and_as_of_when(morocco):
    load_reference(morocco)
    assert Party.objects.get(code="AMAL").certainty == "C"
    assert Group.objects.get(code="representatives-pam").as_of == morocco.as_of
    name = MinistryName.objects.filter(ministry__code="SAN", kind="official", language="ar").first()
    assert (name.certainty, name.as_of) == ("A", morocco.as_of)


def test_it_ties_a_group_to_the_one_before_it(morocco):
    load_reference(morocco)
    group = Group.objects.get(code="representatives-pjd")
    assert [one.code for one in group.predecessors.all()] == ["representatives-pjd-2016"]
    group.predecessors.clear()
    group.rule(["predecessors"])
    group.save()
    load_reference(morocco)
    assert not group.predecessors.exists()
