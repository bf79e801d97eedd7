"""Words that put an act to somebody, and what printed offices stand for."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from people.folding import fold
from statements.extraction.institutions import InstitutionKind, read_institutions
from statements.extraction.phrases import Phrasebook, SearchedBook


@cache
def _rows(language: str) -> dict[str, Any]:
    source = files("statements.extraction") / "data" / "addressing.toml"
    rows: dict[str, Any] = tomllib.loads(source.read_text(encoding="utf-8"))[language]
    return rows


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of one language that put an act to somebody."""

    object_lemmas: frozenset[str]
    nouns: frozenset[str]
    verbs: frozenset[str]
    to: frozenset[str]
    straight: frozenset[str]
    honorifics: frozenset[str]
    presence: frozenset[str]
    attack: frozenset[str]
    lasting_lemmas: frozenset[str]
    part_of: frozenset[str]


@cache
def wording(language: str) -> Wording:
    rows = _rows(language)
    return Wording(**{name: frozenset(map(fold, rows[name])) for name in Wording.__slots__})


def has(words: Iterable[str], known: frozenset[str]) -> bool:
    """Whether one of the words is known, a conjunction or preposition in front of it aside."""
    return any(word in known or word.lstrip("وفبل") in known for word in words)


def _anaphors(language: str) -> Phrasebook[bool]:
    return Phrasebook([(phrase, True) for phrase in _rows(language)["anaphors"]])


# الوزير، كاتبة الدولة: whom, the text has said before.
ANAPHORS = {
    "ar": SearchedBook(lambda: _anaphors("ar")),
    "fr": SearchedBook(lambda: _anaphors("fr")),
}


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The fold of a lemma or a name, which come again and again."""
    return fold(text)


@lru_cache(maxsize=4096)
def office(roles: str, language: str) -> tuple[str | None, bool] | None:
    """The institution that printed roles name; False where it is the government as a whole."""
    named = read_institutions(roles, None, language)
    if not named:
        return None
    office = next((m for m in named if m.kind is not InstitutionKind.GOVERNMENT), None)
    return (office or named[0]).id, office is not None
