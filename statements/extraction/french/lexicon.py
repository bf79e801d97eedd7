"""French reporting verbs in all their forms, and the closed word classes of the French rules."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from statements.extraction.model import Stance

_PRONOUNS = ("se ", "s'")


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb: its dictionary form, stance, and the frames that can carry its content."""

    lemma: str
    stance: Stance
    frames: frozenset[str]
    reflexive: bool

    @property
    def prepositions(self) -> frozenset[str]:
        """Prepositions straight behind the verb that open its content."""
        return frozenset(f for f in self.frames if "+" not in f) & _PREPOSITIONS

    @property
    def behind_addressee(self) -> frozenset[str]:
        """Prepositions that open the content after the one addressed, or after an object."""
        return frozenset(f.split("+")[1] for f in self.frames if "+" in f)


_PREPOSITIONS = frozenset({"de", "à", "sur", "contre", "pour", "en", "si", "pourquoi", "comment"})


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a verb: finite, past participle, present participle or infinitive."""

    verb: Verb
    kind: str
    plural: bool = False


def load(name: str) -> dict[str, Any]:
    source = files("statements.extraction.lexicon") / f"{name}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8").replace("’", "'"))


@cache
def words() -> dict[str, frozenset[str]]:
    """The closed classes by name."""
    data = load("french_words")
    return {name: frozenset(rows) for name, rows in data.items() if isinstance(rows, list)}


@cache
def adverb_phrases() -> tuple[tuple[str, ...], ...]:
    """Adverbs of one word or more, the longest first."""
    phrases = (_split(phrase) for phrase in load("french_words")["adverbs"])
    return tuple(sorted(phrases, key=len, reverse=True))


@cache
def roles() -> dict[str, str]:
    """Role noun → what it makes of the speaker."""
    table: dict[str, list[str]] = load("french_words")["roles"]
    return {noun: role for role, nouns in table.items() for noun in nouns}


@cache
def genders() -> dict[str, str]:
    table = load("french_words")["gender"]
    return {
        **dict.fromkeys(table["masculine"], "m"),
        **dict.fromkeys(table["feminine"], "f"),
    }


@cache
def verb_forms() -> dict[str, tuple[tuple[tuple[str, ...], Form], ...]]:
    """First word of a form → (all its words, the form), the longest first."""
    index: dict[str, list[tuple[tuple[str, ...], Form]]] = {}
    for printed, form in _all_forms():
        parts = _split(printed)
        index.setdefault(parts[0], []).append((parts, form))
    return {
        first: tuple(sorted(found, key=lambda item: -len(item[0])))
        for first, found in index.items()
    }


def _split(printed: str) -> tuple[str, ...]:
    return tuple(printed.replace("'", "' ").split())


def _all_forms() -> Iterator[tuple[str, Form]]:
    data = load("french_verbs")
    irregular = data.pop("irregular")
    for stance, verbs in data.items():
        for infinitive, frames in verbs.items():
            verb = Verb(
                infinitive,
                Stance(stance),
                frozenset(frames.split()),
                infinitive.startswith(_PRONOUNS),
            )
            yield from _forms_of(verb, irregular.get(infinitive))


def _forms_of(verb: Verb, irregular: list[str] | None) -> Iterator[tuple[str, Form]]:
    bare = verb.lemma
    for pronoun in _PRONOUNS:
        bare = bare.removeprefix(pronoun)
    yield bare, Form(verb, "infinitive")
    if irregular:
        yield from _listed(verb, irregular)
    elif bare.split()[0].endswith("er"):
        yield from _regular(verb, bare)


def _listed(verb: Verb, forms: list[str]) -> Iterator[tuple[str, Form]]:
    participle, present, plural, gerund, imperfect, past = forms
    yield from _participles(verb, participle)
    for form in {present, past, imperfect}:
        yield form, Form(verb, "finite")
    yield plural, Form(verb, "finite", plural=True)
    yield gerund, Form(verb, "gerund")


def _regular(verb: Verb, bare: str) -> Iterator[tuple[str, Form]]:
    first, _, rest = bare.partition(" ")
    stem, tail = first[:-2], f" {rest}" if rest else ""
    soft = stem + "e" if stem.endswith("g") else stem  # exigeant, jugeait
    soft = stem[:-1] + "ç" if stem.endswith("c") else soft  # dénonçant, annonçait
    present = _present_stem(stem)
    yield from _participles(verb, f"{stem}é{tail}")
    for ending in (f"{present}e", f"{soft}a", f"{soft}ait"):
        yield ending + tail, Form(verb, "finite")
    for ending in (f"{present}ent", f"{stem}èrent", f"{soft}aient"):
        yield ending + tail, Form(verb, "finite", plural=True)
    yield f"{soft}ant{tail}", Form(verb, "gerund")


def _present_stem(stem: str) -> str:
    """préciser keeps its é, réitérer → réitère, révéler → révèle, relever → relève."""
    for accent in ("é", "e"):
        if len(stem) > 2 and stem[-2] == accent and stem[-1] in "lrtvd" and stem[-3] not in "aeiou":
            return f"{stem[:-2]}è{stem[-1]}"
    return stem


def _participles(verb: Verb, masculine: str) -> Iterator[tuple[str, Form]]:
    first, _, rest = masculine.partition(" ")
    tail = f" {rest}" if rest else ""
    for ending in ("", "e", "s", "es"):
        if first.endswith("s") and ending == "s":
            continue
        yield first + ending + tail, Form(verb, "participle", plural=ending.endswith("s"))
