"""The regular forms of a word: plurals, duals, and what is derived by the ending of nisba."""

from __future__ import annotations

import re
from collections.abc import Iterator

from people.folding import fold

_LONG = 4  # letters of a word that may have one of these endings
_TENS = frozenset(fold("عشرين عشرون ثلاثين ثلاثون أربعين أربعون خمسين خمسون ستين ستون سبعين سبعون "
                       "ثمانين ثمانون تسعين تسعون").split())  # fmt: skip
# Words of one shape that are not of one meaning: عملي (practical), عملية (operation).
_APART = """
    عملي عملية  مسؤولي مسؤولية  جنسي جنسية  عضوي عضوية  شخصي شخصية  نظري نظرية  جمعي جمعية
    مكتب مكتبة  مدرس مدرسة  جامع جامعة  طريق طريقة  محاكم محاكمة  معامل معاملة  مراجع مراجعة
    رياضي رياضيات  كتاب كتابات  مهرج مهرجان
"""
# Of these shapes the plural in ات belongs to the word with ة: مكتبات to مكتبة, not to مكتب; محاكمات
# to محاكمة, not to محاكم.
_OF_TA_MARBUTA = re.compile(r"م(?:..(?<!ا).|.ا..)")
# A participle; the i of its plural before another noun is no nisba: مسؤولي القطاع.
_PARTICIPLE = re.compile(r"م.{4,}")
# French words that end as plurals do and are none: cours is not of cour.
_NO_PLURALS = frozenset(
    ("cours", "temps", "corps", "alors", "moins", "jamais", "toujours", "discours", "parcours")
)


def _apart() -> dict[str, frozenset[str]]:
    told = fold(_APART).split()
    found: dict[str, frozenset[str]] = {}
    for one, other in zip(told[::2], told[1::2], strict=True):
        # عمليات is the plural of عملية alone
        others = (other, f"{other[:-1]}ات") if other.endswith("ه") else (other,)
        found[one] = frozenset(others)
        for each in others:
            found[each] = frozenset({one})
    return found


_NOT_OF = _apart()


def not_of(word: str) -> frozenset[str]:
    """What looks like a form of the folded word and is another one."""
    return _NOT_OF.get(word, frozenset()) | _TENS


def other_forms(word: str) -> Iterator[str]:
    """Regular plurals, duals and adjectives of a folded word, and what it is one of itself."""
    if word.isascii():
        yield from _french(word)
    elif word not in _TENS:
        yield from (one for one in _forms(word) if one != word)


def _forms(word: str) -> Iterator[str]:
    if base := _nisba(word):
        yield from (base + ending for ending in ("", "ه", "ين", "ون", "ات"))
    if word.endswith("ه"):
        yield from _feminine(word[:-1])
    elif word.endswith("ات"):
        yield from (f"{word[:-2]}ه", *_feminine(word[:-2]))
        if len(word) >= _LONG + 2 and not _OF_TA_MARBUTA.fullmatch(word[:-2]):
            yield from _masculine(word[:-2])
    elif word.endswith(("تين", "تان")) and len(word) > _LONG:
        yield from (f"{word[:-3]}ه", *_feminine(word[:-3]))
        if len(word) >= _LONG + 2:
            yield from _masculine(word[:-2])
    elif word.endswith(("ين", "ون", "ان")) and len(word) >= _LONG + 2:
        yield from _masculine(word[:-2])
    elif word.endswith("و") and len(word) > _LONG:
        yield from _masculine(word[:-1])
    elif len(word) >= _LONG and not word.endswith("ي"):
        yield from (one for one in _masculine(word) if one != f"{word}ي")


def _french(word: str) -> Iterator[str]:
    """The plural of a French word, or what it is the plural of."""
    if len(word) < _LONG or word in _NO_PLURALS:
        return
    if word.endswith("aux"):
        yield from (f"{word[:-3]}al", word[:-1])
    elif word.endswith(("s", "x")):
        if len(word) > _LONG and not word.endswith("ss"):
            yield word[:-1]
    elif f"{word}s" not in _NO_PLURALS:
        yield f"{word}x" if word.endswith(("eau", "eu")) else f"{word}s"
        if word.endswith("al"):
            yield f"{word[:-2]}aux"


def _nisba(word: str) -> str:
    """What ي ends, of a word that has it: مغربي of مغربيات and مغربيين."""
    base = re.sub(r"(?<=ي)(?:ه|ين|ون|ات|تين|تان)$", "", word)
    return base if base.endswith("ي") and len(base) >= _LONG else ""


def _feminine(base: str) -> Iterator[str]:
    yield from (base + ending for ending in ("ات", "تين", "تان"))


def _masculine(base: str) -> Iterator[str]:
    """The word, its plurals and dual, and its plural before another noun: موظفو القطاع."""
    yield from (base + ending for ending in ("", "ون", "ين", "ان", "و"))
    if not _OF_TA_MARBUTA.fullmatch(base):
        yield f"{base}ات"
    if _PARTICIPLE.fullmatch(base):
        yield f"{base}ي"
