"""Content and cue are corrected as words: found in the article, nearest to where they stood."""

import pytest
from hypothesis import given, strategies as st

from statements.admin.locating import NotFound, Place, joined, locate, locate_parts, parts_of
from tests.admin.pages import address_of, edit, errors_in, opened, send
from tests.factories import make_article, make_speaker, make_statement, span_of

TEXT = "قال البحار إن المرسى ضيق. وقال التاجر إن المرسى ضيق، وإن السوق واسع."


@pytest.mark.parametrize(
    ("words", "near", "expected"),
    [
        ("المرسى ضيق", 0, TEXT.index("المرسى ضيق")),
        ("المرسى ضيق", 60, TEXT.rindex("المرسى ضيق")),
        ("السوق واسع", 0, TEXT.index("السوق واسع")),
        ("السّوق واسعٌ", 0, TEXT.index("السوق واسع")),
        ("قال", 0, 0),
        ("وقال", 0, TEXT.index("وقال")),
    ],
)
def test_it_finds_words_nearest_to_where_they_stood(words, near, expected):
    place = locate(words, TEXT, near)
    assert isinstance(place, Place)
    assert place.start == expected


@pytest.mark.parametrize(
    ("words", "inside"),
    [("السفينة", False), ("مرسى ضيق", True), ("سوق", True), ("", False), ("   ", False)],
)
def test_it_finds_no_words_that_are_not_there_whole(words, inside):
    assert locate(words, TEXT, 0) == NotFound(words, inside_longer_words=inside)


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60), st.integers())
def test_it_only_ever_finds_true_places(text, start, end, near):
    words = text[min(start, end) : max(start, end)]
    place = locate(words, text, near)
    if isinstance(place, Place):
        assert 0 <= place.start < place.end <= len(text)
        if words in text:
            assert text[place.start : place.end] == words


@given(st.text(), st.text(), st.integers())
def test_it_answers_to_any_words(words, text, near):
    place = locate(words, text, near)
    assert isinstance(place, NotFound) or text[place.start : place.end]


def test_it_keeps_stretches_apart_and_in_order():
    parts = ["السوق واسع", "المرسى ضيق"]
    assert parts_of(joined(parts)) == parts
    assert parts_of("واحد\r\n[...]\r\nاثنان") == ["واحد", "اثنان"]
    places = locate_parts(parts, TEXT, [0, 0])
    assert not isinstance(places, NotFound)
    assert [TEXT[p.start : p.end] for p in places] == ["المرسى ضيق", "السوق واسع"]


@pytest.fixture
def statement(db):
    text = "مقدمة.\nأكد سالم أن المرسى ضيق جدا، مضيفا أن السوق واسع.\nوأكد غيره أن المرسى ضيق."
    article = make_article(text)
    return make_statement("المرسى ضيق جدا", article=article, printed="سالم", cue="أكد")


def test_it_sets_the_spans_from_the_words(editor_client, statement):
    edit(editor_client, statement, content="المرسى ضيق", cue="مضيفا")
    text = statement.revision.text
    assert statement.content == "المرسى ضيق"
    assert statement.content_spans == [span_of(text, "المرسى ضيق")]
    assert statement.cue_span == span_of(text, "مضيفا")
    assert statement.ruled_fields == ["content", "content_spans", "cue", "cue_span"]
    assert "ضيق" in statement.search_text


def test_it_takes_the_longest_of_several_stretches_as_the_content(editor_client, statement):
    edit(editor_client, statement, content="السوق واسع\n[…]\nالمرسى ضيق جدا")
    text = statement.revision.text
    assert statement.content_spans == [
        span_of(text, "المرسى ضيق جدا"),
        span_of(text, "السوق واسع"),
    ]
    assert statement.content == "المرسى ضيق جدا"
    page = opened(editor_client, address_of(statement))
    assert page["content"][0].replace("\r\n", "\n").strip() == "المرسى ضيق جدا\n[…]\nالسوق واسع"
    before = statement.ruled_fields
    edit(editor_client, statement)
    assert statement.ruled_fields == before


@pytest.mark.parametrize(
    ("field", "words", "complaint"),
    [
        ("content", "السفينة غرقت", "السفينة غرقت"),
        ("content", "المرسى ضيق\n[…]\nضيق جدا", "overlap"),
        ("cue", "صرح", "صرح"),
        ("cue", "ضيف", "ضيف"),
        ("content", "", ""),
    ],
)
def test_it_refuses_words_that_are_not_in_the_article(
    editor_client, statement, field, words, complaint
):
    address = address_of(statement)
    response = send(editor_client, address, opened(editor_client, address), **{field: words})
    assert response.status_code == 200
    assert errors_in(response)
    if complaint != "overlap":
        assert complaint in errors_in(response)
    before = statement.content, statement.cue
    statement.refresh_from_db()
    assert (statement.content, statement.cue) == before
    assert statement.ruled_fields == []


def test_it_shows_the_article_with_marks_and_escapes_it(editor_client):
    article = make_article("قبل <script>alert(1)</script>\nأكد سالم أن <b>المرسى</b> ضيق.")
    statement = make_statement("<b>المرسى</b> ضيق", article=article, printed="سالم", cue="أكد")
    page = editor_client.get(address_of(statement)).content.decode()
    assert "<script>alert" not in page
    assert "<b>المرسى" not in page
    assert '<mark class="is-content">&lt;b&gt;المرسى&lt;/b&gt; ضيق</mark>' in page
    assert '<mark class="is-cue">أكد</mark>' in page
    assert '<mark class="is-speaker">سالم</mark>' in page


def test_it_adds_a_missed_statement_from_its_words(editor_client, editor, statement):
    speaker = make_speaker("سالم البرتقالي")
    address = address_of(statement, "add") + f"?article={statement.article.pk}"
    values = opened(editor_client, address)
    filled = {
        "content": "السوق واسع",
        "cue": "مضيفا",
        "stance": "assert",
        "kind": "indirect",
        "speaker": speaker.pk,
        "speaker_type": "person",
        "institutions-TOTAL_FORMS": "0",
    }
    response = send(editor_client, address, values, **filled)
    assert response.status_code == 302, errors_in(response)
    added = statement.article.statements.exclude(pk=statement.pk).get()
    assert added.content_spans == [span_of(added.revision.text, "السوق واسع")]
    assert added.revision == statement.article.current
    assert (added.review_status, added.reviewed_by) == ("corrected", editor)
    assert {"content", "content_spans", "cue", "cue_span", "speaker"} <= set(added.ruled_fields)
    assert added.dated_on is not None
    assert "السوق"[2:] in added.search_text
