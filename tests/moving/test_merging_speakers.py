"""Two records of one speaker become one: nothing is lost, and articles find the one that stays."""

from datetime import date

import pghistory
import pytest
from django.utils import timezone

from people.models import Alias, Speaker
from people.resolution import PrintedSpeaker, Resolved, resolve_speaker
from people.tracking import events_of
from statements.models import Move, Statement
from statements.search import matching
from statements.services.moving import (
    Refused,
    UndoFirst,
    gather_stragglers,
    merge_speakers,
    preview_speakers,
    take_back,
)
from tests.factories import (
    make_appointment,
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


@pytest.fixture
def by():
    return make_user("chief")


def merge(kept, gone, by, **how):
    move = merge_speakers(kept, gone, by, timezone.now(), **how)
    for one in (kept, gone):
        one.refresh_from_db()
    return move


def undo(move, by):
    return take_back(move, by, timezone.now())


@pytest.fixture
def two():
    """The same councillor twice: in full, and as one newspaper spells him."""
    kept = make_speaker("سالم البرتقالي", aliases=["سالم البرتقالي", "البرتقالي"])
    gone = make_speaker("سالم بن عمر البرتقالي", aliases=["سالم بن عمر البرتقالي", "ابن عمر"])
    return kept, gone


def test_it_carries_everything_to_the_record_that_stays(two, by):
    kept, gone = two
    seat = make_appointment(gone, valid_from=date(2021, 10, 8))
    said = make_statement(speaker=gone, appointment=seat)
    merge(kept, gone, by)
    said.refresh_from_db()
    assert gone.merged_into == kept
    assert (said.speaker, said.appointment) == (kept, seat)
    assert list(kept.appointments.all()) == [seat]
    texts = set(kept.aliases.values_list("text", flat=True))
    assert texts == {"سالم البرتقالي", "البرتقالي", "سالم بن عمر البرتقالي", "ابن عمر"}
    assert kept.aliases.get(text="سالم بن عمر البرتقالي").kind == Alias.AliasKind.MERGED


def test_later_articles_find_the_record_that_stays(two, by):
    kept, gone = two
    gone.name_latin = "Salem Ben Omar Bortoqali"
    gone.save()
    merge(kept, gone, by, take=["name_ar"])
    for name in ("سالم بن عمر البرتقالي", "سالم البرتقالي", "Salem Ben Omar Bortoqali"):
        found = resolve_speaker(PrintedSpeaker(name, "person"), date(2025, 4, 22))
        assert isinstance(found, Resolved), name
        assert found.speaker == kept, name


def test_the_old_address_leads_to_the_other_for_good(two, by, client):
    kept, gone = two
    merge(kept, gone, by)
    answer = client.get(gone.get_absolute_url())
    assert (answer.status_code, answer.url) == (301, kept.get_absolute_url())


@pytest.mark.parametrize("taken", [(), ("name_ar",), ("name_latin", "gender")])
def test_it_keeps_the_name_that_was_chosen_and_knows_the_other(two, by, taken):
    kept, gone = two
    Speaker.objects.filter(pk=kept.pk).update(name_latin="Salem Bortoqali", gender="male")
    Speaker.objects.filter(pk=gone.pk).update(name_latin="Salem B. Omar", gender="female")
    before = {one.pk: one for one in Speaker.objects.all()}
    merge(kept, gone, by, take=taken)
    for name in ("name_ar", "name_latin", "gender"):
        right = before[gone.pk if name in taken else kept.pk]
        assert getattr(kept, name) == getattr(right, name)
    assert set(taken) <= set(kept.ruled_fields)
    texts = {*kept.aliases.values_list("text", flat=True), kept.name_ar, kept.name_latin}
    assert {one.name_ar for one in before.values()} <= texts
    assert {one.name_latin for one in before.values()} <= texts


def test_it_fills_what_the_kept_record_did_not_know(two, by):
    kept, gone = two
    Speaker.objects.filter(pk=kept.pk).update(is_provisional=True)
    Speaker.objects.filter(pk=gone.pk).update(name_latin="Salem B. Omar", gender="male")
    merge(kept, gone, by)
    assert (kept.name_latin, kept.gender, kept.is_provisional) == ("Salem B. Omar", "male", False)
    assert set(kept.ruled_fields) == {"name_latin", "gender", "is_provisional"}


def test_a_ruled_statement_keeps_its_marks(two, by):
    kept, gone = two
    editor = make_user("editor")
    said = make_statement(
        speaker=gone, review_status="confirmed", reviewed_by=editor, reviewed_at=timezone.now()
    )
    said.rule(["speaker", "stance"])
    said.save()
    merge(kept, gone, by)
    after = Statement.objects.get()
    assert after.speaker == kept
    for name in ("review_status", "reviewed_by", "reviewed_at", "ruled_fields"):
        assert getattr(after, name) == getattr(said, name)


def test_what_the_machine_read_follows_so_that_giving_back_gives_the_one_that_stays(two, by):
    kept, gone = two
    other = make_speaker("أمينة الصدفي")
    said, ruled = make_statement(speaker=gone), make_statement("المرسى ضيق", speaker=other)
    for one in (said, ruled):
        one.machine_values["speaker"] = gone.pk
        one.rule(["speaker"] if one is ruled else [])
        one.save()
    merge(kept, gone, by)
    said.refresh_from_db()
    assert said.machine_values["speaker"] == kept.pk
    ruled.release(["speaker"])
    assert ruled.speaker == kept


def test_an_office_that_says_nothing_new_is_not_held_twice(two, by):
    kept, gone = two
    group = make_group()
    seat = make_appointment(
        kept, group=group, valid_from=date(2021, 1, 1), valid_until=date(2026, 1, 1)
    )
    same = make_appointment(gone, valid_from=date(2022, 1, 1), valid_until=date(2025, 1, 1))
    said = make_statement(speaker=gone, appointment=same)
    merge(kept, gone, by)
    said.refresh_from_db()
    assert list(kept.appointments.all()) == [seat]
    assert (said.appointment, said.group) == (seat, group)


def test_statements_without_an_office_get_that_of_their_day_unless_ruled(two, by):
    kept, gone = two
    party = make_party()
    seat = make_appointment(kept, party=party, valid_from=date(2021, 1, 1))
    said = make_statement(speaker=gone)
    ruled = make_statement("المرسى ضيق", speaker=gone)
    ruled.rule(["appointment", "party"])
    ruled.save()
    merge(kept, gone, by)
    said.refresh_from_db()
    ruled.refresh_from_db()
    assert (said.appointment, said.party) == (seat, party)
    assert (ruled.appointment, ruled.party) == (None, None)


def test_statements_are_found_by_the_name_that_stays(two, by):
    kept, gone = two
    kept.name_latin = "Salem Bortoqali"
    kept.save()
    said = make_statement(speaker=gone)
    merge(kept, gone, by)
    assert matching(Statement.objects.all(), "Bortoqali").get() == said


def test_tellings_of_one_act_are_joined_once_their_speaker_is_one(two, by):
    kept, gone = two
    content = "القوارب تحتاج إلى صيانة عاجلة قبل حلول فصل الشتاء القادم"
    make_statement(content, speaker=kept, said_on=date(2025, 4, 22))
    make_statement(content, speaker=gone, said_on=date(2025, 4, 22))
    move = merge(kept, gone, by)
    assert Statement.objects.filter(same_as__isnull=True).count() == 1
    undo(move, by)
    assert Statement.objects.filter(same_as__isnull=True).count() == 2


@pytest.mark.parametrize(
    "pair",
    [
        lambda: [make_speaker()] * 2,
        lambda: (make_speaker(), make_speaker(is_sample=True)),
        lambda: (make_speaker(), make_speaker("فريق النخلة", kind="group")),
        lambda: (make_speaker(), make_speaker(merged_into=make_speaker("ثالث الثلاثة"))),
        lambda: (make_speaker(merged_into=make_speaker("ثالث الثلاثة")), make_speaker()),
        lambda: [
            make_speaker(f"وزارة {n}", kind="institution", ministry=make_ministry()) for n in (1, 2)
        ],
    ],
)
def test_it_refuses_what_cannot_be_one(by, pair):
    kept, gone = pair()
    before = everything(without=())
    assert isinstance(merge(kept, gone, by), Refused)
    assert everything(without=()) == before
    assert not Move.objects.exists()


def test_the_body_that_the_other_record_speaks_for_goes_over(by):
    ministry = make_ministry()
    kept = make_speaker("وزارة المراكب", kind="institution")
    gone = make_speaker("وزارة القوارب", kind="institution", ministry=ministry)
    before = everything()
    move = merge(kept, gone, by)
    assert (kept.ministry, gone.ministry) == (ministry, None)
    undo(move, by)
    assert everything() == before


def test_the_history_says_that_it_was_a_merge_and_why(two, by):
    kept, gone = two
    with pghistory.context(name="chief"):
        move = merge(kept, gone, by, reason="بطاقة واحدة في موقع المجلس")
    event = events_of(Speaker).objects.get(pgh_obj=gone, pgh_label="update")
    assert event.pgh_context.metadata["reason"] == "بطاقة واحدة في موقع المجلس"
    assert event.pgh_context.metadata["about"].endswith(f"/statements/move/{move.pk}/change/")


def test_records_merged_one_after_the_other_lead_to_the_last(two, by, client):
    kept, gone = two
    last = make_speaker("سالم بن عمر بن علي البرتقالي")
    first = merge(kept, gone, by)
    second = merge(last, kept, by)
    gone.refresh_from_db()
    assert gone.merged_into == last
    assert undo(first, by) == UndoFirst(second)
    assert undo(second, by).left == []
    assert undo(first, by).left == []
    assert not Speaker.objects.filter(merged_into__isnull=False).exists()


def test_undoing_puts_back_what_was_moved_whatever_else_was_done_since(two, by):
    kept, gone = two
    editor, other = make_user("editor"), make_speaker("أمينة الصدفي")
    seat = make_appointment(gone, chamber=make_chamber("councillors"))
    plain = make_statement(speaker=gone, appointment=seat)
    confirmed = make_statement("المرسى ضيق", speaker=gone)
    own = make_statement("السوق بعيد", speaker=kept)
    moved_on = make_statement("الرصيف متآكل", speaker=gone)
    move = merge(kept, gone, by)

    Statement.objects.filter(pk=confirmed.pk).update(
        review_status="confirmed", reviewed_by=editor, reviewed_at=timezone.now(), stance="warn"
    )
    Statement.objects.filter(pk=moved_on.pk).update(speaker=other, ruled_fields=["speaker"])
    seat.refresh_from_db()
    seat.constituency = "الميناء"
    seat.save()
    kept.name_ar = "سالم البرتقالي الكبير"
    kept.save()
    done = undo(move, by)

    def speaker_of(one):
        one.refresh_from_db()
        return one.speaker

    assert [speaker_of(one) for one in (plain, confirmed, own)] == [gone, gone, kept]
    assert plain.appointment == seat
    assert (confirmed.review_status, confirmed.stance) == ("confirmed", "warn")
    seat.refresh_from_db()
    assert (seat.speaker, seat.constituency) == (gone, "الميناء")
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.name_ar, gone.merged_into) == ("سالم البرتقالي الكبير", None)
    assert speaker_of(moved_on) == other
    assert [one["what"] for one in done.left] == [str(moved_on)]


def test_undoing_says_what_was_found_since_under_the_old_name(two, by):
    kept, gone = two
    move = merge(kept, gone, by)
    new = make_statement("السوق بعيد", speaker=kept, speaker_read="سالم بن عمر البرتقالي")
    done = undo(move, by)
    new.refresh_from_db()
    assert new.speaker == kept
    assert len(done.left) == 1
    assert "1" in done.left[0]["why"]


def test_what_the_machine_read_anew_since_goes_back_too(two, by):
    kept, gone = two
    said = make_statement(speaker=gone)
    move = merge(kept, gone, by)
    said.refresh_from_db()
    said.take_machine_values({"speaker": kept, "appointment": make_appointment(kept)})
    said.save()
    undo(move, by)
    said.refresh_from_db()
    assert (said.speaker, said.appointment) == (gone, None)


def test_trying_to_undo_changes_nothing_and_says_the_same(two, by):
    kept, gone = two
    make_statement(speaker=gone)
    move = merge(kept, gone, by)
    before = everything(without=())
    tried = take_back(move, by, timezone.now(), only_try=True)
    assert everything(without=()) == before
    move.refresh_from_db()
    assert move.undone_at is None
    assert undo(move, by) == tried


def test_it_is_undone_once(two, by):
    move = merge(*two, by)
    undo(move, by)
    assert undo(move, by).move == move


def test_statements_that_a_reading_brought_meanwhile_come_along(two, by):
    kept, gone = two
    before = everything()
    move = merge(kept, gone, by)
    late = make_statement(speaker=gone)
    assert gather_stragglers(move.pk, timezone.now()) == 1
    late.refresh_from_db()
    assert late.speaker == kept
    assert gather_stragglers(move.pk, timezone.now()) == 0
    undo(move, by)
    late.refresh_from_db()
    assert late.speaker == gone
    assert {key: row for key, row in everything().items() if key in before} == before


def test_what_contradicts_tells_the_one_that_stays_first():
    chamber, kept, gone = make_chamber(), make_speaker(), make_speaker()
    for speaker, name in ((kept, "فريق الباقي"), (gone, "فريق الذاهب")):
        group = make_group(name_ar=name, chamber=chamber)
        make_appointment(speaker, chamber=chamber, group=group)
    told = [line for each in preview_speakers(kept, gone).conflicts for line in each.details]
    told = [line for line in told if "فريق" in line]
    assert told
    assert all(line.index("الباقي") < line.index("الذاهب") for line in told)
