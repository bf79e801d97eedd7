"""Where the content of a French reporting verb begins, and how it is trimmed."""

from __future__ import annotations

from statements.extraction.french.clause import DAYS, STOPS, Clause, past_aside
from statements.extraction.french.lexicon import Verb, words
from statements.extraction.french.tokens import Tokens

QUE = ("que", "qu'")
_REACH = 20  # words between a verb and its que
_ADDRESSED = 14  # words of the one addressed
_BOUND = {"du": "de", "des": "de", "d'": "de", "au": "à", "aux": "à"}
_CLOSING = frozenset({*".,;:–—\n", "et", "mais"})
_INFINITIVE = ("er", "ir", "re", "'")


def content_of(clause: Clause, after: int, verb: Verb) -> tuple[int, str] | None:
    """The first word of a verb's content and the frame that opens it; None without a content."""
    start = past_aside(clause.tokens, after, clause.after)
    if start >= clause.after:
        return None
    for frame in _FRAMES:
        found = frame(clause, start, verb)
        if found is not None:
            return found
    return None


def _clause_or_quotation(clause: Clause, start: int, verb: Verb) -> tuple[int, str] | None:
    tokens, word = clause.tokens, clause.tokens.words[start]
    if word in QUE and "que" in verb.frames:
        return start + 1, "que"
    if word == ":" and start + 1 < clause.after:
        return start + 1, "colon"
    if tokens.quote[start] >= 0 and verb.frames & {"quote", "obj", "que"}:
        return start, "quotation"
    return None


def _behind_preposition(clause: Clause, start: int, verb: Verb) -> tuple[int, str] | None:
    """``mis en garde contre …``; a preposition that is one word with its article stays inside."""
    word = clause.tokens.words[start]
    if _BOUND.get(word, word) not in verb.prepositions:
        return None
    return (start if word in _BOUND else start + 1), "preposition"


def _noun(clause: Clause, start: int, verb: Verb) -> tuple[int, str] | None:
    if "obj" not in verb.frames or not _opens_noun(clause.tokens, start):
        return None
    return start, "object"


def _behind_addressee(clause: Clause, start: int, verb: Verb) -> tuple[int, str] | None:
    """``demandé [à la ministre] de publier``, ``reproché [au gouvernement] de « … »``."""
    tokens = clause.tokens
    for index in range(start + 1, min(start + _ADDRESSED, clause.after - 1)):
        word = tokens.words[index]
        if word in STOPS or tokens.quote[index] >= 0:
            return None
        plain = _BOUND.get(word, word)
        if plain not in verb.behind_addressee or _inside_title(clause, index):
            continue
        noun_too = plain == "de" and "obj" not in verb.frames  # accusé le ministère d'inertie
        if plain in ("de", "à") and not noun_too and not _opens_content(tokens, index + 1):
            continue
        bound = word in _BOUND and tokens.quote[index + 1] < 0
        return (index if bound else index + 1), "behind-addressee"
    return None


def _opens_content(tokens: Tokens, index: int) -> bool:
    """An infinitive or a quotation: ``de publier``, ``de « promettre … »``."""
    return tokens.at(index).endswith(_INFINITIVE) or tokens.quote[index] >= 0


def _inside_title(clause: Clause, index: int) -> bool:
    return any(m.first <= index < m.after for m in clause.mentions)


def _later_que(clause: Clause, start: int, verb: Verb) -> tuple[int, str] | None:
    """``a indiqué mardi à la Chambre des conseillers que``: past words of time and place."""
    tokens = clause.tokens
    leads = words()["prepositions"] | DAYS | {",", "("}
    if "que" not in verb.frames or tokens.words[start] not in leads:
        return None
    for index in range(start, min(start + _REACH, clause.after - 1)):
        if tokens.words[index] in STOPS or tokens.quote[index] >= 0:
            return None
        if tokens.words[index] in QUE and tokens.at(index - 1) not in words()["false_que"]:
            return index + 1, "que-after-aside"
    return None


def _opens_noun(tokens: Tokens, index: int) -> bool:
    word = tokens.words[index]
    known = words()["determiners"] | words()["noun_openers"]
    return word in known or word[:1].isdigit() or tokens.quote[index] >= 0


_FRAMES = (_clause_or_quotation, _behind_addressee, _behind_preposition, _later_que, _noun)


def trimmed(tokens: Tokens, first: int, after: int) -> tuple[int, int] | None:
    """Without closing marks and linking words at its end, and without the marks of a quotation."""
    while after > first and tokens.words[after - 1] in _CLOSING:
        after -= 1
    while after > first and tokens.words[first] in (":", ",", "\n"):
        first += 1
    if after - first >= 3 and tokens.quote[first] >= 0:
        opened, last = tokens.quotations[tokens.quote[first]]
        if opened == first and last == after - 1:
            first, after = first + 1, after - 1
            while after > first and tokens.words[after - 1] in ".,":
                after -= 1
    return (first, after) if after > first else None
