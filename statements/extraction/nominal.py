"""Attribution without a speaking verb: وحسب فلان، فإن …، … حسب فلان.، وجاء في سؤاله أن …"""

from __future__ import annotations

from statements.extraction.act import Act, Sentence
from statements.extraction.clauses import find_complement
from statements.extraction.grammar import grammar
from statements.extraction.lexicon import Form, FormKind, Reporting, Verb, words as word_list
from statements.extraction.lexicon.people import person_words
from statements.extraction.mention import Mention, MentionKind
from statements.extraction.model import Stance
from statements.extraction.persons import Register
from statements.extraction.segment import MARKS, WORD_CLASSES, Page

_SOURCES = word_list("حسب بحسب وحسب وبحسب وفق ووفق وفقا ووفقا")
SOURCE_WORDS = WORD_CLASSES.add(lambda: _SOURCES)
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
    if words[first] in _STANDS and words[first + 1] in ("في", "ضمن"):
        return _in_document(page, register, sentence)
    if words[first] in ("في", "وفي") and words[first + 1] in _VIEWS:
        return _act(page, register, sentence, first + 2, "في نظر", Stance.JUDGE)
    if words[first] in _CONCERNING:
        return _act(page, register, sentence, first + 1, "بالنسبة", Stance.JUDGE)
    return None


def _act(
    page: Page, register: Register, sentence: Sentence, index: int, lemma: str, stance: Stance
) -> Act | None:
    mention = register.mentions.get(index)
    if mention is None or not _is_source(mention):
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


def read_closing(page: Page, register: Register, sentence: Sentence) -> Act | None:
    """…، حسب فلان، النائب عن …: who is named behind a sentence in which no one else speaks."""
    for index in page.places(SOURCE_WORDS, sentence.first + _SAID, sentence.after - 1):
        mention = register.mentions.get(index + 1)
        if page.quote[index] >= 0 or mention is None or mention.kind is not MentionKind.PERSON:
            continue
        if mention.after >= sentence.after or page.words[mention.after] == ".":
            end = index - (page.words[index - 1] == "،")
            form = Form(page.words[index], FormKind.PAST, mention.gender, "s")
            return Act(
                first=index,
                after=index + 1,
                lemma="حسب",
                stance=Stance.ASSERT,
                reading=Reporting(form, None, None),
                content_first=sentence.first,
                rule="postposed",
                subject=mention,
                subject_rule="after-cue",
                content=(sentence.first, end),
            )
    return None


def _in_document(page: Page, register: Register, sentence: Sentence) -> Act | None:
    """وجاء في نص السؤال أن …، وورد في مداخلته: "…": the document speaks for its author."""
    index = sentence.first + 2
    index += page.words[index] in _PARTS
    mention = register.mentions.get(index)
    start = index + 1
    if mention is not None and mention.kind is MentionKind.DOCUMENT:
        start = mention.after
    elif not _is_own_document(page.words[index]):
        return None
    found = find_complement(page, register.mentions, start, sentence.after, _SAYS, True)
    if found is None:
        return None
    form = Form(page.words[sentence.first], FormKind.PAST, None, "s", lead="و")
    return Act(
        first=sentence.first,
        after=sentence.first + 2,
        lemma="جاء في",
        stance=Stance.ASSERT,
        reading=Reporting(form, _SAYS, None),
        content_first=found.first,
        rule=found.rule,
        subject=mention,
        subject_rule="after-cue" if mention else "elided",
    )


def _is_own_document(word: str) -> bool:
    """سؤاله، مداخلتها: the document of whoever spoke before."""
    for owner in ("ها", "هم", "ه"):
        if word.endswith(owner) and len(word) > len(owner) + 2:
            held = word[: -len(owner)]
            held = held[:-1] + "ه" if held.endswith("ت") else held
            return held in person_words().documents or held in _SPOKEN
    return False


_STANDS = word_list("جاء وجاء ورد وورد جاءت وجاءت")
_PARTS = word_list("نص مضمون متن معرض ثنايا")
_SPOKEN = word_list("جواب تعقيب كلمة تدخل عرض رد")
_SAYS = Verb(
    lemma="جاء في", stance=Stance.ASSERT, clause=True, object=False, timid=False, addressee=False,
    question=False, quote=True, bare="", prepositions=frozenset(), bound=frozenset(),
)  # fmt: skip
_SAID = 4  # words that a sentence must say before its source


def _is_source(mention: Mention) -> bool:
    """Someone named, or pointed at by an office; a document or the press is no speaker."""
    if mention.kind is MentionKind.PERSON:
        return mention.name is not None
    return mention.kind in (MentionKind.ROLE, MentionKind.POINTER) and mention.definite


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
