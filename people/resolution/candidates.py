"""Speakers that a printed name may mean, with what speaks for and against each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from people.bodies import Bodies
from people.models import Alias, Appointment, Speaker
from people.name_matching import Comparison, Likeness, compare, name_keys, sound_keys
from people.names import PersonName, read_name
from people.resolution.offices import is_former, read_office

# Reasons by which one name may be a shorter form of the other.
SHORTENED = frozenset({"part_left_out", "last_name"})
_MOST_NAMESAKES = 400  # beyond that a single family name says nothing

# Written out, because putting the same query together anew costs more than its answer.
_SPEAKERS_NAMED = """
    WITH named AS MATERIALIZED (
        SELECT id FROM people_speaker WHERE name_keys && %(keys)s::varchar[]
        UNION
        SELECT speaker_id FROM people_alias WHERE name_keys && %(keys)s::varchar[]
    )
    SELECT people_speaker.* FROM named JOIN people_speaker USING (id)
    WHERE kind = 'person' AND is_sample = %(samples)s AND merged_into_id IS NULL
    ORDER BY id LIMIT %(most)s
"""
_ALIASES_NAMED = """
    SELECT * FROM people_alias
    WHERE speaker_id = ANY(%(speakers)s) AND name_keys && %(keys)s::varchar[] ORDER BY id
"""
_APPOINTMENTS = "SELECT * FROM people_appointment WHERE speaker_id = ANY(%(speakers)s)"


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

    speaker: Speaker
    likeness: Likeness
    reason: str
    appointments: list[Appointment] = field(default_factory=list)
    strong: set[str] = field(default_factory=set)
    weak: set[str] = field(default_factory=set)
    against: set[str] = field(default_factory=set)

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


@dataclass(frozen=True, slots=True)
class _Entry:
    """One stored name of a speaker."""

    speaker: Speaker
    name: PersonName
    alias: Alias | None = None


class NameIndex:
    """The speakers that share a key with any of the names asked for, fetched together."""

    def __init__(self, names: Iterable[PersonName], samples: bool, bodies: Bodies) -> None:
        self._samples = samples
        self._bodies = bodies
        self._by_key: dict[str, list[_Entry]] = {}
        self._near: dict[PersonName, list[tuple[_Entry, Comparison]]] = {}
        asked = [name for name in dict.fromkeys(names) if name.parts]
        full = [name for name in asked if name.is_full]
        self._look_up(full, name_keys)
        self._look_up([name for name in asked if not name.is_full], name_keys, _MOST_NAMESAKES)
        self._look_up([name for name in full if not self._near[name]], sound_keys)
        self._appointments = self._appointments_of_near()

    def candidates(self, name: PersonName, setting: Setting, on: date | None) -> list[Candidate]:
        """Every speaker whose name is or may be this one, each weighed against the setting."""
        best: dict[int, Candidate] = {}
        for entry, compared in self._near.get(name, ()):
            likeness, reason = _likeness(name, entry.alias, compared, setting, on)
            speaker = entry.speaker
            known = best.get(speaker.pk)
            if likeness is Likeness.DIFFERENT or (known and known.likeness is Likeness.SAME):
                continue
            if known is None or likeness is Likeness.SAME:
                appointments = self._appointments.get(speaker.pk, [])
                best[speaker.pk] = Candidate(speaker, likeness, reason, appointments)
        for candidate in best.values():
            _weigh(candidate, setting, on)
        return sorted(best.values(), key=lambda one: one.speaker.pk)

    def _look_up(
        self,
        names: Sequence[PersonName],
        keys_of: Callable[[PersonName], list[str]],
        most: int | None = None,
    ) -> None:
        """Fetch what shares a key with these names, and keep what may be one of them."""
        keys = {name: keys_of(name) for name in names}
        self._fetch({key for found in keys.values() for key in found}, most)
        for name, own in keys.items():
            entries = dict.fromkeys(entry for key in own for entry in self._by_key.get(key, ()))
            compared = ((entry, compare(name, entry.name)) for entry in entries)
            self._near[name] = [
                (entry, found)
                for entry, found in compared
                if found.likeness is not Likeness.DIFFERENT
            ]

    def _fetch(self, keys: set[str], most: int | None) -> None:
        if not keys:
            return
        asked = {"keys": sorted(keys), "samples": self._samples, "most": most}
        found = {one.pk: one for one in Speaker.objects.raw(_SPEAKERS_NAMED, asked)}
        for speaker in found.values():
            for text in filter(None, (speaker.name_ar, speaker.name_latin)):
                self._keep(_Entry(speaker, read_name(text)), speaker.name_keys, keys)
        if not found:
            return
        asked = {"keys": sorted(keys), "speakers": list(found)}
        for alias in Alias.objects.raw(_ALIASES_NAMED, asked):
            alias.speaker = found[alias.speaker_id]
            entry = _Entry(alias.speaker, read_name(alias.text), alias)
            self._bodies.attach(alias)
            self._keep(entry, alias.name_keys, keys)

    def _keep(self, entry: _Entry, stored: Iterable[str], wanted: set[str]) -> None:
        for key in wanted.intersection(stored):
            self._by_key.setdefault(key, []).append(entry)

    def _appointments_of_near(self) -> dict[int, list[Appointment]]:
        speakers = {entry.speaker.pk for near in self._near.values() for entry, _ in near}
        found: dict[int, list[Appointment]] = {}
        asked = {"speakers": list(speakers)}
        for appointment in Appointment.objects.raw(_APPOINTMENTS, asked) if speakers else ():
            self._bodies.attach(appointment)
            found.setdefault(appointment.speaker_id, []).append(appointment)
        return found


def alias_is(alias: Alias, name: PersonName) -> bool:
    """True when the alias is this very name, be it one part only."""
    return bool(name.parts) and read_name(alias.text).parts == name.parts


def _likeness(
    name: PersonName, alias: Alias | None, found: Comparison, setting: Setting, on: date | None
) -> tuple[Likeness, str]:
    """An alias means its speaker without more ado, but only in its chamber and its time."""
    if alias is None:
        return found.likeness, found.reason
    if not _in_scope(alias, setting, on):
        return Likeness.DIFFERENT, "alias_out_of_scope"
    if not alias_is(alias, name):
        return found.likeness, found.reason
    settled = alias.chamber_id is None or setting.chamber is not None
    return (Likeness.SAME if settled else Likeness.AMBIGUOUS), "alias"


def _in_scope(alias: Alias, setting: Setting, on: date | None) -> bool:
    if alias.chamber and setting.chamber and alias.chamber.code != setting.chamber:
        return False
    if on is None:
        return alias.valid_from is None and alias.valid_until is None
    return alias.holds_on(on)


def _weigh(candidate: Candidate, setting: Setting, on: date | None) -> None:
    """Compare what the article says with the offices of that day; silence is no evidence."""
    held = [one for one in candidate.appointments if on is None or one.holds_on(on)]
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


def _judge_chamber(candidate: Candidate, chamber: str | None, held: list[Appointment]) -> None:
    if chamber == "government":
        if any(one.office == Appointment.Office.MINISTER for one in held):
            candidate.weak.add("government")
        return
    seats = {one.chamber.code for one in held if one.chamber}
    if chamber in seats:
        candidate.weak.add("chamber")
    elif chamber and seats:
        candidate.against.add("chamber")


def best_appointment(
    appointments: Iterable[Appointment], setting: Setting, on: date | None
) -> Appointment | None:
    """The office held that day in which the person speaks; without a day none can be told."""
    if on is None:
        return None
    held = [one for one in appointments if one.holds_on(on)]
    return max(held, key=lambda one: (_fit(one, setting), -one.pk), default=None)


def _fit(appointment: Appointment, setting: Setting) -> tuple[bool, ...]:
    chamber = appointment.chamber.code if appointment.chamber else "government"
    return (
        appointment.ministry_id in setting.ministries,
        appointment.committee_id in setting.committees,
        appointment.group_id in setting.groups,
        setting.chamber == chamber,
        appointment.office == Appointment.Office.MEMBER,
        appointment.valid_from is not None,
    )
