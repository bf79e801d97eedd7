from hypothesis import given, strategies as st

from people.folding import fold_with_offsets
from statements.extraction.phrases import Phrasebook, Words

BOOK = Phrasebook([("وزارة الصحة", 1), ("وزارة الصحة والحماية", 2), ("الحكومة", 3)])


def found(text, book=BOOK):
    words = Words(fold_with_offsets(text))
    return [(text[slice(*words.span(h.first, h.last))], h.value) for h in book.find(words)]


def test_it_takes_the_longest_phrase():
    assert found("قررت وزارة الصحة والحماية أمرا") == [("وزارة الصحة والحماية", 2)]


def test_it_sees_through_clitics_spelling_and_marks():
    assert found("وبوزارة الصِّحّة وللحكومـة") == [("وبوزارة الصِّحّة", 1), ("وللحكومـة", 3)]


def test_it_reads_a_conjunction_printed_apart():
    assert found("وزارة الصحة و الحماية") == [("وزارة الصحة و الحماية", 2)]


def test_it_does_not_read_over_the_end_of_a_sentence():
    assert found("زار الوزارة. الصحة بخير") == []
    assert found("وزارة\nالصحة") == []


def test_it_skips_the_words_it_is_told_to_skip():
    french = Phrasebook([("ministère de la Santé", 1)], skip=frozenset({"de", "la", "du"}))
    assert found("Le ministère Santé et le ministère du la Santé", french) == [
        ("ministère Santé", 1),
        ("ministère du la Santé", 1),
    ]


@given(st.text(max_size=200))
def test_it_finds_every_word_of_any_text_where_it_stands(text):
    words = Words(fold_with_offsets(text))
    for place, word in enumerate(words.words):
        assert words.text[words.starts[place] : words.end(place)] == word
