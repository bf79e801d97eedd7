"""Whether two statements tell one act: the same speaker, the same occasion, much the same words.

Precision comes first: what two outlets tell in quite different words stays apart, and so does
what agrees in all but the one word or figure that matters. Nothing here guesses.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from people.folding import fold

# The part of all words that two tellings share; or of the shorter's, where one tells more.
ALIKE = 0.6
TOLD_SHORTER = 0.8
LEAST_WORDS, LEAST_WORDS_OF_SHORTER = 4, 6
# In so many shared words one that was replaced is an outlet's edit; in fewer it may be the point.
MANY_WORDS, REPLACED_OF_MANY = 12, 0.15
# Statements of two copies of one text: nearly all words, whoever the speaker is.
ALIKE_IN_COPIES = 0.8

_WORD = re.compile(r"[^\W_]+")
# Taken off again and again, so that a word loses the same letters whatever else is before it.
_LEADING = re.compile(r"^(?:(?:ال|لل|[وفبلك])(?=....))+")
_ENDING = re.compile(r"(?<=...)(?:ت?(?:هما|ها|هم|هن|كم|نا|ه)|ات|ون|ين|ان|ي|ا)$")
_FUNCTION_WORDS = frozenset(
    fold(
        "أن إن أنه أنها أنهم إنه بأن بأنه من إلى على عن في مع ب ل و أو ثم كما ما لما مما التي الذي"
        " الذين اللتي هذا هذه ذلك تلك هو هي هم قد لقد كان كانت يكون تكون كل بعض بين عند حول قبل بعد"
        " منذ حتى خلال ضمن عبر أي أيضا كذلك حيث إذ إذا لو له لها لهم فيه فيها به بها عليه عليها"
        " le la les l un une des du de d et ou en à au aux que qu qui dont ce cet cette ces son sa"
        " ses leur leurs pour par sur dans avec est sont il elle ils elles se s y a"
    ).split()
)
_NEGATIONS = frozenset(
    fold("لا لم لن ليس ليست ليسوا غير دون بدون عدم ولا ولم ولن وليس ne n pas non sans jamais ni")
    .split()
)  # fmt: skip
# Stances that one act cannot have both of. Outlets vary freely between the others.
_OPPOSED = frozenset(
    frozenset(pair)
    for pair in (
        ("praise", "criticise"), ("praise", "regret"), ("praise", "deny"), ("praise", "warn"),
        ("praise", "ask"), ("promise", "deny"), ("promise", "criticise"), ("promise", "ask"),
        ("promise", "regret"), ("announce", "deny"), ("announce", "ask"), ("call_for", "deny"),
        ("call_for", "promise"), ("call_for", "praise"), ("ask", "assert"), ("ask", "stress"),
        ("ask", "explain"), ("ask", "deny"), ("call_for", "announce"), ("assert", "deny"),
        ("stress", "deny"), ("explain", "deny"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sitting:
    """A sitting as far as it is known; ``type`` is empty where no type is certain."""

    id: int
    chamber: int | None
    type: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Telling:
    """One outlet's telling of an act. ``day`` is the day it was said, else of publication.

    A speaker who is not known, only named alike, is the same one in copies of one text alone.
    """

    speaker: str
    content: str
    stance: str
    day: date | None
    day_is_said: bool = False
    sitting: Sitting | None = None
    addressed: frozenset[int] = frozenset()
    text_family: int | None = None
    speaker_is_known: bool = True


def likeness(mine: Telling, theirs: Telling) -> float:
    """How much two tellings share of their words, from 0 to 1; 0 where they cannot be one act."""
    if mine.speaker != theirs.speaker or not _stances_agree(mine.stance, theirs.stance):
        return 0.0
    if mine.text_family is not None and mine.text_family == theirs.text_family:
        shared = _resemblance(_words(mine.content), _words(theirs.content))
        return shared if shared >= ALIKE_IN_COPIES else 0.0
    if not (mine.speaker_is_known and theirs.speaker_is_known):
        return 0.0
    if not (_occasions_agree(mine, theirs) and _addressees_agree(mine, theirs)):
        return 0.0
    return _likeness_of_words(mine.content, theirs.content)


def _stances_agree(mine: str, theirs: str) -> bool:
    return frozenset((mine, theirs)) not in _OPPOSED


def _addressees_agree(mine: Telling, theirs: Telling) -> bool:
    return not (mine.addressed and theirs.addressed and not mine.addressed & theirs.addressed)


def _occasions_agree(mine: Telling, theirs: Telling) -> bool:
    if mine.day is None or theirs.day is None:
        return False
    ours, other = mine.sitting, theirs.sitting
    if ours is not None and other is not None:
        if not _sittings_agree(ours, other):
            return False
        if ours.day and other.day:
            return True
    if mine.day_is_said and theirs.day_is_said:
        return mine.day == theirs.day
    # A day of publication may be the day after.
    return abs(mine.day - theirs.day).days <= 1


def _sittings_agree(mine: Sitting, theirs: Sitting) -> bool:
    if mine.id == theirs.id:
        return True
    one_is_vague = not mine.type or not theirs.type
    chambers = {mine.chamber, theirs.chamber} - {None}
    return one_is_vague and len(chambers) <= 1 and mine.day == theirs.day


def _likeness_of_words(mine: str, theirs: str) -> float:
    ours, other = _words(mine), _words(theirs)
    least = min(len(ours), len(other))
    if least < LEAST_WORDS:
        return 0.0
    shared = (Counter(ours) & Counter(other)).total()
    resemblance = shared / (len(ours) + len(other) - shared)
    told_shorter = least >= LEAST_WORDS_OF_SHORTER and shared / least >= TOLD_SHORTER
    if resemblance < ALIKE and not told_shorter:
        return 0.0
    if _negated(mine) != _negated(theirs) or _figures_differ(ours, other):
        return 0.0
    if _other_words(ours, other, shared):
        return 0.0
    return max(resemblance, shared / least if told_shorter else 0.0)


def _resemblance(mine: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    shared = (Counter(mine) & Counter(theirs)).total()
    return shared / max(1, len(mine) + len(theirs) - shared)


def _figures_differ(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    figures = [{word for word in words if word.isdecimal()} for words in (mine, theirs)]
    return bool(figures[0] - figures[1] and figures[1] - figures[0])


def _other_words(mine: tuple[str, ...], theirs: tuple[str, ...], shared: int) -> bool:
    """True where words stand in the place of others: إصلاح المستشفيات, إصلاح المدارس."""
    replaced = 0
    for what, start, end, from_, to in SequenceMatcher(None, mine, theirs, False).get_opcodes():
        if what == "replace":
            replaced += sum(
                not _akin(one, other)
                for one, other in zip(mine[start:end], theirs[from_:to], strict=False)
            )
    if shared >= MANY_WORDS:
        return replaced > shared * REPLACED_OF_MANY
    return replaced > 0


def _akin(mine: str, theirs: str) -> bool:
    """Forms of one word: they share a beginning of four letters, or all but an ending."""
    least = min(len(mine), len(theirs))
    same = next((n for n in range(least) if mine[n] != theirs[n]), least)
    return same >= 4 or (same >= 3 and same == least)


@lru_cache(maxsize=16384)
def _words(content: str) -> tuple[str, ...]:
    """The words that carry the content, without what is written before and after them."""
    folded = _WORD.findall(fold(content))
    return tuple(_root(word) for word in folded if word not in _FUNCTION_WORDS | _NEGATIONS)


def _root(word: str) -> str:
    return _ENDING.sub("", _LEADING.sub("", word))


@lru_cache(maxsize=16384)
def _negated(content: str) -> bool:
    return any(word in _NEGATIONS for word in _WORD.findall(fold(content)))
