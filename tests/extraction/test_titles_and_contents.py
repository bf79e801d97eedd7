"""Where a title ends and the content begins, when nothing but a letter stands between them."""

from datetime import date

import pytest

from statements.extraction import extract_statements
from statements.extraction.model import ArticleText

OPENING = "قال المستشار البرلماني سعيد المنصوري، بمجلس المستشارين، إن الوضع صعب.\n"


@pytest.mark.parametrize(
    ("sentence", "speaker", "content"),
    [
        (
            "ودعا المستشار البرلماني للعمل على دعم التعاونيات.",
            "سعيد المنصوري",
            "للعمل على دعم التعاونيات",
        ),
        (
            "ودعا الفريق البرلماني للتجمع الوطني للأحرار إلى التريث.",
            "الفريق البرلماني للتجمع الوطني للأحرار",
            "التريث",
        ),
        (
            "ونوه المستشار البرلماني، في مداخلة وجهها لكتابة الدولة المكلفة بالشغل، بالجهد.",
            "سعيد المنصوري",
            "بالجهد",
        ),
    ],
)
def test_it_ends_titles_before_the_content(sentence, speaker, content):
    text = OPENING + sentence
    found = extract_statements(ArticleText(text, published_at=date(2025, 4, 23)))[-1]
    assert (found.speaker.resolved, found.content[0].of(text)) == (speaker, content)


@pytest.mark.parametrize(
    "ending",
    ["الفرق النيابية", "المعارضة", "فريق", "وزارة العدل", "نواب", "سعيد الراوي النائبة", "باسم"],
)
def test_it_reads_a_body_that_is_the_last_word(ending):
    extract_statements(ArticleText(OPENING + "ونوه سعيد المنصوري بما قدمته " + ending))
