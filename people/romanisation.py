"""Names across scripts: what Arabic letters and French transcription both keep of a sound.

A part becomes its consonants and, between them, the vowels that are written: i and u. Arabic leaves
short vowels out, so a Latin form may have more of them, but not in its last syllable, where i and u
are long (حسن is no Houcine) unless the word is of the shape of خالد (Khalid).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

_ARABIC = dict(
    zip(
        "ابتثجحخدذرزسشصضطظغفقكلمنهةويى",
        "abttjhxddrzsCsdtdGfkklmnhhuii",
        strict=True,
    )
)
_DIGRAPHS = (
    ("x", "ks"), ("tch", "C"), ("sch", "C"), ("ch", "C"), ("sh", "C"), ("kh", "x"), ("gh", "G"),
    ("dh", "d"), ("th", "t"), ("ph", "f"), ("dj", "j"), ("ck", "k"), ("qu", "k"), ("gu", "k"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"),
)  # fmt: skip
_SOFT = re.compile(r"c(?=[eiy])")
_SOFT_G = re.compile(r"g(?=[eiy])")
_LATIN = str.maketrans(
    {"p": "b", "q": "k", "c": "k", "g": "k", "v": "f", "w": "u", "y": "i", "o": "u", "e": "a"}
)
_VOWELS = "aiu"
_ARABIC_ARTICLE = re.compile(r"^ال(?!ياس$|هام$)(?=..)")  # إلياس and إلهام have none
_LATIN_ARTICLE = re.compile(
    r"^el(?=..)|^(?:al|l)(?=[^aeiouy].)|^(?:e[csdrznt]|a[sdr])(?=[csdrznt][a-z])"
)
_SERVANT_LATIN = re.compile(r"^abd[aeou]{0,2}l?(?=[a-z]{2})")
_INNER_ARTICLE = re.compile(r"^(ايت|بو|ابو|ولد|اولاد|بن|ام|فاطم)ه?ال(?=..)")
_INNER_LATIN = re.compile(
    r"^(ait|bou|abou|ould|ben|oum|fatima)(?:el|e[zscdrnt](?=[zscdrnt]))(?=..)"
)
_DINE_LATIN = re.compile(r"(?:ed|ud)?din[e]?$")


class Ending(StrEnum):
    """Whether a name ends in the a of كريمة (Karima): an i or a silent e may hide either."""

    OPEN = "open"
    CLOSED = "closed"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Sound:
    """Consonants in order, and the written vowels in the gaps around them (one gap more)."""

    consonants: str
    gaps: tuple[str, ...]
    opens_with_vowel: bool
    has_alef: bool
    ending: Ending


@lru_cache(maxsize=32768)
def arabic_sound(part: str) -> Sound:
    """The sound of a folded Arabic part, its article left out."""
    part = part.replace("عبدالاله", "عبداليله")
    part = _INNER_ARTICLE.sub(r"\1", re.sub(r"^عبدال(?=.)", "عبد", part))
    part = re.sub(r"(?<=..)الدين$", "دين", _ARABIC_ARTICLE.sub("", part))
    part = re.sub(r"اه$", "ات", part)  # نجاة is Najat
    written = "".join(_ARABIC.get(letter, "") for letter in part)
    return _sound(written, part[:1] in "اعوي", "ا" in part[1:], _arabic_ending(part))


def _arabic_ending(part: str) -> Ending:
    if part.endswith("ي"):
        return Ending.EITHER  # may be ى: مصطفى is Mostafa
    return Ending.OPEN if part.endswith("ه") else Ending.CLOSED


def _latin_ending(part: str) -> Ending:
    if part.endswith(("a", "ah")):
        return Ending.OPEN
    return Ending.EITHER if part.endswith(("e", "h", "i", "y")) else Ending.CLOSED


@lru_cache(maxsize=32768)
def latin_sounds(part: str) -> tuple[Sound, ...]:
    """The sounds of a folded Latin part: with what may be its article, and without."""
    readings = dict.fromkeys((part, _LATIN_ARTICLE.sub("", part)))
    return tuple(dict.fromkeys(_latin_sound(reading) for reading in readings))


def _latin_sound(part: str) -> Sound:
    ending = _latin_ending(part)
    part = _INNER_LATIN.sub(r"\1", _SERVANT_LATIN.sub("abd", part))
    part = _DINE_LATIN.sub("din", part) if len(part) > 5 else part
    for letters, sound in _DIGRAPHS:
        part = part.replace(letters, sound)
    part = _SOFT_G.sub("j", _SOFT.sub("s", part)).translate(_LATIN)
    part = re.sub(r"([^aiu])\1+", r"\1", part)  # Arabic writes no letter twice for length
    return _sound(part, part[:1] in _VOWELS, True, ending)


def _sound(written: str, opens_with_vowel: bool, has_alef: bool, ending: Ending) -> Sound:
    consonants: list[str] = []
    gaps = [""]
    for letter in re.sub(r"h$", "", written):
        if letter in _VOWELS:
            gaps[-1] += letter
        else:
            consonants.append(letter)
            gaps.append("")
    read = tuple(_written(gap) for gap in gaps)
    return Sound("".join(consonants), read, opens_with_vowel, has_alef, ending)


def _written(gap: str) -> str:
    """i and u of a gap, each run once: the a between them is no letter in Arabic."""
    return re.sub(r"(.)\1+", r"\1", gap.replace("a", ""))


def sounds_alike(arabic: str, latin: str) -> bool:
    """True when the Latin part can be read as this Arabic part and as no usual other."""
    heard = arabic_sound(arabic)
    return any(_agree(heard, sound) for sound in latin_sounds(latin))


def _agree(arabic: Sound, latin: Sound) -> bool:
    if arabic.consonants != latin.consonants or not (arabic.consonants or arabic.gaps[0]):
        return False
    if arabic.opens_with_vowel != latin.opens_with_vowel or not _endings_agree(arabic, latin):
        return False
    last = len(arabic.gaps) - 1
    return all(
        _gap_agrees(written, read, arabic, latin, last - place)
        for place, (written, read) in enumerate(zip(arabic.gaps, latin.gaps, strict=True))
    )


def _endings_agree(one: Sound, other: Sound) -> bool:
    return Ending.EITHER in (one.ending, other.ending) or one.ending is other.ending


def _gap_agrees(written: str, read: str, arabic: Sound, latin: Sound, from_end: int) -> bool:
    if from_end == 0 and arabic.ending is Ending.EITHER and latin.ending is Ending.OPEN:
        return not read  # ى read as a; «ia» would be ية
    if written == read:
        return True
    if from_end == 0:
        return False
    if written:
        return False
    return from_end > 1 or arabic.has_alef


def latin_alike(one: str, other: str) -> bool:
    """True when two Latin parts are transcriptions of one name: Mohamed, Mohammed, Muhammad."""
    if one == other:
        return True
    return any(
        (a.consonants, a.gaps, a.opens_with_vowel) == (b.consonants, b.gaps, b.opens_with_vowel)
        and _endings_agree(a, b)
        for a in latin_sounds(one)
        for b in latin_sounds(other)
    )
