from datetime import date

import pytest

from statements.extraction.groups import canonical_group, canonical_party, party_of_group

BEFORE, NOW = date(2020, 6, 1), date(2025, 4, 23)


@pytest.mark.parametrize(
    ("printed", "on", "chamber", "official"),
    [
        ('فريق "الجرار"', NOW, None, "فريق الأصالة والمعاصرة"),
        ("الفريق الاستقلالي", NOW, None, "الفريق الاستقلالي للوحدة والتعادلية"),
        ("فريق المصباح", BEFORE, "representatives", "فريق العدالة والتنمية"),
        ("فريق المصباح", NOW, "representatives", "المجموعة النيابية للعدالة والتنمية"),
        ("فريق الأحرار", BEFORE, "representatives", "فريق التجمع الدستوري"),
        ("فريق الأحرار بمجلس المستشارين", BEFORE, None, "فريق التجمع الوطني للأحرار"),
        ("groupe haraki", NOW, None, "الفريق الحركي"),
        ("الكونفدرالية الديمقراطية للشغل", NOW, None, "مجموعة الكونفدرالية الديمقراطية للشغل"),
    ],
)
def test_it_gives_the_official_name_of_the_time(printed, on, chamber, official):
    found = canonical_group(printed, on, chamber)
    assert found is not None
    assert found.canonical == official


def test_it_says_the_chamber_only_when_the_name_settles_it():
    assert canonical_group("فريق البام", NOW).chamber is None
    assert canonical_group("فريق البام", NOW, "councillors").chamber == "councillors"
    assert canonical_group("فريق الاتحاد المغربي للشغل", NOW).chamber == "councillors"


@pytest.mark.parametrize("printed", ["الفريق الوطني لكرة القدم", "فريق طبي", ""])
def test_it_knows_no_group_in_other_teams(printed):
    assert canonical_group(printed, NOW) is None


@pytest.mark.parametrize(
    ("printed", "official"),
    [
        ("حزب « الوردة »", "حزب الاتحاد الاشتراكي للقوات الشعبية"),
        ("البيجيدي", "حزب العدالة والتنمية"),
        ("PAM", "حزب الأصالة والمعاصرة"),
        ("حزب مجهول", None),
    ],
)
def test_it_gives_the_official_name_of_a_party(printed, official):
    assert canonical_party(printed) == official


def test_it_gives_no_party_to_unions():
    assert party_of_group("فريق الاتحاد المغربي للشغل", NOW) is None
    assert party_of_group("الفريق الحركي", NOW) == "حزب الحركة الشعبية"
