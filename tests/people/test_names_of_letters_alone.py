"""A name of letters alone is read by a shorter way, to the same end as every other name."""

from hypothesis import given, strategies as st

from people.names import read_name

WORDS = (
    "السيد", "محمد", "بن", "عبد", "الله", "العلوي", "مولاي", "آيت", "الدين", "النائب", "ال",
    "فاطمة", "الزهراء", "Mme", "Fatima", "Zahra", "el", "Fassi", "ben", "Barka", "Dr", "la",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join) | st.text(max_size=20))
def test_it_reads_the_same_where_a_bracket_follows(text):
    if any(mark in text for mark in '([«»"“”:؛;/|–—\n'):
        return
    plain, marked = read_name(text), read_name(f"{text} (")
    assert (plain.text, plain.parts, plain.script) == (marked.text, marked.parts, marked.script)
