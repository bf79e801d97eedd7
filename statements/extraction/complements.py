"""What marks the beginning of a content: a complementizer, a preposition, a colon, a quotation."""

from __future__ import annotations

from statements.extraction.grammar import grammar
from statements.extraction.lexicon import Verb, words as word_list
from statements.extraction.lexicon.people import person_words
from statements.extraction.record import record
from statements.extraction.segment import MARKS, Page
from statements.extraction.titles import follows_a_member

_SHORT_QUOTE = 3  # words; a shorter quotation after a noun is a nickname or scare quotes


@record
class Complement:
    """Where the content starts, by which rule; ``addressed`` is the object before it, if any."""

    first: int
    rule: str
    addressed: tuple[int, int] | None = None


def complement_at(
    page: Page, index: int, stop: int, verb: Verb, weak: bool = True
) -> Complement | None:
    word, words = page.words[index], grammar()
    if word == ":":
        return Complement(index + 1, "colon") if verb.quote and index + 1 < stop else None
    if word in MARKS:
        opens = verb.quote and opens_content(page, index)
        return Complement(index, "quotation") if opens else None
    if word in words.complementizers and (
        verb.clause or (word.startswith("ب") and "ب" in verb.bound)
    ):
        return Complement(after_complementizer(page, index, stop), "that")
    if not weak or index in page.inside_titles:  # المكلفة بالصناعة
        return None
    if word in verb.prepositions and not _governed(page, index):
        return Complement(after_complementizer(page, index + 1, stop), "preposition")
    if word[:1] in verb.bound and bound(page, index, stop):
        return Complement(after_complementizer(page, index, stop), "bound-preposition")
    if verb.question and word in words.question_words and word not in ("ما", "من", "الي", "اي"):
        return Complement(index, "question")
    return None


def after_complementizer(page: Page, index: int, stop: int) -> int:
    """Skip a free complementizer; one with a pronoun stays, except straight before a quotation."""
    if index >= stop:
        return index
    word, words = page.words[index], grammar()
    if word in words.free_complementizers:
        return index + 1
    if word in words.complementizers and index + 1 < stop and page.words[index + 1] in MARKS:
        return index + 1 if word.strip("ب") in _WITH_PRONOUN else index
    return index


_WITH_PRONOUN = frozenset({"انه", "انها", "انهم", "انهما", "انني", "اننا", "انهن"})


def opens_quotation(page: Page, index: int) -> bool:
    """Whether a quotation opens here and holds something."""
    if page.quote[index] < 0:
        return False
    quotation = page.quotations[page.quote[index]]
    return quotation.first == index and quotation.last - index > quotation.closed


def opens_content(page: Page, index: int) -> bool:
    quotation = page.quotations[page.quote[index]] if page.quote[index] >= 0 else None
    if quotation is None or quotation.first != index:
        return False
    size = quotation.last - quotation.first - quotation.closed
    previous = page.words[index - 1] if index else ""
    if size <= _SHORT_QUOTE:
        return previous in ("،", ":", "قايلا", "بالقول")
    return previous not in _NAMES_A_TITLE


_NAMES_A_TITLE = word_list(
    "حول بعنوان عنوان شعار موضوع محور حملة برنامج فريق حزب مشروع قانون هاشتاغ صفحة موقع"
)


def _governed(page: Page, index: int) -> bool:
    """ردا على، النائبة عن: the preposition belongs to the noun before it."""
    previous = page.words[index - 1]
    word = page.words[index]
    chamber = previous == "النواب" and page.words[index - 2].endswith("مجلس")
    if previous in grammar().governors and not chamber and word in ("عن", "علي", "في"):
        return word != "علي" or previous not in person_words().roles  # شدد النائب على …
    following = page.words[index + 1] if index + 1 < len(page.words) else ""
    if word == "في" and following in grammar().occasions:
        return True
    return f"{word} {following}" in grammar().fixed_phrases


def bound(page: Page, index: int, stop: int) -> bool:
    """بتوسيع، بـ"…"، للعمل, but not بمجلس النواب or بعض."""
    word, words = page.words[index], grammar()
    if len(word) == 1:
        return index + 1 < stop and page.words[index + 1] in MARKS
    if word in words.b_words or word in (
        "لم",
        "لن",
        "لا",
        "له",
        "لها",
        "لهم",
        "لدي",
        "لكن",
        "ليس",
        "لقاء",
        "لجنه",
        "لما",
    ):
        return False
    if word[0] == "ل" and _belongs_to_a_body(page, index):
        return False
    rest = word[1:]
    if rest.startswith("ال"):
        named = rest in words.places or rest[2:] in words.places
        return not named or rest in ("الحضور", "المشاركه")  # أشادت بالحضور
    return rest not in words.places and word not in words.complementizers


def _belongs_to_a_body(page: Page, index: int) -> bool:
    """الفريق النيابي للوسط، حزب للعدالة"""
    previous = page.words[index - 1]
    return previous in ("حزب", "فريق", "النيابي", "العام", "البرلماني") and not follows_a_member(
        page, index
    )
