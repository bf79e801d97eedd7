"""The language of the search: what each way of writing finds, and what is said about it."""

import pytest
from django.utils.html import escape
from hypothesis import HealthCheck, given, settings, strategies as st

from statements.models import Statement
from statements.search import mark, matching, read, relevance, snippet
from tests import factories as make

pytestmark = pytest.mark.django_db

CONTENTS = {
    "budget": "إن ميزانية الوزارة لم ترتفع منذ سنوات",
    "hospital": "طالب ببناء مستشفى في القرية، وبالوزارة أن تجيب",
    "owned": "انتقد ميزانيتها الضعيفة",
    "water": "أزمة الماء الشروب في القرى",
    "named": "تحدث شميس عن الطريق السيار",
    "french": "Le budget de l'eau est insuffisant",
}
CASES = [
    ("ميزانية", {"budget", "owned"}),
    ("الميزانيّة", {"budget", "owned"}),
    ("ميزانيتها", {"budget", "owned"}),
    ("=ميزانية", {"budget"}),
    ("=الميزانية", set()),
    ("=الوزارة", {"budget"}),
    ("وزارة", {"budget", "hospital"}),
    ("وزاره", {"budget", "hospital"}),
    ("وزارة -مستشفى", {"budget"}),
    ('وزارة -"لم ترتفع"', {"hospital"}),
    ("-وزارة -ميزانية", {"water", "named", "french"}),
    ("«الماء الشروب»", {"water"}),
    ("“الشروب الماء”", set()),
    ('"الماء الشروب', {"water"}),
    ('="الماء الشروب"', {"water"}),
    ('="ماء الشروب"', set()),
    ("أزمه ماء قري", {"water"}),
    ("chmiss", {"named"}),
    ("chamis", {"named"}),
    ("Chmiss الطريق", {"named"}),
    ("شمميس", {"named"}),
    ('"شمميس"', set()),
    ("l'eau", {"french"}),
    ("مستحيلات", set()),
    ("؟!", set()),
]


@pytest.fixture
def told(db):
    make.make_speaker("سالم شميس", name_latin="")
    return {
        name: make.make_statement(text, cue="قال", printed="مصادر").pk
        for name, text in CONTENTS.items()
    }


def found(told, query):
    keys = set(matching(Statement.objects.all(), query).values_list("pk", flat=True))
    return {name for name, key in told.items() if key in keys}


def test_it_finds(told):
    wrong = {query: names for query, expected in CASES if (names := found(told, query)) != expected}
    assert wrong == {}


def test_it_says_what_it_did(told):
    said = {
        "وزارة": [],
        '"الماء': ["not closed"],
        "--!": ["nothing"],
        "-ماء": ["only excluded"],
        "chamis": ["also"],
        "شمميس": ["instead"],
    }
    assert {query: [one.done.value for one in read(query).remarks] for query in said} == said


def test_a_word_that_is_in_use_is_no_slip(told):
    make.make_statement("شمميس اسم آخر", cue="قال", printed="مصادر")
    assert found(told, "شمميس") == set()


def test_names_are_known_as_soon_as_they_are_there(told):
    assert found(told, "wardan") == set()
    make.make_speaker("نورة وردان")
    make.make_statement("سألت وردان عن الطريق", cue="قال", printed="مصادر")
    assert matching(Statement.objects.all(), "wardan").count() == 1


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=60) | st.text('"«»-= ماءوزرةchmis', max_size=40))
def test_no_search_is_an_error(told, query):
    rows = Statement.objects.order_by(relevance(query).desc(), "pk")
    assert len(matching(rows, query)) <= len(told)
    for text in (CONTENTS["named"], query):
        plain = mark(text, query).replace("<mark>", "").replace("</mark>", "")
        assert plain == escape(text)


def test_it_marks_what_was_found():
    assert mark("وبالوزارة <ماء>", "وزارة") == "<mark>وبالوزارة</mark> &lt;ماء&gt;"
    assert mark("الماء والشروب الماء الشروب", '"ماء شروب"').count("<mark>") == 4
    assert mark("الماء شروب، الماء", '="الماء شروب"') == (
        "<mark>الماء</mark> <mark>شروب</mark>، الماء"
    )
    assert "<mark>" not in mark("الماء", "-ماء")
    assert mark("¼ من الماء", "1 4") == "<mark>¼</mark> من الماء"


def test_a_snippet_shows_the_words_asked_for():
    text = "كلام طويل " * 80 + "عن أزمة الماء في القرى " + "وكلام آخر " * 80
    shown = snippet(text, "ماء", 200)
    assert "<mark>الماء</mark>" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 230
    assert snippet("قصير", "ماء") == "قصير"
