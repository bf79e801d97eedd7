"""Offices as printed: which one a title names, of which body, and what is no person's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from people.bodies import Bodies
from people.folding import fold
from people.models import Appointment, Chamber, Committee, Group, Ministry

_PRESIDENT = re.compile(
    rf"^(?:ال)?{fold('رئيس')}ه?\s+|^presidente?\s+(?:de la |de l'|du |des )?(?:le |la )?"
)
_FORMER = re.compile(r"\b(?:(?:ال)?سابقه?|سابقا|(?:ال)?اسبق|ancien(?:ne)?)\b")
# Words that no name has. أمين, باسم and الوالي are names too and not among them.
_OFFICE_WORDS = """
    وزير وزيرة وزارة الوزير الوزيرة رئيس رئيسة الرئيس الرئيسة كاتب كاتبة الكاتب الكاتبة
    كتابة عام العام الناطق الناطقة ناطق المتحدث المتحدثة مندوب المندوب مدير المدير مديرة
    المديرة عضو أعضاء نائب نائبة نواب النواب النائب النائبة مستشار مستشارة المستشار
    المستشارة مستشارون المستشارين برلماني برلمانية برلمانيون برلمانيين البرلماني فريق الفريق
    مجموعة المجموعة لجنة اللجنة مجلس المجلس حزب الحزب نقابة النقابة جمعية الجمعية هيئة
    الهيئة منظمة المنظمة حكومة الحكومة مصدر مصادر المصدر لدى المكلف المكلفة فرق معارضة
    المعارضة الأغلبية اتحاد الاتحاد ministre ministère président présidente groupe
    commission chambre parti gouvernement secrétaire chef porte-parole député députée
    députés conseiller conseillère source sources syndicat union بنك جهة إقليم عمالة
"""
_NOT_IN_A_NAME = frozenset(fold(word) for word in _OFFICE_WORDS.split())
_MOST_WORDS = 7


@dataclass(frozen=True, slots=True)
class PrintedOffice:
    """An office and the bodies it may belong to; one body means that it is settled."""

    office: str
    bodies: tuple[Ministry | Group | Committee | Chamber, ...]


def is_former(roles: Sequence[str]) -> bool:
    """True when a title speaks of the past: الوزير السابق."""
    return any(_FORMER.search(fold(role)) for role in roles)


def could_be_a_person(name: str) -> bool:
    """False for titles, bodies and descriptions: only what is left may become a new person."""
    words = fold(name).replace("'", " ").split()
    if not 2 <= len(words) <= _MOST_WORDS or any(char.isdigit() for char in name):
        return False
    return not any(word in _NOT_IN_A_NAME for word in words)


def read_office(
    title: str, bodies: Bodies, on: date | None, chamber: str | None
) -> PrintedOffice | None:
    """The office that a title names (وزير الصحة, رئيس لجنة المالية), None when it names none."""
    offices = Appointment.Office
    folded = fold(title)
    led = _PRESIDENT.sub("", folded)
    if led != folded:
        for office, found in (
            (offices.CHAMBER_PRESIDENT, bodies.chambers(led)),
            (offices.GROUP_PRESIDENT, bodies.groups(led, on, _of_parliament(chamber))),
            (offices.COMMITTEE_CHAIR, bodies.committees(led, _of_parliament(chamber))),
        ):
            if found:
                return PrintedOffice(office.value, found)
    ministries = bodies.ministries(title, on)
    return PrintedOffice(offices.MINISTER.value, ministries) if ministries else None


def _of_parliament(chamber: str | None) -> str | None:
    return None if chamber == "government" else chamber
