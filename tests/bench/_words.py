"""Invented Arabic words, used as real ones are: a few of them most of the time."""

from __future__ import annotations

import random
from itertools import accumulate

from statements.search import words
from statements.search.stored import token


def _listed(words: str) -> list[str]:
    return words.split()


_COMMON = _listed(
    "في من على إلى أن التي الذي هذا هذه عن مع بعد قبل كل بين خلال حول لم لا ما قد غير كما عبر "
    "وزارة الحكومة قطاع مشروع قانون برنامج إصلاح ميزانية خدمات المواطنين العالم القروي تأخر "
    "الصحة التعليم الماء السكن النقل الشغل الاستثمار الأسعار الفلاحة الطاقة الرقمنة القضاء"
)
_ROOTS = "بتثجحخدذرزسشصضطعغفقكلمنهوي"
_SHAPES: tuple[str, ...] = (
    "{0}{1}ا{2}",
    "م{0}{1}و{2}",
    "ت{0}{1}ي{2}",
    "{0}ا{1}{2}",
    "ا{0}ت{1}ا{2}",
    "{0}{1}{2}ة",
)
_SHAPES += ("م{0}ا{1}{2}ة", "{0}{1}ي{2}", "أ{0}{1}{2}", "ا{0}{1}{2}ية", "{0}و{1}{2}", "ت{0}ا{1}{2}")
_BEFORE = (("", 60), ("ال", 26), ("و", 5), ("بال", 3), ("ب", 3), ("ل", 2), ("وال", 1))


class Vocabulary:
    """Words as printed, each as it is stored for the search, and how often it is used (Zipf)."""

    def __init__(self, chance: random.Random, size: int = 40_000) -> None:
        self._chance = chance
        printed = [*_COMMON]
        seen = set(printed)
        clitics, often = zip(*_BEFORE, strict=True)
        while len(printed) < size:
            root = chance.choices(_ROOTS, k=3)
            word = chance.choices(clitics, often)[0] + chance.choice(_SHAPES).format(*root)
            if word not in seen:
                seen.add(word)
                printed.append(word)
        self.printed = printed
        self.stems = [" ".join(token(one) for one in words(word)) for word in printed]
        self._often = list(accumulate(1 / (rank + 3) for rank in range(size)))
        self._range = range(size)

    def draw(self, many: int) -> list[int]:
        """That many words, as numbers."""
        return self._chance.choices(self._range, cum_weights=self._often, k=many)

    def read(self, numbers: list[int]) -> tuple[str, str]:
        """The words as printed, and as they are searched by."""
        return (
            " ".join([self.printed[number] for number in numbers]),
            " ".join([self.stems[number] for number in numbers]),
        )


_SYLLABLES = _listed(
    "با بو تا جا جو حا دا دو را رو زا سا سو شا صا طا عا غا فا قا كا لا لو ما مو نا نو وا يا"
)
_ENDS = _listed("ر ن ل م س د ش ف ق ك ب ج ري ني لي مي وي شي قي بي اوي اني")
_GIVEN = _listed(
    "سالم ليلى نورة كريم هند ياسر سلمى أنوار زيد رباب مراد وفاء طارق إيمان بدر سناء عمر مريم "
    "جلال نجاة فؤاد أمل حمزة زينب"
)
_LATIN = dict(
    zip(
        "ابتجحدرزسشصطعغفقكلمنوي",
        _listed("a b t j h d r z s ch s t a gh f q k l m n o y"),
        strict=True,
    )
)
_LATIN_GIVEN = _listed(
    "Salem Layla Noura Karim Hind Yasser Salma Anouar Zaid Rabab Mourad Wafae Tarik Imane Badr "
    "Sanae Omar Maryam Jalal Najat Fouad Amal Hamza Zineb"
)


def names(chance: random.Random, many: int) -> list[tuple[str, str]]:
    """Different invented persons: their names in Arabic and in Latin letters."""
    found: dict[str, str] = {}
    while len(found) < many:
        given = chance.randrange(len(_GIVEN))
        family = "".join(chance.choices(_SYLLABLES, k=chance.choice((1, 2, 2)))) + chance.choice(
            _ENDS
        )
        latin = "".join(_LATIN[letter] for letter in family).capitalize()
        found[f"{_GIVEN[given]} ال{family}"] = f"{_LATIN_GIVEN[given]} El {latin}"
    return list(found.items())
