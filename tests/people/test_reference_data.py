"""The reference files of Morocco: they hold together, and a form means one body on one day."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from people.folding import fold
from people.reference import BadReferenceData, FormKind, load_country, loading as reading

DAYS = [date(2018, 5, 2), date(2020, 5, 5), date(2022, 5, 3), date(2025, 4, 22)]


@pytest.fixture(scope="module")
def morocco():
    return load_country("ma")


def codes(forms, text):
    return {form.code for form in forms if fold(form.text) == fold(text)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("وزارة الداخلية", "INT"),
        ("وزيرة الاقتصاد والمالية", "FIN"),
        ("وزيرة المالية", "FIN"),
        ("وزير الصحة", "SAN"),
        ("وزارة الصحه والحمايه الاجتماعيه", "SAN"),
        ("رئيس الحكومة", "HOG"),
        ("الحكومة", "GOV"),
        ("الأمين العام للحكومة", "SGG"),
        ("الناطق الرسمي باسم الحكومة", "PAR"),
        ("الوزير المكلف بالعلاقات مع البرلمان", "PAR"),
        ("الوزير المنتدب المكلف بالميزانية", "BUD"),
        ("الوزير المنتدب لدى وزيرة الاقتصاد والمالية المكلف بالميزانية", "BUD"),
        ("وزيرة السياحة والصناعة التقليدية والاقتصاد الاجتماعي والتضامني", "TOU"),
        ("كاتب الدولة المكلف بالصناعة التقليدية والاقتصاد الاجتماعي والتضامني", "SE_ART"),
        (
            (
                "كاتب الدولة لدى وزيرة السياحة والصناعة التقليدية والاقتصاد الاجتماعي والتضامني"
                " المكلف بالصناعة التقليدية والاقتصاد الاجتماعي والتضامني"
            ),
            "SE_ART",
        ),
        ("كاتبة الدولة في الصيد البحري", "SE_PEC"),
        ("كاتبة الدولة للصيد البحري", "SE_PEC"),
        ("وزير الإسكان", "URB"),
        ("كاتب الدولة المكلف بالإسكان", "SE_LOG"),
        ("المندوب السامي للتخطيط", "HCP"),
        ("ministre de l'Intérieur", "INT"),
        ("ministre de la Santé et de la Protection sociale", "SAN"),
        ("ministre déléguée chargée du Budget", "BUD"),
        ("secrétaire d'État au Commerce extérieur", "SE_COM"),
        ("Chef du gouvernement", "HOG"),
    ],
)
def test_it_knows_a_department_by_what_is_printed(morocco, text, code):
    assert codes(morocco.ministry_names(on=date(2025, 4, 22)), text) == {code}


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("SAN", date(2020, 4, 7), "وزارة الصحة"),
        ("SAN", date(2021, 10, 7), "وزارة الصحة والحماية الاجتماعية"),
        ("FIN", date(2021, 10, 6), "وزارة الاقتصاد والمالية وإصلاح الإدارة"),
        ("FIN", date(2012, 1, 1), "وزارة الاقتصاد والمالية وإصلاح الإدارة"),
        ("ENE", date(2020, 1, 7), "وزارة الطاقة والمعادن والبيئة"),
        ("STATE_HR", date(2020, 1, 7), "وزارة الدولة المكلفة بحقوق الإنسان والعلاقات مع البرلمان"),
        ("DEF", date(2025, 1, 7), "الوزارة المنتدبة لدى رئيس الحكومة المكلفة بإدارة الدفاع الوطني"),
    ],
)
def test_it_gives_the_name_of_the_day(morocco, code, day, name):
    assert morocco.ministry(code).name_on(day).ar == name


def test_it_gives_the_latest_name_without_a_day(morocco):
    assert morocco.ministry("EDU").name_on().ar == "وزارة التربية الوطنية والتعليم الأولي والرياضة"


@pytest.mark.parametrize(
    ("text", "day", "code"),
    [("وزير الرياضة", date(2020, 5, 5), "CUL"), ("وزير الرياضة", date(2025, 4, 22), "EDU")],
)
def test_it_reads_a_form_by_the_day(morocco, text, day, code):
    assert codes(morocco.ministry_names(on=day), text) == {code}


def test_it_leads_a_portfolio_back_to_the_department_that_carried_it(morocco):
    assert morocco.ministry_on("TRA", date(2020, 5, 5)).code == "EQE"
    assert morocco.ministry_on("TRA", date(2025, 4, 22)).code == "TRA"


@pytest.mark.parametrize("day", DAYS)
def test_it_never_gives_one_title_to_two_departments(morocco, day):
    meant = defaultdict(set)
    for form in morocco.ministry_names(on=day):
        meant[fold(form.text)].add(form.code)
    assert not {text for text, found in meant.items() if len(found) > 1}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("chamber", ["representatives", "councillors"])
def test_it_never_gives_one_form_to_two_groups_of_a_chamber(morocco, day, chamber):
    meant = defaultdict(set)
    for form in morocco.group_names(on=day, chamber=chamber):
        meant[fold(form.text)].add(form.code)
    assert not {text for text, found in meant.items() if len(found) > 1}


IN_2020, IN_2025 = date(2020, 1, 7), date(2025, 1, 7)


@pytest.mark.parametrize(
    ("text", "chamber", "day", "code"),
    [
        ("فريق العدالة والتنمية", "representatives", IN_2020, "representatives-pjd-2016"),
        ("فريق العدالة والتنمية", "representatives", IN_2025, "representatives-pjd"),
        ("المجموعة النيابية للعدالة والتنمية", "representatives", IN_2025, "representatives-pjd"),
        ("الفريق الاشتراكي", "representatives", IN_2025, "representatives-usfp"),
        ("الفريق الاشتراكي المعارضة الاتحادية", "councillors", IN_2025, "councillors-usfp"),
        ("فريق الجرار", "councillors", IN_2025, "councillors-pam"),
        ("فريق التجمع الدستوري", "representatives", IN_2020, "representatives-rni-uc-2016"),
        ("الفريق الاستقلالي", "representatives", IN_2025, "representatives-istiqlal"),
        ("فريق الباطرونا", "councillors", IN_2025, "councillors-cgem"),
        ("groupe du PPS", "representatives", IN_2025, "representatives-pps"),
    ],
)
def test_it_knows_a_group_by_what_is_printed(morocco, text, chamber, day, code):
    assert codes(morocco.group_names(on=day, chamber=chamber), text) == {code}


def test_it_leaves_a_group_open_while_the_chamber_is_unknown(morocco):
    assert codes(morocco.group_names(on=date(2025, 1, 7)), "الفريق الحركي") == {
        "representatives-haraki",
        "councillors-haraki",
    }


def test_it_keeps_everyday_words_from_standing_alone(morocco):
    adjectives = [f for f in morocco.party_names() if f.kind is FormKind.ADJECTIVE]
    assert adjectives
    assert not any(form.alone for form in adjectives)
    assert codes(adjectives, "اليساري") == {"FGD", "PSU"}
    budget = [f for f in morocco.ministry_names() if f.text == "الميزانية"]
    assert [form.alone for form in budget] == [False]


def test_it_tells_committees_by_chamber(morocco):
    assert len(codes(morocco.committee_names(), "لجنة العدل")) == 2
    assert codes(morocco.committee_names("councillors"), "لجنة العدل") == {"councillors-justice"}


def test_it_holds_terms_that_follow_each_other(morocco):
    for chamber in ("representatives", "councillors"):
        terms = [t.period for t in morocco.legislatures if t.chamber == chamber]
        for before, after in pairwise(terms):
            assert after.start - before.end == timedelta(days=1)


def test_it_says_which_country_is_missing():
    with pytest.raises(BadReferenceData, match="xx"):
        load_country("xx")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("groups.toml", 'party = "PAM"', 'party = "NONE"', "NONE"),
        ("parties.toml", 'code = "PAM"', 'code = "RNI"', "RNI"),
        ("chambers.toml", "seats = 120", 'colour = "red"', "councillors"),
        ("legislatures.toml", "valid_from = 2016-10-14", "valid_from = 2031-10-14", "ends before"),
        ("ministries.toml", "as_of", "as of", "ministries.toml"),
    ],
)
def test_it_names_the_record_that_is_wrong(tmp_path, monkeypatch, file, old, new, message):
    for path in (reading.HERE / "ma").glob("*.toml"):
        text = path.read_text("utf-8")
        (tmp_path / "zz").mkdir(exist_ok=True)
        changed = text.replace(old, new, 1) if path.name == file else text
        (tmp_path / "zz" / path.name).write_text(changed, "utf-8")
    monkeypatch.setattr(reading, "HERE", tmp_path)
    with pytest.raises(BadReferenceData, match=message):
        reading.read_files("zz")
