"""Texts far longer than any article: they end at all only if the work is linear in their length."""

import sys
from collections import Counter
from datetime import date

import pytest

from statements.extraction import extract_statements
from statements.extraction.french import read_french
from statements.extraction.model import ArticleText
from statements.extraction.ties import tie
from tests.extraction.marking import marked

LENGTH = 150_000


@pytest.mark.parametrize(
    "piece",
    [
        "[طالب] وزير الصحة {بكذا}، أمس الثلاثاء بجلسة الأسئلة الشفوية بمجلس النواب. ",
        "[قال] إن {كذا}، بمجلس النواب، ",
        "[قال] الوزير {كذا} لجنة العدل اجتماع ",
        '[قال] {"} و و و «',
    ],
)
def test_it_ties_a_very_long_article(piece):
    times = LENGTH // len(piece)
    article, statements = marked(piece * times)
    tied = tie(article, statements)
    assert len(tied) == times
    assert all(statement.rules["session"] for statement in tied)


@pytest.mark.parametrize(
    "piece",
    [
        "Le député Driss Lamrini a dit que oui. ",
        "La ministre a dit que, selon elle, ",
        "Aa ",
        "a, a, ",
        "« » “ ",
    ],
)
def test_it_reads_a_very_long_french_article(piece):
    text = piece * (LENGTH // len(piece))
    article = ArticleText(text, published_at=date(2025, 4, 23), lang="fr")
    for statement in read_french(article):
        assert statement.cue.of(text)


HUGE = 1_000_000
PARLIAMENT = "عقد مجلس النواب جلسة. "


@pytest.mark.parametrize(
    "junk",
    ['"' * HUGE, "«" * HUGE, "و" * HUGE, "و " * (HUGE // 2), "عبد ال" * (HUGE // 6),
     "قال: " * (HUGE // 10), "قال النائب كمال بنزروال: " * (HUGE // 50)],
    ids=["quotes", "guillemets", "waw", "waws", "names", "cues", "speakers"],
)  # fmt: skip
def test_it_reads_a_megabyte_of_junk(junk):
    text = PARLIAMENT + "قال النائب سعيد الراوي إن الوضع صعب. " + junk
    for statement in extract_statements(ArticleText(text)):
        assert statement.content[0].of(text)


@pytest.mark.parametrize(
    "piece",
    [
        "مضيفا أن الوضع صعب، ",
        "وأكد أن الوضع صعب، مشيرا إلى الأمر. ",
        "وطالب وزير الصحة بفتح الباب. ",
        "وأكدت النائبة سعاد الراوي أن الوضع صعب. ",
    ],
)
def test_it_reads_thousands_of_acts(piece):
    times = 4_000
    text = PARLIAMENT + "قال النائب سعيد الراوي إن الوضع صعب، " + piece * times
    assert len(extract_statements(ArticleText(text))) >= times


@pytest.mark.parametrize(
    "piece",
    [
        "قال النائب سعيد الراوي إن الوضع صعب، مضيفا أن الحل قريب. ",
        "وأوضح الوزير، أمس الثلاثاء بمجلس النواب، أن وزارة الصحة تتابع الملف.\n",
        'وقالت سعاد الراوي: "هذا كلام"، داعية الحكومة إلى الحوار، ',
        "قال: ",
        "وأكد، وأضاف، ",
        "قال النائب كمال بنزروال: ",
        "بلغ العدد، حسب الأرقام، مشيرا إلى الحفر، ",
        "وبعدما نوه بالعمل، ",
    ],
)
def test_five_times_the_text_takes_five_times_the_steps(piece):
    few, many = (steps(ArticleText(PARLIAMENT + piece * times)) for times in (100, 500))
    assert many < 6 * few


def steps(article):
    """How many lines and built-in functions run to read an article: no busy machine changes it.

    A comprehension on one line counts once for every turn.
    """
    extract_statements(article)
    counted = Counter()

    def line(frame, event, argument):
        counted[event] += 1
        return line

    tracing = sys.gettrace()
    sys.settrace(line)
    sys.setprofile(lambda *seen: counted.update((seen[1],)))
    try:
        extract_statements(article)
    finally:
        sys.setprofile(None)
        sys.settrace(tracing)
    return counted["line"] + counted["c_call"]
