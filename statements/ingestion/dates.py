"""Publication dates as the press prints them, with their precision.

Ordered rules read a date, another set reads the time beside it. A date without a zone is local to
Casablanca, whose Ramadan offset comes from the time-zone database. Nothing here knows today's
date: what is not printed is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from people.folding import fold, fold_with_offsets
from statements.ingestion.calendar import HIJRI_MONTHS, MONTHS, WEEKDAYS
from statements.ingestion.model import DatePrecision

CASABLANCA = ZoneInfo("Africa/Casablanca")
_YEARS = range(1990, 2100)
_LONGEST = 2_000  # a date line is short; looking further only costs time
_HIJRI_REACH = 40


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date and where it stands: ``text[start:end]`` of the text it was read from."""

    moment: datetime
    precision: DatePrecision
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Day:
    day: date
    start: int
    end: int
    hijri: bool = False
    clock: time | None = None
    offset: timedelta | None = None


def _names(table: dict[str, int]) -> str:
    return "|".join(map(re.escape, sorted(table, key=len, reverse=True)))


# "16:204 دقائق للقراءة": what is counted in minutes may be glued on.
_GLUED = r"(?:(?!\d)|(?=\d{1,2}\s*(?:دق|min)))"
_YEAR = rf"(?P<y>\d{{4}}){_GLUED}"
_NOT_LETTER = r"(?![^\W\d_])"
_MONTH = rf"(?:{_names(MONTHS)}){_NOT_LETTER}"
_HIJRI = rf"(?:{_names(HIJRI_MONTHS)}){_NOT_LETTER}"
_WEEKDAY = rf"(?:يوم\s+)?(?<![^\W\d_])(?:{_names(WEEKDAYS)}){_NOT_LETTER}\.?"
_FIRST = r"(?<![^\W\d_])(?:فاتح|اول)"
_DAY = rf"(?P<d>(?<!\d)\d{{1,2}}|{_FIRST})(?:er{_NOT_LETTER})?"
_OF = r"[\s.،,/-]*(?:من\s+)?(?:شهر\s+)?"
_TO_YEAR = r"[\s.،,/-]*(?:من\s+)?(?:(?:سنه|عام|لسنه|لعام)\s+)?"


def _gregorian(year: str, month: str | int, day: str) -> date | None:
    number = int(day) if day.isdecimal() else 1
    return _checked(int(year), int(month), number)


def _checked(year: int, month: int, day: int) -> date | None:
    if year not in _YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _read_iso(match: re.Match[str]) -> _Day | None:
    day = _gregorian(match["y"], match["m"], match["d"])
    clock = _clock(int(match["h"]), int(match["min"]))
    if day is None or clock is None:
        return None
    return _Day(day, *match.span(), clock=clock, offset=_offset(match["zone"]))


def _read_named(match: re.Match[str]) -> _Day | None:
    day = _gregorian(match["y"], MONTHS[" ".join(match["m"].split())], match["d"])
    return None if day is None else _Day(day, *match.span())


def _read_numeric(match: re.Match[str]) -> _Day | None:
    """Day first, as here everywhere; month first only where nothing else is possible."""
    day = _gregorian(match["y"], match["m"], match["d"])
    day = day or _gregorian(match["y"], match["d"], match["m"])
    return None if day is None else _Day(day, *match.span())


def _read_hijri(match: re.Match[str]) -> _Day | None:
    from hijridate import Hijri

    month = HIJRI_MONTHS[" ".join(match["m"].split())]
    number = int(match["d"]) if match["d"].isdecimal() else 1
    try:
        converted = Hijri(int(match["y"]), month, number).to_gregorian()
    except (ValueError, OverflowError):
        return None
    day = _checked(converted.year, converted.month, converted.day)
    return None if day is None else _Day(day, *match.span(), hijri=True)


_DATE_RULES: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], _Day | None]], ...] = (
    # 2025-04-23T21:03:00+01:00
    (
        "iso",
        re.compile(
            r"(?<!\d)(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)[t ]+(?P<h>\d\d):(?P<min>\d\d)"
            r"(?::\d\d(?:[.,]\d+)?)?\s?(?P<zone>z(?![a-z])|[+-]\d\d:?\d\d(?!\d))?"
        ),
        _read_iso,
    ),
    # 23 أبريل، 2025 · فاتح ماي 2025 · 12 يناير/كانون الثاني 2025 · 1er mai 2025
    (
        "day_month_year",
        re.compile(
            rf"{_DAY}{_OF}(?<![^\W\d_])(?P<m>{_MONTH})\.?(?:\s*[/(|-]\s*{_MONTH}\)?)?"
            rf"{_TO_YEAR}{_YEAR}"
        ),
        _read_named,
    ),
    # أبريل 23, 2025
    (
        "month_day_year",
        re.compile(
            rf"(?<![^\W\d_])(?P<m>{_MONTH})\.?\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?"
            rf"\s*[،,]?\s+{_YEAR}"
        ),
        _read_named,
    ),
    # 23-04-2025 · 23/4/2025 · 23.04.2025
    (
        "numeric",
        re.compile(
            r"(?<![\d./-])(?P<d>\d{1,2})\s?(?P<sep>[-/.])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?"
            rf"{_YEAR}"
        ),
        _read_numeric,
    ),
    # 2025/04/23
    (
        "year_first",
        re.compile(
            r"(?<![\d./-])(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)"
        ),
        _read_numeric,
    ),
    # 25 شوال 1446 هـ
    (
        "hijri",
        re.compile(
            rf"{_DAY}{_OF}(?<![^\W\d_])(?P<m>{_HIJRI}){_TO_YEAR}(?P<y>1[34]\d\d)(?!\d)"
            rf"(?:\s*ه(?:جريه?)?{_NOT_LETTER})?"
        ),
        _read_hijri,
    ),
)

_MERIDIEM = (
    r"(?P<mer>صباحا?|فجرا?|مساءا?|زوالا?|بعد\s+(?:الزوال|الظهر)|ظهرا?|عشيه|عشاء|ليلا?|"
    rf"ق\.?ظ|ب\.?ظ|ص|م|[ap]\.?m){_NOT_LETTER}\.?"
)
_HOUR = r"(?P<h>(?<!\d)\d{1,2})"
_AT = r"(?:(?:علي|في|عند)\s+)?(?:تمام\s+)?الساعه|(?<![^\W\d_])(?:a|at|في|علي)"
_ZONE = (
    r"(?:\s*\(?(?P<zone>(?:بتوقيت\s+|توقيت\s+)?(?:gmt|utc|غرينتش)\s*(?:[+-]\s*\d{1,2})?"
    r"|[+-]\d{4}))?"
)
_CLOCK = (
    rf"{_HOUR}\s*(?:[:٫.]\s*(?P<min>\d\d){_GLUED}(?::\d\d)?|h\s*(?P<fr>\d\d)?{_NOT_LETTER})"
    rf"(?:\s*{_MERIDIEM})?{_ZONE}"
)
_JOINT = r"[\s،,;|@•·()–—:/_.-]*"

_AFTER_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    # … 2025 - 9:03 مساءً · على الساعة 16:00 · à 21h03
    ("clock_after", re.compile(rf"{_JOINT}(?:{_WEEKDAY}{_JOINT})?(?:(?:{_AT}){_JOINT})?{_CLOCK}")),
    # … على الساعة 4 مساء · الساعة 16
    (
        "hour_after",
        re.compile(rf"{_JOINT}(?:(?:{_AT}){_JOINT})?{_HOUR}\s*{_MERIDIEM}"),
    ),
    ("oclock_after", re.compile(rf"{_JOINT}(?:علي\s+|في\s+)?الساعه\s+{_HOUR}(?![\d:.])")),
)
_TO_DATE = rf"{_JOINT}(?:(?:من|في|بتاريخ|ليوم|le|on|du)\s+)?(?:{_WEEKDAY})?{_JOINT}$"
_BEFORE_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    # 16:00 | 23/04/2025
    ("clock_before", re.compile(_CLOCK + _TO_DATE)),
)
_BEFORE_REACH = 40
_ARABIC_WEEKDAYS = {name: day for name, day in WEEKDAYS.items() if name.startswith("ال")}
_WEEKDAY_BEFORE = re.compile(
    rf"(?:(?:يوم\s+)?(?:{_names(_ARABIC_WEEKDAYS)})|{_WEEKDAY})"
    r"[\s،,]*$"
)
_UPDATED = re.compile(
    r"(?:تحديث|حدث|تعديل|mise? a jour|maj|modifiee?|actualisee?|updated|modified)"
    rf"(?:\s+(?:في|يوم|le|on|بتاريخ|علي))*{_JOINT}(?:{_WEEKDAY}{_JOINT})?$"
)


def find_dates(text: str, zone: ZoneInfo = CASABLANCA) -> tuple[PrintedDate, ...]:
    """Every full date in a short text, in text order, each with the time printed beside it."""
    if not any(character.isdigit() for character in text[:_LONGEST]):
        return ()
    folded = fold_with_offsets(text[:_LONGEST])
    days = [_with_weekday(folded.text, day) for day in _joined_halves(list(_days(folded.text)))]
    return tuple(
        PrintedDate(moment, precision, *folded.span(start, end))
        for moment, precision, start, end in (_timed(folded.text, day, zone) for day in days)
    )


def publication_date(text: str, zone: ZoneInfo = CASABLANCA) -> PrintedDate | None:
    """The first date of a byline that is not the date of a later update."""
    for printed in find_dates(text, zone):
        if not _UPDATED.search(fold(text[: printed.start])):
            return printed
    return None


def parse_stamp(value: str, zone: ZoneInfo = CASABLANCA) -> PrintedDate | None:
    """The date in a machine-readable attribute (ISO 8601, RFC 2822, epoch-free)."""
    return next(iter(find_dates(value[:100], zone)), None)


def _days(text: str) -> Iterator[_Day]:
    taken: list[tuple[int, int]] = []
    for _, pattern, read in _DATE_RULES:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            if day := read(match):
                taken.append((day.start, day.end))
                yield day


def _joined_halves(days: list[_Day]) -> list[_Day]:
    """``25 شوال 1445 الموافق 4 ماي 2024`` is one date, its Gregorian half: it takes up both."""
    whole = [day for day in days if not day.hijri]
    for half in (day for day in days if day.hijri):
        near = [other for other in whole if _gap(other, half) < _HIJRI_REACH]
        if not near:
            whole.append(half)
            continue
        other = near[0]
        wider = replace(other, start=min(other.start, half.start), end=max(other.end, half.end))
        whole[whole.index(other)] = wider
    return sorted(whole, key=lambda day: day.start)


def _with_weekday(text: str, day: _Day) -> _Day:
    """The weekday before a date is part of it, even glued to a name: ``فلانالاثنين 3 ماي``."""
    before = _WEEKDAY_BEFORE.search(text[: day.start])
    return replace(day, start=before.start()) if before else day


def _gap(one: _Day, other: _Day) -> int:
    return max(one.start - other.end, other.start - one.end)


def _timed(text: str, day: _Day, zone: ZoneInfo) -> tuple[datetime, DatePrecision, int, int]:
    start, end, clock, offset = day.start, day.end, day.clock, day.offset
    if clock is None and (found := _beside(text, day)):
        clock, offset = _clock_of(found), _offset(found.groupdict().get("zone"))
        start, end = min(start, found.start()), max(end, _end_of_time(found))
    if clock is None:
        return datetime.combine(day.day, time(), zone), DatePrecision.DAY, day.start, day.end
    if offset is None:
        return datetime.combine(day.day, clock, zone), DatePrecision.MINUTE, start, end
    moment = datetime.combine(day.day, clock, timezone(offset))
    return _as_local(moment, zone), DatePrecision.MINUTE, start, end


def _end_of_time(match: re.Match[str]) -> int:
    named = (match.end(name) for name, value in match.groupdict().items() if value)
    return max(named, default=match.end())


def _as_local(moment: datetime, zone: ZoneInfo) -> datetime:
    """UTC and Morocco's own offsets become local time; a foreign outlet keeps its own clock."""
    if moment.utcoffset() in (timedelta(0), timedelta(hours=1)):
        return moment.astimezone(zone)
    return moment


def _beside(text: str, day: _Day) -> re.Match[str] | None:
    for _, pattern in _AFTER_RULES:
        match = pattern.match(text, day.end)
        if match and _clock_of(match):
            return match
    window = max(0, day.start - _BEFORE_REACH)
    for _, pattern in _BEFORE_RULES:
        for match in pattern.finditer(text[: day.start], window):
            if _clock_of(match):
                return match
    return None


def _clock_of(match: re.Match[str]) -> time | None:
    named = match.groupdict()
    minute = int(named.get("min") or named.get("fr") or 0)
    return _clock(_hour(int(named["h"]), named.get("mer") or ""), minute)


def _clock(hour: int, minute: int) -> time | None:
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _hour(hour: int, meridiem: str) -> int:
    word = "".join(meridiem.replace(".", "").split())
    if hour > 12 or not word:
        return hour
    if word.startswith(("صباح", "فجر")) or word in {"ص", "قظ", "am"}:
        return hour % 12
    if word.startswith("ليل"):
        return hour % 12 if hour < 5 or hour == 12 else hour + 12
    if word.startswith(("ظهر", "زوال")):
        return hour + 12 if hour < 6 else hour
    return hour % 12 + 12


def _offset(zone: str | None) -> timedelta | None:
    if not zone:
        return None
    found = re.search(r"([+-])\s*(\d{1,2}):?(\d\d)?", zone)
    if not found:
        return UTC.utcoffset(None)
    size = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    if size >= timedelta(hours=24):
        return None
    return -size if found[1] == "-" else size
