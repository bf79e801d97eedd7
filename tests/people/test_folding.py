"""The fold that names, search and the engine compare by."""

import pytest
from hypothesis import given, settings, strategies as st

from people.folding import fold, fold_with_offsets


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("أإآٱا", "ااااا"),
        ("مؤهّل شؤون", "موهل شوون"),
        ("هيئة مائدة", "هييه مايده"),
        ("مبنى ومبنی", "مبني ومبني"),
        ("کتاب گرام", "كتاب كرام"),
        ("رسـمـيـاً", "رسميا"),
        ("أنَّ الـوزارة", "ان الوزاره"),
        ("ﻻ ﷲ", "لا الله"),
        ("۱۲٣ و456", "123 و456"),
        ("قا\u200fل\u200b \ufeffهنا", "قال هنا"),
        ("ا\u0654حمد", "احمد"),
        ("Équipe Œuvre L’Eau", "equipe oeuvre l'eau"),
        ("جزء سماء", "جزء سماء"),
        ("", ""),
    ],
)
def test_it_folds_spellings_of_one_word_together(printed, folded):
    assert fold(printed) == folded


def test_it_leads_a_folded_word_back_to_its_printed_form():
    text = "قالَ المتحدّثُ «رسمـيّاً»"
    folded = fold_with_offsets(text)
    for word, printed in [("قال", "قالَ"), ("المتحدث", "المتحدّثُ"), ("رسميا", "رسمـيّاً")]:
        start = folded.text.index(word)
        begin, end = folded.span(start, start + len(word))
        assert text[begin:end] == printed


def test_it_leads_one_sign_for_two_letters_back_to_the_sign():
    folded = fold_with_offsets("ﻻعب")
    assert folded.text == "لاعب"
    assert folded.span(0, 1) == folded.span(1, 2) == folded.span(0, 2) == (0, 1)


@given(st.text())
def test_it_is_idempotent(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_it_folds_a_part_as_the_part_of_the_whole(left, right):
    assert fold(left + right) == fold(left) + fold(right)


@given(st.text(), st.data())
def test_every_folded_stretch_comes_from_a_true_stretch_of_the_text(text, data):
    folded = fold_with_offsets(text)
    assert len(folded.offsets) == len(folded.text) + 1
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    begin, finish = folded.span(start, end)
    assert 0 <= begin <= finish <= len(text)
    assert folded.text[start:end] in fold(text[begin:finish])


@settings(deadline=None)
@given(st.text(min_size=3000, max_size=4000))
def test_it_folds_long_texts_of_many_scripts_alike(text):
    assert fold(text) == "".join(fold(character) for character in text)
