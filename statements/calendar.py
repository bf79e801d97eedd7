"""Names of months and weekdays as the press prints them: Morocco, Maghreb, Mashriq, French, English.

Keys are folded (people.folding), so diacritics, hamza and letter case do not matter. Shared by the
reading of publication dates and the reading of sittings.
"""

from __future__ import annotations

from people.folding import fold

_MONTHS: tuple[str, ...] = (
    "يناير جانفي كانون_الثاني january jan janvier janv",
    "فبراير فيفري شباط february feb février fév févr",
    "مارس آذار march mar mars",
    "أبريل ابريل أفريل نيسان april apr avril avr",
    "ماي مايو أيار may mai",
    "يونيو يونيه جوان حزيران june jun juin",
    "يوليوز يوليو يوليه جويلية تموز july jul juillet juil",
    "غشت أغسطس أوت آب august aug août",
    "شتنبر سبتمبر شتمبر أيلول september sep sept septembre",
    "أكتوبر اكتوبر أوكتوبر تشرين_الأول october oct octobre",
    "نونبر نوفمبر نوفنبر تشرين_الثاني november nov novembre",
    "دجنبر ديسمبر دجمبر كانون_الأول december dec décembre déc",
)

_HIJRI_MONTHS: tuple[str, ...] = (
    "محرم محرم_الحرام",
    "صفر صفر_الخير",
    "ربيع_الأول ربيع_الاول ربيع_الأنور ربيع_النبوي",
    "ربيع_الثاني ربيع_الآخر",
    "جمادى_الأولى جمادى_الأول جمادى_الاول",
    "جمادى_الثانية جمادى_الآخرة جمادى_الثاني جمادى_الآخر",
    "رجب رجب_الفرد",
    "شعبان شعبان_الأبرك",
    "رمضان رمضان_المبارك رمضان_المعظم",
    "شوال شوال_الأبرك",
    "ذو_القعدة ذي_القعدة ذو_القعدة_الحرام ذي_القعدة_الحرام",
    "ذو_الحجة ذي_الحجة ذو_الحجة_الحرام ذي_الحجة_الحرام",
)

_WEEKDAYS: tuple[str, ...] = (
    "الاثنين الإثنين الأثنين lundi monday mon lun",
    "الثلاثاء الثلاتاء mardi tuesday tue mar",
    "الأربعاء الاربعاء mercredi wednesday wed mer",
    "الخميس jeudi thursday thu jeu",
    "الجمعة vendredi friday fri ven",
    "السبت samedi saturday sat sam",
    "الأحد الاحد dimanche sunday sun dim",
)


def _numbered(names: tuple[str, ...], first: int) -> dict[str, int]:
    return {
        fold(name).replace("_", " "): number
        for number, line in enumerate(names, first)
        for name in line.split()
    }


MONTHS: dict[str, int] = _numbered(_MONTHS, 1)
"""Folded month name → 1..12."""

HIJRI_MONTHS: dict[str, int] = _numbered(_HIJRI_MONTHS, 1)
"""Folded name of an Islamic month → 1..12."""

WEEKDAYS: dict[str, int] = _numbered(_WEEKDAYS, 0)
"""Folded weekday name → 0 (Monday) .. 6."""
