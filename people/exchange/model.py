"""What a list of people says, before anything of it is looked up."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext


class UnreadableList(Exception):
    """A file that is no list of people; the message says what is wrong with it."""


class BadValue(Exception):
    """A value that cannot be used; the message names it."""


@dataclass(frozen=True, slots=True)
class OtherName:
    """A further name, with its kind and scope where the list gives them."""

    text: str
    kind: str = ""
    chamber: str = ""
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """An office held from one day to another; bodies by code or by any of their names."""

    office: str = "member"
    title: str = ""
    chamber: str = ""
    group: str = ""
    party: str = ""
    ministry: str = ""
    committee: str = ""
    constituency: str = ""
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One person of a list. ``place`` is the line of a table, or the number of an entry in JSON."""

    place: int
    name: str
    id: str = ""
    gender: str = ""
    other_names: tuple[OtherName, ...] = ()
    memberships: tuple[Membership, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that was not taken, and why."""

    place: int
    name: str
    reason: str


_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


def day_of(text: str, *, last: bool = False) -> date | None:
    """A day from 2021-10-08, 08/10/2021, 2021-10 or 2021; of a month or year its first or last."""
    text = text.strip()
    if not text:
        return None
    if turned := _DAY_FIRST.fullmatch(text):
        text = f"{turned[3]}-{turned[2]}-{turned[1]}"
    found = _ISO.fullmatch(text)
    if found is None:
        raise BadValue(gettext("“%(value)s” is no date") % {"value": text})
    try:
        year = int(found[1])
        month = int(found[2] or (12 if last else 1))
        end_of_month = calendar.monthrange(year, month)[1]
        return date(year, month, int(found[3] or (end_of_month if last else 1)))
    except (ValueError, calendar.IllegalMonthError) as error:
        raise BadValue(gettext("“%(value)s” is no date") % {"value": text}) from error


def period_of(start: str, end: str) -> tuple[date | None, date | None]:
    """Both days of a period, in order."""
    first, last = day_of(start), day_of(end, last=True)
    if first and last and last < first:
        days = {"start": first, "end": last}
        raise BadValue(gettext("it ends (%(end)s) before it begins (%(start)s)") % days)
    return first, last
