"""What the engine knows about words: data files beside this module, folded and indexed once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from people.folding import fold
from statements.extraction.lexicon.conjugation import Form, FormKind, forms, jussive, stems
from statements.extraction.model import Stance

__all__ = [
    "Form",
    "FormKind",
    "Reporting",
    "Support",
    "Verb",
    "load",
    "phrases",
    "verb_forms",
    "words",
]


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb: its dictionary form, what its acts are, and what may carry its content."""

    lemma: str
    stance: Stance
    clause: bool
    object: bool
    timid: bool
    addressee: bool
    question: bool
    quote: bool
    bare: str
    prepositions: frozenset[str]
    bound: frozenset[str]


@dataclass(frozen=True, slots=True)
class Support:
    """A verb that takes the stance of the noun it governs (عبر عن قلقه)."""

    lemma: str
    through: tuple[str, ...]
    nouns: dict[str, Stance]
    family: str
    litotes: bool = False  # only its denial says something: لم يخف قلقه


@dataclass(frozen=True, slots=True)
class Reporting:
    """One reading of a written form: which verb or support verb, in which form."""

    form: Form
    verb: Verb | None
    support: Support | None


BOUND = frozenset({"ب", "ل"})
_OTHER_FRAMES = frozenset({"that", "object", "object?", "addressee", "question"})


def load(name: str) -> dict[str, Any]:
    """The contents of a data file of this package, by its name without extension."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))


def words(value: str) -> frozenset[str]:
    """The folded words of a blank-separated list; ``_`` stands for a blank inside one."""
    return frozenset(fold(word).replace("_", " ").strip() for word in value.split())


def phrases(value: list[str]) -> tuple[tuple[str, ...], ...]:
    """The folded phrases of a list, each as a tuple of its words, the longest first."""
    split = {tuple(fold(phrase).split()) for phrase in value}
    return tuple(sorted(split, key=lambda phrase: (-len(phrase), phrase)))


def _verb(row: dict[str, Any]) -> Verb:
    frames = set(row["frames"])
    prepositions = frames - _OTHER_FRAMES - BOUND
    return Verb(
        lemma=row["lemma"],
        stance=Stance(row["stance"]),
        clause="that" in frames,
        object=bool(frames & {"object", "object?"}),
        timid="object?" in frames,
        addressee="addressee" in frames,
        question="question" in frames,
        quote=row.get("quote", True),
        bare=row.get("bare", ""),
        prepositions=frozenset(fold(word).split()[0] for word in prepositions),
        bound=frozenset(frames & BOUND),
    )


def _forms(row: dict[str, Any], patterns: dict[str, dict[str, str]]) -> list[Form]:
    given: dict[str, str] = {
        part: fold(row[part]) for part in ("participle", "masdar", "present") if part in row
    }
    made = forms(stems(fold(row["lemma"]), patterns[row["pattern"]], given))
    if row.get("past", True):
        return list(made)
    return [form for form in made if form.kind is not FormKind.PAST or form.gender != "m"]


def _supports(data: dict[str, Any], patterns: dict[str, dict[str, str]]) -> list[Reporting]:
    readings = []
    for row in data["verbs"]:
        nouns = {fold(noun): Stance(stance) for noun, stance in data["nouns"][row["nouns"]].items()}
        through = tuple(fold(word) for word in row["through"])
        support = Support(row["lemma"], through, nouns, row["nouns"], row.get("litotes", False))
        made = _forms({**row, "masdar": ""}, patterns)
        if support.litotes:  # of any other verb a denial says nothing
            made += jussive(stems(fold(row["lemma"]), patterns[row["pattern"]], {}))
        readings += [Reporting(form, None, support) for form in made if not form.clitic]
    return readings


@cache
def verb_forms() -> dict[str, tuple[Reporting, ...]]:
    """Every written form that may report an act, with its readings; support verbs come first."""
    patterns = load("patterns")
    readings = _supports(load("support"), patterns)
    for row in load("verbs")["verbs"]:
        verb = _verb(row)
        for form in _forms(row, patterns):
            bears = verb.object or verb.addressee or form.kind is FormKind.MASDAR
            if bears or not form.clitic:
                readings.append(Reporting(form, verb, None))
    index: dict[str, list[Reporting]] = {}
    for reading in readings:
        index.setdefault(reading.form.text, []).append(reading)
    return {text: tuple(found) for text, found in index.items()}
