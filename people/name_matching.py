"""Whether two printed names are one person's: same, different, or not to be told by name alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import lru_cache
from itertools import combinations

from people.folding import fold
from people.given_names import FEMALE, MALE
from people.names import ARABIC, PersonName, read_name
from people.romanisation import arabic_sound, latin_alike, latin_sounds, sounds_alike

_GIVEN = MALE | FEMALE
KEY_LENGTH = 80
_MOST_PARTS = 6  # longer names are compared by their first parts: a bound on index keys


class Likeness(StrEnum):
    """SAME: two spellings of one name. AMBIGUOUS: may be one person. DIFFERENT: are not."""

    SAME = "same"
    AMBIGUOUS = "ambiguous"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A likeness, and the rule that decided it."""

    likeness: Likeness
    reason: str


class _Part(IntEnum):
    OTHER = 0
    NEAR = 1
    EQUAL = 2


def compare_names(one: str, other: str) -> Comparison:
    """Compare two printed names; symmetric."""
    return compare(read_name(one), read_name(other))


def compare(one: PersonName, other: PersonName) -> Comparison:
    """Compare two names that were read; symmetric. An empty name is like no other."""
    if not one.parts or not other.parts:
        return Comparison(Likeness.DIFFERENT, "no_name")
    short, long = sorted((one, other), key=lambda name: (len(name.parts), name.script, name.text))
    if not short.is_full:
        return _with_one_part(short, long)
    if short.script == long.script and "".join(short.parts) == "".join(long.parts):
        return Comparison(Likeness.SAME, "same_name")
    if len(short.parts) == len(long.parts):
        return _of_equal_length(short, long)
    return _of_other_length(short, long)


def _with_one_part(short: PersonName, long: PersonName) -> Comparison:
    part = short.parts[0]
    for place, against in enumerate(long.parts):
        if _likeness_of_parts(part, against, short.script, long.script):
            only_given = place == 0 and long.is_full and part in _GIVEN
            return Comparison(Likeness.AMBIGUOUS, "given_name" if only_given else "last_name")
    return Comparison(Likeness.DIFFERENT, "other_name")


def _of_equal_length(one: PersonName, other: PersonName) -> Comparison:
    in_order = _aligned(one, other, other.parts)
    if in_order is _Part.EQUAL:
        return Comparison(Likeness.SAME, "same_name")
    for turned in (other.parts[-1:] + other.parts[:-1], other.parts[1:] + other.parts[:1]):
        if _aligned(one, other, turned) is _Part.EQUAL:
            return _turned(one, other)
    if in_order is _Part.NEAR:
        return Comparison(Likeness.AMBIGUOUS, "near_spelling")
    return Comparison(Likeness.DIFFERENT, "other_name")


def _turned(one: PersonName, other: PersonName) -> Comparison:
    """Family name first is the same name; two given names in another order are not."""
    if any(all(_is_given(part, name.script) for part in name.parts) for name in (one, other)):
        return Comparison(Likeness.AMBIGUOUS, "given_names_turned")
    return Comparison(Likeness.SAME, "family_name_first")


@lru_cache(maxsize=8192)
def _is_given(part: str, script: str) -> bool:
    if script == ARABIC:
        return part in _GIVEN
    return any(sounds_alike(given, part) for given in _GIVEN)


def _aligned(one: PersonName, other: PersonName, parts: tuple[str, ...]) -> _Part:
    worst = _Part.EQUAL
    for part, against in zip(one.parts, parts, strict=True):
        found = _likeness_of_parts(part, against, one.script, other.script)
        if found is _Part.OTHER:
            return found
        worst = min(worst, found)
    return worst


def _of_other_length(short: PersonName, long: PersonName) -> Comparison:
    """A part left out (محمد المهدي بنسعيد, المهدي بنسعيد) may be the same person or a namesake."""
    places = iter(long.parts)
    in_order = all(
        any(_likeness_of_parts(part, against, short.script, long.script) for against in places)
        for part in short.parts
    )
    if in_order or _shares_every_part(short, long):
        return Comparison(Likeness.AMBIGUOUS, "part_left_out")
    return Comparison(Likeness.DIFFERENT, "other_name")


def _shares_every_part(short: PersonName, long: PersonName) -> bool:
    if short.script != long.script:
        return False
    return set(short.parts) <= set(long.parts)


@lru_cache(maxsize=65536)  # parts repeat: given names above all
def _likeness_of_parts(one: str, other: str, script: str, other_script: str) -> _Part:
    if one == other:
        return _Part.EQUAL
    if script != other_script:
        arabic, latin = (one, other) if script == ARABIC else (other, one)
        return _Part.EQUAL if sounds_alike(arabic, latin) else _Part.OTHER
    if script != ARABIC:
        return _Part.EQUAL if latin_alike(one, other) else _Part.OTHER
    return _arabic_likeness(one, other)


def _arabic_likeness(one: str, other: str) -> _Part:
    if _is_dialect_article(one, other) or _is_dialect_article(other, one):
        return _Part.EQUAL
    if one in _GIVEN and other in _GIVEN:
        return _Part.OTHER
    if _bare(one) == _bare(other) or _is_short_for(one, other) or _is_short_for(other, one):
        return _Part.NEAR
    if min(len(one), len(other)) >= 4 and _one_letter_apart(one, other):
        return _Part.NEAR
    return _Part.OTHER


def _is_dialect_article(written: str, spoken: str) -> bool:
    """الحسن and لحسن, العرايشي and لعرايشي: the article as it is said."""
    return len(spoken) > 3 and written.startswith("ال") and written[1:] == spoken


def _is_short_for(short: str, long: str) -> bool:
    """فاطمة, printed for فاطمة الزهراء."""
    return short in _GIVEN and long.startswith(short + "ال")


def _bare(part: str) -> str:
    """A part without its article and without alefs: العلوي and علوي, رشيد and راشيد."""
    return (part[2:] if part.startswith("ال") and len(part) > 4 else part).replace("ا", "")


def _one_letter_apart(one: str, other: str) -> bool:
    """One letter changed or left out, the last one aside: سعيد and سعيدة are two people."""
    if one[0] != other[0] or one[-1] != other[-1] or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    start = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    skip = 1 if len(short) == len(long) else 0
    return short[start + skip :] == long[start + 1 :]


def index_keys(name: PersonName) -> list[str]:
    """Keys under which a name is stored: any two parts as written and by sound, every family name.

    Two names that compare as SAME share a key; so do two that differ by a part left out.
    """
    return sorted({*name_keys(name), *sound_keys(name), *_family_keys(name)})


def whole_key(text: str) -> str:
    """Key of a name as a whole, for groups and institutions: only the spelling fold apart."""
    return f"n:{' '.join(fold(text).split())}"[:KEY_LENGTH]


def name_keys(name: PersonName) -> list[str]:
    """Keys to look a printed name up by: its pairs of parts, or its one part as a family name."""
    if not name.is_full:
        return _single_keys(name.last, name.script) if name.parts else []
    if name.script != ARABIC:
        return sound_keys(name)
    parts = [_spellings(part) for part in name.parts[:_MOST_PARTS]]
    return [*_pairs("w", parts), f"j:{''.join(name.parts)}"[:KEY_LENGTH]]


def sound_keys(name: PersonName) -> list[str]:
    """Keys of every two parts by their consonants, which both scripts share."""
    return _pairs("s", [_consonants(part, name.script) for part in name.parts[:_MOST_PARTS]])


def _family_keys(name: PersonName) -> list[str]:
    families = [part for part in name.parts[:-1] if part not in _GIVEN][:_MOST_PARTS]
    return [
        key for part in (*families, *name.parts[-1:]) for key in _all_single_keys(part, name.script)
    ]


def _all_single_keys(part: str, script: str) -> list[str]:
    sounds = [f"g:{sound}"[:KEY_LENGTH] for sound in _consonants(part, script)]
    return [*sounds, *_single_keys(part, script)]


def _single_keys(part: str, script: str) -> list[str]:
    if script == ARABIC:
        return [f"f:{spelling}"[:KEY_LENGTH] for spelling in _spellings(part)]
    return [f"g:{sound}"[:KEY_LENGTH] for sound in _consonants(part, script)]


def _spellings(part: str) -> list[str]:
    """A part without article and alefs; لحسن may be الحسن or a word of its own."""
    spoken = [part[1:]] if part.startswith("ل") and len(part) > 3 else []
    return [_bare(part), *(_bare(rest) for rest in spoken)]


def _consonants(part: str, script: str) -> list[str]:
    sounds = (arabic_sound(part),) if script == ARABIC else latin_sounds(part)
    return list(dict.fromkeys(sound.consonants or "-" for sound in sounds))


def _pairs(family: str, parts: list[list[str]]) -> list[str]:
    keys = {
        f"{family}:" + "|".join(sorted((a, b)))
        for one, other in combinations(parts, 2)
        for a in one
        for b in other
    }
    return sorted(key[:KEY_LENGTH] for key in keys)
