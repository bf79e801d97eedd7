"""All that is known of the speakers whom one article may mean, as plain rows from one query.

A model is made only of the speaker that is meant in the end: making one of each that might be
meant costs more than finding them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection

from people.bodies import Bodies
from people.models import Appointment, Chamber, Group, Speaker
from people.models.names import InForce
from people.name_fields import keys_of_names
from people.prepared import fetch_prepared

# A family name that more people share says nothing.
MOST_NAMESAKES = 400

_SPEAKER = (
    "id", "public_id", "kind", "name_ar", "name_latin", "gender", "group_id", "party_id",
    "committee_id", "ministry_id", "is_provisional", "is_sample", "merged_into_id",
)  # fmt: skip
_ALIAS = ("id", "text", "chamber_id", "valid_from", "valid_until")
_OFFICE = (
    "id", "office", "title", "chamber_id", "group_id", "party_id", "ministry_id", "committee_id",
    "constituency", "valid_from", "valid_until",
)  # fmt: skip
_BODY_OF_OFFICE = {
    "minister": "ministry_id",
    "group_president": "group_id",
    "committee_chair": "committee_id",
    "chamber_president": "chamber_id",
}
_HOLDERS = (
    "SELECT speaker_id FROM people_appointment"
    " WHERE office = '{0}' AND {1} = ANY(%({0})s::bigint[])"
)
_SPEAKING = (
    "SELECT id FROM people_speaker WHERE {0}_id = ANY(%({0})s::bigint[]) AND merged_into_id IS NULL"
)
# What may be asked for → the speakers that it finds.
_BRANCHES: Mapping[str, str] = {
    "names": """
        SELECT id FROM people_speaker
        WHERE name_keys && %(names)s::varchar[] AND kind = 'person'
            AND is_sample = %(samples)s::bool AND merged_into_id IS NULL
        UNION SELECT speaker_id FROM people_alias WHERE name_keys && %(names)s::varchar[]""",
    "families": """
        SELECT found.id FROM unnest(%(families)s::varchar[]) AS family, LATERAL (
            SELECT id FROM people_speaker
            WHERE name_keys @> ARRAY[family] AND kind = 'person'
                AND is_sample = %(samples)s::bool AND merged_into_id IS NULL
            LIMIT %(most)s::int) AS found
        UNION SELECT speaker_id FROM people_alias WHERE name_keys && %(families)s::varchar[]""",
    "bodies": """
        SELECT id FROM people_speaker
        WHERE name_keys && %(bodies)s::varchar[] AND kind <> 'person'
            AND is_sample = %(samples)s::bool AND merged_into_id IS NULL""",
    **{office: _HOLDERS.format(office, column) for office, column in _BODY_OF_OFFICE.items()},
    **{body: _SPEAKING.format(body) for body in ("group", "party", "committee", "ministry")},
}
# Beginning with SELECT: to anything else the history of changes puts its own words in front.
_KNOWN = """
    SELECT {columns},
        ARRAY(SELECT key FROM unnest(%(keys)s::varchar[]) AS key WHERE key = ANY (name_keys)),
        (SELECT json_agg(json_build_array({alias},
            ARRAY(SELECT key FROM unnest(%(keys)s::varchar[]) AS key WHERE key = ANY (name_keys)))
            ORDER BY id)
         FROM people_alias WHERE speaker_id = people_speaker.id
         AND name_keys && %(keys)s::varchar[]),
        (SELECT json_agg(json_build_array({office}))::text FROM people_appointment
         WHERE speaker_id = people_speaker.id)
    FROM people_speaker JOIN ({branches}) AS found(id) USING (id)
    WHERE merged_into_id IS NULL AND (kind <> 'person' OR is_sample = %(samples)s::bool)
    ORDER BY id
"""

Keys = frozenset[str]


@dataclass(slots=True, eq=False)
class KnownAlias(InForce):
    """A further name of a speaker, and where and when it means him."""

    text: str
    chamber: Chamber | None
    valid_from: date | None
    valid_until: date | None


@dataclass(slots=True, eq=False)
class KnownOffice(InForce):
    """An office of a speaker, with the bodies that are known here."""

    speaker: KnownSpeaker
    row: Sequence[Any]
    pk: int
    office: str
    chamber: Chamber | None
    group: Group | None
    party_id: int | None
    ministry_id: int | None
    committee_id: int | None
    valid_from: date | None
    valid_until: date | None

    @property
    def group_id(self) -> int | None:
        return self.group.pk if self.group else None

    @property
    def body_id(self) -> int | None:
        """The body that the office is of."""
        column = _BODY_OF_OFFICE.get(self.office)
        return self.row[_OFFICE.index(column)] if column else None

    def record(self, bodies: Bodies) -> Appointment:
        """The row as a model, its speaker and bodies at hand."""
        values = dict(zip(_OFFICE, self.row, strict=True))
        values |= {"valid_from": self.valid_from, "valid_until": self.valid_until}
        appointment: Appointment = _record(Appointment, values | {"speaker_id": self.speaker.pk})
        appointment.speaker = self.speaker.record()
        bodies.attach(appointment)
        return appointment


@dataclass(slots=True, eq=False)
class KnownSpeaker:
    """A speaker who may be meant: his names with the keys that led to them, and his offices."""

    pk: int
    row: Sequence[Any]
    keys: Keys
    names: list[tuple[str, KnownAlias | None, Keys]] = field(default_factory=list)
    _bodies: Bodies | None = None
    _fetched: str | None = None
    _offices: list[KnownOffice] | None = None
    _made: Speaker | None = None

    @classmethod
    def made(cls, speaker: Speaker, seats: Iterable[Appointment], bodies: Bodies) -> KnownSpeaker:
        """One that is new and not yet stored; everything is known of it."""
        keys = frozenset(keys_of_names(filter(None, (speaker.name_ar, speaker.name_latin))))
        known = cls(speaker.pk, [getattr(speaker, name) for name in _SPEAKER], keys)
        known.add_names()
        known._offices = [_office_of(known, _row(seat), bodies) for seat in seats]
        known._made = speaker
        return known

    @property
    def offices(self) -> list[KnownOffice]:
        """Made of what was fetched when they are asked for: most speakers are passed over."""
        if self._offices is None:
            assert self._bodies is not None
            rows = json.loads(self._fetched or "[]")
            self._offices = [_office_of(self, row, self._bodies) for row in rows]
        return self._offices

    def add_names(self) -> None:
        """Take in the names of the row itself; they are read when they are compared."""
        for text in filter(None, (self.value("name_ar"), self.value("name_latin"))):
            self.names.append((text, None, self.keys))

    def record(self) -> Speaker:
        """The row as a model, always the same one."""
        if self._made is None:
            self._made = _record(Speaker, dict(zip(_SPEAKER, self.row, strict=True)))
        return self._made

    def value(self, column: str) -> Any:
        return self.row[_SPEAKER.index(column)]


def fetch_known(
    asked: Mapping[str, Iterable[str | int]], samples: bool, bodies: Bodies
) -> list[KnownSpeaker]:
    """The speakers that fit anything of what is asked for, in one query; by their numbers.

    ``asked`` gives keys of ``names`` and of ``families`` of persons and of names of ``bodies``,
    the bodies whose minister, group_president, committee_chair or chamber_president is wanted,
    and the group, party, committee or ministry that speaks itself.
    """
    wanted = _wanted(asked)
    if not wanted:
        return []
    rows = fetch_prepared(_statement(frozenset(wanted)), _given(wanted, samples))
    return [_speaker(row, bodies) for row in rows]


def fetch_known_after(
    waiting: str, asked: Mapping[str, Iterable[str | int]], samples: bool, bodies: Bodies
) -> list[KnownSpeaker]:
    """The same, sent together with a statement that waits: sees what was made until then."""
    wanted = _wanted(asked)
    with connection.cursor() as cursor:
        statement = _statement(frozenset(wanted))
        cursor.execute(f"{waiting}; {statement}", _given(wanted, samples))
        while cursor.nextset():
            pass
        return [_speaker(row, bodies) for row in cursor.fetchall()]


def _wanted(asked: Mapping[str, Iterable[str | int]]) -> dict[str, list[str | int]]:
    return {kind: list(values) for kind, values in asked.items() if values}


def _given(wanted: Mapping[str, Sequence[str | int]], samples: bool) -> dict[str, Any]:
    keys = [key for kind in ("names", "families", "bodies") for key in wanted.get(kind, ())]
    return {**wanted, "keys": keys, "samples": samples, "most": MOST_NAMESAKES + 1}


@cache
def _statement(kinds: frozenset[str]) -> str:
    """Only what is asked for: planning the whole takes longer than answering most of it."""
    return _KNOWN.format(
        columns=", ".join(_SPEAKER),
        alias=", ".join(_ALIAS),
        office=", ".join(_OFFICE),
        branches=" UNION ".join(sql for kind, sql in _BRANCHES.items() if kind in kinds),
    )


def _speaker(row: Sequence[Any], bodies: Bodies) -> KnownSpeaker:
    *columns, keys, aliases, offices = row
    known = KnownSpeaker(columns[0], columns, frozenset(keys), _bodies=bodies, _fetched=offices)
    known.add_names()
    for _, text, chamber, start, end, led in aliases or ():
        alias = KnownAlias(text, bodies.chamber_of(chamber), _day(start), _day(end))
        known.names.append((text, alias, frozenset(led)))
    return known


def _office_of(speaker: KnownSpeaker, row: Sequence[Any], bodies: Bodies) -> KnownOffice:
    pk, office, _, chamber, group, party, ministry, committee, _, start, end = row
    return KnownOffice(
        speaker=speaker,
        row=row,
        pk=pk,
        office=office,
        chamber=bodies.chamber_of(chamber),
        group=bodies.group_of(group),
        party_id=party,
        ministry_id=ministry,
        committee_id=committee,
        valid_from=_day(start),
        valid_until=_day(end),
    )


def _row(seat: Appointment) -> list[Any]:
    """As the database would give it: days as text."""
    values = [getattr(seat, name) for name in _OFFICE]
    return [value.isoformat() if isinstance(value, date) else value for value in values]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _record(model: Any, values: Mapping[str, Any]) -> Any:
    """A model of a row that is not whole: what is missing is fetched when it is asked for."""
    names = [field.attname for field in model._meta.concrete_fields]
    there = [name for name in names if name in values]
    return model.from_db(DEFAULT_DB_ALIAS, there, [values[name] for name in there])
