"""A French text cut into words, quotations and sentences, each tied to its characters."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from statements.extraction.model import Span

_WORD = re.compile(
    r"(?:[ldsncjmt]|qu|lorsqu|puisqu|jusqu|quoiqu)['’]"
    r"|[^\W\d_]+(?:-[^\W\d_]+)*(?:['’](?:hui|e)\b)?"
    r"|\d+(?:[.,  ]\d+)*|\n|[^\w\s]",
    re.IGNORECASE,
)
_OPENING, _CLOSING = frozenset("«“‹"), frozenset("»”›")
_ABBREVIATED = frozenset({"m", "mm", "mme", "mlle", "dr", "pr", "st", "n", "art", "me"})
_LONGEST_SENTENCE = 400  # words; what is longer is no sentence, and looking around in it costs
_LAST = frozenset(".!?…")


@dataclass(slots=True)
class Tokens:
    """``words[i]``, in lower case, stands at ``starts[i]:ends[i]``, inside ``quote[i]`` or -1.

    ``quotations`` are (first, last) words, the marks included; ``sentences`` are (first, after).
    """

    text: str
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    quote: list[int] = field(default_factory=list)
    quotations: list[tuple[int, int]] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def printed(self, first: int, after: int) -> str:
        return self.text[self.starts[first] : self.ends[after - 1]] if after > first else ""

    def span(self, first: int, after: int) -> Span:
        return Span(self.starts[first], self.ends[after - 1])

    def is_capital(self, index: int) -> bool:
        """Whether a word is printed as a name: ``Tissoudi``, ``al-Khalidi``."""
        start = self.starts[index]
        if self.words[index].startswith(("al-", "el-")):
            start += 3
        return self.text[start : start + 1].isupper()

    def at(self, index: int) -> str:
        """The word, or "" outside the text."""
        return self.words[index] if 0 <= index < len(self.words) else ""


def read_tokens(text: str) -> Tokens:
    """Cut any string; an apostrophe ends an elided word (l', qu'), a hyphen joins (a-t-il)."""
    tokens = Tokens(text)
    for match in _WORD.finditer(text):
        tokens.words.append(match.group().lower().replace("’", "'"))
        tokens.starts.append(match.start())
        tokens.ends.append(match.end())
    _mark_quotations(tokens)
    _mark_sentences(tokens)
    return tokens


def _mark_quotations(tokens: Tokens) -> None:
    opened, depth = -1, 0
    for index, word in enumerate(tokens.words):
        opens, closes = word in _OPENING, word in _CLOSING
        if word == '"':
            opens, closes = depth == 0, depth > 0
        if opens:
            opened = index if depth == 0 else opened
            depth += 1
        elif closes and depth:
            depth -= 1
            if depth == 0:
                tokens.quotations.append((opened, index))
        elif word == "\n" and depth:
            tokens.quotations.append(
                (opened, index - 1)
            )  # never closed: it ends with its paragraph
            depth = 0
    if depth:
        tokens.quotations.append((opened, len(tokens) - 1))
    tokens.quote = [-1] * len(tokens)
    for number, (first, last) in enumerate(tokens.quotations):
        tokens.quote[first : last + 1] = [number] * (last + 1 - first)


def _mark_sentences(tokens: Tokens) -> None:
    first = 0
    for index, word in enumerate(tokens.words):
        stops = word in _LAST and _ends_sentence(tokens, index)
        too_long = index - first > _LONGEST_SENTENCE
        if word == "\n" or stops or too_long or _closes_quoted_sentence(tokens, index):
            after = index if word == "\n" else index + 1
            if after > first:
                tokens.sentences.append((first, after))
            first = index + 1
    if len(tokens) > first:
        tokens.sentences.append((first, len(tokens)))


def _ends_sentence(tokens: Tokens, index: int) -> bool:
    if tokens.quote[index] >= 0:
        return False
    previous = tokens.at(index - 1)
    short = previous in _ABBREVIATED or (len(previous) == 1 and previous.isalpha())
    return not (tokens.words[index] == "." and short)


def _closes_quoted_sentence(tokens: Tokens, index: int) -> bool:
    """``« … fin. » Puis``: a mark inside ends the sentence where a capital goes on."""
    number = tokens.quote[index]
    if number < 0 or tokens.quotations[number][1] != index or tokens.at(index - 1) not in _LAST:
        return False
    return index + 1 < len(tokens) and tokens.is_capital(index + 1)
