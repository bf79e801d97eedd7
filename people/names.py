"""Names of persons as the press prints them, read into parts that can be compared.

read_name("السيد محمد بن عبد الله العلوي").parts == ("محمد", "بنعبدالله", "العلوي")
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from people.folding import fold

ARABIC = "ar"
LATIN = "latin"


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())


# Stripped wherever a name begins with them and something is left.
_TITLES = _folded("""
    السيد السيدة السادة السيدات سعادة معالي فضيلة الأستاذ الأستاذة أستاذ الدكتور الدكتورة
    دكتور دكتورة د ذ البروفيسور البروفيسورة المهندس المهندسة الحاج الحاجة النائب النائبة
    نائب نائبة البرلماني البرلمانية المستشار المستشارة مستشار مستشارة الوزير الوزيرة
    القيادي القيادية الأخ الأخت الرفيق الرفيقة المرحوم المرحومة الراحل الراحلة الشيخ
    الشيخة برلماني برلمانية العضو الرئيس الرئيسة m mr mm mme mmes mlle dr pr me monsieur
    madame mademoiselle docteur professeur maitre hon le la l' depute deputee conseiller
    conseillere ministre president presidente senateur
""")
# What follows a comma when it is an office and no second half of a name.
_OFFICES = _TITLES | _folded(
    "عضو عضوة رئيس رئيسة وزير وزيرة كاتب كاتبة أمين أمينة عن من منسق ناطق الناطق الكاتب"
)
# Courtesy that belongs to the name in print and tells nobody apart.
_COURTESIES = _folded("مولاي مولى سيدي سي لالة للا لالا moulay sidi si lalla lella")
_ROOTS = {"ابن": "بن", "ابا": "ابو", "ابي": "ابو", "bin": "ben", "ibn": "ben", "abu": "abou"}
_PREFIXES = _folded("""
    بن ابن بنت ولد أولاد أبو أبا أبي بو آيت إد أم آل عبد ذو ben bin ibn bent bint ould
    abou abu bou ait aid abd abdel abdul abdou oum
""")
_ARTICLES = frozenset(
    {"el", "al", "es", "ech", "ed", "er", "ez", "en", "et", "ash", "as", "ad", "ar"}
)
_SUFFIXES = _folded("الدين الله العابدين eddine eddin uddin dine din allah ellah ullah")
_AFTER_FATIMA = _folded("الزهراء zahra zohra ezzahra")
_FATIMA = _folded("فاطمة fatima fatema fatma")
_SAME_NAME = {
    fold(one): fold(other)
    for one, other in (
        ("راشيد", "رشيد"),
        ("يحيا", "يحيى"),
        ("داوود", "داود"),
        ("عبدالرحمان", "عبدالرحمن"),
        ("إسمعيل", "إسماعيل"),
        ("إسحق", "إسحاق"),
    )
}

_INITIAL = re.compile(r"\b([دذم]|أ\.د|[Dd]r|[Pp]r|M|Mme|Mlle|Me)\.(?=\s*\w)")
_CUT = re.compile(r"[(\[«»\"“”:؛;/|–—\n]|\s-\s")
_COMMA = re.compile(r"\s*[،,]\s*")
_AMONG_LETTERS = re.compile(r"[ـ\n]")  # what the rules below mind in words of letters alone
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A printed name without titles, and its parts as keys for comparison.

    Particles and compounds are one part (بن كيران → بنكيران, عبد الله → عبدالله, فاطمة الزهراء);
    courtesies (مولاي) are no part. ``script`` is ``ar`` or ``latin``.
    """

    text: str
    parts: tuple[str, ...]
    script: str

    @property
    def is_full(self) -> bool:
        """Named with at least two parts: a given name and a family name."""
        return len(self.parts) >= 2

    @property
    def last(self) -> str:
        """The key of the last part: the family name in the usual order; "" when there is none."""
        return self.parts[-1] if self.parts else ""


@lru_cache(maxsize=8192)
def read_name(text: str) -> PersonName:
    """Read a printed name; never fails, and an empty name has no parts."""
    printed = _printed_words(text)
    folded = (_folded_word(word).replace("'", "") for word in printed)
    words = [word for word in folded if word]  # an apostrophe alone is none
    parts = tuple(_part_key(unit) for unit in _units_that_count(words))
    script = LATIN if words and words[0].isascii() else ARABIC
    return PersonName(" ".join(printed), parts, script)


def strip_titles(text: str) -> str:
    """The name as printed, without titles in front and without what follows it."""
    return " ".join(_printed_words(text))


@lru_cache(maxsize=32768)  # words repeat, given names above all
def _folded_word(word: str) -> str:
    return fold(word)


def _printed_words(text: str) -> list[str]:
    """The printed words of the name alone, family name last when a comma put it first."""
    plain = text.split()
    if all(word.isalpha() for word in plain) and not _AMONG_LETTERS.search(text):
        return _strip(plain)
    text = _INITIAL.sub(" ", _CUT.split(text.strip(), maxsplit=1)[0].replace("’", "'"))
    halves = [_words(half) for half in _COMMA.split(text)]
    words = _strip(halves[0])
    if len(halves) == 2 and _is_second_half(words, halves[1]):
        return halves[1] + words
    return words


def _words(text: str) -> list[str]:
    return _TOKEN.findall(text.replace("-", " ").replace("ـ", ""))


def _is_second_half(first: list[str], second: list[str]) -> bool:
    return bool(first) and 1 <= len(second) <= 2 and fold(second[0]) not in _OFFICES


def _strip(words: list[str]) -> list[str]:
    while len(words) > 1 and _folded_word(words[0]) in _TITLES:
        words = words[1:]
    return words


def _units_that_count(words: list[str]) -> list[str]:
    """مولاي حسن العلوي → حسن العلوي; courtesies stay where one part alone would be left."""
    kept = [word for word in words if word not in _COURTESIES]
    units = _units(kept)
    return units if len(units) >= 2 or len(kept) == len(words) else _units(words)


def _units(words: list[str]) -> list[str]:
    """Words that make one part are joined: بن + عبد + الله, نور + الدين, el + fassi."""
    units: list[str] = []
    pending = ""
    for word in words:
        if _opens_a_part(word):
            pending += _ROOTS.get(word, word) if not pending else word
        elif not pending and units and _closes_a_part(units[-1], word):
            units[-1] += word
        else:
            units.append(pending + word)
            pending = ""
    if pending:
        units.append(pending)
    return units


def _opens_a_part(word: str) -> bool:
    return word in _PREFIXES or word in _ARTICLES or word == "ال"


def _closes_a_part(previous: str, word: str) -> bool:
    return word in _SUFFIXES or (previous in _FATIMA and word in _AFTER_FATIMA)


@lru_cache(maxsize=32768)
def _part_key(unit: str) -> str:
    if unit.isascii():
        return unit
    key = unit.replace("ء", "").replace("وو", "و").replace("يي", "ي")
    if key.startswith(("بنال", "بال")) and len(key) > 6:
        key = "بل" + key[key.index("ال") + 2 :]  # بن الحاج, printed بلحاج
    return _SAME_NAME.get(unit, _SAME_NAME.get(key, _ending(key))) or unit


def _ending(key: str) -> str:
    """One spelling for endings that the press writes either way: رضا/رضى, ناديا/نادية."""
    if len(key) > 3 and key.endswith("يا"):
        return key[:-1] + "ه"
    if len(key) > 2 and key.endswith("ا"):
        return key[:-1] + "ي"
    return key
