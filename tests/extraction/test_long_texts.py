"""Texts far longer than any article: they end at all only if the work is linear in their length."""

from datetime import date

import pytest

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
