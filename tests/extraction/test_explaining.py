"""A newcomer follows each sentence of an article through the stages."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from statements.evaluation.reading import article_of, read_rows
from statements.extraction.engine import explain
from statements.extraction.explaining import explained
from statements.extraction.explaining.wording import meaning
from statements.extraction.model import ArticleText

GOLD = Path(__file__).parents[1] / "gold"
ARABIC = (
    "قالت النائبة البرلمانية سعاد المريني، عن الفريق الحركي، أمس الثلاثاء بمجلس النواب، إن "
    "الطريق مقطوعة، داعية وزير التجهيز والماء إلى إصلاحها. ولم توضح متى تفتح.\n"
    'وأضافت: "قال لي السكان إنهم تعبوا".\n'
    "يشار إلى أن الوزير أكد أن الأشغال قريبة.\nوأكدت الأرقام أن الكلفة ارتفعت."
)
FRENCH = (
    "La députée Salma Bennouri a déploré à la Chambre des représentants que le pont soit fermé. "
    "« C'est long », a-t-elle ajouté. Elle n'a pas précisé la date."
)


def lines_of(text, lang="ar"):
    article = ArticleText(text, None, date(2025, 4, 23), lang)
    return [line.strip() for line in explained(article, explain(article))]


def block(lines, start):
    """The lines from one that begins with ``start`` up to the next empty line."""
    first = next(place for place, line in enumerate(lines) if line.startswith(start))
    after = lines.index("", first) if "" in lines[first:] else len(lines)
    return lines[first:after]


def field(lines, label):
    """Every line of ``label``: its rule and value."""
    return [line[len(label) :].strip() for line in lines if line.startswith(f"{label} ")]


def test_it_says_first_how_it_is_read():
    lines = lines_of(ARABIC)
    assert lines[0].startswith("Read from above")
    assert lines.index("") < lines.index(block(lines, "Gate")[0])


def test_it_tells_the_gate_with_its_evidence():
    gate = block(lines_of(ARABIC), "Gate")
    assert gate[0].split()[1] == "[parliament-named"
    assert "«مجلس النواب»" in gate[-1]


def test_it_stops_behind_a_closed_gate():
    lines = lines_of("قال المدرب إن الفوز قريب.")
    assert "not about parliament" in block(lines, "Gate")[0]
    assert not any(line.startswith(("Register", "Sentence")) for line in lines)


def test_it_lists_the_register_with_gender_role_group_and_place():
    told = block(lines_of(ARABIC), "Register")
    assert told[1:3] == ["person      سعاد المريني", "female · sits in parliament"]
    assert told[3] == "introduced in sentence 1: «سعاد المريني»"
    assert "chamber representatives" in told
    assert "group الفريق الحركي" in told


def test_it_marks_the_cues_in_the_sentence_and_tells_each_field_with_its_rule():
    told = block(lines_of(ARABIC), "Sentence 1")
    assert told[1].startswith("[قالت] النائبة")
    assert "[داعية]" in told[1]
    assert "that]" in field(told, "governs")[0]
    assert field(told, "subject")[0].startswith("[after-cue]")
    assert field(told, "speaker")[0].startswith("[full-name 0.")
    assert field(told, "content")[0].endswith("«الطريق مقطوعة»")
    assert field(told, "stance")[1].endswith("call_for · دعا")
    assert field(told, "addressee")[1].endswith("وزارة التجهيز والماء")
    assert "2025-04-22" in field(told, "session")[0]
    assert "printed «بمجلس النواب»" in told


def test_it_tells_the_antecedent_of_a_speaker_that_is_left_out():
    told = block(lines_of(ARABIC), "Sentence 3")
    assert field(told, "speaker")[0].startswith("[speaker-before")
    assert "antecedent in sentence 1: «سعاد المريني»" in told


@pytest.mark.parametrize(
    ("sentence", "reason", "word"),
    [
        (2, "unsaid", "«توضح»"),
        (3, "quoted", "«قال»"),
    ],
)
def test_it_tells_why_a_reporting_word_is_no_cue(sentence, reason, word):
    told = block(lines_of(ARABIC), f"Sentence {sentence}")
    place = next(i for i, line in enumerate(told) if line.startswith(f"no cue      [{reason}]"))
    assert word in told[place + 1]


@pytest.mark.parametrize(("sentence", "reason"), [(4, "framed"), (5, "no-content")])
def test_it_tells_why_an_act_is_dropped(sentence, reason):
    told = block(lines_of(ARABIC), f"Sentence {sentence}")
    assert field(told, "dropped")[0].startswith(f"[{reason}]")


def test_it_explains_french_as_well():
    lines = lines_of(FRENCH, "fr")
    assert "person      Salma Bennouri" in block(lines, "Register")
    first, second = block(lines, "Sentence 1"), block(lines, "Sentence 2")
    assert "[déploré]" in first[1]
    assert field(first, "content")[0].startswith("[que-after-aside ")
    assert field(second, "detection")[0].startswith("[french-inversion")
    assert "antecedent in sentence 1: «Salma Bennouri»" in second
    assert "no cue" in "".join(block(lines, "Sentence 3"))


def test_it_lets_no_character_steer_the_terminal():
    article = ArticleText(ARABIC.replace("الطريق", "الطريق\x1b[31m\u202e"), lang="ar")
    assert all(line.isprintable() for line in explained(article, explain(article)))


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.jsonl")), ids=lambda path: path.stem)
def test_it_shows_every_statement_of_the_gold_and_says_what_each_rule_means(path):
    for row in read_rows(path):
        article = article_of(row)
        explanation = explain(article)
        lines = [line.strip() for line in explained(article, explanation)]
        accepted = [line for line in field(lines, "detection") if "accepted" in line]
        assert len(accepted) == len(explanation.statements), row["id"]
        for statement in explanation.statements:
            for name, rule in statement.rules.items():
                assert meaning(name, rule), f"say in data/rules.toml what {name} {rule} means"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*ARABIC.split(), *FRENCH.split(), "\n", '"', "«", "."]), max_size=60),
    st.sampled_from(["ar", "fr"]),
)
def test_it_explains_any_text(words, lang):
    assert lines_of("مجلس النواب parlement " + " ".join(words), lang)
