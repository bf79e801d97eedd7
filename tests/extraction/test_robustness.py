"""Any text gets an answer, every span is a true substring, and junk takes no longer."""

import pytest
from hypothesis import given, settings, strategies as st

from statements.extraction import ENGINE_VERSION, explain, extract_statements
from statements.extraction.model import ArticleText
from tests.extraction.reading import OPENING, contents

PIECES = [
    "قال ", "وأكدت ", "مشيرا إلى ", "أن ", "إن ", "على ", "سعيد الراوي", "النائبة ", "وزير الصحة ",
    "فريق ", "عبر عن قلقه ", "مجلس النواب ", "ذاته ", "قائلا ", "وجه سؤالا ", "بـ", "و", "الذي ",
    "لم ",
    '"', "«", "»", "“", "”", "،", ".", ":", "(", ")", "\n", " ", "؟", "ﻻ", "م", "3,5",
    "\u200f", "\u0640", "\u064b", "\ufeff",
]  # fmt: skip


def check(text):
    article = ArticleText(text)
    for statement in extract_statements(article):
        spans = [statement.cue, *statement.content]
        spans += [s for s in (statement.speaker.mention, statement.speaker.antecedent) if s]
        for span in spans:
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end] == span.of(text)
        assert statement.speaker.resolved


@settings(deadline=None)
@given(st.text())
def test_it_answers_any_text(text):
    check(text)
    check(OPENING + text)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_it_answers_any_mixture_of_cues_names_and_marks(pieces):
    check(OPENING + "".join(pieces))


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_it_gives_the_same_answer_twice(pieces):
    article = ArticleText(OPENING + "".join(pieces))
    assert extract_statements(article) == extract_statements(article)


@pytest.mark.parametrize(
    "junk",
    ['"' * 200_000, "و" * 200_000, "و " * 100_000, "«" * 100_000 + "»" * 100_000, "(" * 200_000,
     "قال " * 40_000, '"\n' * 50_000, "َ" * 200_000, "،" * 200_000],
    ids=["quotes", "waw", "waws", "guillemets", "brackets", "cues", "open", "marks", "commas"],
)  # fmt: skip
def test_it_answers_long_junk(junk):
    check(OPENING + "قال النائب سعيد الراوي إن الوضع صعب. " + junk)


@pytest.mark.parametrize(
    "text",
    [
        "قالَ النائبُ سعيد الراوي إنّ الوضعَ صعبٌ.",
        "قـال النـائب سعيد الراوي إن الوضع صعب.",
        "\u200fقال\u200f النائب\u200b سعيد الراوي إن\u00a0الوضع صعب.",
        "قال النائب سعيد الراوي ان الوضع صعب.",
        "قال النائب سعيد الراوی إن الوضع صعب.",
    ],
)
def test_it_reads_through_spelling_and_encoding(text):
    assert len(contents(text)) == 1


def test_it_explains_what_each_stage_found():
    found = explain(ArticleText(OPENING + "قال النائب سعيد الراوي إن الوضع صعب."))
    assert found.gate.passed
    assert [person.name for person in found.register.people] == ["سعيد الراوي"]
    assert [act.lemma for _, acts in found.acts for act in acts] == ["قال"]
    assert len(found.drafts) == len(found.statements) == 1
    assert set(found.statements[0].rules) >= {"detection", "content", "speaker", "stance", "kind"}
    assert ENGINE_VERSION
