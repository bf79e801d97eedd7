"""What an outlet changed in a page: told word by word, and shown to an editor as text."""

import pytest
from django.urls import reverse
from hypothesis import given, strategies as st

from statements.differences import ADDED, REMOVED, SAME, differences
from tests.admin.conftest import client_of
from tests.admin.pages import address_of
from tests.factories import make_article, make_user, revise

OLD = "وصلت القوارب الخمسة إلى الميناء.\nانتهى الخبر."


def marked(before, after):
    signs = {SAME: "{}", ADDED: "+{}+", REMOVED: "-{}-"}
    return [
        "".join(signs[each.kind].format(each.text) for each in paragraph)
        for paragraph in differences(before, after)
    ]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (OLD, ["وصلت القوارب الخمسة إلى الميناء.", "انتهى الخبر."]),
        (
            "وصلت القوارب الستة إلى الميناء.\nانتهى الخبر.",
            ["وصلت القوارب -الخمسة-+الستة+ إلى الميناء.", "انتهى الخبر."],
        ),
        (
            "وصلت القوارب الخمسة إلى الميناء.",
            ["وصلت القوارب الخمسة إلى الميناء.", "-انتهى الخبر.-"],
        ),
        (
            f"عاجل من المرسى\n{OLD}",
            ["+عاجل من المرسى+", "وصلت القوارب الخمسة إلى الميناء.", "انتهى الخبر."],
        ),
    ],
)
def test_it_marks_the_words_that_changed(after, expected):
    assert marked(OLD, after) == expected


@given(st.text(alphabet="ابج <&\n.", max_size=60), st.text(alphabet="ابج <&\n.", max_size=60))
def test_it_loses_no_character_of_either_version(before, after):
    paragraphs = differences(before, after)

    def without(kind):
        kept = [[each.text for each in line if each.kind != kind] for line in paragraphs]
        return [text for text in ("".join(texts) for texts in kept) if text]

    assert without(REMOVED) == [text for text in after.split("\n") if text]
    assert without(ADDED) == [text for text in before.split("\n") if text]


@pytest.fixture
def chief_client(db):
    return client_of(make_user("chief", is_staff=True, is_superuser=True))


def test_it_shows_an_editor_what_changed(chief_client):
    article = make_article(OLD)
    revise(article, OLD.replace("الخمسة", "<script>الستة"))
    page = chief_client.get(address_of(article)).content.decode()
    compared = reverse("admin:statements_revision_change", args=[article.current_id])
    assert f'href="{compared}#changes"' in page
    shown = chief_client.get(compared).content.decode()
    assert '<del dir="auto">الخمسة</del><ins dir="auto">&lt;script&gt;الستة</ins>' in shown
    assert "<script>الستة" not in shown


def test_it_says_of_the_first_revision_that_nothing_was_before(chief_client):
    article = make_article(OLD)
    page = chief_client.get(address_of(article)).content.decode()
    assert "#changes" not in page
    revision = reverse("admin:statements_revision_change", args=[article.current_id])
    assert "<del" not in chief_client.get(revision).content.decode()
