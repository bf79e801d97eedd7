"""What a search asks for, read from what was typed. Nothing that can be typed is an error.

Words are looked for in all their usual forms and in any order; "words in quotation marks" stand
together; -word keeps out; =word is the very form, with its article or without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import zip_longest

from statements.search.actions import same_action
from statements.search.hearing import is_article
from statements.search.inflection import not_of, other_forms
from statements.search.plurals import OTHERS
from statements.search.stored import stem, words

_OPENING, _CLOSING = '"“”«»„', '"“”«»„'
_PART = re.compile(
    rf"(?P<signs>(?<!\S)[-−–=]*)(?:[{_OPENING}](?P<quoted>[^{_CLOSING}]*)(?P<end>[{_CLOSING}]|$)"
    rf"|(?P<plain>[^\s{_OPENING}]+))"
)
_BEFORE = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول")
_AFTER = ("ه", "ها", "هم", "نا")
_SHORTEST = 3  # letters of a word that may have something of this written after it
_LATIN = re.compile("[a-z]")
_OWNED = re.compile(r"(?<=...)(?:ها|هم|نا)$")


class Done(StrEnum):
    """What was made of a search that is not simply its words."""

    NOTHING = "nothing"  # there is no word in it
    ONLY_EXCLUDED = "only excluded"
    NOT_CLOSED = "not closed"  # a quotation mark
    ALSO = "also"  # looked for another script's spellings of the word too
    INSTEAD = "instead"  # looked for names like the word, which nobody has used


@dataclass(frozen=True, slots=True)
class Remark:
    done: Done
    word: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word as it was typed, and the stems that count as it."""

    typed: str
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that stand together, one behind the other; or, written otherwise, ``others`` do."""

    words: tuple[Word, ...]
    is_excluded: bool = False
    is_exact: bool = False
    is_quoted: bool = False
    others: tuple[tuple[Word, ...], ...] = ()

    @property
    def ways(self) -> tuple[tuple[Word, ...], ...]:
        """All rows of words of which one must stand."""
        return (self.words, *self.others)

    @property
    def is_plain(self) -> bool:
        """Without any sign: neither quoted nor exact, and not kept out."""
        return not (self.is_excluded or self.is_exact or self.is_quoted)


@dataclass(frozen=True, slots=True)
class Asked:
    """All clauses must hold. Without a single one nothing is asked for, and nothing is found."""

    clauses: tuple[Clause, ...] = ()
    remarks: tuple[Remark, ...] = field(default=())

    @property
    def wanted(self) -> tuple[Clause, ...]:
        """What a statement must have."""
        return tuple(clause for clause in self.clauses if not clause.is_excluded)

    @property
    def excluded(self) -> tuple[Clause, ...]:
        """What it must not have."""
        return tuple(clause for clause in self.clauses if clause.is_excluded)


def asked_in(query: str) -> Asked:
    """The clauses of a search as it was typed."""
    clauses: list[Clause] = []
    is_closed = True
    for match in _PART.finditer(query):
        clauses += _clauses(match)
        is_closed = is_closed and match["end"] != ""
    clauses = list(_without_articles(clauses))
    remarks = [] if is_closed else [Remark(Done.NOT_CLOSED)]
    if not clauses:
        remarks.append(Remark(Done.NOTHING))
    elif all(clause.is_excluded for clause in clauses):
        remarks.append(Remark(Done.ONLY_EXCLUDED))
    return Asked(tuple(dict.fromkeys(clauses)), tuple(remarks))


def _clauses(match: re.Match[str]) -> Iterator[Clause]:
    signs, quoted = match["signs"], match["quoted"]
    is_excluded, is_exact = bool(set(signs) & set("-−–")), "=" in signs
    folded = words(quoted if quoted is not None else match["plain"])
    if not folded:
        return
    if quoted is not None or is_excluded:
        read = tuple(Word(word, (word,) if is_exact else forms(word)) for word in folded)
        yield Clause(read, is_excluded, is_exact, quoted is not None)
    elif is_exact:
        yield from (Clause((Word(word, (word,)),), is_exact=True) for word in folded)
    else:
        yield from (Clause((_wanted(word),)) for word in folded)


def _wanted(word: str) -> Word:
    """A word without any sign: what is done may be said by a verb."""
    return Word(word, tuple(dict.fromkeys((*forms(word), *same_action(stem(word))))))


def _without_articles(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """The article of Arabic is none of what is looked for, in Latin letters neither: El Fellahi."""
    for clause, following in zip_longest(clauses, clauses[1:]):
        word, plain = clause.words[0].typed, clause.is_plain
        if not (plain and following and following.is_plain and _is_article(word, following)):
            yield clause


def _is_article(word: str, following: Clause) -> bool:
    behind = following.words[0].typed
    return bool(_LATIN.match(behind)) and is_article(word, behind)


def named(word: str) -> Word:
    """A word of a name, with what is written before it and nothing behind."""
    return Word(word, tuple(before + word for before in _BEFORE))


def forms(word: str) -> tuple[str, ...]:
    """The stems under which a word that was asked for may stand in a text.

    وزارة: وزارة، بوزارة، ولوزارة، وزارتها، وزارات; the article is off already in what is stored.
    """
    bare = stem(word)
    found = [before + bare for before in _BEFORE]
    more = [one for one in _other_words(bare) if one not in not_of(bare)]
    found += [before + one for one in more for before in _BEFORE]
    return tuple(dict.fromkeys(found))


def _other_words(bare: str) -> Iterator[str]:
    """Owned by somebody, of another number, or what is owned or many itself."""
    if len(bare) >= _SHORTEST:
        owned = f"{bare[:-1]}ت" if bare.endswith("ه") else bare
        yield from (owned + after for after in _AFTER)
        owners = tuple(_owners(bare))
        yield from owners
        yield from (form for one in (bare, *owners) for form in other_forms(one))
    yield from OTHERS.get(bare) or OTHERS.get(bare.removeprefix("ال"), ())


def _owners(bare: str) -> Iterator[str]:
    """The word without what tells whose it is: ميزانيتها → ميزانية."""
    less = _OWNED.sub("", bare)
    if less != bare:
        yield less
        if less.endswith("ت"):
            yield f"{less[:-1]}ه"
