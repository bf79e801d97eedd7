"""What the reference files say, as plain values: bodies, dated names, and forms in print."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from people.folding import fold


class FormKind(StrEnum):
    """What a printed form names: the body, the person who holds it, its field of work …"""

    NAME = "name"
    HOLDER = "holder"
    PORTFOLIO = "portfolio"
    NICKNAME = "nickname"
    ADJECTIVE = "adjective"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included; an open end is None."""

    start: date | None = None
    end: date | None = None

    def holds_on(self, day: date) -> bool:
        return not self.days_away(day)

    def days_away(self, day: date) -> int:
        """0 inside the period, else the days to its nearer end."""
        if self.start is not None and day < self.start:
            return (self.start - day).days
        if self.end is not None and day > self.end:
            return (day - self.end).days
        return 0


ALWAYS = Period()


@dataclass(frozen=True, slots=True)
class NameForm:
    """One way in which a body is printed.

    ``alone`` is False for everyday words (الميزانية, التقدمي) that name the body only beside a
    title. ``chamber`` is set where the body belongs to one.
    """

    text: str
    code: str
    kind: FormKind
    language: str = "ar"
    gender: str | None = None
    official: bool = False
    alone: bool = True
    chamber: str | None = None
    period: Period = ALWAYS


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A department's field of work as named in one period: الصحة, l'Éducation nationale."""

    ar: str
    fr: str
    period: Period
    certainty: str
    under_ar: str = ""


@dataclass(frozen=True, slots=True)
class ShortName:
    """A shorter portfolio, with the days on which it means this department."""

    text: str
    period: Period


@dataclass(frozen=True, slots=True)
class DatedName:
    """The official name of a department in one period."""

    ar: str
    fr: str
    period: Period
    certainty: str


@dataclass(frozen=True, slots=True)
class Chamber:
    code: str
    certainty: str
    name_ar: str
    name_fr: str
    name_en: str
    ordinal: int
    seats: int
    question_weekday: int
    aliases_ar: tuple[str, ...] = ()
    aliases_fr: tuple[str, ...] = ()
    members_ar_m: tuple[str, ...] = ()
    members_ar_f: tuple[str, ...] = ()
    members_ar_plural: tuple[str, ...] = ()
    members_fr_m: tuple[str, ...] = ()
    members_fr_f: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Legislature:
    code: str
    certainty: str
    chamber: str
    number: int
    name_ar: str
    name_fr: str
    period: Period


@dataclass(frozen=True, slots=True)
class SessionType:
    """``dated`` is False where the act has a date of its own and no sitting."""

    code: str
    name_ar: str
    name_fr: str
    dated: bool
    wordings_ar: tuple[str, ...] = ()
    wordings_fr: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    code: str
    certainty: str
    name_ar: str
    name_fr: str
    period: Period
    short_ar: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    aliases_fr: tuple[str, ...] = ()
    adjectives_m: tuple[str, ...] = ()
    adjectives_f: tuple[str, ...] = ()
    nicknames_ar: tuple[str, ...] = ()
    successor: str | None = None
    name_en: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    code: str
    certainty: str
    chamber: str
    kind: str
    name_ar: str
    name_fr: str
    period: Period
    party: str | None = None
    other_parties: tuple[str, ...] = ()
    aliases_ar: tuple[str, ...] = ()
    aliases_fr: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    successor: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Committee:
    code: str
    certainty: str
    chamber: str
    name_ar: str
    name_fr: str
    period: Period
    number: int | None = None
    short_ar: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ministry:
    """A department, an office of the government, or a public body that members address."""

    code: str
    certainty: str
    kind: str
    portfolios: tuple[Portfolio, ...]
    names: tuple[DatedName, ...]
    name_en: str = ""
    parent: str | None = None
    predecessors: tuple[str, ...] = ()
    short_ar: tuple[ShortName, ...] = ()
    short_fr: tuple[ShortName, ...] = ()
    alone_ar: frozenset[str] = frozenset()
    aliases_ar: tuple[str, ...] = ()
    aliases_fr: tuple[str, ...] = ()
    holders_ar: tuple[str, ...] = ()
    holders_fr: tuple[str, ...] = ()

    @property
    def period(self) -> Period:
        """From the first day of its first name to the last day of its last one."""
        starts = [name.period.start for name in self.names]
        ends = [name.period.end for name in self.names]
        return Period(
            None if None in starts else min(day for day in starts if day),
            None if None in ends else max(day for day in ends if day),
        )

    def name_on(self, day: date | None = None) -> DatedName:
        """The name in force that day, else the nearest in time; without a day the latest."""
        if day is None:
            return self.names[0]
        return min(self.names, key=lambda name: name.period.days_away(day))


@dataclass(frozen=True, slots=True)
class Files:
    """The records of one country, as read and checked."""

    code: str
    as_of: date
    chambers: tuple[Chamber, ...] = ()
    legislatures: tuple[Legislature, ...] = ()
    session_types: tuple[SessionType, ...] = ()
    parties: tuple[Party, ...] = ()
    groups: tuple[Group, ...] = ()
    committees: tuple[Committee, ...] = ()
    ministries: tuple[Ministry, ...] = field(default=())


def without_names(files: Files, names: Mapping[str, Collection[str]]) -> Files:
    """The records without these names (folded, by the code of their body)."""
    kinds = ("chambers", "parties", "groups", "committees", "ministries")
    left: dict[str, Any] = {
        kind: tuple(_without(one, names.get(one.code, ())) for one in getattr(files, kind))
        for kind in kinds
    }
    return replace(files, **left)


def _without(record: Any, names: Collection[str]) -> Any:
    """The record without these among its lists of names."""
    lists = {item.name: getattr(record, item.name) for item in fields(record) if names}
    left = {
        name: tuple(one for one in texts if fold(str(getattr(one, "text", one))) not in names)
        for name, texts in lists.items()
        if isinstance(texts, tuple) and texts and isinstance(texts[0], str | ShortName)
    }
    return replace(record, **left) if left else record
