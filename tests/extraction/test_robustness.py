"""Any text gets an answer, every span is a true substring, and junk takes no longer."""

from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from statements.extraction import ENGINE_VERSION, explain, extract_statements
from statements.extraction.model import ArticleText, Span
from tests.extraction.reading import OPENING, contents

PIECES = [
    "قال ", "وأكدت ", "مشيرا إلى ", "أن ", "إن ", "على ", "سعيد الراوي", "النائبة ", "وزير الصحة ",
    "فريق ", "عبر عن قلقه ", "مجلس النواب ", "ذاته ", "قائلا ", "وجه سؤالا ", "بـ", "و", "الذي ",
    "لم ",
    '"', "«", "»", "“", "”", "،", ".", ":", "(", ")", "\n", " ", "؟", "ﻻ", "م", "3,5",
    "\u200f", "\u0640", "\u064b", "\ufeff",
]  # fmt: skip
TATWEEL = "\u0640"


def check(text):
    for lang in ("ar", "fr"):
        for statement in extract_statements(ArticleText(text, lang=lang)):
            assert flaws(statement, text) == []


def flaws(statement, text):
    """What is wrong with the spans of a statement and with what it says of them."""
    speaker, session = statement.speaker, statement.session
    shown = [(found.surface, found.span) for found in
             (*statement.addressees, *statement.other_institutions) if found.span]  # fmt: skip
    if speaker.mention:
        shown.append((speaker.surface, speaker.mention))
    spans = [statement.cue, *statement.content, *(span for _, span in shown)]
    spans += [span for span in (speaker.antecedent, session and session.span) if span]
    told = [f"outside: {s}" for s in spans if not 0 <= s.start < s.end <= len(text)]
    told += [f"torn: {s}" for s in (statement.cue, *statement.content) if torn(s, text)]
    told += [f"not as printed: {said}" for said, s in shown if bare(said) != bare(s.of(text))]
    cue = statement.cue
    told += [
        f"on its cue: {s}" for s in statement.content if s.start < cue.end and cue.start < s.end
    ]
    return told + ([] if speaker.resolved else ["nobody speaks"])


def torn(span, text):
    """Whether a span begins or ends with a blank or inside a word."""
    around = [text[at - 1 : at + 1] for at in (span.start, span.end) if 0 < at < len(text)]
    # A number ends where letters begin, and the lengthening of a line is no letter of a word.
    inside = any((two.isalpha() and TATWEEL not in two) or two.isdigit() for two in around)
    return inside or span.of(text) != span.of(text).strip()


def bare(printed):
    return "".join(letter for letter in printed if letter.isalnum())


@pytest.mark.parametrize(("start", "end"), [(1, 0), (-1, 0), (0, -1), (-12, 0), (0, 900)])
def test_a_content_that_is_moved_is_noticed(start, end):
    text = OPENING + "قال النائب سعيد الراوي إن الوضع صعب جدا."
    (statement,) = extract_statements(ArticleText(text))
    (content,) = statement.content
    moved = replace(statement, content=(Span(content.start + start, content.end + end),))
    assert flaws(statement, text) == []
    assert flaws(moved, text)


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
