"""The words that introduce people, groups and documents, loaded once from the data files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from statements.extraction.lexicon import load, words


@dataclass(frozen=True, slots=True)
class PersonWords:
    """The folded words that introduce people, groups and documents."""

    honorifics: frozenset[str]
    links: frozenset[str]
    tails: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    ambiguous: frozenset[str]
    never: frozenset[str]
    roles: dict[str, tuple[str, str, bool]]
    pointers: dict[str, tuple[str, str]]
    same: frozenset[str]
    groups: frozenset[str]
    bodies: frozenset[str]
    many: frozenset[str]
    some: frozenset[str]
    documents: frozenset[str]
    not_speaking: frozenset[str]
    titles: dict[str, frozenset[str]]
    names: dict[str, frozenset[str]]


@cache
def person_words() -> PersonWords:
    """The word lists, folded once; role heads carry (class, gender, definite)."""
    data, names = load("persons"), load("names")
    roles: dict[str, tuple[str, str, bool]] = {}
    for role, heads in data["roles"].items():
        for gender in ("m", "f"):
            for head in words(heads.get(gender + "_owned", "")):
                roles[head] = (role, gender, True)
            for head in words(heads[gender]):
                first = head.split()[0]
                roles.setdefault(first, (role, gender, False))
                roles.setdefault("ال" + first, (role, gender, True))
    pointers = dict.fromkeys(words(data["pointers"]["m"]), ("m", "s"))
    pointers |= dict.fromkeys(words(data["pointers"]["f"]), ("f", "s"))
    pointers |= dict.fromkeys(words(data["pointers"]["plural"]), ("m", "p"))
    held = data["collectives"]
    return PersonWords(
        honorifics=words(data["honorifics"]),
        links=words(data["name_links"]),
        tails=words(data["name_tails"]),
        men=words(names["men"]),
        women=words(names["women"]),
        ambiguous=words(names["ambiguous"]),
        never=words(names["never"]),
        roles=roles,
        pointers=pointers,
        same=words(data["pointers"]["same"]),
        groups=words(held["group"]) | words(held["party"]),
        bodies=words(held["body"]),
        many=words(held["many"]),
        some=words(held["some"]),
        documents=words(held["document"]),
        not_speaking=words(load("words")["not_speaking"]),
        titles={name: words(value) for name, value in data["titles"].items()},
        names={name: words(value) for name, value in data["names"].items()},
    )
