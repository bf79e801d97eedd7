"""Lists of people: taken in once however often they come, never guessed, and out again."""

import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from people.exchange import import_people, read_people, write_popolo
from people.loading import load_reference
from people.models import Alias, Appointment, Chamber, Group, Speaker
from people.reference import load_country
from people.resolution import PrintedSpeaker, create_provisional_speaker, resolve_speaker
from tests.factories import make_appointment, make_speaker

pytestmark = pytest.mark.django_db

TODAY = date(2025, 4, 22)
TABLE = """\
name,alternate names,chamber,group,party,constituency,from,to
ربيع الزعفراني,Rabie Zaafrani; السنبلي,مجلس المستشارين,councillors-rni,RNI,سوس,2021-10-08,
حورية البلعيدي,,representatives,فريق الأصالة والمعاصرة,PAM,فاس,2021-10-08,2026-09-30
"""


@pytest.fixture(autouse=True)
def morocco(db):
    load_reference(load_country("ma"))
    with translation.override("en"):
        yield


def take(text, **options):
    raw = text if isinstance(text, bytes) else text.encode()
    return import_people(read_people(raw), today=TODAY, **options)


def counts(report):
    kinds = ("added", "changed", "unchanged", "ambiguous", "refused")
    return tuple(len(getattr(report, kind)) for kind in kinds)


def rows_of_people():
    return (Speaker.objects.count(), Alias.objects.count(), Appointment.objects.count())


def test_it_adds_people_with_names_and_seats():
    assert counts(take(TABLE)) == (2, 0, 0, 0, 0)
    speaker = Speaker.objects.get(name_ar="ربيع الزعفراني")
    assert (speaker.name_latin, speaker.is_provisional) == ("Rabie Zaafrani", False)
    names = {(one.text, one.kind) for one in speaker.aliases.all()}
    assert names == {
        ("ربيع الزعفراني", "full"), ("Rabie Zaafrani", "latin"), ("السنبلي", "press"),
    }  # fmt: skip
    seat = speaker.appointments.get()
    assert (seat.chamber.code, seat.group.code, seat.party.code, seat.constituency) == (
        "councillors", "councillors-rni", "RNI", "سوس",
    )  # fmt: skip
    assert (seat.valid_from, seat.valid_until) == (date(2021, 10, 8), None)


def test_it_adds_nobody_a_second_time():
    take(TABLE)
    before = rows_of_people()
    assert counts(take(TABLE)) == (0, 0, 2, 0, 0)
    assert rows_of_people() == before


def test_a_dry_run_tells_the_same_and_stores_nothing():
    assert counts(take(TABLE, dry_run=True)) == (2, 0, 0, 0, 0)
    assert not Speaker.objects.exists()
    take(TABLE)
    later = TABLE.replace("سوس,2021-10-08,", "سوس,2021-10-08,2024-10-22")
    report = take(later, dry_run=True)
    assert counts(report) == (0, 1, 1, 0, 0)
    assert not Appointment.objects.filter(valid_until=date(2024, 10, 22)).exists()


def test_it_brings_a_known_seat_up_to_date():
    take(TABLE)
    take(TABLE.replace("سوس,2021-10-08,", "سوس,2021-10-08,2024-10-22"))
    seat = Appointment.objects.get(chamber__code="councillors")
    assert seat.valid_until == date(2024, 10, 22)


def test_it_adds_a_further_seat_of_the_same_person():
    take(TABLE)
    seat = "ربيع الزعفراني,councillors,فريق الأصالة والمعاصرة,2015-10-09,2021-10-07"
    more = f"name,chamber,group,from,to\n{seat}\n"
    assert counts(take(more)) == (0, 1, 0, 0, 0)
    assert Speaker.objects.get(name_ar="ربيع الزعفراني").appointments.count() == 2


def test_it_leaves_alone_what_an_editor_ruled_or_deleted():
    take(TABLE)
    speaker = Speaker.objects.get(name_ar="ربيع الزعفراني")
    speaker.aliases.get(text="السنبلي").delete()
    seat = speaker.appointments.get()
    seat.constituency, seat.valid_from = "تارودانت", date(2021, 10, 9)
    seat.rule(["constituency", "valid_from", "valid_until"])
    seat.save()
    Appointment.objects.get(chamber__code="representatives").delete()
    assert counts(take(TABLE)) == (0, 0, 2, 0, 0)
    assert not speaker.aliases.filter(text="السنبلي").exists()
    seat = Appointment.objects.get()
    assert (seat.constituency, seat.valid_from) == ("تارودانت", date(2021, 10, 9))


def test_it_reports_a_name_that_two_people_bear():
    for _ in ("one", "other"):
        make_speaker("ربيع الزعفراني", gender="male")
    report = take(TABLE)
    assert counts(report) == (1, 0, 0, 1, 0)
    (unclear,) = report.ambiguous
    assert (unclear.place, len(unclear.candidates)) == (2, 2)
    assert Speaker.objects.count() == 3


def test_it_does_not_take_a_namesake_of_the_other_chamber_for_the_same():
    known = make_speaker("ربيع الزعفراني")
    make_appointment(known, chamber=Chamber.objects.get(code="representatives"))
    report = take("name,chamber\nربيع الزعفراني,councillors\n")
    assert counts(report) == (0, 0, 0, 1, 0)
    assert "-chamber" in report.ambiguous[0].candidates[0][1]


def test_two_entries_of_one_file_are_never_one_person():
    persons = [{"id": "a", "name": "ربيع الزعفراني"}, {"id": "b", "name": "ربيع الزعفراني"}]
    report = take(json.dumps({"persons": persons}))
    assert counts(report) == (1, 0, 0, 1, 0)


def test_it_confirms_a_provisional_person_and_completes_the_seat():
    printed = PrintedSpeaker("حورية البلعيدي", "person", chamber="representatives")
    made = create_provisional_speaker(printed, on=TODAY)
    assert made.appointments.count() == 1
    assert counts(take(TABLE)) == (1, 1, 0, 0, 0)
    made.refresh_from_db()
    assert not made.is_provisional
    seat = made.appointments.get()
    assert (seat.group.code, seat.constituency) == ("representatives-pam", "فاس")


REFUSED = [
    (",,councillors,,,,,", "no name"),
    ("الزعفراني,,councillors,,,,,", "full name"),
    ("فريق الأصالة,,councillors,,,,,", "full name"),
    ("ربيع الزعفراني,,senate,,,,,", "senate"),
    ("ربيع الزعفراني,,councillors,فريق القمر,,,2022-01-01,", "فريق القمر"),
    ("ربيع الزعفراني,,,الفريق الحركي,,,2022-01-01,", "may be one of"),
    ("ربيع الزعفراني,,councillors,,,,2022-13-01,", "no date"),
    ("ربيع الزعفراني,,councillors,,,,2022-01-01,2021-01-01", "before it begins"),
    ("ربيع الزعفراني,,councillors,,,,2022-01-01,,,more", "more cells"),
    ("ربيع " + "ا" * 300 + ",,councillors,,,,,", "too long"),
]


def test_it_refuses_a_line_with_its_number_and_why():
    report = take(TABLE + "".join(f"{row}\n" for row, _ in REFUSED))
    assert len(report.added) == 2
    assert len(report.refused) == len(REFUSED)
    for place, (refused, (_, reason)) in enumerate(
        zip(report.refused, REFUSED, strict=True), TABLE.count("\n") + 1
    ):
        assert refused.place == place
        assert reason in refused.reason


def test_it_counts_lines_as_an_editor_sees_them():
    text = 'name;other names\n"ربيع الزعفراني";"Rabie Zaafrani\nالسنبلي"\n\nحورية\n'
    report = take(text)
    assert [done.place for done in report.added] == [2]
    assert [one.place for one in report.refused] == [5]
    assert Speaker.objects.get().aliases.count() == 3


POPOLO = {
    "persons": [
        {
            "id": "p1",
            "name": "ربيع الزعفراني",
            "gender": "male",
            "other_names": [{"name": "Rabie Zaafrani"}],
        }
    ],
    "organizations": [
        {"id": "o1", "name": "مجلس المستشارين", "classification": "legislature"},
        {"id": "o2", "name": "فريق التجمع الوطني للأحرار", "classification": "faction"},
        {"id": "o3", "name": "وزارة الصحة", "classification": "ministry"},
    ],
    "memberships": [
        {
            "person_id": "p1",
            "organization_id": "o1",
            "on_behalf_of_id": "o2",
            "role": "deputy",
            "area": {"name": "سوس"},
            "start_date": "2021-10-08",
            "end_date": "2024-10-22",
        },
        {"person_id": "p1", "organization_id": "o3", "start_date": "2024-10-23"},
    ],
}


def test_it_reads_popolo():
    assert counts(take(json.dumps(POPOLO))) == (1, 0, 0, 0, 0)
    assert counts(take(json.dumps(POPOLO))) == (0, 0, 1, 0, 0)
    speaker = Speaker.objects.get()
    assert (speaker.gender, speaker.name_latin) == ("male", "Rabie Zaafrani")
    member, minister = speaker.appointments.order_by("valid_from")
    assert (member.office, member.group.code) == ("member", "councillors-rni")
    assert (minister.office, minister.ministry.code) == ("minister", "SAN")
    found = resolve_speaker(PrintedSpeaker("وزير الصحة", "person"), TODAY)
    assert found.speaker == speaker


def test_it_refuses_a_membership_in_what_the_file_does_not_name():
    broken = {**POPOLO, "organizations": POPOLO["organizations"][:1]}
    report = take(json.dumps(broken))
    assert counts(report) == (0, 0, 0, 0, 1)
    assert "o2" in report.refused[0].reason


def test_it_tells_whose_memberships_are_of_nobody():
    lost = {"person_id": "p9", "organization_id": "o1"}
    report = take(json.dumps({**POPOLO, "memberships": [*POPOLO["memberships"], lost]}))
    assert counts(report) == (1, 0, 0, 0, 1)
    assert (report.refused[0].place, report.refused[0].name) == (2, "p9")


def test_what_is_exported_comes_back_the_same():
    take(TABLE)
    take(json.dumps(POPOLO))
    speaker = Speaker.objects.get(name_ar="ربيع الزعفراني")
    Alias.objects.create(
        speaker=speaker, text="الملولي", kind="ruled", valid_from=date(2022, 1, 1),
        chamber=Chamber.objects.get(code="councillors"),
    )  # fmt: skip
    group = Group.objects.get(code="councillors-rni")
    make_appointment(speaker, "group_president", group=group, chamber=group.chamber, title="رئيس")
    written = write_popolo()
    Speaker.objects.all().delete()
    assert counts(take(json.dumps(written))) == (2, 0, 0, 0, 0)
    assert write_popolo() == written
    assert counts(take(json.dumps(written))) == (0, 0, 2, 0, 0)


def test_the_commands_report_and_write(tmp_path):
    table, out = tmp_path / "people.csv", io.StringIO()
    table.write_text(f"{TABLE}الزعفراني,,,,,,,\n", encoding="utf-8")
    call_command("import_people", table, "--dry-run", stdout=out)
    assert "4: refused الزعفراني" in out.getvalue()
    assert "Dry run, nothing stored: 2 added, 0 changed, 0 unchanged, 0 ambiguous, 1 refused." in (
        out.getvalue()
    )
    call_command("import_people", table, stdout=io.StringIO())
    written = tmp_path / "people.json"
    call_command("export_people", written, stdout=io.StringIO())
    assert len(json.loads(written.read_text("utf-8"))["persons"]) == 2
    with pytest.raises(CommandError, match="missing"):
        call_command("import_people", tmp_path / "missing.csv")


def test_an_import_needs_a_bounded_number_of_queries_for_each_person(django_assert_max_num_queries):
    with django_assert_max_num_queries(70):
        take(TABLE)


def test_a_provisional_person_is_not_given_on_as_a_known_one():
    make_speaker("زهرة الوردغي", is_provisional=True)
    known = make_speaker("ربيع الزعفراني")
    assert [one["id"] for one in write_popolo()["persons"]] == [known.public_id]
