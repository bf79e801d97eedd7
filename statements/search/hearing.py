"""How far a name in Latin letters is from a name as it is written: fellahi is near الفيلاحي.

Looser than ``people.romanisation``, which must be right about who somebody is: here whoever
searches sees what was found. Names of the same consonants are compared letter by letter, and each
difference has a price: none for what one script alone writes, little for e and i, much for a long
vowel.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

_FAR, _FAR_EACH, _FARTHEST = 0.25, 0.1, 0.65  # beyond this, and so much for each consonant
_MOST_KEYS = 16
_OTHER = 9.0  # the price of a letter that is another one

ARTICLE = re.compile(r"el|al|l")
_ASSIMILATED = re.compile(r"[ea](ch|sh|[sdrtznl])")
_BEFORE_NAMES = """
    ben bin ibn bel bou bu abou abu abd abdel abdal abdul abde ould oulad ait ou oum
    بن ابن بل بو ابو عبد ولد اولاد ايت او ام
"""
BEFORE_NAMES = frozenset(_BEFORE_NAMES.split())

# Arabic letter → what it is written as here, and among which consonants it is looked for.
_ARABIC = dict(zip("بتثجحخدذرزسشصضطظعغفقكلمنهوياء", "btTjHxdDrzsCsdtZEGfqklmnhuiA'", strict=True))
_DIGRAPHS = (
    ("x", "ks"), ("tch", "C"), ("sch", "C"), ("ch", "C"), ("sh", "C"), ("kh", "x"), ("gh", "G"),
    ("rh", "G"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("dj", "j"), ("ck", "k"), ("ou", "u"),
    ("oo", "u"), ("ee", "i"),
)  # fmt: skip
_HARD = re.compile(r"(?:(?<=g)|(?<=q))u(?=[aeiy])")
_SOFT = re.compile(r"c(?=[eiy])")
_LATIN = str.maketrans("pqcvwy", "bkkfui")
_KEYS = {
    "T": "ts", "D": "dz", "Z": "dz", "G": "k", "x": "k", "q": "k", "g": "kj",
    **dict.fromkeys("aeiouAEHh'", ""),
}  # fmt: skip
_VOWELS = frozenset("aeiou")

# Written, read → price. What is not told is another letter.
_SAME = {(letter, letter): 0.0 for letter in "btjxdrzsCGfklmnhaeiou"} | {
    ("q", "k"): 0.0, ("q", "g"): 0.15, ("k", "g"): 0.2, ("j", "g"): 0.15, ("G", "g"): 0.2,
    ("G", "k"): 0.5, ("x", "k"): 0.4, ("T", "t"): 0.0, ("T", "s"): 0.2, ("D", "d"): 0.0,
    ("D", "z"): 0.15, ("Z", "d"): 0.0, ("Z", "z"): 0.1, ("H", "h"): 0.0,
    ("A", "a"): 0.0, ("A", "e"): 0.1, ("A", "i"): 0.6, ("A", "u"): 0.6, ("A", "o"): 0.6,
    ("E", "a"): 0.0, ("E", "e"): 0.05, ("E", "i"): 0.1, ("E", "u"): 0.15, ("E", "o"): 0.1,
    ("u", "o"): 0.05, ("i", "e"): 0.15, ("a", "e"): 0.1, ("e", "a"): 0.1, ("e", "i"): 0.15,
    ("o", "u"): 0.05,
}  # fmt: skip
_UNREAD = {"E": 0.0, "'": 0.0, "A": 0.25, "H": 0.3, "h": 0.3, "i": 0.35, "u": 0.4, "o": 0.35,
           "a": 0.1, "e": 0.1}  # fmt: skip
_UNWRITTEN = {"a": 0.05, "e": 0.05, "i": 0.1, "o": 0.1, "u": 0.15, "h": 0.3}
_LAST = 0.3  # more for an i or u that is only read in the last syllable, where they are long


@dataclass(frozen=True, slots=True)
class Sound:
    """The letters of a name that are compared, and the consonants that it is looked for by."""

    letters: str
    keys: tuple[str, ...]
    extra: float = 0.0  # for what was left out of it

    @property
    def far(self) -> float:
        """The distance from which on a name is another one: short ones are soon alike."""
        return min(_FARTHEST, _FAR + _FAR_EACH * max(map(len, self.keys)))


@lru_cache(maxsize=65536)
def written(name: str) -> Sound:
    """The sound of a folded part of a name as it is stored, in either script, article left out."""
    if not name.isascii():
        name = re.sub(r"^(عبد|بن|ابن|بو|ابو|ايت|ولد|ام)ال(?=..)", r"\1", name)
        name = re.sub(r"^ابن(?=..)", "بن", name)
        letters = "".join(_ARABIC.get(letter, "") for letter in name)
        return _sound(re.sub(r"h$", "A", letters) if name.endswith("ه") else letters)
    return _latin(_bare(name))


@lru_cache(maxsize=4096)
def read(typed: str) -> tuple[Sound, ...]:
    """What a folded word of Latin letters may sound like: with its article, if any, or without."""
    bare = dict.fromkeys((typed, _bare(typed)), 0.0)
    if typed[0] == "l" and len(typed) > 3:
        bare.setdefault(typed[1:], 0.1)  # Laaroussi is العروسي
    if typed.startswith("bel") and len(typed) > 5:
        bare["ben" + typed[3:]] = 0.1
    return tuple(_latin(part, extra) for part, extra in bare.items())


def is_article(word: str, following: str) -> bool:
    """Whether a word in Latin letters is the article of the next: el, l', ech-."""
    if ARTICLE.fullmatch(word):
        return True
    assimilated = _ASSIMILATED.fullmatch(word)
    return assimilated is not None and following.startswith(assimilated[1])


def distance(written: Sound, read: Sound, *, is_begun: bool = False) -> float:
    """The price of all differences; where a word is only begun, the rest of the name is free."""
    name, heard = written.letters, read.letters
    last = _last_syllable(heard)
    row = [0.0]
    for place in range(len(heard)):
        row.append(row[-1] + _unwritten(heard, place, last))
    rows = [row]
    for at, letter in enumerate(name):
        unread = _unread(name, at)
        following = [row[0] + unread]
        for place, other in enumerate(heard):
            same = _SAME.get((letter, other), _OTHER)
            following.append(
                min(
                    row[place] + same,
                    row[place + 1] + unread,
                    following[-1] + _unwritten(heard, place, last),
                )
            )
        row = following
        rows.append(row)
        if not is_begun and min(row) > _FARTHEST:
            return _OTHER
    ends = (one[-1] for one in rows) if is_begun else (row[-1],)
    return min(ends) + read.extra


def _bare(name: str) -> str:
    name = re.sub(r"^(?:el|al)(?=..)|^l(?=[^aeiouyl].)", "", name)
    name = re.sub(r"^[ea](?:ch(?=ch)|sh(?=sh)|([sdrtznl])(?=\1))", "", name)
    name = re.sub(r"^abd[aeou]{0,2}(?:l|([sdrtzn])(?=\1))?(?=[a-z]{2})", "abd", name)
    return re.sub(r"^(ben|bin|bou|abou|ould|ait|oum)(?:el|e([sdrtzn])(?=\2))(?=..)", r"\1", name)


def _latin(part: str, extra: float = 0.0) -> Sound:
    part = re.sub(r"^(?:bin|ibn)(?=..)", "ben", part)
    part = _HARD.sub("", part)
    for letters, sound in _DIGRAPHS:
        part = part.replace(letters, sound)
    part = _SOFT.sub("s", part).translate(_LATIN)
    part = re.sub(r"([^aeiou])\1+", r"\1", part)
    return _sound(re.sub(r"(?<=[^aeiou])[eh]$|(?<=[aeiou])h$|(?<=i)e$", "", part), extra)


def _sound(letters: str, extra: float = 0.0) -> Sound:
    """Written نب, said mb: both are looked for as one. No letter twice in the key."""
    ways = product(*(_KEYS.get(letter, letter) or ("",) for letter in letters))
    keys = {
        re.sub(r"(.)\1+", r"\1", "".join(way).replace("nb", "mb"))
        for way in islice(ways, _MOST_KEYS)
    }
    return Sound(letters.replace("nb", "mb"), tuple(sorted(keys)), extra)


def _last_syllable(heard: str) -> int:
    """Where the last vowel before a closing consonant stands, or nowhere."""
    if not heard or heard[-1] in _VOWELS:
        return len(heard)
    return max((place for place, letter in enumerate(heard) if letter in _VOWELS), default=0)


def _unwritten(heard: str, place: int, last: int) -> float:
    """The price of a letter that is read and not written."""
    letter = heard[place]
    price = _UNWRITTEN.get(letter, _OTHER)
    if place == len(heard) - 1 and letter in "iuo":
        return price + _LAST
    if place == 0 and letter in _VOWELS:
        return price + 0.2
    return price + (_LAST if place == last and letter in "iuo" else 0.0)


def _unread(name: str, at: int) -> float:
    """The price of a letter that is written and not read; of one written twice, hardly any."""
    letter = name[at]
    if at and letter == name[at - 1] and letter not in _UNREAD:
        return 0.1
    if at == 0 and letter == "A":
        return 0.1
    return _UNREAD.get(letter, _OTHER)
