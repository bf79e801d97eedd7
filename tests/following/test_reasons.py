"""Why something failed is stored in English and read in the reader's language."""

import ast
from pathlib import Path

import pytest
from django.utils.translation import override
from hypothesis import given, strategies as st

import statements
from statements.reasons import FORMS, in_words

ROOT = Path(statements.__file__).parent
RAISED_FOR_EDITORS = {
    "FetchFailed", "PassingFailure", "_TryAgain", "NotAnArticle", "UnreadableInput",
    "NotAnnouncing", "RefusedAddress", "RawPageLost", "StorageSilent",
}  # fmt: skip


def said(node, assigned):
    """What a message says, with 7 in the place of what it names; None for what is no literal."""
    if isinstance(node, ast.Name):
        node = assigned.get(node.id)
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            part.value if isinstance(part, ast.Constant) else "7" for part in node.values
        )
    return None


def messages():
    for path in [*(ROOT / "ingestion").glob("*.py"), ROOT / "raw_pages.py"]:
        tree = ast.parse(path.read_text("utf-8"))
        assigned = {
            node.targets[0].id: node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }
        for node in ast.walk(tree):
            call = node.exc if isinstance(node, ast.Raise) else None
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in RAISED_FOR_EDITORS:
                text = said(call.args[0], assigned)
                if text is not None:
                    yield pytest.param(text, id=f"{path.stem}:{node.lineno}")


@pytest.mark.parametrize("text", list(messages()))
def test_every_message_is_known_in_arabic_and_french(text):
    with override("ar"):
        arabic = in_words(text)
    with override("fr"):
        french = in_words(text)
    assert len({text, arabic, french}) == 3


def test_it_says_what_a_message_names_in_the_same_language():
    with override("fr"):
        assert in_words(
            "https://a.example/feed: It is no feed: nothing in it looks like one\n"
            "https://a.example/map answered 404."
        ) == (
            "https://a.example/feed: Ce n’est pas un flux : rien n’y ressemble\n"
            "https://a.example/map a répondu 404."
        )


@given(st.one_of(st.text(), st.sampled_from(FORMS)))
def test_it_leaves_what_it_does_not_know(text):
    with override("en"):
        assert in_words(text) == text[:2000]
