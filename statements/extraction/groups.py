"""Parliamentary groups and parties: official names of the time from names in the press."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from people.folding import fold, fold_with_offsets
from people.reference import FormKind, Group, NameForm
from statements.extraction.departments import FRENCH_LINKS, country
from statements.extraction.phrases import Phrasebook, Words

_REMEMBERED = 4096  # surfaces: the same few hundred names come again and again


@dataclass(frozen=True, slots=True)
class GroupReading:
    """A group as known; ``chamber`` and ``party`` only when the name settles them."""

    canonical: str
    party: str | None
    chamber: str | None


def _gathered(forms: Iterable[NameForm]) -> list[tuple[str, tuple[str, ...]]]:
    codes: dict[str, list[str]] = {}
    for form in forms:
        known = codes.setdefault(fold(form.text), [])
        if form.code not in known:
            known.append(form.code)
    return [(text, tuple(found)) for text, found in codes.items()]


@cache
def _group_book() -> Phrasebook[tuple[str, ...]]:
    return Phrasebook(_gathered(country().group_names()), skip=FRENCH_LINKS)


@cache
def _party_book() -> Phrasebook[tuple[str, ...]]:
    return Phrasebook(_gathered(country().party_names()), skip=FRENCH_LINKS)


@cache
def _chamber_book() -> Phrasebook[str]:
    forms = country().chamber_names()
    names = [(form.text, form.code) for form in forms if form.kind is FormKind.NAME]
    return Phrasebook(names, skip=FRENCH_LINKS)


def canonical_group(
    surface: str, on: date | None = None, chamber: str | None = None
) -> GroupReading | None:
    """The official group behind a printed name or nickname (``فريق "الجرار"``), None when unknown.

    The name is that of the day; without a chamber, a name that both chambers know settles none.
    """
    named = _group_in(surface)
    if named is None:
        return None
    codes, chamber_in_name = named
    groups = _in_force([country().group(code) for code in codes], on, chamber or chamber_in_name)
    parties = {_party_name(group) for group in groups}
    chambers = {group.chamber for group in groups}
    return GroupReading(
        groups[0].name_ar,
        parties.pop() if len(parties) == 1 else None,
        chambers.pop() if len(chambers) == 1 else None,
    )


@lru_cache(maxsize=_REMEMBERED)
def _group_in(surface: str) -> tuple[tuple[str, ...], str | None] | None:
    """The codes of the longest group name in a surface, with the chamber named beside it."""
    words = Words(fold_with_offsets(surface))
    hits = list(_group_book().find(words))
    if not hits:
        return None
    return max(hits, key=lambda hit: hit.last - hit.first).value, _chamber_in(words)


def _chamber_in(words: Words) -> str | None:
    """``فريق الأحرار بمجلس المستشارين``: the chamber named with the group."""
    hit = next(_chamber_book().find(words), None)
    return hit.value if hit else None


def _in_force(groups: list[Group], on: date | None, chamber: str | None) -> list[Group]:
    """Groups of the chamber (of any, where it has none of that name) nearest to the day."""
    seated = [group for group in groups if group.chamber == chamber] or groups
    if on is None:
        return _latest_of_each_chamber(seated)
    nearest = min(group.period.days_away(on) for group in seated)
    return [group for group in seated if group.period.days_away(on) == nearest]


def _latest_of_each_chamber(groups: list[Group]) -> list[Group]:
    latest: dict[str, Group] = {}
    for group in groups:
        known = latest.get(group.chamber)
        if known is None or (group.period.start or date.min) > (known.period.start or date.min):
            latest[group.chamber] = group
    return list(latest.values())


def _party_name(group: Group) -> str | None:
    return country().party(group.party).name_ar if group.party else None


@lru_cache(maxsize=_REMEMBERED)
def canonical_party(surface: str) -> str | None:
    """The official party behind a name, symbol or adjective, None when unknown or shared."""
    words = Words(fold_with_offsets(surface))
    hits = list(_party_book().find(words))
    if not hits:
        return None
    codes = max(hits, key=lambda hit: hit.last - hit.first).value
    return country().party(codes[0]).name_ar if len(codes) == 1 else None


def party_of_group(group: str, on: date | None = None, chamber: str | None = None) -> str | None:
    """The party whose members sit in ``group``; None for unions, employers and mixed groups."""
    found = canonical_group(group, on, chamber)
    return found.party if found else None
