"""Whatever two records hold: merging them and undoing it leaves every row as it was."""

from datetime import date

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings, strategies as st

from people.models import Alias, Appointment, Ministry, MinistryName, Speaker
from statements.models import Move, NamedInstitution, Statement
from statements.services.moving import merge_ministries, merge_speakers, take_back
from statements.services.storing import refresh_derived
from tests.factories import (
    make_appointment,
    make_article,
    make_chamber,
    make_group,
    make_ministry,
    make_party,
    make_speaker,
    make_statement,
    make_user,
)
from tests.moving.world import everything

pytestmark = pytest.mark.django_db

SLOW = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NAMES = ("البرتقالي", "سالم", "سالم بن عمر", "salem", "أبو سالم")
DAYS = (None, date(2021, 10, 8), date(2024, 1, 1))
CONTENTS = ("القوارب تحتاج إلى صيانة", "المرسى ضيق جدا", "السوق بعيد", "الرصيف متآكل", "الماء قليل")


def of_two(strategy, most=5):
    """Rows, each for the first record or the second."""
    return st.lists(st.tuples(st.booleans(), strategy), max_size=most)


@pytest.fixture
def bodies():
    party = make_party()
    return {
        "chambers": [make_chamber(), make_chamber("councillors")],
        "groups": [None, make_group(party=party)],
        "parties": [None, party],
        "ministries": [make_ministry("A"), make_ministry("B"), make_ministry("C")],
    }


def clear():
    NamedInstitution.objects.all().delete()
    Statement.objects.all().delete()
    Appointment.objects.all().delete()
    Move.objects.all().delete()
    Speaker.objects.update(merged_into=None)
    Speaker.objects.all().delete()
    MinistryName.objects.all().delete()
    Ministry.objects.update(parent=None, merged_into=None)
    Ministry.predecessors.through.objects.all().delete()


def merged_and_undone(merge, kept, gone):
    by = make_user(f"chief-{Move.objects.count()}-{timezone.now().timestamp()}")
    refresh_derived(Statement.objects.all())
    before = everything()
    move = merge(kept, gone, by, timezone.now())
    assert isinstance(move, Move)
    changed = everything()
    done = take_back(move, by, timezone.now())
    assert done.left == []
    assert everything() == before
    assert changed != before


@SLOW
@given(
    fields=st.tuples(*[st.sampled_from(("", "male", "female"))] * 2),
    latin=st.tuples(*[st.sampled_from(("", "Salem", "Selim"))] * 2),
    provisional=st.tuples(st.booleans(), st.booleans()),
    aliases=of_two(st.tuples(st.sampled_from(NAMES), st.booleans(), st.sampled_from(DAYS))),
    offices=of_two(
        st.tuples(
            st.integers(0, 1), st.integers(0, 1), st.integers(0, 1), st.sampled_from(DAYS),
            st.sampled_from((None, date(2026, 1, 1))),
        )
    ),
    said=of_two(
        st.tuples(
            st.sampled_from(CONTENTS), st.sampled_from(("", "speaker", "group")), st.booleans()
        )
    ),
    take=st.lists(st.sampled_from(("name_ar", "name_latin", "gender")), unique=True),
)  # fmt: skip
def test_of_speakers(bodies, fields, latin, provisional, aliases, offices, said, take):
    clear()
    two = [
        make_speaker(name, gender=fields[n], name_latin=latin[n], is_provisional=provisional[n])
        for n, name in enumerate(("سالم البرتقالي", "سالم بن عمر"))
    ]
    for mine, (text, scoped, day) in dict.fromkeys(aliases):
        chamber = bodies["chambers"][0] if scoped else None
        row = {"speaker": two[mine], "text": text, "chamber": chamber, "valid_from": day}
        Alias.objects.create(**row)
    seats = [[], []]
    for mine, (chamber, group, party, start, end) in {
        (one[0], one[1][:4]): one for one in offices
    }.values():
        seat = make_appointment(
            two[mine],
            chamber=bodies["chambers"][chamber],
            group=bodies["groups"][group],
            party=bodies["parties"][party],
            valid_from=start,
            valid_until=end,
        )
        seats[mine].append(seat)
    for mine, (content, ruled, seated) in said:
        seat = seats[mine][-1] if seated and seats[mine] else None
        one = make_statement(content, speaker=two[mine], appointment=seat)
        one.machine_values = {"speaker": two[not mine].pk, "appointment": seat and seat.pk}
        one.rule([ruled] if ruled else [])
        one.save()

    def merge(*args):
        return merge_speakers(*args, take=take)

    merged_and_undone(merge, *two)


@SLOW
@given(
    names=of_two(
        st.tuples(
            st.sampled_from(("وزارة السفن", "السفن", "وزارة القوارب")),
            st.sampled_from(("official", "alias", "short")),
            st.sampled_from(DAYS),
        )
    ),
    offices=of_two(st.tuples(st.integers(0, 1), st.sampled_from(DAYS)), 4),
    named=st.lists(
        st.lists(
            st.tuples(st.integers(0, 1), st.sampled_from(("addressed", "mentioned"))),
            unique=True,
            min_size=1,
        ),
        max_size=4,
    ),
    links=st.lists(
        st.sampled_from([(a, b) for a in range(3) for b in range(3) if a != b]), unique=True
    ),
    parents=st.tuples(*[st.sampled_from((None, 0, 1, 2))] * 3),
    speaking=st.tuples(st.booleans(), st.booleans()),
)
def test_of_ministries(bodies, names, offices, named, links, parents, speaking):
    clear()
    three = bodies["ministries"]
    for mine, (text, kind, day) in dict.fromkeys(names):
        row = {"ministry": three[mine], "text": text, "kind": kind, "valid_from": day}
        MinistryName.objects.create(language="ar", **row)
    ministers = [make_speaker(f"وزير رقم {number}") for number in range(2)]
    for mine, (who, day) in dict.fromkeys(offices):
        make_appointment(ministers[who], "minister", ministry=three[mine], valid_from=day)
    for one in Appointment.objects.all():
        make_statement("الماء قليل", speaker=one.speaker, appointment=one)
    for number, several in enumerate(named):
        said = make_statement(
            article=make_article(f"أكد سالم أن {CONTENTS[number]}."),
            content=CONTENTS[number],
            printed="سالم",
        )
        for mine, relation in several:
            said.institutions.create(ministry=three[mine], relation=relation, printed="الوزارة")
        read = [{"ministry": three[mine].pk, "printed": "و"} for mine, _ in several]
        said.machine_values["addressees"] = read
        said.save()
    for one, other in links:
        three[one].predecessors.add(three[other])
    for one, parent in zip(three, parents, strict=True):
        one.parent = three[parent] if parent is not None and three[parent] != one else None
        one.save()
    for one, speaks in zip(three, speaking, strict=False):
        if speaks:
            body = make_speaker(str(one.code), kind="institution", ministry=one)
            make_statement("الماء قليل", speaker=body, printed="الوزارة")
    merged_and_undone(merge_ministries, *three[:2])
