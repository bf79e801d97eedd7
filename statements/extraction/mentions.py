"""Noun phrases that may speak: where each may begin, which rule reads it, words that point back."""

from __future__ import annotations

from collections.abc import Callable, Set
from functools import cache

from statements.extraction.bodies import read_collective, read_document, read_many, read_nickname
from statements.extraction.lexicon.people import PersonWords, person_words
from statements.extraction.mention import Mention, MentionKind
from statements.extraction.names import (
    is_definite,
)
from statements.extraction.segment import MARKS, Page
from statements.extraction.titled import read_bare_name, read_titled


@cache
def mention_openers() -> dict[str, tuple[MentionRule, ...]]:
    """Every word at which some mention rule may begin, with those rules in their order."""
    openers: dict[str, tuple[MentionRule, ...]] = {}
    for rule, opens in MENTION_RULES:
        for word in opens(person_words()):
            openers[word] = (*openers.get(word, ()), rule)
    return openers


def read_mention(page: Page, index: int, stop: int) -> Mention | None:
    """The noun phrase at word ``index`` when its head is one that may speak."""
    for rule in mention_openers().get(page.words[index], _OF_COMPOUND_NAMES):
        found = rule(page, index, stop)
        if found is not None:
            return found
    return None


def _author(page: Page, index: int, stop: int) -> Mention | None:
    """صاحب السؤال، كاتبة المقال"""
    if index + 1 >= stop or page.words[index + 1] not in person_words().names["written"]:
        return None
    gender = "f" if page.words[index].endswith("ه") else "m"
    return Mention(index, index + 2, index + 2, MentionKind.POINTER, gender)


def _pointer(page: Page, index: int, stop: int) -> Mention | None:
    found = person_words().pointers.get(page.words[index])
    if found is None or (
        page.words[index] in person_words().roles and not _bare_pointer(page, index, stop)
    ):
        return None
    after = index + 1
    if (
        after < stop
        and is_definite(page.words[after])
        and page.words[after] not in person_words().titles["breaks"]
    ) or (after < stop and page.words[after] in ("بالامر", "بالموضوع")):
        after += 1
    same = after < stop and page.words[after] in person_words().same
    after += same
    return Mention(index, after, after, MentionKind.POINTER, *found, same=same)


def _bare_pointer(page: Page, index: int, stop: int) -> bool:
    following = page.words[index + 1] if index + 1 < stop else "."
    return (
        following in person_words().same
        or following in person_words().names["after_pointer"]
        or following in MARKS
    )


MentionRule = Callable[[Page, int, int], Mention | None]
# The rules in their order, each with the words at which it may begin.
MENTION_RULES: tuple[tuple[MentionRule, Callable[[PersonWords], Set[str]]], ...] = (
    (read_nickname, lambda _: MARKS),
    (_author, lambda _: frozenset({"صاحب", "صاحبه", "كاتب", "كاتبه"})),
    (_pointer, lambda words: words.pointers.keys()),
    (read_titled, lambda words: words.honorifics | words.roles.keys()),
    (read_bare_name, lambda words: words.links | words.men | words.women),
    (read_many, lambda words: words.many | words.some),
    (read_collective, lambda words: words.groups | words.bodies),
    (read_document, lambda words: words.documents),
)
_OF_COMPOUND_NAMES = (read_bare_name,)  # عبدالله and its kin, which no list needs to hold
