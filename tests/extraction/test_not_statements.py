"""What looks like a statement and is none."""

import pytest

from statements.extraction import extract_statements
from statements.extraction.model import ArticleText
from tests.extraction.reading import contents


@pytest.mark.parametrize(
    "text",
    [
        "لم يوضح النائب سعيد الراوي أن الوضع صعب.",
        "ولم يؤكد سعيد الراوي، النائب البرلماني، حضوره الجلسة.",
        "لن يعلن النائب سعيد الراوي عن موقفه.",
        "غادر النائب سعيد الراوي دون أن يوضح أسباب غيابه.",
        "من المنتظر أن يكشف النائب سعيد الراوي عن خطته.",
        "سجلت المبيعات ارتفاعا كبيرا خلال السنة.",
        "أكدت الأرقام أن الوضع صعب.",
        "كشف التقرير أن الوضع صعب.",
        "سجل القطاع نموا مهما.",
        "صادق مجلس النواب على مشروع القانون.",
        "يشار إلى أن النائب سعيد الراوي عضو في اللجنة.",
        "وتجدر الإشارة إلى أن الجلسة تأجلت.",
        "يذكر أن الجلسة تأجلت.",
        "وينص القانون على أن الجلسة عمومية.",
        "تحولت الجلسة إلى نقاش حاد بين النائب سعيد الراوي والوزير.",
        "جرى النقاش بين الفرق عبر البرلمان دون خلاف.",
    ],
)
def test_it_finds_no_statement(text):
    assert contents(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ولم يفت النائب سعيد الراوي التذكير بوعود الحكومة.", ["بوعود الحكومة"]),
        ("ولم يفته التأكيد على أن الوضع صعب.", ["الوضع صعب"]),
    ],
)
def test_it_reads_a_negation_that_asserts(text, expected):
    assert contents("حضر النائب سعيد الراوي الجلسة.\n" + text) == expected


def test_it_reads_nothing_where_no_parliament_is_named():
    text = "قال سعيد الراوي، مدرب الفريق، إن المباراة كانت صعبة."
    assert extract_statements(ArticleText(text)) == ()


def test_it_reads_nothing_in_an_empty_article():
    assert extract_statements(ArticleText("")) == ()
