"""A name that an editor takes from a ministry, group or party means it no more, file or no file."""

from datetime import date

import pytest
from django.core.management import call_command

from people.bodies import resolve_group, resolve_ministry, resolve_party
from people.loading import load_reference
from people.models import Group, Ministry, MinistryName, Party
from people.reference import load_country
from statements.extraction import extract_statements
from statements.extraction.model import ArticleText
from statements.services.resolving import resolve
from tests.factories import make_article

pytestmark = pytest.mark.django_db
DAY = date(2025, 4, 23)


@pytest.fixture(autouse=True)
def morocco(db):
    load_reference(load_country("ma"))


def code(found):
    return found and found.code


def take_out(text, of):
    MinistryName.objects.get(text=text, ministry__code=of).delete()


def rule_short_names(body, texts):
    body.short_names = texts
    body.rule(["short_names"])
    body.save()


@pytest.mark.parametrize(
    ("gone", "of", "none", "left"),
    [
        ("أم الوزارات", "INT", ["أم الوزارات"], ["وزارة الداخلية", "وزير الداخلية"]),
        ("السكنى", "URB", ["وزارة السكنى", "وزير السكنى"], ["وزارة الإسكان", "وزيرة التعمير"]),
        ("l'exécutif", "GOV", ["l'exécutif"], ["gouvernement marocain", "الحكومة المغربية"]),
    ],
)
def test_nothing_resolves_to_it_nor_to_what_is_made_of_it(gone, of, none, left):
    for text in (*none, *left):
        assert code(resolve_ministry(text, DAY)) == of, text
    take_out(gone, of)
    load_reference(load_country("ma"))
    for text in none:
        assert resolve_ministry(text, DAY) is None, text
    for text in left:
        assert code(resolve_ministry(text, DAY)) == of, text


def test_a_name_that_was_written_anew_counts_as_it_is_written_now():
    name = MinistryName.objects.get(text="أم الوزارات")
    name.text = "أم الإدارات"
    name.rule(["text"])
    name.save()
    assert resolve_ministry("أم الوزارات", DAY) is None
    assert code(resolve_ministry("أم الإدارات", DAY)) == "INT"


def test_it_may_become_the_name_of_another_ministry():
    take_out("أم الوزارات", "INT")
    other = Ministry.objects.get(code="SAN")
    MinistryName.objects.create(ministry=other, text="أم الوزارات", language="ar", kind="alias")
    assert code(resolve_ministry("أم الوزارات", DAY)) == "SAN"
    assert {one.ministry_id for one in institutions(WHOLE)} == {other.pk}


def test_short_names_of_groups_and_parties_too():
    group = Group.objects.exclude(short_names=[]).first()
    party = Party.objects.get(short_names__contains=["الأحرار"])
    short = group.short_names[0]
    assert resolve_group(short, DAY, group.chamber.code) == group
    assert resolve_party("حزب الأحرار", DAY) == party
    rule_short_names(group, group.short_names[1:])
    rule_short_names(party, [one for one in party.short_names if one != "الأحرار"])
    assert resolve_group(short, DAY, group.chamber.code) is None
    assert resolve_party("حزب الأحرار", DAY) is None
    assert resolve_party(party.name_ar, DAY) == party


TOLD = "وقال النائب البرلماني كريم السنبوري، موجها كلامه إلى {}، إن القوارب تحتاج إلى صيانة عاجلة."
WHOLE, TITLE = TOLD.format("أم الوزارات"), TOLD.format("وزير السكنى")


def institutions(text):
    article = make_article(text)
    published = article.published_at
    readings = extract_statements(ArticleText(text=text, published_at=published))
    found = resolve(article, article.current, readings)
    return [one for values in found for one in values.institutions]


@pytest.mark.parametrize(
    ("text", "gone", "of"), [(WHOLE, "أم الوزارات", "INT"), (TITLE, "السكنى", "URB")]
)
def test_what_the_engine_reads_under_it_is_printed_and_means_nobody(text, gone, of):
    ministry = Ministry.objects.get(code=of)
    assert {one.ministry_id for one in institutions(text)} == {ministry.pk}
    take_out(gone, of)
    after = institutions(text)
    assert {one.ministry_id for one in after} == {None}
    assert all(gone in one.printed for one in after)
    call_command("load_reference", "--restore-deleted")
    assert {one.ministry_id for one in institutions(text)} == {ministry.pk}
