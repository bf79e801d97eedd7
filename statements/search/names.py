"""The parts of the names of speakers and ministries, found by their sound and by their spelling."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from people.models import Ministry, Speaker
from people.prepared import fetch_prepared
from people.romanisation import arabic_sound, latin_alike, latin_sounds, sounds_alike
from statements.search.stored import stem, words

_LATIN = re.compile(r"[a-z]+")
_ARABIC = re.compile("[\u0621-\u064a]+")
_SHORTEST = 4  # letters in which a slip can be told from another name
_LONG = 8  # letters in which there may be two
MOST = 6  # names that one word is read as

# What is told of each table changes whenever a row does: a row that is written anew stands in
# another place, or in the same one by another transaction. The tables are the two named here.
_VERSION = " UNION ALL ".join(
    f"SELECT (count(*), sum(hashtid(ctid)::bigint), sum(xmin::text::bigint))::text FROM {table}"  # noqa: S608
    for table in ("people_speaker", "people_ministry")
)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something with a name, and the folded words of it."""

    kind: str  # speaker or ministry
    value: str  # as facets have it
    arabic: str
    latin: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Names:
    """All parts, folded and without their article; and the same by their consonants."""

    named: tuple[Named, ...]
    arabic: frozenset[str]
    latin: frozenset[str]
    _arabic_by_sound: dict[str, list[str]] = field(repr=False)
    _latin_by_sound: dict[str, list[str]] = field(repr=False)

    def holds(self, word: str) -> bool:
        """Whether the word is part of a name."""
        return stem(word) in self.arabic or word in self.latin

    def sounding_like(self, word: str) -> tuple[str, ...]:
        """Parts of names that a word in Latin letters may transcribe: chmiss, chamis → شميس."""
        if not _LATIN.fullmatch(word):
            return ()
        heard = {sound.consonants for sound in latin_sounds(word) if sound.consonants}
        arabic = [
            part
            for sound in heard
            for part in self._arabic_by_sound.get(sound, ())
            if sounds_alike(part, word)
        ]
        latin = [
            part
            for sound in heard
            for part in self._latin_by_sound.get(sound, ())
            if part != word and latin_alike(part, word)
        ]
        return tuple(dict.fromkeys(arabic + latin))[:MOST]

    def near(self, word: str) -> tuple[str, ...]:
        """Parts of names that a word may be a slip for, the nearest only."""
        bare = stem(word)
        if len(bare) < _SHORTEST:
            return ()
        parts = self.latin if _LATIN.fullmatch(word) else self.arabic
        most = 1 if len(bare) < _LONG else 2
        found = process.extract(
            bare, parts, scorer=OSA.distance, score_cutoff=most, limit=MOST, processor=None
        )
        nearest = min((distance for _, distance, _ in found), default=0)
        return tuple(sorted(part for part, distance, _ in found if distance == nearest))


def known_names() -> Names:
    """The names as they are at this moment; read again when one has changed."""
    return _names(*(told for (told,) in fetch_prepared(_VERSION, {})))


def _named() -> Iterator[Named]:
    speakers = Speaker.objects.filter(merged_into__isnull=True).order_by("name_ar", "name_latin")
    for value, arabic, latin in speakers.values_list("public_id", "name_ar", "name_latin"):
        yield Named("speaker", value, arabic, latin, _parts(arabic, latin))
    ministries = Ministry.objects.filter(merged_into__isnull=True).order_by("name_ar")
    for value, arabic, french in ministries.values_list("code", "name_ar", "name_fr"):
        yield Named("ministry", value, arabic, french, _parts(arabic, french))


def _parts(*names: str) -> tuple[str, ...]:
    return tuple(stem(word) for name in names for word in words(name))


@lru_cache(maxsize=2)
def _names(speakers: str, ministries: str) -> Names:
    named = tuple(_named())
    parts = {part for one in named for part in one.parts}
    arabic = frozenset(part for part in parts if len(part) > 1 and _ARABIC.fullmatch(part))
    latin = frozenset(part for part in parts if len(part) > 2 and _LATIN.fullmatch(part))
    by_sound: tuple[dict[str, list[str]], ...] = (defaultdict(list), defaultdict(list))
    for part in sorted(arabic):
        by_sound[0][arabic_sound(part).consonants].append(part)
    for part in sorted(latin):
        for sound in {one.consonants for one in latin_sounds(part)}:
            by_sound[1][sound].append(part)
    return Names(named, arabic, latin, dict(by_sound[0]), dict(by_sound[1]))
