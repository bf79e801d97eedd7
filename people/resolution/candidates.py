"""Speakers that a printed name may mean, with what speaks for and against each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from people.bodies import Bodies
from people.models import Appointment, Speaker
from people.name_matching import Comparison, Likeness, compare, name_keys, sound_keys
from people.names import PersonName, read_name
from people.resolution.known import (
    MOST_NAMESAKES,
    KnownAlias,
    KnownOffice,
    KnownSpeaker,
    fetch_known,
)
from people.resolution.offices import is_former, read_office

# Reasons by which one name may be a shorter form of the other.
SHORTENED = frozenset({"part_left_out", "last_name"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What an article says beside the name, as keys of rows; an empty set says nothing."""

    chamber: str | None = None
    groups: frozenset[int] = frozenset()
    parties: frozenset[int] = frozenset()
    ministries: frozenset[int] = frozenset()
    committees: frozenset[int] = frozenset()


@dataclass(slots=True)
class Candidate:
    """A speaker under consideration, with the signs for it (strong, weak) and against it."""

    known: KnownSpeaker
    likeness: Likeness
    reason: str
    strong: set[str] = field(default_factory=set)
    weak: set[str] = field(default_factory=set)
    against: set[str] = field(default_factory=set)

    @property
    def speaker(self) -> Speaker:
        return self.known.record()

    @property
    def is_opposed(self) -> bool:
        """Sits in another chamber, or everything known of the day speaks against it."""
        return "chamber" in self.against or bool(self.against and not self.strong and not self.weak)

    def explain(self) -> str:
        """Why this speaker fits and why not: «same_name; +group; -chamber»."""
        signs = [f"+{name}" for name in sorted(self.strong | self.weak)]
        signs += [f"-{name}" for name in sorted(self.against)]
        return "; ".join([self.reason, *signs])


def setting_of(
    roles: Sequence[str],
    chamber: str | None,
    group: str | None,
    party: str | None,
    ministry: str | None,
    on: date | None,
    bodies: Bodies,
) -> Setting:
    """The rows that the words around a name mean."""
    seat = None if chamber == "government" else chamber
    ministries = bodies.ministries(ministry, on) if ministry and not is_former(roles) else ()
    offices = [read_office(role, bodies, on, chamber) for role in roles if not is_former([role])]
    chaired = [
        body.pk
        for office in offices
        if office and office.office == Appointment.Office.COMMITTEE_CHAIR
        for body in office.bodies
    ]
    return Setting(
        chamber=chamber,
        groups=frozenset(one.pk for one in bodies.groups(group, on, seat))
        if group
        else frozenset(),
        parties=frozenset(one.pk for one in bodies.parties(party, on)) if party else frozenset(),
        ministries=frozenset(one.pk for one in ministries),
        committees=frozenset(chaired),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    """One stored name of a speaker."""

    speaker: KnownSpeaker
    name: str
    alias: KnownAlias | None


class NameIndex:
    """The persons among the speakers known that may bear any of the names asked for."""

    def __init__(self, names: Iterable[PersonName], known: Iterable[KnownSpeaker]) -> None:
        self._near: dict[PersonName, list[tuple[_Entry, Comparison]]] = {}
        self._entries: dict[PersonName, Iterable[_Entry]] = {}
        asked = [name for name in dict.fromkeys(names) if name.parts]
        self._too_common: set[PersonName] = set()
        self._look_up(asked, name_keys, known)

    @classmethod
    def fetched(cls, names: Sequence[PersonName], samples: bool, bodies: Bodies) -> NameIndex:
        """For these names alone, in one query, or two where one is written as nobody's is."""
        index = cls(names, fetch_known(keys_asked(names), samples, bodies))
        index.hear(fetch_known(sounds_asked(index.unheard), samples, bodies))
        return index

    @property
    def unheard(self) -> list[PersonName]:
        """The full names that are written like none that is known."""
        return [name for name in self._entries if self.is_unheard(name)]

    def is_unheard(self, name: PersonName) -> bool:
        """True for a full name that is written like none that is known."""
        return name.is_full and not self._near_to(name)

    def hear(self, known: Iterable[KnownSpeaker]) -> None:
        """Take those in as well who are called what an unheard name sounds like."""
        self._look_up(self.unheard, sound_keys, known)

    def is_too_common(self, name: PersonName) -> bool:
        """True for a family name of so many that not all of them were looked at."""
        return name in self._too_common

    def candidates(self, name: PersonName, setting: Setting, on: date | None) -> list[Candidate]:
        """Every speaker whose name is or may be this one, each weighed against the setting."""
        best: dict[int, Candidate] = {}
        for entry, compared in self._near_to(name):
            likeness, reason = _likeness(name, entry.alias, compared, setting, on)
            known = best.get(entry.speaker.pk)
            if likeness is Likeness.DIFFERENT or (known and known.likeness is Likeness.SAME):
                continue
            if known is None or likeness is Likeness.SAME:
                best[entry.speaker.pk] = Candidate(entry.speaker, likeness, reason)
        for candidate in best.values():
            _weigh(candidate, setting, on)
        return sorted(best.values(), key=lambda one: one.known.pk)

    def _look_up(
        self,
        names: Sequence[PersonName],
        keys_of: Callable[[PersonName], list[str]],
        known: Iterable[KnownSpeaker],
    ) -> None:
        """Keep those who share a key with these names and may be one of them."""
        by_key = _by_key(known)
        for name in names:
            keys = keys_of(name)
            entries = dict.fromkeys(entry for key in keys for entry in by_key.get(key, ()))
            self._near.pop(name, None)
            self._entries[name] = entries
            if not name.is_full and _are_too_many(entries):
                self._too_common.add(name)

    def _near_to(self, name: PersonName) -> list[tuple[_Entry, Comparison]]:
        """The entries that may be this name, compared when that is first asked for."""
        near = self._near.get(name)
        if near is None:
            entries = self._entries.get(name, ())
            compared = ((entry, compare(name, read_name(entry.name))) for entry in entries)
            near = [each for each in compared if each[1].likeness is not Likeness.DIFFERENT]
            self._near[name] = near
        return near


def keys_asked(names: Iterable[PersonName]) -> dict[str, set[str]]:
    """What to fetch for these names, as they are written."""
    asked: dict[str, set[str]] = {"names": set(), "families": set()}
    for name in names:
        asked["names" if name.is_full else "families"].update(name_keys(name))
    return asked


def sounds_asked(names: Iterable[PersonName]) -> dict[str, set[str]]:
    """What to fetch for these names, as they sound."""
    return {"names": {key for name in names for key in sound_keys(name)}}


def _by_key(known: Iterable[KnownSpeaker]) -> dict[str, list[_Entry]]:
    found: dict[str, list[_Entry]] = {}
    for speaker in known:
        if speaker.value("kind") != Speaker.SpeakerKind.PERSON:
            continue
        for name, alias, keys in speaker.names:
            entry = _Entry(speaker, name, alias)
            for key in keys:
                found.setdefault(key, []).append(entry)
    return found


def _are_too_many(entries: Iterable[_Entry]) -> bool:
    return len({entry.speaker.pk for entry in entries if not entry.alias}) > MOST_NAMESAKES


def alias_is(alias: KnownAlias, name: PersonName) -> bool:
    """True when the alias is this very name, be it one part only."""
    return bool(name.parts) and read_name(alias.text).parts == name.parts


def _likeness(
    name: PersonName, alias: KnownAlias | None, found: Comparison, setting: Setting, on: date | None
) -> tuple[Likeness, str]:
    """An alias means its speaker without more ado, but only in its chamber and its time."""
    if alias is None:
        return found.likeness, found.reason
    if not _in_scope(alias, setting, on):
        return Likeness.DIFFERENT, "alias_out_of_scope"
    if not alias_is(alias, name):
        return found.likeness, found.reason
    settled = alias.chamber is None or setting.chamber is not None
    return (Likeness.SAME if settled else Likeness.AMBIGUOUS), "alias"


def _in_scope(alias: KnownAlias, setting: Setting, on: date | None) -> bool:
    if alias.chamber and setting.chamber and alias.chamber.code != setting.chamber:
        return False
    if on is None:
        return alias.valid_from is None and alias.valid_until is None
    return alias.holds_on(on)


def _weigh(candidate: Candidate, setting: Setting, on: date | None) -> None:
    """Compare what the article says with the offices of that day; silence is no evidence."""
    held = [one for one in candidate.known.offices if on is None or one.holds_on(on)]
    ministers = {one.ministry_id for one in held if one.ministry_id}
    groups = {one.group_id for one in held if one.group_id}
    parties = {
        party for one in held if (party := one.party_id or (one.group and one.group.party_id))
    }
    chairs = {one.committee_id for one in held if one.committee_id}
    _judge(candidate, "ministry", setting.ministries, ministers, candidate.strong)
    _judge(candidate, "group", setting.groups, groups, candidate.strong)
    _judge(candidate, "party", setting.parties, parties, candidate.weak)
    if chairs & setting.committees:
        candidate.strong.add("committee")
    _judge_chamber(candidate, setting.chamber, held)
    if on is None:
        candidate.against.clear()


def _judge(
    candidate: Candidate, name: str, said: Iterable[int], held: set[int], support: set[str]
) -> None:
    said = set(said)
    if said & held:
        support.add(name)
    elif said and held:
        candidate.against.add(name)


def _judge_chamber(candidate: Candidate, chamber: str | None, held: list[KnownOffice]) -> None:
    if chamber == "government":
        if any(one.office == Appointment.Office.MINISTER for one in held):
            candidate.weak.add("government")
        return
    seats = {one.chamber.code for one in held if one.chamber}
    if chamber in seats:
        candidate.weak.add("chamber")
    elif chamber and seats:
        candidate.against.add("chamber")


_Held = TypeVar("_Held", Appointment, KnownOffice)


def best_appointment(
    appointments: Iterable[_Held], setting: Setting, on: date | None
) -> _Held | None:
    """The office held that day in which the person speaks; without a day none can be told."""
    if on is None:
        return None
    held = [one for one in appointments if one.holds_on(on)]
    return max(held, key=lambda one: (_fit(one, setting), -one.pk), default=None)


def _fit(appointment: Appointment | KnownOffice, setting: Setting) -> tuple[bool, ...]:
    chamber = appointment.chamber.code if appointment.chamber else "government"
    return (
        appointment.ministry_id in setting.ministries,
        appointment.committee_id in setting.committees,
        appointment.group_id in setting.groups,
        setting.chamber == chamber,
        appointment.office == Appointment.Office.MEMBER,
        appointment.valid_from is not None,
    )
