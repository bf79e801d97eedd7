"""One ruling on a printed name holds for all its statements in its scope, and for later ones."""

import pytest
from django.core.exceptions import ValidationError

from people.models import Speaker
from statements.extraction import extract_statements
from statements.extraction.model import ArticleText
from statements.models import NameRuling, Statement
from statements.services.name_rulings import RulingsInForce, place_of
from statements.services.resolving import resolve
from statements.services.ruling_names import Scope, rule_on_name, undo_ruling
from statements.services.storing import refresh_derived
from tests.factories import (
    make_appointment,
    make_article,
    make_chamber,
    make_group,
    make_source,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db
LINK, MAKE, IGNORE = NameRuling.Decision.LINK, NameRuling.Decision.MAKE, NameRuling.Decision.IGNORE
NAME = "المستشار الزعفراني"


def said(**fields):
    fields.setdefault("speaker_read", NAME)
    return make_statement(printed=fields["speaker_read"], **fields)


def values_of(statement):
    return Statement.objects.filter(pk=statement.pk).values().get()


@pytest.fixture
def seat(db):
    group = make_group(chamber=make_chamber("councillors"))
    speaker = make_speaker("ربيع الزعفراني")
    return make_appointment(speaker, chamber=group.chamber, group=group, party=group.party)


def test_it_ties_every_statement_of_the_name_to_the_person(seat, amina, at):
    rows = [said(), said(speaker_read="المستشارُ الزّعفراني"), said(chamber=seat.chamber)]
    other = said(speaker_read="الزعفراني")
    rule_on_name(Scope(NAME), LINK, seat.speaker, amina, at)
    for row in rows:
        row.refresh_from_db()
        assert (row.speaker, row.appointment, row.group) == (seat.speaker, seat, seat.group)
        assert (row.chamber, row.unresolved, row.ruled_fields) == (seat.chamber, "", [])
        assert seat.speaker.name_ar.split()[0] in row.search_text
    other.refresh_from_db()
    assert other.speaker is None


def test_it_stays_within_its_scope(seat, amina, at):
    there, outlet = make_chamber("representatives"), make_source()
    inside = said(chamber=seat.chamber, article=make_article(
        f"أكد {NAME} أن القوارب تحتاج إلى صيانة عاجلة", source=outlet))  # fmt: skip
    outside = [
        said(chamber=there),
        said(chamber=seat.chamber),
        said(chamber=seat.chamber, article=make_article(
            f"أكد {NAME} أن القوارب تحتاج إلى صيانة عاجلة", "2023-01-02T10:00", source=outlet)),
    ]  # fmt: skip
    scope = Scope(NAME, chamber=seat.chamber_id, source=outlet.pk, since=at.date().replace(day=1,
                  month=1))  # fmt: skip
    rule_on_name(scope, LINK, seat.speaker, amina, at)
    inside.refresh_from_db()
    assert inside.speaker == seat.speaker
    for row in outside:
        row.refresh_from_db()
        assert row.speaker is None


@pytest.mark.parametrize(
    "touched",
    [
        {"ruled_fields": ["speaker"]},
        {"review_status": "confirmed"},
        {"review_status": "rejected"},
    ],
)
def test_it_never_touches_what_an_editor_ruled_one_by_one(touched, seat, amina, at):
    if "review_status" in touched:
        touched = touched | {"reviewed_at": at}
    row = said(**touched)
    before = values_of(row)
    ruling = rule_on_name(Scope(NAME), LINK, seat.speaker, amina, at)
    assert values_of(row) == before
    undo_ruling(ruling, amina, at)
    assert values_of(row) == before


def test_taking_it_back_restores_what_was_there_exactly(seat, amina, at):
    provisional = make_speaker("الزعفراني ربيع الدين", is_provisional=True)
    rows = [said(), said(speaker=provisional, speaker_read=NAME), said(unresolved="ambiguous")]
    rows[1].machine_values = {"speaker": provisional.pk, "stance": "stress"}
    rows[1].save()
    refresh_derived(rows)
    before = [values_of(row) for row in rows]
    ruling = rule_on_name(Scope(NAME), LINK, seat.speaker, amina, at)
    assert all(values_of(row)["speaker_id"] == seat.speaker_id for row in rows)
    taken = undo_ruling(ruling, amina, at)
    assert (taken.restored, taken.left) == (3, 0)
    for row, then in zip(rows, before, strict=True):
        now = values_of(row)
        # When it was last changed moves on; that it tells no other's act may be said or left out.
        now["changed_at"] = then["changed_at"]
        then["machine_values"].setdefault("same_as", None)
        now["machine_values"].setdefault("same_as", None)
        assert now == then


def test_taking_it_back_leaves_what_was_ruled_on_since(seat, amina, at):
    row, elsewhere = said(), make_speaker("حورية البلعيدي")
    ruling = rule_on_name(Scope(NAME), LINK, seat.speaker, amina, at)
    Statement.objects.filter(pk=row.pk).update(
        speaker=elsewhere, appointment=None, ruled_fields=["speaker"]
    )
    taken = undo_ruling(ruling, amina, at)
    row.refresh_from_db()
    assert (taken.restored, taken.left, row.speaker) == (0, 1, elsewhere)


def test_taking_it_back_twice_changes_nothing(seat, amina, badr, at):
    said()
    ruling = rule_on_name(Scope(NAME), LINK, seat.speaker, amina, at)
    undo_ruling(ruling, amina, at)
    assert undo_ruling(ruling, badr, at).restored == 0
    ruling.refresh_from_db()
    assert ruling.undone_by == amina


def test_a_person_made_by_a_ruling_goes_with_it(amina, at):
    row, new = said(), make_speaker("ربيع الزعفراني")
    ruling = rule_on_name(Scope(NAME), MAKE, new, amina, at)
    undo_ruling(ruling, amina, at)
    row.refresh_from_db()
    assert row.speaker is None
    assert not type(new).objects.filter(pk=new.pk).exists()


def test_a_name_that_is_nobody_loses_its_provisional_person(amina, at):
    row = said(speaker=make_speaker("الزعفراني", is_provisional=True), speaker_read=NAME)
    ruling = rule_on_name(Scope(NAME), IGNORE, None, amina, at)
    row.refresh_from_db()
    assert row.speaker is None
    undo_ruling(ruling, amina, at)
    row.refresh_from_db()
    assert row.speaker.name_ar == "الزعفراني"


def test_the_narrowest_ruling_in_force_holds(seat, amina, at):
    other = make_speaker("زهير الزعفراني")
    rule_on_name(Scope(NAME), LINK, other, amina, at)
    narrow = rule_on_name(Scope(NAME, chamber=seat.chamber_id), LINK, seat.speaker, amina, at)
    here = place_of(said(chamber=seat.chamber))
    assert RulingsInForce([NAME], False).resolution(NAME, here).speaker == seat.speaker
    undo_ruling(narrow, amina, at)
    assert RulingsInForce([NAME], False).resolution(NAME, here).speaker == other
    assert RulingsInForce([NAME], True).resolution(NAME, here) is None


def test_a_ruling_follows_a_person_who_was_merged(seat, amina, at):
    rule_on_name(Scope(NAME), LINK, seat.speaker, amina, at)
    winner = make_speaker("ربيع بن صالح الزعفراني")
    seat.speaker.merged_into = winner
    seat.speaker.save()
    place = place_of(said())
    assert RulingsInForce([NAME], False).resolution(NAME, place).speaker == winner


def test_invented_people_do_not_speak_in_the_news(amina, at):
    said()
    with pytest.raises(ValidationError):
        rule_on_name(Scope(NAME), LINK, make_speaker("ربيع", is_sample=True), amina, at)


SENTENCE = "قال المستشار البرلماني ربيع الزعفراني إن القوارب في المرسى القديم تحتاج إلى صيانة."


def read(outlet):
    article = make_article(SENTENCE, source=outlet)
    return resolve(article, article.current, extract_statements(ArticleText(text=SENTENCE)))


def test_later_articles_obey_it_before_any_other_rule(amina, at):
    outlet, known = make_source(), make_speaker("ربيع الزعفراني")
    (before,) = read(outlet)
    assert before.values["speaker"] == known
    name, other = before.values["speaker_read"], make_speaker("زهير الوردغي")
    ruling = rule_on_name(Scope(name, source=outlet.pk), LINK, other, amina, at)
    assert [one.values["speaker"] for one in read(outlet)] == [other]
    assert [one.values["speaker"] for one in read(make_source())] == [known]
    undo_ruling(ruling, amina, at)
    assert [one.values["speaker"] for one in read(outlet)] == [known]


def test_nobody_is_made_of_a_name_that_is_ignored(amina, at):
    rule_on_name(Scope("ربيع الزعفراني"), IGNORE, None, amina, at)
    (found,) = read(make_source())
    assert (found.values["speaker"], found.provenance["unresolved"]) == (None, "unknown")
    assert not Speaker.objects.exists()
