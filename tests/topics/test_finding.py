"""Topics are found in words, with or without clitics, and say on what they rest."""

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from statements.topics import BadTaxonomy, find_topics, taxonomy
from statements.topics.taxonomy import read_taxonomy

SENTENCES = Path(__file__).parent / "sentences.txt"
# What is reached, rounded down; raise it with the words, never lower it.
PRECISION, RECALL = 0.94, 0.98


def labelled():
    for line in SENTENCES.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            topics, ministries, sentence = (part.strip() for part in line.split("|"))
            yield _set(topics), _set(ministries), sentence


def _set(cell):
    return set() if cell == "-" else set(cell.split(","))


def codes(text, **about):
    return {found.code for found in find_topics([text], **about)}


def test_it_gives_the_topics_that_a_reader_gives():
    right = extra = missing = 0
    for wanted, ministries, sentence in labelled():
        got = codes(sentence, addressed=sorted(ministries))
        right, extra, missing = (
            right + len(wanted & got), extra + len(got - wanted), missing + len(wanted - got),
        )  # fmt: skip
    print(f"precision {right / (right + extra):.3f}, recall {right / (right + missing):.3f}")
    assert right / (right + extra) >= PRECISION
    assert right / (right + missing) >= RECALL


def test_it_has_sentences_for_every_topic():
    labels = set().union(*(wanted for wanted, _, _ in labelled()))
    assert labels == {entry.code for entry in taxonomy().entries}


@pytest.mark.parametrize(
    "word",
    ["المستشفى", "والمستشفى", "بالمستشفى", "وبالمستشفى", "للمستشفى", "مُستَشفى", "بمستشفاهم"],
)
def test_it_finds_a_word_under_its_clitics_and_endings(word):
    assert codes(f"لا أحد في هذا {word} اليوم") == {"health"}


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("يجب القضاء على هذه الظاهرة", "justice"),
        ("قال عضو من حزب العدالة والتنمية كلاما آخر", "justice"),
        ("سوء معاملة الزوار", "industry_trade"),
        ("وقف أمام الباب", "religion"),
        ("الكلام عن طريق آخر", "infrastructure"),
    ],
)
def test_it_is_not_led_astray_by_words_in_passing(sentence, topic):
    assert topic not in codes(sentence)


def test_it_marks_the_very_characters():
    text = "قال إنّ وبالمُستشفياتِ نقصا كبيرا"
    [health] = find_topics([text])
    [hint] = health.evidence
    assert text[hint.start : hint.end] == "وبالمُستشفياتِ"
    assert (hint.kind, hint.found, health.rule) == ("words", "مستشفيات", "words")


def test_it_counts_whom_a_statement_addresses_only_where_its_words_say_nothing():
    assert codes("ننتظر منكم جوابا", addressed=["SAN"]) == {"health"}
    assert codes("التلاميذ ينتظرون", addressed=["SAN"]) == {"education"}
    assert codes("ننتظر منكم جوابا", addressed=["HOG"]) == set()
    [both] = find_topics(["نقص في الأطباء"], addressed=["SAN"])
    [words] = find_topics(["نقص في الأطباء"])
    assert both.confidence > words.confidence


def test_it_finds_several_and_none():
    assert codes("الضرائب والمدارس") == {"public_finance", "education"}
    assert codes("سنعود إلى هذا غدا") == set()
    assert codes("") == set()


@given(st.lists(st.text(max_size=60), max_size=3), st.text(max_size=40))
def test_it_reads_any_text(texts, title):
    for found in find_topics(texts, title=title):
        assert 0 <= found.confidence <= 1
        for hint in found.evidence:
            source = texts[hint.text_index] if hint.kind == "words" else title
            assert source[hint.start : hint.end]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("topic = 3 =", "cannot be read"),
        ('[[topic]]\ncode = "A b"', "no code"),
        ('[[topic]]\ncode = "water"\nname_ar = "الماء"', "lacks a name"),
        ('[[topic]]\ncode = "water"\ncolour = "blue"', "colour"),
    ],
)
def test_it_says_what_is_wrong_with_a_list(text, message):
    with pytest.raises(BadTaxonomy, match=message):
        read_taxonomy(text)
