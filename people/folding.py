"""One spelling for many: the fold that the engine, name resolution and search all compare by.

The fold works character by character, so folding a part gives the same as the part of a fold,
and every folded character can be led back to the character it came from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# What compatibility decomposition leaves apart: أ إ آ ؤ ئ fall to their carriers by themselves.
_SAME = {
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه",
    "ک": "ك", "گ": "ك", "ڭ": "ك", "ݣ": "ك", "ڪ": "ك", "ڤ": "ف", "پ": "ب", "ـ": "",
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "œ": "oe", "æ": "ae",
}  # fmt: skip
_DROPPED = frozenset({"Mn", "Me", "Cf"})
_MANY = 64  # more odd characters than any real page has: one pass then beats many replacements


def _fold_character(character: str) -> str:
    parts = unicodedata.normalize("NFKD", character.lower())
    return "".join(_fold_part(part) for part in parts)


def _fold_part(part: str) -> str:
    if unicodedata.category(part) in _DROPPED:
        return ""
    digit = unicodedata.digit(part, None)
    return _SAME.get(part, part) if digit is None else str(digit)


class _Folds(dict[str, str]):
    """Character → folded characters, worked out once each."""

    def __missing__(self, character: str) -> str:
        folded = _fold_character(character)
        again = "".join(_fold_character(part) for part in folded)
        self[character] = again
        return again


_FOLDS = _Folds()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that remembers where each character stood in ``original``.

    ``offsets[i]`` is the original position of folded character ``i``; one more ends it.
    """

    original: str
    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original (start, end) of ``text[start:end]``, trailing diacritics included."""
        first = self.offsets[start]
        if end <= start:
            return first, first
        return first, max(self.offsets[end], self.offsets[end - 1] + 1)


def fold(text: str) -> str:
    """Text with spelling differences removed: equal folds are equal words to a reader.

    Diacritics, tatweel, bidi and zero-width marks go; alef, hamza, ya, ta marbuta, Persian letters,
    presentation forms, digits and case are unified. ``fold(fold(text)) == fold(text)``.
    """
    return _replaced(text, _odd_characters(text))


def fold_with_offsets(text: str) -> Folded:
    """The same fold, with the way back from each folded character to its place in ``text``."""
    odd = _odd_characters(text)
    uneven = [character for character in odd if len(_FOLDS[character]) != 1]
    offsets = _offsets(text, uneven) if uneven else range(len(text) + 1)
    return Folded(text, _replaced(text, odd), offsets)


def _odd_characters(text: str) -> list[str]:
    return [character for character in set(text) if _FOLDS[character] != character]


def _replaced(text: str, odd: list[str]) -> str:
    if len(odd) > _MANY:
        return "".join([_FOLDS[character] for character in text])
    for character in odd:
        text = text.replace(character, _FOLDS[character])
    return text


def _offsets(text: str, uneven: list[str]) -> list[int]:
    offsets: list[int] = []
    position = 0
    for match in re.finditer("[" + re.escape("".join(uneven)) + "]", text):
        offsets.extend(range(position, match.start()))
        offsets.extend([match.start()] * len(_FOLDS[match.group()]))
        position = match.end()
    offsets.extend(range(position, len(text) + 1))
    return offsets
