"""An editor's words back to their place in the text: exact, whole, nearest to where they stood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from people.folding import fold_with_offsets

GAP = "[…]"
_GAP_LINE = re.compile(r"\s*\n\s*\[(?:…|\.\.\.)\]\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Place:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NotFound:
    """The words do not stand in the text; or only inside longer words."""

    words: str
    inside_longer_words: bool = False


def parts_of(value: str) -> list[str]:
    """The stretches of a content that an editor typed with a gap between them."""
    return [part for part in _GAP_LINE.split(value.replace("\r\n", "\n").strip()) if part]


def joined(parts: Sequence[str]) -> str:
    """Several stretches of a content as an editor types them."""
    return f"\n{GAP}\n".join(parts)


def locate(words: str, text: str, near: int) -> Place | NotFound:
    """Where these words stand in the text, nearest to ``near``.

    Spelling that only differs in diacritics, hamza or the like is forgiven where the exact words
    are nowhere; the place then holds the text's own spelling.
    """
    places = _exact(words, text) or _folded(words, text)
    whole = [place for place in places if _is_whole(place, text)]
    if not whole:
        return NotFound(words, inside_longer_words=bool(places))
    return min(whole, key=lambda place: (abs(place.start - near), place.start))


def _exact(words: str, text: str) -> list[Place]:
    return [Place(start, start + len(words)) for start in _starts(words, text)]


def _folded(words: str, text: str) -> list[Place]:
    wanted = fold_with_offsets(words).text
    folded = fold_with_offsets(text)
    starts = _starts(wanted, folded.text)
    return [Place(*folded.span(start, start + len(wanted))) for start in starts]


def _starts(words: str, text: str) -> list[int]:
    starts = []
    start = text.find(words) if words.strip() else -1
    while start >= 0:
        starts.append(start)
        start = text.find(words, start + 1)
    return starts


def _is_whole(place: Place, text: str) -> bool:
    return not (_cuts(text, place.start) or _cuts(text, place.end))


def _cuts(text: str, at: int) -> bool:
    """True where a border would run through a word."""
    return 0 < at < len(text) and _is_letter(text[at - 1]) and _is_letter(text[at])


def _is_letter(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) == "Mn"


def locate_parts(parts: Sequence[str], text: str, near: Sequence[int]) -> list[Place] | NotFound:
    """The places of several stretches, each nearest to where that stretch stood before.

    A stretch more than before is looked for after the one in front of it.
    """
    places: list[Place] = []
    for number, part in enumerate(parts):
        before = places[-1].end if places else 0
        place = locate(part, text, near[number] if number < len(near) else before)
        if isinstance(place, NotFound):
            return place
        places.append(place)
    return sorted(places, key=lambda place: place.start)
