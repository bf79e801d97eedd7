from hypothesis import given, strategies as st

from statements.passages import Mark, cut, opening, passage

TEXT = "مقدمة\nقال سالم إن القارب غرق أمس\nخاتمة\nحاشية"
CONTENT = "القارب غرق أمس"
START = TEXT.index(CONTENT)
END = START + len(CONTENT)


def shown(paragraphs):
    return ["".join(piece.text for piece in paragraph.pieces) for paragraph in paragraphs]


def test_it_shows_the_content_with_the_paragraph_before_and_after():
    paragraphs = passage(TEXT, [Mark(START, END, "content")])
    assert shown(paragraphs) == ["مقدمة", "قال سالم إن القارب غرق أمس", "خاتمة"]
    assert [paragraph.is_marked for paragraph in paragraphs] == [False, True, False]


def test_it_marks_exactly_the_span():
    (_, middle, _) = passage(TEXT, [Mark(START, END, "content")])
    assert [piece.text for piece in middle.pieces if piece.is_content] == [CONTENT]


def test_it_shows_a_far_antecedent_alone_and_says_that_something_is_left_out():
    text = "سالم وزير القوارب\nأولى\nثانية\nثالثة\nوأضاف أن البحر هائج"
    start = text.index("البحر هائج")
    marks = [Mark(start, start + 10, "content"), Mark(0, 4, "antecedent")]
    paragraphs = passage(text, marks)
    assert shown(paragraphs) == ["سالم وزير القوارب", "ثالثة", "وأضاف أن البحر هائج"]
    assert [paragraph.after_gap for paragraph in paragraphs] == [False, True, False]


def test_it_keeps_every_kind_where_spans_overlap():
    pieces = cut("abcdef", 0, 6, [Mark(0, 4, "content"), Mark(2, 6, "session")])
    assert [(piece.text, piece.kinds) for piece in pieces] == [
        ("ab", ("content",)),
        ("cd", ("content", "session")),
        ("ef", ("session",)),
    ]
    assert pieces[1].classes == "is-content is-session"


def test_it_marks_a_content_that_runs_over_paragraphs_in_each_of_them():
    paragraphs = passage("قال: ألف\nباء\nنهاية", [Mark(5, 12, "content")])
    marked = ["".join(p.text for p in par.pieces if p.is_content) for par in paragraphs]
    assert marked == ["ألف", "باء", ""]


def test_it_opens_with_whole_paragraphs_or_with_a_part_of_the_first():
    assert shown(opening(TEXT, [])) == TEXT.split("\n")
    assert shown(opening(TEXT, [], characters=12)) == ["مقدمة"]
    assert shown(opening("كلمة أخرى طويلة", [], characters=10)) == ["كلمة أخرى […]"]
    assert shown(opening("كلمةواحدة", [], characters=4)) == ["كلمة […]"]


spans = st.builds(
    lambda a, b, kind: Mark(min(a, b), max(a, b), kind),
    st.integers(0, 60),
    st.integers(0, 60),
    st.sampled_from(["content", "cue", "speaker", "antecedent", "session"]),
)


@given(st.text(alphabet="اب \n<&", max_size=50), st.lists(spans, max_size=6))
def test_it_never_changes_the_text(text, marks):
    for start, end in [(0, len(text)), (len(text) // 2, len(text))]:
        assert "".join(piece.text for piece in cut(text, start, end, marks)) == text[start:end]
    paragraphs = passage(text, marks, around=len(text))
    assert all(line in text.split("\n") for line in shown(paragraphs))
