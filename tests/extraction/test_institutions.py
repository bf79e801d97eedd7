from datetime import date

import pytest
from hypothesis import given, strategies as st

from statements.extraction.institutions import InstitutionKind, read_institutions

BEFORE, NOW = date(2020, 6, 1), date(2025, 4, 23)


def codes(text, on=NOW, language="ar"):
    return [m.id for m in read_institutions(text, on, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("دعا وزير الصحة إلى", ["SAN"]),
        ("وزيرة الاقتصاد والمالية", ["FIN"]),
        ("للحكومة ولرئيس الحكومة", ["GOV", "HOG"]),
        ("وزارتي الداخلية والصحة معا", ["INT", "SAN"]),
        ("بين وزارات الفلاحة والنقل والداخلية", ["AGR", "TRA", "INT"]),
        ("وزارة التجهيز و الماء", ["EQE"]),
        ("الأمين العام للحكومة", ["SGG"]),
        ("الناطق الرسمي باسم الحكومة", ["PAR"]),
        ("الوزير المنتدب المكلف بالميزانية", ["BUD"]),
        ("الوزيرة المنتدبة لدى رئيس الحكومة المكلفة بالانتقال الرقمي", ["DIG"]),
        ("المندوبية السامية للتخطيط", ["HCP"]),
        ("وزارة لا يعرفها أحد", []),
        ("الشؤون الداخلية للحزب", []),
        ("وزير الخارجية الفرنسي والحكومة الإسبانية", []),
    ],
)
def test_it_names_institutions(text, expected):
    assert codes(text) == expected


def test_it_never_returns_the_parent_inside_a_nested_title():
    title = (
        "كتابة الدولة لدى وزيرة السياحة والصناعة التقليدية والاقتصاد الاجتماعي والتضامني "
        "المكلفة بالصناعة التقليدية والاقتصاد الاجتماعي والتضامني"
    )
    [mention] = read_institutions(f"مداخلة وجهها ل{title}، أمس", NOW)
    assert mention.id == "SE_ART"
    assert mention.span.of(f"مداخلة وجهها ل{title}، أمس") == f"ل{title}"
    assert codes("كاتبة الدولة لدى وزير الفلاحة المكلفة بالصيد البحري") == ["SE_PEC"]
    assert codes("كاتب الدولة لدى وزير الصناعة والتجارة") == [None]


@pytest.mark.parametrize(
    ("text", "on", "code", "canonical"),
    [
        ("وزارة الصحة", BEFORE, "SAN", "وزارة الصحة"),
        ("وزارة الصحة", NOW, "SAN", "وزارة الصحة والحماية الاجتماعية"),
        ("وزير الطاقة", BEFORE, "ENE", "وزارة الطاقة والمعادن والبيئة"),
        ("وزير الطاقة", NOW, "ENE", "وزارة الانتقال الطاقي والتنمية المستدامة"),
        ("رئيس الحكومة", NOW, "HOG", "رئاسة الحكومة"),
    ],
)
def test_it_gives_the_name_of_the_time(text, on, code, canonical):
    [mention] = read_institutions(text, on)
    assert (mention.id, mention.canonical) == (code, canonical)


def test_it_leads_an_unborn_department_back_to_its_predecessor():
    assert codes("وزير التعليم العالي", BEFORE) == ["EDU"]
    assert codes("وزير التعليم العالي", NOW) == ["ESR"]


def test_it_keeps_a_longer_title_whole_but_not_the_next_verb():
    text = "وزير الطاقة والمعادن والسياحة وقال"
    [mention] = read_institutions(text, BEFORE)
    assert mention.span.of(text) == "وزير الطاقة والمعادن والسياحة"


def test_it_tells_body_and_holder_apart():
    kinds = [
        m.kind for m in read_institutions("وزارة العدل ووزير العدل ورئيس الحكومة والحكومة", NOW)
    ]
    assert kinds == [
        InstitutionKind.MINISTRY,
        InstitutionKind.MINISTER,
        InstitutionKind.OFFICE,
        InstitutionKind.GOVERNMENT,
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("le ministre de l’Intérieur", ["INT"]),
        ("la ministre de l'Economie et des Finances", ["FIN"]),
        ("les ministres de la Santé et du Tourisme", ["SAN", "TOU"]),
        ("le Chef du gouvernement", ["HOG"]),
        ("le secrétaire d’État chargé de l’Artisanat", ["SE_ART"]),
        ("le ministre délégué chargé du Budget", ["BUD"]),
        ("le gouvernement espagnol", []),
    ],
)
def test_it_reads_french_titles(text, expected):
    assert codes(text, language="fr") == expected


@given(st.text(alphabet='وزارةالصحكمتبدلى نير،.\n"«ـًَ', max_size=120))
def test_it_answers_any_text_with_true_spans_in_order(text):
    end = 0
    for mention in read_institutions(text, NOW):
        assert end <= mention.span.start < mention.span.end <= len(text)
        end = mention.span.end
