"""Ministries, ministers and the government as a text names them, the longest title first."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from people.folding import fold, fold_with_offsets
from statements.extraction.departments import (
    FRENCH_LINKS,
    canonical_name,
    country,
    department_of,
    expressions,
    portfolios,
)
from statements.extraction.model import Institution, Span
from statements.extraction.phrases import Hit, Phrasebook, SearchedBook, Words
from statements.extraction.record import record


class InstitutionKind(StrEnum):
    MINISTRY = "ministry"
    MINISTER = "minister"
    OFFICE = "office"
    GOVERNMENT = "government"


@record
class InstitutionMention:
    """One place where the text names an institution; ``canonical`` is its name at that date.

    ``first`` and ``last`` are the places of its words among the words of the text.
    """

    span: Span
    id: str | None
    canonical: str
    kind: InstitutionKind
    first: int
    last: int

    def as_institution(self, text: str) -> Institution:
        return Institution(self.span.of(text), self.canonical, self.id, self.span)


# Under each title: the kinds of department that its portfolio may mean, the likeliest first.
_DEPARTMENT_KINDS = {
    "ministry": ("ministry", "delegate", "state_minister"),
    "minister": ("ministry", "delegate", "state_minister"),
    "ministries": ("ministry", "delegate"),
    "ministers": ("ministry", "delegate"),
    "delegate": ("delegate", "state_minister", "ministry", "state_secretariat"),
    "secretary": ("state_secretariat", "delegate", "ministry"),
    "state": ("state_minister", "delegate", "ministry"),
}
_NESTED = frozenset({"delegate", "secretary", "state"})
_EXPRESSION_KINDS = {
    "head_of_government": InstitutionKind.OFFICE,
    "government": InstitutionKind.GOVERNMENT,
}


class _Grammar:
    """The titles and links of one language."""

    def __init__(self, language: str, tables: dict[str, Any]) -> None:
        rows = tables[language]
        self.language = language
        self.portfolios = portfolios(language)
        titles = [(form, ("title", kind)) for kind in _DEPARTMENT_KINDS for form in rows[kind]]
        wholes = [(form, ("whole", code)) for form, code in expressions(language)]
        skip = FRENCH_LINKS if language == "fr" else frozenset()
        self.openers: Phrasebook[tuple[str, str]] = Phrasebook([*wholes, *titles], skip=skip)
        self.beside = frozenset(fold(word) for word in rows["beside"])
        self.charged = frozenset(word for form in rows["charged"] for word in fold(form).split())
        self.foreign = frozenset(_inflected(tables["foreign"][language], language))


def _inflected(adjectives: list[str], language: str) -> Iterator[str]:
    for adjective in adjectives:
        word = fold(adjective)
        yield from (word, word + ("ه" if language == "ar" else "e"), word + "ne")


@cache
def _grammar(language: str) -> _Grammar:
    source = files("statements.extraction") / "data" / "institutions.toml"
    return _Grammar(language, tomllib.loads(source.read_text(encoding="utf-8")))


_OPENERS = {
    "ar": SearchedBook(lambda: _grammar("ar").openers),
    "fr": SearchedBook(lambda: _grammar("fr").openers),
}


def read_institutions(
    text: str | Words, published_on: date | None, language: str = "ar"
) -> tuple[InstitutionMention, ...]:
    """Every institution named in ``text``, in text order and without overlaps.

    A parent ministry inside a nested title (كاتب الدولة لدى وزير …) is part of that title.
    """
    words = text if isinstance(text, Words) else Words(fold_with_offsets(text))
    language = "fr" if language == "fr" else "ar"
    grammar = _grammar(language)
    found: list[InstitutionMention] = []
    upto = 0
    for hit in _OPENERS[language].find(words):
        if hit.first < upto:
            continue
        for mention in _mentions(words, hit, grammar, published_on):
            upto = mention.last + 1
            if not _is_foreign(words, mention.last, grammar):
                found.append(mention)
    return tuple(found)


def _mentions(
    words: Words, hit: Hit[tuple[str, str]], grammar: _Grammar, on: date | None
) -> Iterator[InstitutionMention]:
    shape, value = hit.value
    if shape == "whole":
        yield from _whole(words, hit, value, on)
    elif value in ("ministries", "ministers"):
        yield from _several(words, hit, grammar, on)
    elif value in _NESTED:
        yield from _nested(words, hit, grammar, on)
    else:
        yield from _single(words, hit, grammar, on)


def _whole(
    words: Words, hit: Hit[tuple[str, str]], code: str, on: date | None
) -> Iterator[InstitutionMention]:
    kind = _EXPRESSION_KINDS.get(country().ministry(code).kind, InstitutionKind.OFFICE)
    yield _mention(words, hit.first, hit.last, code, on, kind)


def _single(
    words: Words, hit: Hit[tuple[str, str]], grammar: _Grammar, on: date | None
) -> Iterator[InstitutionMention]:
    """``وزير الداخلية``, ``وزارة الصحة``."""
    title = hit.value[1]
    portfolio = grammar.portfolios.match(words, hit.last + 1)
    if portfolio is None or _apart(words, hit.last + 1):
        return
    code = department_of(portfolio.value, _DEPARTMENT_KINDS[title], on)
    last = _with_unknown_rest(words, portfolio.last, grammar)
    yield _mention(words, hit.first, last, code, on, InstitutionKind(title))


def _several(
    words: Words, hit: Hit[tuple[str, str]], grammar: _Grammar, on: date | None
) -> Iterator[InstitutionMention]:
    """``وزارتا الداخلية والصحة``: one mention for each portfolio, the first with the title."""
    title = hit.value[1]
    kind = InstitutionKind.MINISTRY if title == "ministries" else InstitutionKind.MINISTER
    start, at = hit.first, hit.last + 1
    while (portfolio := grammar.portfolios.match(words, at)) and not _apart(words, at):
        if start != hit.first and not _is_joined(words, at, grammar):
            return
        code = department_of(portfolio.value, _DEPARTMENT_KINDS[title], on)
        yield _mention(words, start, portfolio.last, code, on, kind)
        start = at = portfolio.last + 1


def _nested(
    words: Words, hit: Hit[tuple[str, str]], grammar: _Grammar, on: date | None
) -> Iterator[InstitutionMention]:
    """``كاتبة الدولة لدى وزير … المكلفة ب…``: the parent's title is read over, never returned."""
    title, at = hit.value[1], hit.last + 1
    last, code = hit.last, None
    if at < len(words) and words.words[at] in grammar.beside:
        last = _end_of_parent(words, at + 1, grammar, on)
        at = last + 1
    while at < len(words) and words.words[at] in grammar.charged | FRENCH_LINKS:
        at += 1
    portfolio = grammar.portfolios.match(words, at) if at > last + 1 else None
    if portfolio:
        code, last = department_of(portfolio.value, _DEPARTMENT_KINDS[title], on), portfolio.last
    elif last == hit.last:
        return
    yield _mention(words, hit.first, last, code, on, InstitutionKind.MINISTER)


def _end_of_parent(words: Words, at: int, grammar: _Grammar, on: date | None) -> int:
    opener = grammar.openers.match(words, at)
    if opener is None:
        return at - 1
    inner = list(_mentions(words, opener, grammar, on))
    return inner[-1].last if inner else opener.last


def _mention(
    words: Words, first: int, last: int, code: str | None, on: date | None, kind: InstitutionKind
) -> InstitutionMention:
    span = Span(*words.span(first, last))
    canonical = canonical_name(code, on) if code else span.of(words.folded.original)
    return InstitutionMention(span, code, canonical, kind, first, last)


def _apart(words: Words, at: int) -> bool:
    """Whether a mark, not a space, stands before the word."""
    gap = words.gap(at).strip(" \u00a0'\"“”«»")
    return bool(gap)


def _is_joined(words: Words, at: int, grammar: _Grammar) -> bool:
    if grammar.language == "fr":
        return True
    following: str = words.words[at]
    return following.startswith("و")


def _with_unknown_rest(words: Words, last: int, grammar: _Grammar) -> int:
    """A title may be longer than the known name: ``والبيئة`` belongs to it, ``وقال`` not."""
    while grammar.language == "ar" and last + 1 < len(words):
        word = words.words[last + 1]
        if not word.startswith("وال") or _apart(words, last + 1):
            return last
        if grammar.portfolios.match(words, last + 1, word[1:]) is None:
            return last
        last += 1
    return last


def _is_foreign(words: Words, last: int, grammar: _Grammar) -> bool:
    at = last + 1
    return at < len(words) and words.words[at] in grammar.foreign
