"""Where a personal name begins and, what is harder, where it ends."""

from __future__ import annotations

import re

from statements.extraction.lexicon import verb_forms
from statements.extraction.lexicon.people import person_words
from statements.extraction.segment import Page

Range = tuple[int, int]
_ACT_NOUN = re.compile("ت..ي.|است..ا.|ا.ت.?.ا.|ان..ا.|ت.ا..|تو.ي.")
COMPOUND = "عبدال"  # عبدالله and its kin are given names, whether a list holds them or not
_LONGEST = 6  # words that links and given names may take before the surname


def is_definite(word: str) -> bool:
    """Whether the article stands before a word: الوزير، والوزير، للوزير."""
    return word.startswith(("ال", "وال", "لل", "ولل")) and len(word) > 3


def name_like(word: str) -> bool:
    """Whether a word may be part of a personal name: no cue, no function word, no act noun."""
    if len(word) < 2 or not word[0].isalpha() or word in person_words().never:
        return False
    if word.startswith(("وال", "لل", "بال", "فال", "كال")) or word in verb_forms():
        return False
    if word in person_words().bodies or word in person_words().groups:
        return False
    if word[0] in "بلو" and is_act_noun(word[1:]):
        return False
    return word not in person_words().roles and not is_act_noun(word)


def is_act_noun(word: str) -> bool:
    """تأخير، استمرار، ارتفاع، انخفاض: an object begins here, not a surname."""
    return _ACT_NOUN.fullmatch(word) is not None


def name_end(page: Page, start: int, stop: int, titled: bool) -> int:
    """End of the personal name at ``start``, or ``start`` when none begins there."""
    if start >= stop:
        return start
    known, index = person_words(), start
    linked = (
        start < stop and page.words[start] in known.names["family_links"]
    )  # أيت السهلي | معاناة
    while index < stop and index - start < _LONGEST:
        word = page.words[index]
        if word in known.links and index + 1 < stop and page.words[index + 1][:1].isalpha():
            linked = linked or index > start
            index += 2
        elif (word in known.tails and index > start) or is_given(page, index):
            index += 1
        else:
            break
    if index == start:
        return _unknown_name_end(page, start, stop) if titled else start
    if linked and not (index < stop and is_definite(page.words[index])):
        return index  # محمد بن الطيب | جاء
    if index < stop and _may_be_surname(page, index, stop):
        index += 1
        index += _second_surname(page, index, stop)
    return index


def _may_be_surname(page: Page, index: int, stop: int) -> bool:
    """أوبركا، ends as an adverb would: a surname only where the name is over behind it."""
    word = page.words[index]
    if word.endswith("ات") and page.words[index - 1] in person_words().ambiguous:
        return False  # فتح الترشيحات
    family = word.startswith(("بن", "او", "اي", "بو")) or not word.endswith("ا")
    return name_like(word) and (family or _is_set_off(page, index + 1, stop))


def _is_set_off(page: Page, index: int, stop: int) -> bool:
    """Whether a comma and a role follow: …، رئيس الفريق، …، عن الفريق، …، المنتمية إلى …"""
    if index + 1 >= stop or page.words[index] not in ("،", "("):
        return False
    following, known = page.words[index + 1], person_words()
    return following in known.roles or following in known.names["set_off"]


def is_given(page: Page, index: int) -> bool:
    """Whether a given name stands at ``index``; على reads like علي once folded."""
    word, known = page.words[index], person_words()
    if word == "علي":
        return page.ends_in(index, "ي")
    return word in known.men or word in known.women or word.startswith(COMPOUND)


def _second_surname(page: Page, index: int, stop: int) -> int:
    if index >= stop:
        return 0
    word = page.words[index]
    if not name_like(word) or word in person_words().names["adjectives"]:
        return 0
    nisba = word.startswith("ال") and word.endswith("ي") and len(word) > 4
    return int(nisba or _is_set_off(page, index + 1, stop))


def _unknown_name_end(page: Page, start: int, stop: int) -> int:
    """After a title a name may begin with a word that no list knows; two such words make a name."""
    index = start
    while index < stop and index - start < 3 and name_like(page.words[index]):
        word = page.words[index]
        if index == start and not _may_begin(word):
            break
        if index > start and (word.endswith("ا") or word in person_words().names["adjectives"]):
            break
        index += 1
    if index - start < 2 or page.words[index - 1].endswith(("ين", "ون", "ات")):
        return start
    if page.words[start].endswith("ه") and not _is_set_off(page, index, stop):
        return start
    closing = page.words[index] if index < stop else "."
    closed = closing in person_words().names["followed_by"] or closing in verb_forms()
    return index if closed else start


def _may_begin(word: str) -> bool:
    """A given name that no list knows: neither definite nor behind a bound preposition."""
    if is_definite(word) or word.endswith(("ا", "ات", "ين", "ون")):
        return False
    return word[0] not in "بل" or (
        word.startswith(("بو", "بن")) and word[1:] not in person_words().never
    )


def name_gender(page: Page, name: Range) -> str | None:
    """The gender that the given name tells, None when no list knows it."""
    known, given = person_words(), page.words[name[0]]
    return "f" if given in known.women else "m" if given in known.men or given == "عبد" else None
