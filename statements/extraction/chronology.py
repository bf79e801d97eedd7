"""Days as news prints them: weekdays, أمس, ``13 أبريل الجاري``, ``lundi 14 octobre``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from statements.extraction.model import Span
from statements.extraction.phrases import Phrasebook, SearchedBook, Words
from statements.extraction.record import record

_CASABLANCA = ZoneInfo("Africa/Casablanca")
_NIGHT_ENDS = 6  # a bare اليوم in an article that appears before this hour is the evening before
_AHEAD = timedelta(days=31)  # a date without a year lies at most so far after publication
_DAYS_IN_MONTH = re.compile(r"0?[1-9]|[12]\d|3[01]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_IN_TEXT = re.compile(r"20[0-4]\d(?!\d)(?<!\d.{4})")


@record
class _Word:
    kind: str
    number: int = 0
    name: str = ""


@record
class PrintedDay:
    """A day as printed: the parts that are there, at words ``first`` to ``last``."""

    first: int
    last: int
    relative: int | None = None
    weekday: int | None = None
    weekday_name: str | None = None
    qualifier: str | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None


@record
class DayReading:
    """A printed day with the date that it means, None where the text does not settle it."""

    span: Span
    first: int
    weekday: str | None
    date: date | None
    future: bool
    rule: str
    is_today: bool = False


def _load() -> dict[str, Any]:
    source = files("statements.extraction") / "data" / "calendar.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _numbered(kind: str, table: dict[str, list[str]]) -> Iterator[tuple[str, _Word]]:
    for number, forms in table.items():
        for form in forms:
            yield form, _Word(kind, int(number))


def _entries(calendar: dict[str, Any]) -> Iterator[tuple[str, _Word]]:
    yield from _numbered("month", calendar["months"])
    yield from _numbered("relative", calendar["relative"])
    yield from _numbered("day", calendar["days"])
    for weekdays in calendar["weekdays"].values():
        for weekday in weekdays:
            for form in weekday["forms"]:
                yield form, _Word("weekday", weekday["day"], weekday["name"])
    for name, forms in calendar["qualifiers"].items():
        for form in forms:
            yield form, _Word("qualifier", name=name)
    for form in calendar["parts"]["words"]:
        yield form, _Word("part")


_DAYS = SearchedBook(lambda: Phrasebook(_entries(_load())))
_OPENERS = frozenset({"relative", "weekday", "month", "day"})


class _Cursor:
    """Reads the parts of one printed day from left to right."""

    def __init__(self, words: Words, at: int) -> None:
        self.words = words
        self.at = at

    def take(self, kind: str) -> _Word | None:
        hit = _DAYS.book.match(self.words, self.at)
        if hit is None or hit.value.kind != kind or self._broken():
            return None
        self.at = hit.last + 1
        return hit.value

    def take_number(self, pattern: re.Pattern[str]) -> int | None:
        if self.at >= len(self.words) or self._broken():
            return None
        word = self.words.words[self.at]
        if not (word.isascii() and pattern.fullmatch(word)):
            return None
        self.at += 1
        return int(word)

    def take_word(self, *expected: str) -> bool:
        if self.at < len(self.words) and self.words.words[self.at] in expected:
            self.at += 1
            return True
        return False

    def _broken(self) -> bool:
        gap = self.words.gap(self.at)
        return gap != " " and any(mark in gap for mark in "\n.؟!?؛")


def printed_days(words: Words) -> list[PrintedDay]:
    """Every day that the text prints, in text order."""
    found: list[PrintedDay] = []
    upto = 0
    for hit in _DAYS.find(words):
        if hit.value.kind not in _OPENERS or hit.first < upto:
            continue
        start = _with_number_before(words, hit.first) if hit.value.kind == "month" else hit.first
        day = _printed_day(words, max(start, upto))
        if day:
            found.append(day)
            upto = day.last + 1
    return found


def _with_number_before(words: Words, month_at: int) -> int:
    """``12 فبراير`` and ``12 من فبراير`` begin at the number."""
    for back in (1, 2):
        at = month_at - back
        if at >= 0 and _DAYS_IN_MONTH.fullmatch(words.words[at]):
            return at
        if at < 0 or words.words[at] != "من":
            break
    return month_at


def _printed_day(words: Words, at: int) -> PrintedDay | None:
    cursor = _Cursor(words, at)
    relative = cursor.take("relative")
    while cursor.take("part"):
        pass
    weekday = cursor.take("weekday")
    if relative and weekday is None and _names_a_kind_of_day(words, cursor.at, relative):
        return None
    qualifier = cursor.take("qualifier") if weekday else None
    day, month, year = _day_and_month(cursor)
    qualifier = qualifier or (cursor.take("qualifier") if month else None)
    if relative is None and weekday is None and month is None:
        return None
    last = max(cursor.at - 1, at)
    return PrintedDay(
        at,
        last,
        relative.number if relative else None,
        weekday.number if weekday else None,
        weekday.name if weekday else None,
        qualifier.name if qualifier else None,
        day,
        month.number if month else None,
        year,
    )


def _names_a_kind_of_day(words: Words, at: int, relative: _Word) -> bool:
    """``اليوم العالمي``, ``اليوم الدراسي``: a noun with its adjective, not today."""
    if relative.number != 0 or at >= len(words) or words.gap(at) != " ":
        return False
    following: str = words.words[at]
    return following.startswith("ال")


def _day_and_month(cursor: _Cursor) -> tuple[int | None, _Word | None, int | None]:
    """``12 فبراير 2019``, ``فاتح دجنبر``, ``13 أبريل، 2025``; nothing is read without a month."""
    back = cursor.at
    cursor.take_word("le")
    written = cursor.take("day")
    day = written.number if written else cursor.take_number(_DAYS_IN_MONTH)
    if day is not None:
        cursor.take_word("من", "شهر")
        cursor.take_word("شهر")
        month = cursor.take("month")
        if month:
            return day, month, cursor.take_number(_YEAR)
    cursor.at = back
    return None, None, None


def read_days(words: Words, published_at: datetime | date | None) -> tuple[DayReading, ...]:
    """The days of a text with their dates, counted from the day on which it was written.

    A bare weekday is the latest such day on or before it, ``الماضي`` strictly before it; an
    explicit date wins. Without a publication date a weekday and a year in the text may settle it.
    """
    printed = printed_days(words)
    written_on = day_of_writing(printed, published_at)
    needs_years = written_on is None and bool(printed)
    years = [int(year) for year in _YEAR_IN_TEXT.findall(words.text)] if needs_years else []
    return tuple(_reading(words, day, written_on, years) for day in printed)


def local_day(published_at: datetime | date | None) -> date | None:
    """The calendar day of publication in Morocco."""
    if isinstance(published_at, datetime):
        return _local(published_at).date()
    return published_at


def _local(moment: datetime) -> datetime:
    return moment.astimezone(_CASABLANCA) if moment.tzinfo else moment


def day_of_writing(printed: list[PrintedDay], published_at: datetime | date | None) -> date | None:
    """Publication day, or a day or two before where ``اليوم الثلاثاء`` in the text says so."""
    published = local_day(published_at)
    if published is None:
        return None
    for day in printed:
        if day.relative in (0, -1) and day.weekday:
            behind = (published.isoweekday() - (day.weekday - day.relative)) % 7
            if behind <= 2:
                return published - timedelta(days=behind)
    bare_today = any(day.relative == 0 and day.weekday is None for day in printed)
    if (
        bare_today
        and isinstance(published_at, datetime)
        and _local(published_at).hour < _NIGHT_ENDS
    ):
        yesterday_too = any(day.relative == -1 for day in printed)
        return published if yesterday_too else published - timedelta(days=1)
    return published


def _reading(
    words: Words, day: PrintedDay, written_on: date | None, years: list[int]
) -> DayReading:
    resolved, rule = _resolve(day, written_on, years)
    future = day.qualifier == "future" or (day.relative or 0) > 0
    if resolved and written_on:
        future = future or resolved > written_on
    span = Span(*words.span(day.first, day.last))
    return DayReading(span, day.first, day.weekday_name, resolved, future, rule, day.relative == 0)


def _resolve(day: PrintedDay, written_on: date | None, years: list[int]) -> tuple[date | None, str]:
    if day.month is not None:
        return _explicit(day, written_on, years), "explicit-date"
    if written_on is None:
        return None, "no-publication-date"
    if day.weekday is not None:
        return _weekday(day, written_on)
    return written_on + timedelta(days=day.relative or 0), "relative-day"


def _weekday(day: PrintedDay, written_on: date) -> tuple[date, str]:
    assert day.weekday is not None
    if day.qualifier == "future" or (day.relative or 0) > 0:
        ahead = (day.weekday - written_on.isoweekday()) % 7 or 7
        return written_on + timedelta(days=ahead), "weekday-ahead"
    behind = (written_on.isoweekday() - day.weekday) % 7
    if behind == 0 and (day.qualifier == "past" or (day.relative or 0) < 0):
        return written_on - timedelta(days=7), "weekday-strictly-before"
    return written_on - timedelta(days=behind), "weekday-latest"


def _explicit(day: PrintedDay, written_on: date | None, years: list[int]) -> date | None:
    if day.year is not None:
        return _date(day.year, day)
    if written_on is None:
        return _dated_by_weekday(day, years)
    candidates = [_date(written_on.year + shift, day) for shift in (1, 0, -1)]
    if day.qualifier != "future":
        latest = written_on if day.qualifier == "past" else written_on + _AHEAD
        candidates = [c for c in candidates if c and c <= latest]
    known = [c for c in candidates if c]
    agreeing = [c for c in known if day.weekday in (None, c.isoweekday())]
    return next(iter(agreeing or known), None)


def _dated_by_weekday(day: PrintedDay, years: list[int]) -> date | None:
    """Without a publication date: the year near those in the text in which the weekday agrees."""
    if day.weekday is None:
        return None
    near = sorted({year + shift for year in years for shift in (0, 1)}, reverse=True)
    found = [_date(year, day) for year in near]
    agreeing = [c for c in found if c and c.isoweekday() == day.weekday]
    return next(iter(agreeing), None)


def _date(year: int, day: PrintedDay) -> date | None:
    try:
        return date(year, day.month or 0, day.day or 0)
    except ValueError:
        return None
