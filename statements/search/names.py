"""The parts of the names of speakers and ministries, found by their sound and by their spelling."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from people.models import Ministry, Speaker
from people.prepared import fetch_prepared
from statements.search import hearing
from statements.search.hearing import Sound
from statements.search.stored import stem, words

_LATIN = re.compile(r"[a-z]+")
_ARABIC = re.compile("[\u0621-\u064a]+")
_SHORTEST = 4  # letters in which a slip can be told from another name
_LONG = 8  # letters in which there may be two
_LONGEST = 24  # letters of a word that is compared with names by its sound
_MARGIN = 0.2  # how much farther than the nearest name another may be
MOST = 6  # names that one word is read as

# What is told of each table changes whenever a row does: a row that is written anew stands in
# another place, or in the same one by another transaction. The tables are the two named here.
_VERSION = " UNION ALL ".join(
    f"SELECT (count(*), sum(hashtid(ctid)::bigint), sum(xmin::text::bigint))::text FROM {table}"  # noqa: S608
    for table in ("people_speaker", "people_ministry")
)


Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something with a name, and the folded words of it."""

    kind: str  # the parameter of the list by which its statements are found
    value: str
    arabic: str
    latin: str
    parts: Row


@dataclass(frozen=True, slots=True)
class Heard:
    """A part of a name, of one word or of several as عبد الغفور is, and how far it is."""

    row: Row
    distance: float


@dataclass(frozen=True)
class Names:
    """All parts, folded and without their article; and the same by their consonants."""

    named: tuple[Named, ...]
    arabic: frozenset[str]
    latin: frozenset[str]
    _by_key: dict[str, list[tuple[Row, Sound]]] = field(repr=False)
    _keys: list[str] = field(repr=False)
    _having: dict[str, list[int]] = field(repr=False)
    _parts: list[str] = field(repr=False)

    def holds(self, word: str) -> bool:
        """Whether the word is part of a name."""
        return stem(word) in self.arabic or word in self.latin

    def heard(self, word: str, *, is_begun: bool = False) -> list[Heard]:
        """Parts of names that a word in Latin letters may be, the nearest first: chmiss → شميس."""
        if not _LATIN.fullmatch(word) or len(word) > _LONGEST:
            return []
        found: dict[Row, float] = {}
        for sound in hearing.read(word):
            for key in sound.keys:
                for row, written in self._with(key, is_begun=is_begun):
                    price = hearing.distance(written, sound, is_begun=is_begun)
                    if price <= sound.far and row != (word,):
                        found[row] = min(price, found.get(row, price))
        most = min(found.values(), default=0.0) + _MARGIN
        near = [Heard(row, price) for row, price in found.items() if price <= most]
        return sorted(near, key=lambda one: (one.distance, one.row))[:MOST]

    def having(self, row: Row) -> set[int]:
        """Which of the named have all these words, by their places."""
        return set.intersection(*(set(self._having.get(part, ())) for part in row))

    def beginning(self, start: str) -> set[int]:
        """Which of the named have a word that begins so."""
        found: set[int] = set()
        for at in range(bisect_left(self._parts, start), len(self._parts)):
            if not self._parts[at].startswith(start):
                break
            found.update(self._having[self._parts[at]])
        return found

    def _with(self, key: str, *, is_begun: bool) -> Iterator[tuple[Row, Sound]]:
        yield from self._by_key.get(key, ())
        if is_begun:
            for at in range(bisect_right(self._keys, key), len(self._keys)):
                if not self._keys[at].startswith(key):
                    break
                yield from self._by_key[self._keys[at]]

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
    return tuple(part for name in names for part in _stems(name))


# Kept for when one of many names has changed and all are read again.
@lru_cache(maxsize=1 << 17)
def _stems(name: str) -> Row:
    return tuple(stem(word) for word in words(name))


def _rows(name: str) -> Iterator[Row]:
    """Each word of a name, and together what is written apart or in one: ben Hamou, عبد الغفور."""
    told = _stems(name)
    for at, word in enumerate(told):
        yield (word,)
        if word not in hearing.BEFORE_NAMES or at + 1 >= len(told):
            continue
        if at + 2 < len(told) and hearing.is_article(told[at + 1], told[at + 2]):
            yield told[at : at + 3]
        else:
            yield told[at : at + 2]


@lru_cache(maxsize=2)
def _names(speakers: str, ministries: str) -> Names:
    return names_of(_named())


def names_of(listed: Iterable[Named]) -> Names:
    """The same of any list of names."""
    named = tuple(listed)
    parts = {part for one in named for part in one.parts}
    arabic = frozenset(part for part in parts if len(part) > 1 and _ARABIC.fullmatch(part))
    latin = frozenset(part for part in parts if len(part) > 2 and _LATIN.fullmatch(part))
    rows = {row for one in named for name in (one.arabic, one.latin) for row in _rows(name)}
    by_key: dict[str, list[tuple[Row, Sound]]] = defaultdict(list)
    for row in sorted(rows):
        sound = _sound_of(row)
        if len(row) == 1 and row[0] not in arabic and row[0] not in latin:
            continue
        for key in sound.keys:
            by_key[key].append((row, sound))
    having: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(named):
        for part in one.parts:
            having[part].append(at)
    return Names(named, arabic, latin, dict(by_key), sorted(by_key), dict(having), sorted(having))


def _sound_of(row: Row) -> Sound:
    if len(row) == 3:  # with an article between
        return hearing.written(row[0] + row[2])
    return hearing.written("".join(row))
