"""Who is meant by a printed name: the person and the office of the day, or why it stays open."""

from datetime import date

import pytest

from people.loading import load_reference
from people.models import Alias, Chamber, Committee, Group, Ministry, Party, Speaker
from people.reference import load_country
from people.resolution import (
    Ambiguous,
    NoMatch,
    PrintedSpeaker,
    Resolved,
    create_provisional_speaker,
    resolve_chamber,
    resolve_committee,
    resolve_group,
    resolve_ministry,
    resolve_party,
    resolve_speaker,
    resolve_speakers,
)
from tests.factories import make_appointment, make_speaker

pytestmark = pytest.mark.django_db

TUESDAY = date(2025, 4, 22)
IN_2020 = date(2020, 5, 5)


@pytest.fixture(autouse=True)
def morocco(db):
    load_reference(load_country("ma"))


def person(name, **around):
    return PrintedSpeaker(name=name, type="person", **around)


def member(name, group="councillors-rni", since=date(2021, 10, 8), until=None, **fields):
    speaker = make_speaker(name, **fields)
    of = Group.objects.get(code=group)
    seat = make_appointment(
        speaker,
        chamber=of.chamber,
        group=of,
        party=of.party,
        valid_from=since,
        valid_until=until,
    )
    return speaker, seat


def minister(name, code="SAN", since=date(2024, 10, 23), until=None, **fields):
    speaker = make_speaker(name, **fields)
    ministry = Ministry.objects.get(code=code)
    return speaker, make_appointment(
        speaker, "minister", ministry=ministry, valid_from=since, valid_until=until
    )


@pytest.mark.parametrize(
    "printed",
    [
        "ربيع الزعفراني",
        "السيد ربيع الزعفراني",
        "رَبيع الزّعفراني",
        "الزعفراني ربيع",
        "الزعفراني، ربيع",
        "Rabie Zaafrani",
    ],
)
def test_it_finds_a_person_however_the_name_is_printed(printed):
    speaker, seat = member("ربيع الزعفراني")
    assert resolve_speaker(person(printed), TUESDAY) == Resolved(speaker, seat)


def test_it_gives_the_office_of_the_day():
    speaker, seat = member("ياسر بن زروال", until=date(2024, 10, 22))
    later = make_appointment(
        speaker,
        "minister",
        ministry=Ministry.objects.get(code="SE_ART"),
        valid_from=date(2024, 10, 23),
    )
    assert resolve_speaker(person("ياسر بنزروال"), date(2023, 5, 2)).appointment == seat
    assert resolve_speaker(person("ياسر بنزروال"), TUESDAY).appointment == later
    assert resolve_speaker(person("ياسر بنزروال"), IN_2020) == Resolved(speaker, None)
    assert resolve_speaker(person("ياسر بنزروال"), None) == Resolved(speaker, None)


def test_it_says_that_nobody_is_known():
    member("ربيع الزعفراني")
    assert isinstance(resolve_speaker(person("حورية البلعيدي"), TUESDAY), NoMatch)
    assert isinstance(resolve_speaker(person(""), TUESDAY), NoMatch)


def test_it_never_guesses_between_two_of_one_name():
    one, _ = member("ربيع الزعفراني")
    other = make_speaker("ربيع الزعفراني")
    found = resolve_speaker(person("ربيع الزعفراني", chamber="councillors"), TUESDAY)
    assert isinstance(found, Ambiguous)
    assert set(found.candidates) == {one, other}
    assert len(found.reasons) == 2


def test_it_tells_two_of_one_name_by_their_chamber():
    here, seat = member("ربيع الزعفراني", "councillors-rni")
    member("ربيع الزعفراني", "representatives-pam")
    found = resolve_speaker(person("ربيع الزعفراني", chamber="councillors"), TUESDAY)
    assert found == Resolved(here, seat)
    assert isinstance(resolve_speaker(person("ربيع الزعفراني"), TUESDAY), Ambiguous)


def test_it_tells_two_of_one_chamber_by_their_group():
    member("ربيع الزعفراني", "councillors-rni")
    there, _ = member("ربيع الزعفراني", "councillors-pam")
    around = {"chamber": "councillors", "group": "فريق الأصالة والمعاصرة"}
    assert resolve_speaker(person("ربيع الزعفراني", **around), TUESDAY).speaker == there


def test_it_asks_an_editor_when_the_one_of_this_name_sits_elsewhere():
    known, _ = member("ربيع الزعفراني", "representatives-rni")
    around = {"chamber": "councillors", "party": "حزب التجمع الوطني للأحرار"}
    found = resolve_speaker(person("ربيع الزعفراني", **around), TUESDAY)
    assert isinstance(found, Ambiguous)
    assert found.candidates == (known,)
    assert "-chamber" in found.reasons[0]


def test_it_takes_a_last_name_only_with_strong_support():
    speaker, _ = member("ربيع الزعفراني", "councillors-rni")
    group = "فريق التجمع الوطني للأحرار"
    around = {"chamber": "councillors", "group": group}
    assert resolve_speaker(person("الزعفراني", **around), TUESDAY).speaker == speaker
    assert isinstance(resolve_speaker(person("الزعفراني"), TUESDAY), Ambiguous)
    weak = resolve_speaker(person("الزعفراني", chamber="councillors"), TUESDAY)
    assert isinstance(weak, Ambiguous)
    member("مراد الزعفراني", "councillors-rni")
    assert isinstance(resolve_speaker(person("الزعفراني", **around), TUESDAY), Ambiguous)


def test_it_takes_a_shortened_name_only_with_strong_support():
    speaker, seat = minister("رشيد الطاهري الملولي", "SAN")
    asked = person("رشيد الملولي", chamber="government", ministry="SAN")
    assert resolve_speaker(asked, TUESDAY) == Resolved(speaker, seat)
    assert isinstance(resolve_speaker(person("رشيد الملولي"), TUESDAY), Ambiguous)


def test_it_leaves_a_near_spelling_to_an_editor():
    known, _ = member("أنور السرغيني")
    around = {"chamber": "councillors", "group": "فريق التجمع الوطني للأحرار"}
    found = resolve_speaker(person("أنور السرغني", **around), TUESDAY)
    assert isinstance(found, Ambiguous)
    assert found.candidates == (known,)


def test_it_knows_a_minister_by_the_office_of_the_day():
    before, _ = minister("عماد السنبوري", "SAN", date(2021, 10, 7), date(2024, 10, 22))
    now, seat = minister("نزهة الكتامي", "SAN")
    assert resolve_speaker(person("وزيرة الصحة", ministry="SAN"), TUESDAY) == Resolved(now, seat)
    assert resolve_speaker(person("وزير الصحة"), date(2022, 5, 3)).speaker == before
    assert isinstance(resolve_speaker(person("وزير الصحة"), IN_2020), NoMatch)
    assert isinstance(resolve_speaker(person("وزير الصحة"), None), NoMatch)


@pytest.mark.parametrize(
    ("title", "code"),
    [("والي بنك المغرب", "BAM"), ("الأمين العام للحكومة", "SGG"), ("رئيس الحكومة", "HOG")],
)
def test_it_knows_the_holder_of_any_office(title, code):
    speaker, seat = minister("نزهة الكتامي", code)
    assert resolve_speaker(person(title), TUESDAY) == Resolved(speaker, seat)


def test_it_does_not_choose_between_two_holders_of_an_office():
    minister("عماد السنبوري", "SAN")
    minister("نزهة الكتامي", "SAN")
    assert isinstance(resolve_speaker(person("وزير الصحة"), TUESDAY), Ambiguous)


def test_it_knows_who_presides():
    speaker, _ = member("أنور السرغيني", "councillors-pam")
    group = Group.objects.get(code="councillors-pam")
    committee = Committee.objects.get(code="councillors-finance")
    chamber = Chamber.objects.get(code="councillors")
    leads = make_appointment(speaker, "group_president", group=group)
    chairs = make_appointment(speaker, "committee_chair", committee=committee)
    presides = make_appointment(speaker, "chamber_president", chamber=chamber)
    for title, seat in (
        ("رئيس فريق الأصالة والمعاصرة", leads),
        ("رئيس لجنة المالية", chairs),
        ("رئيس مجلس المستشارين", presides),
    ):
        asked = person(title, chamber="councillors")
        assert resolve_speaker(asked, TUESDAY) == Resolved(speaker, seat)


def test_it_keeps_invented_people_and_real_ones_apart():
    real, _ = member("ربيع الزعفراني")
    sample, _ = member("ربيع الزعفراني", is_sample=True)
    minister("عماد السنبوري", "SAN", is_sample=True)
    asked = person("ربيع الزعفراني")
    assert resolve_speaker(asked, TUESDAY).speaker == real
    assert resolve_speaker(asked, TUESDAY, samples=True).speaker == sample
    assert isinstance(resolve_speaker(person("وزير الصحة"), TUESDAY), NoMatch)
    assert isinstance(resolve_speaker(person("عماد السنبوري"), TUESDAY), NoMatch)


def test_it_follows_an_alias_in_its_chamber_and_time():
    speaker, _ = member("ربيع الزعفراني")
    Alias.objects.create(
        speaker=speaker,
        text="السنبلي",
        kind="ruled",
        chamber=Chamber.objects.get(code="councillors"),
        valid_from=date(2021, 10, 8),
    )
    here = person("السنبلي", chamber="councillors")
    assert resolve_speaker(here, TUESDAY).speaker == speaker
    assert isinstance(resolve_speaker(here, IN_2020), NoMatch)
    elsewhere = person("السنبلي", chamber="representatives")
    assert isinstance(resolve_speaker(elsewhere, TUESDAY), NoMatch)
    assert isinstance(resolve_speaker(person("السنبلي"), TUESDAY), Ambiguous)


def test_it_does_not_resolve_to_a_merged_record():
    speaker, _ = member("ربيع الزعفراني")
    make_speaker("ربيع الزعفراني", merged_into=speaker)
    assert resolve_speaker(person("ربيع الزعفراني"), TUESDAY).speaker == speaker


def test_it_needs_as_many_queries_for_twenty_names_as_for_two(django_assert_max_num_queries):
    names = [f"ربيع {family}" for family in ("الزعفراني", "البلعيدي", "السنبوري", "الوردغي")]
    for name in names:
        member(name)
    asked = [person(name, chamber="councillors") for name in names * 5]
    asked += [person("وزير الصحة"), PrintedSpeaker("فريق الأصالة والمعاصرة", "group")]
    with django_assert_max_num_queries(20):
        found = resolve_speakers(asked, TUESDAY)
    assert sum(isinstance(one, Resolved) for one in found) == 20


def test_it_makes_a_new_person_once():
    asked = person("حورية البلعيدي", chamber="councillors", group="فريق الأصالة والمعاصرة")
    made = create_provisional_speaker(asked, on=TUESDAY)
    assert (made.is_provisional, made.name_ar, made.is_sample) == (True, "حورية البلعيدي", False)
    seat = made.appointments.get()
    assert (seat.group.code, seat.valid_from) == ("councillors-pam", date(2021, 10, 8))
    assert create_provisional_speaker(asked, on=TUESDAY) == made
    assert resolve_speaker(asked, TUESDAY).speaker == made


@pytest.mark.parametrize(
    "name",
    ["البلعيدي", "وزير الصحة", "نائبة عن الفريق", "مصادر برلمانية", "عدد من النواب", "", "رئيس 2"],
)
def test_it_makes_nobody_of_a_name_that_is_not_full(name):
    assert create_provisional_speaker(person(name)) is None
    assert not Speaker.objects.exists()


@pytest.mark.parametrize("name", ["محمد أمين الصفريوي", "باسم الوردغي", "Rabie Zaafrani"])
def test_it_makes_a_person_of_a_name_with_a_word_of_two_uses(name):
    assert create_provisional_speaker(person(name)).name == name


def test_it_makes_nobody_where_the_name_may_be_known():
    member("رشيد الطاهري الملولي")
    assert create_provisional_speaker(person("رشيد الملولي"), on=TUESDAY) is None


def test_it_makes_a_sample_person_beside_the_real_one():
    real, _ = member("ربيع الزعفراني")
    made = create_provisional_speaker(person("ربيع الزعفراني"), samples=True)
    assert made != real
    assert made.is_sample


@pytest.mark.parametrize(
    ("name", "kind", "column", "code"),
    [
        ("فريق الجرار", "group", "group", "councillors-pam"),
        ("وزارة الصحة", "institution", "ministry", "SAN"),
        ("لجنة القطاعات الاجتماعية", "institution", "committee", "representatives-social"),
        ("حزب الاستقلال", "institution", "party", "PI"),
    ],
)
def test_it_knows_the_body_that_speaks(name, kind, column, code):
    chamber = "councillors" if kind == "group" else None
    asked = PrintedSpeaker(name=name, type=kind, chamber=chamber)
    assert isinstance(resolve_speaker(asked, TUESDAY), NoMatch)
    made = create_provisional_speaker(asked, on=TUESDAY)
    assert getattr(made, column).code == code
    assert made.kind == kind
    assert not made.is_provisional
    assert resolve_speaker(asked, TUESDAY) == Resolved(made, None)
    assert create_provisional_speaker(asked, on=TUESDAY) == made


def test_it_makes_no_row_for_a_body_of_either_chamber():
    asked = PrintedSpeaker(name="الفريق الحركي", type="group")
    assert create_provisional_speaker(asked, on=TUESDAY) is None


def test_it_knows_an_unlisted_institution_by_its_name():
    asked = PrintedSpeaker(name="الوكالة الوطنية للزعفران", type="institution")
    made = create_provisional_speaker(asked)
    assert made.is_provisional
    assert resolve_speaker(asked, TUESDAY).speaker == made


def test_it_has_no_row_for_a_source_without_a_name():
    asked = PrintedSpeaker(name="مصادر مطلعة", type="unnamed")
    assert isinstance(resolve_speaker(asked, TUESDAY), NoMatch)
    assert create_provisional_speaker(asked) is None


def code(record):
    return record and record.code


def test_it_knows_bodies_by_any_name_of_the_day():
    assert code(resolve_ministry("SAN")) == "SAN"
    assert code(resolve_ministry("وزيرة الصحة", TUESDAY)) == "SAN"
    assert code(resolve_ministry("أم الوزارات")) == "INT"
    assert code(resolve_ministry("وزير النقل", IN_2020)) == "EQE"
    assert code(resolve_ministry("وزير النقل", TUESDAY)) == "TRA"
    assert code(resolve_ministry("الحكومة")) == "GOV"
    assert code(resolve_ministry("الميزانية", TUESDAY)) is None
    assert code(resolve_chamber("الغرفة الثانية")) == "councillors"
    assert code(resolve_party("حزب الجرار")) == "PAM"
    assert code(resolve_party("PPS")) == "PPS"
    assert code(resolve_committee("لجنة العدل")) is None
    assert code(resolve_committee("لجنة العدل", "councillors")) == "councillors-justice"
    assert code(resolve_group("فريق العدالة والتنمية", IN_2020, "representatives")) == (
        "representatives-pjd-2016"
    )
    assert code(resolve_group("فريق العدالة والتنمية", TUESDAY, "representatives")) == (
        "representatives-pjd"
    )
    assert code(resolve_group("الفريق الحركي", TUESDAY)) is None


def test_it_knows_a_name_that_an_editor_added():
    Party.objects.filter(code="PAM").update(short_names=["حزب الزعفران"])
    assert code(resolve_party("حزب الزعفران")) == "PAM"
    ministry = Ministry.objects.get(code="SAN")
    ministry.names.create(text="بيت الدواء", language="ar", kind="alias")
    assert code(resolve_ministry("بيت الدواء", TUESDAY)) == "SAN"
