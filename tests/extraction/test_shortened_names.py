"""A body, an office or several people under the beginning of their name, and second titles."""

import pytest

from tests.extraction.reading import contents, speakers

SPEAKER = "قال النائب سعيد الراوي، عن الفريق الحركي، إن الوضع صعب.\n"


@pytest.mark.parametrize(
    ("before", "text", "resolved"),
    [
        (
            "قالت المندوبية العامة لإدارة السجون إن الوضع جيد.\n",
            "وأكدت المندوبية العامة أن الحل قريب.",
            "المندوبية العامة لإدارة السجون",
        ),
        (
            "قال أعضاء المكتب السياسي لحزب الاستقلال إن الوضع جيد.\n",
            "وأكد أعضاء المكتب أن الحل قريب.",
            "أعضاء المكتب السياسي لحزب الاستقلال",
        ),
        (
            "استقبل الرئيس EMMA LINDQVIST، سفيرة السويد بالرباط، أمس.\n",
            "وأكدت السفيرة أن الحل قريب.",
            "EMMA LINDQVIST",
        ),
        (
            "استقبل الرئيس EMMA LINDQVIST، سفيرة مملكة السويد بالرباط، أمس.\n",
            "وأكدت سفيرة مملكة السويد أن الحل قريب.",
            "EMMA LINDQVIST",
        ),
    ],
)
def test_it_leads_the_beginning_of_a_name_back_to_the_whole(before, text, resolved):
    assert speakers(before + text)[-1] == resolved
    assert contents(before + text)[-1] == "الحل قريب"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "وأكد عضو المكتب السياسي لحزب الاستقلال نائب رئيس مجلس النواب أن الحل قريب.",
            "الحل قريب",
        ),
        ("وترى سمية العلمي، الباحثة في العلوم السياسية، أن الحل قريب.", "الحل قريب"),
        ("من جهة أخرى طالبت المذكرة بأن يستمر الحوار.", "يستمر الحوار"),
        (
            "وأضاف الراوي أن الملف مفتوح، معلنا أنه يتمسك بالحوار، مع التزامه بالآجال.",
            "أنه يتمسك بالحوار، مع التزامه بالآجال",
        ),
    ],
)
def test_it_begins_the_content_where_the_clause_does(text, content):
    assert contents(SPEAKER + text)[-1] == content


def test_it_takes_no_adjective_for_a_comparison():
    text = "ويهم البرنامج المهن الطبية وشبه الطبية وبلورة التوصيات."
    assert contents(SPEAKER + text)[1:] == []
