import pytest
from hypothesis import given, strategies as st

from statements.extraction.gate import is_about_parliament
from statements.extraction.model import ArticleText


def decision(text, title=None):
    return is_about_parliament(ArticleText(text, title=title))


@pytest.mark.parametrize(
    "text",
    [
        "قالت النائبة البرلمانية إن الطريق مقطوع",
        "وجه المستشار سؤالا كتابيا في الموضوع",
        "صادق مجلس النّــواب على النص",
        "Les députés ont voté le texte",
        "La Chambre des conseillers se réunit mardi",
    ],
)
def test_it_lets_parliament_in(text):
    found = decision(text)
    assert found.passed
    assert found.rule == "parliament-named"
    assert all(span.of(text) for span in found.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "قال مدرب الفريق إن اللاعبين متعبون، مؤكدا أن النائب الأول للرئيس حضر المباراة",
        "أوضح رئيس المصلحة أن الحادث خلف ثلاثة جرحى",
        "Le joueur a déclaré que son équipe gagnerait",
        "",
    ],
)
def test_it_keeps_other_news_out(text):
    assert not decision(text).passed


def test_it_marks_news_that_name_only_the_government():
    found = decision("قال وزير الصحة إن الوزارة ستفتح مستشفى، وأضاف وزير الصحة أن الأشغال بدأت")
    assert found.passed
    assert found.government_only


def test_it_wants_more_than_one_passing_word_of_the_government():
    assert not decision("أفادت المديرية التابعة لوزارة الصحة بأن الحالة مستقرة").passed


def test_it_reads_the_title_too():
    assert decision("قال المتحدث إن الأمر محسوم", title="مجلس المستشارين يناقش الأمر").passed


@given(st.text(max_size=200))
def test_it_decides_on_any_text(text):
    found = decision(text)
    assert 0 <= found.confidence <= 1
    assert all(0 <= span.start < span.end <= len(text) for span in found.evidence)
