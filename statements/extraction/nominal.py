"""Attribution without a verb: وحسب فلان، فإن …، وفي نظر فلان فإن …، وبالنسبة لفلان، فإن …"""

from __future__ import annotations

from statements.extraction.act import Act, Sentence
from statements.extraction.grammar import grammar
from statements.extraction.lexicon import Form, FormKind, Reporting, words as word_list
from statements.extraction.mentions import Mention, MentionKind
from statements.extraction.model import Stance
from statements.extraction.persons import Register
from statements.extraction.segment import MARKS, Page

_SOURCES = word_list("حسب بحسب وحسب وبحسب وفق ووفق وفقا ووفقا")
_VIEWS = word_list("نظر رأي تقدير")
_APPOSED = 30  # words that may tell who the source is
_CONCERNING = word_list("بالنسبة وبالنسبة")


def read_nominal(page: Page, register: Register, sentence: Sentence) -> Act | None:
    """The act that opens a sentence with its named source; an unnamed source makes none."""
    first, words = sentence.first, page.words
    if words[first] in _SOURCES:
        return _act(page, register, sentence, first + 1, "حسب", Stance.ASSERT)
    if first + 2 >= sentence.after:
        return None
    if words[first] in ("في", "وفي") and words[first + 1] in _VIEWS:
        return _act(page, register, sentence, first + 2, "في نظر", Stance.JUDGE)
    if words[first] in _CONCERNING:
        return _act(page, register, sentence, first + 1, "بالنسبة", Stance.JUDGE)
    return None


def _act(
    page: Page, register: Register, sentence: Sentence, index: int, lemma: str, stance: Stance
) -> Act | None:
    mention = register.mentions.get(index)
    if mention is None or mention.kind is not MentionKind.PERSON or mention.name is None:
        return None
    start = _content_first(page, mention, sentence.after, lemma)
    if start is None:
        return None
    form = Form(page.words[sentence.first], FormKind.PAST, mention.gender, "s")
    return Act(
        first=sentence.first,
        after=index,
        lemma=lemma,
        stance=stance,
        reading=Reporting(form, None, None),
        content_first=start,
        rule="nominal",
        subject=mention,
        subject_rule="after-cue",
    )


def _content_first(page: Page, mention: Mention, stop: int, lemma: str) -> int | None:
    """Behind فإن, or from a word that ف opens; after حسب a comma is enough."""
    index = mention.after
    for place in range(index + 1, min(index + _APPOSED, stop - 1)):
        if page.words[place] == "فان" and page.words[place - 1] == "،":
            return place + 1
    comma = index < stop and page.words[index] == "،"
    index += comma
    if index >= stop:
        return None
    word = page.words[index]
    if word == "فان" or word[1:] in grammar().complementizers:
        return index + (word == "فان")
    if word in MARKS or (word.startswith("ف") and len(word) > 3):
        return index
    return index if comma and lemma == "حسب" else None
