"""Names of months and weekdays, folded: the engine's calendar, and what only page metadata prints.

The names that stand in sentences are in ``statements/extraction/data/calendar.toml``.
Abbreviations, English names and Islamic months are met in bylines alone, so they are here.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files

from people.folding import fold

_BYLINE_MONTHS: tuple[str, ...] = (
    "january jan janv",
    "february feb fév févr",
    "march mar",
    "april apr avr",
    "may",
    "june jun",
    "july jul juil يوليه",
    "august aug",
    "september sep sept شتمبر",
    "october oct أوكتوبر",
    "november nov نوفنبر",
    "december dec déc دجمبر",
)
_BYLINE_WEEKDAYS: tuple[str, ...] = (
    "monday mon lun",
    "tuesday tue الثلاتاء",
    "wednesday wed mer",
    "thursday thu jeu",
    "friday fri ven",
    "saturday sat sam",
    "sunday sun dim",
)
_HIJRI_MONTHS: tuple[str, ...] = (
    "محرم محرم_الحرام",
    "صفر صفر_الخير",
    "ربيع_الأول ربيع_الأنور ربيع_النبوي",
    "ربيع_الثاني ربيع_الآخر",
    "جمادى_الأولى جمادى_الأول",
    "جمادى_الثانية جمادى_الآخرة جمادى_الثاني جمادى_الآخر",
    "رجب رجب_الفرد",
    "شعبان شعبان_الأبرك",
    "رمضان رمضان_المبارك رمضان_المعظم",
    "شوال شوال_الأبرك",
    "ذو_القعدة ذي_القعدة ذو_القعدة_الحرام ذي_القعدة_الحرام",
    "ذو_الحجة ذي_الحجة ذو_الحجة_الحرام ذي_الحجة_الحرام",
)


def _numbered(names: tuple[str, ...], first: int) -> dict[str, int]:
    return {
        fold(name).replace("_", " "): number
        for number, line in enumerate(names, first)
        for name in line.split()
    }


_SOURCE = files("statements") / "extraction" / "data" / "calendar.toml"
_CALENDAR = tomllib.loads(_SOURCE.read_text(encoding="utf-8"))

MONTHS: dict[str, int] = {
    fold(form): int(number) for number, forms in _CALENDAR["months"].items() for form in forms
} | _numbered(_BYLINE_MONTHS, 1)
"""Folded month name → 1..12."""

HIJRI_MONTHS: dict[str, int] = _numbered(_HIJRI_MONTHS, 1)
"""Folded name of an Islamic month → 1..12."""

WEEKDAYS: dict[str, int] = {
    fold(form): day["day"] - 1
    for days in _CALENDAR["weekdays"].values()
    for day in days
    for form in day["forms"]
} | _numbered(_BYLINE_WEEKDAYS, 0)
"""Folded weekday name → 0 (Monday) .. 6."""
