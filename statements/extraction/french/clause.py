"""One French sentence with the people named in it, and the asides that may stand anywhere."""

from __future__ import annotations

from collections.abc import Sequence

from statements.extraction.french.lexicon import adverb_phrases, words
from statements.extraction.french.mentions import Mention
from statements.extraction.french.tokens import Tokens

_INSERTED = 14  # words of an aside between commas
STOPS = frozenset(".;:!?\n")
DAYS = frozenset(
    ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "hier", "ce"]
)


class Clause:
    """One sentence with the people named in it."""

    def __init__(self, tokens: Tokens, mentions: Sequence[Mention], first: int, after: int) -> None:
        self.tokens, self.first, self.after = tokens, first, after
        self.mentions = mentions

    def subject_before(self, index: int, *, plural: bool | None = None) -> Mention | None:
        """The last one named before a word who is no complement of something else."""
        for mention in reversed(self.mentions):
            agrees = plural in (None, mention.plural) or mention.role in ("group", "party")
            if mention.after <= index and agrees and self.may_speak(mention):
                return mention
        return None

    def may_speak(self, mention: Mention) -> bool:
        if mention.role == "pronoun":
            return True
        before = self.tokens.at(mention.first - 1) if mention.first > self.first else ""
        return before not in words()["prepositions"]

    def subject_touching(self, index: int) -> Mention | None:
        """The one named straight before a word, or before an aside or adverb in front of it."""
        at = before_adverbs(self.tokens, index, self.first)
        for mention in self.mentions:
            if mention.after in (at, index) and self.may_speak(mention):
                return mention
        return None

    def mention_at(self, index: int) -> Mention | None:
        return next((m for m in self.mentions if m.first == index), None)

    def mention_after(self, index: int, reach: int = 4) -> Mention | None:
        for mention in self.mentions:
            if index <= mention.first <= index + reach and self.may_speak(mention):
                return mention
        return None


def past_aside(tokens: Tokens, index: int, stop: int) -> int:
    """Past adverbs and asides between commas: ``a, de son côté, qualifié``."""
    at = index
    while True:
        past = past_adverbs(tokens, at)
        if tokens.at(past) == ",":
            past = _past_comma_aside(tokens, past, stop)
        if past == at:
            return at
        at = past


def _past_comma_aside(tokens: Tokens, at: int, stop: int) -> int:
    for end in range(at + 1, min(at + _INSERTED, stop)):
        if tokens.words[end] == "," and tokens.quote[end] < 0:
            return end + 1
        if tokens.words[end] in STOPS or tokens.quote[end] >= 0:
            break
    return at


def past_adverbs(tokens: Tokens, index: int) -> int:
    at = index
    while True:
        found = next((p for p in adverb_phrases() if _stands(tokens, at, p)), None)
        if found is None:
            return at
        at += len(found)


def before_adverbs(tokens: Tokens, index: int, first: int) -> int:
    at = index
    while at > first:
        size = next((len(p) for p in adverb_phrases() if _stands(tokens, at - len(p), p)), 0)
        if not size and tokens.at(at - 1) == ",":
            size = 1
        if not size:
            break
        at -= size
    return at


def _stands(tokens: Tokens, at: int, phrase: tuple[str, ...]) -> bool:
    return at >= 0 and tuple(tokens.words[at : at + len(phrase)]) == phrase
