"""Words as the topics' phrases are compared: folded, without article, clitics and endings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from people.folding import Folded, fold, fold_with_offsets

_WORD = re.compile(r"[^\W_]+")
_PHRASE_WORD = re.compile(r"[^\W_]+\*?")
PREFIX_LETTERS = 3
_SHORTEST = 3  # letters that must be left when an ending is cut off
# What may stand before a word, in order, and how many letters must be left.
_BEFORE = ((("و", "ف"), 3), (("ب", "ك", "ل"), 3), (("ال", "لل"), 2))
_ENDINGS = ("كما", "هما", "ها", "هم", "هن", "كم", "نا", "ه", "ي", "ك")
# Words that may stand between those of a phrase: la hausse (des) prix.
_BETWEEN = frozenset({"de", "des", "du", "la", "le", "les", "l", "d", "a", "et"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text with every form under which a phrase may name it."""

    forms: frozenset[str]
    start: int
    end: int
    folded: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the taxonomy. ``words`` are folded; one may end with * and match any ending."""

    topic: str
    text: str
    words: tuple[str, ...]
    is_strong: bool

    @property
    def key(self) -> str:
        """What the phrase is looked up by: its first word, or the first letters of a prefix."""
        first = self.words[0]
        return first[:PREFIX_LETTERS] + "*" if first.endswith("*") else first


def words_of(phrase: str) -> list[str]:
    """The folded words of a phrase, without the article."""
    return [_bare(word) for word in _PHRASE_WORD.findall(fold(phrase))]


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 3 else word


@lru_cache(16_384)
def forms(word: str, may_end: bool = True) -> frozenset[str]:
    """A folded word and what is left of it without clitics, article and possessive endings.

    ``may_end`` is False for a word in ta marbuta, which folds to the ه of a possessive.
    """
    if not "\u0620" <= word[0] <= "\u06ff":
        return frozenset({word})
    found = {word}
    for group, shortest in _BEFORE:
        found |= {
            form[len(part) :]
            for form in found
            for part in group
            if form.startswith(part) and len(form) - len(part) >= shortest
        }
    if not may_end:
        return frozenset(found)
    return frozenset(found | {end for form in found for end in _without_ending(form)})


def _without_ending(form: str) -> Iterator[str]:
    for ending in _ENDINGS:
        rest = form.removesuffix(ending)
        if rest != form and len(rest) >= _SHORTEST:
            yield rest
            if rest.endswith("ت"):  # مدرسته → مدرسة
                yield rest[:-1] + "ه"
            if rest.endswith("ا"):  # مستشفاها → مستشفى
                yield rest[:-1] + "ي"


def words_in(text: str) -> list[Word]:
    """The words of a text, with the characters at which they stand in it."""
    folded = fold_with_offsets(text)
    return [_word(match, folded) for match in _WORD.finditer(folded.text)]


def _word(match: re.Match[str], folded: Folded) -> Word:
    start, end = folded.span(match.start(), match.end())
    may_end = "ة" not in folded.original[max(start, end - 2) : end]
    return Word(forms(match.group(), may_end), start, end, match.group())


def phrases_in(text: str, index: Mapping[str, list[Phrase]]) -> Iterator[tuple[Phrase, Word, Word]]:
    """Every phrase that stands in the text, with its first and last word there."""
    words = words_in(text)
    for place, word in enumerate(words):
        candidates = {id(p): p for key in _keys(word.forms) for p in index.get(key, ())}
        for phrase in candidates.values():
            last = _last_of(phrase, words, place)
            if last is not None:
                yield phrase, word, words[last]


@lru_cache(16_384)
def _keys(forms: frozenset[str]) -> frozenset[str]:
    """What phrases may be looked up by that begin with this word."""
    return forms | {form[:PREFIX_LETTERS] + "*" for form in forms}


def _last_of(phrase: Phrase, words: list[Word], place: int) -> int | None:
    """Where the phrase ends that begins at this place, or None."""
    at = place
    for number, wanted in enumerate(phrase.words):
        while number and at < len(words) and words[at].folded in _BETWEEN and (
            words[at].folded != wanted
        ):  # fmt: skip
            at += 1
        if at >= len(words) or not _is(wanted, words[at]):
            return None
        at += 1
    return at - 1


def _is(wanted: str, word: Word) -> bool:
    if wanted.endswith("*"):
        return any(form.startswith(wanted[:-1]) for form in word.forms)
    return wanted in word.forms
