"""One spelling for many: the fold that the engine, name resolution and search all compare by.

The fold works character by character, so folding a part gives the same as the part of a fold,
and every folded character can be led back to the character it came from.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
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
# Characters of everyday Arabic and French pages that the fold leaves alone.
_EVERYDAY = "".join(map(chr, (10, *range(32, 127), *range(0x600, 0x700), *range(0x2010, 0x2028))))
_PLAIN = "".join(character for character in _EVERYDAY + "«»" if _FOLDS[character] == character)
_MAYBE_ODD = re.compile(f"[^{re.escape(_PLAIN)}]")
_COMMONEST = {character: _FOLDS[character] for character in "أإآةىؤئ"}  # in every text, one for one


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
    text = _without_commonest(text)
    return _replaced(text, _odd_characters(text))


def fold_with_offsets(text: str) -> Folded:
    """The same fold, with the way back from each folded character to its place in ``text``."""
    even = _without_commonest(text)
    odd = _odd_characters(even)
    uneven = [character for character in odd if len(_FOLDS[character]) != 1]
    offsets = _offsets(even, uneven) if uneven else range(len(text) + 1)
    return Folded(text, _replaced(even, odd), offsets)


def _without_commonest(text: str) -> str:
    for character, folded in _COMMONEST.items():
        text = text.replace(character, folded)
    return text


def _odd_characters(text: str) -> list[str]:
    """Looked for by exclusion: a set of all characters of a text costs more than its whole fold."""
    found = set(_MAYBE_ODD.findall(text))
    return [character for character in found if _FOLDS[character] != character]


def _replaced(text: str, odd: list[str]) -> str:
    if len(odd) > _MANY:
        return "".join([_FOLDS[character] for character in text])
    for character in odd:
        text = text.replace(character, _FOLDS[character])
    return text


def _offsets(text: str, uneven: list[str]) -> Sequence[int]:
    offsets = array("L")
    position = 0
    for match in re.finditer("[" + re.escape("".join(uneven)) + "]", text):
        start, size = match.start(), len(_FOLDS[match.group()])
        offsets.extend(_run(position, start))
        if size:
            offsets.extend([start] * size)
        position = start + 1
    offsets.extend(_run(position, len(text) + 1))
    return offsets


_FIRST_PLACES = array("L", range(1 << 16))


def _run(first: int, after: int) -> array[int]:
    """The numbers from ``first`` up to ``after``; copying them beats counting them anew."""
    if after <= len(_FIRST_PLACES):
        return _FIRST_PLACES[first:after]
    return array("L", range(first, after))
