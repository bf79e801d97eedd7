"""Brings a list of people into the database: no one twice, nobody guessed, rulings left alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext

from people.bodies import Bodies
from people.exchange.model import BadValue, PersonRecord, Refused
from people.exchange.seats import Seat, seats_of, take_seats
from people.folding import fold
from people.models import Alias, Chamber, Speaker
from people.names import LATIN, read_name
from people.public_id import ALPHABET, LENGTH
from people.resolution import Ambiguous, PrintedSpeaker, Resolved, resolve_speaker
from people.resolution.offices import could_be_a_person
from people.resolution.provisional import NEW_SPEAKERS

LONGEST = 200  # characters of a name
_OUR_ID = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")
_GENDERS = {
    fold(word): gender
    for gender, words in (
        (Speaker.Gender.FEMALE, "female f femme woman أنثى امرأة"),
        (Speaker.Gender.MALE, "male m h homme man ذكر رجل"),
    )
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class Done:
    """An entry that was taken: the person, and what about it was new."""

    place: int
    speaker: Speaker
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unclear:
    """An entry that may be one of several persons: an editor decides."""

    place: int
    name: str
    candidates: tuple[tuple[Speaker, str], ...]


@dataclass(slots=True)
class ImportReport:
    """What became of each entry."""

    added: list[Done] = field(default_factory=list)
    changed: list[Done] = field(default_factory=list)
    unchanged: list[Done] = field(default_factory=list)
    ambiguous: list[Unclear] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def import_people(
    entries: Iterable[PersonRecord | Refused],
    *,
    today: date,
    dry_run: bool = False,
    samples: bool = False,
) -> ImportReport:
    """Add and complete the persons of a list, in one transaction; a second time changes nothing.

    Whoever has a name that more than one known person may bear is reported, not guessed. Fields
    that an editor ruled, and names and offices that he deleted, stay as he left them. A list that
    gives no day is taken to speak of ``today``. A dry run reports the same and stores nothing.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NEW_SPEAKERS])
        importing = _Import(samples, today)
        here = transaction.savepoint()
        for entry in entries:
            importing.take(entry)
        if dry_run:
            transaction.savepoint_rollback(here)
    return importing.report


class _Import:
    def __init__(self, samples: bool, today: date) -> None:
        self.report = ImportReport()
        self._today = today
        self._samples = samples
        self._bodies = Bodies()
        self._entry_of: dict[int, str] = {}  # a speaker's key → the id of the entry it is

    def take(self, entry: PersonRecord | Refused) -> None:
        if isinstance(entry, Refused):
            self.report.refused.append(entry)
            return
        try:
            with transaction.atomic():
                self._take(entry)
        except BadValue as error:
            self.report.refused.append(Refused(entry.place, entry.name, str(error)))
        except ValidationError as error:
            reason = "; ".join(error.messages)
            self.report.refused.append(Refused(entry.place, entry.name, reason))
        except IntegrityError as error:
            cause = str(error.__cause__).splitlines()[0]
            reason = gettext("it contradicts what is known: %(error)s") % {"error": cause}
            self.report.refused.append(Refused(entry.place, entry.name, reason))

    def _take(self, entry: PersonRecord) -> None:
        _check(entry)
        seats = seats_of(entry.memberships, self._bodies)
        known = self._known(entry, seats)
        if isinstance(known, Unclear):
            self.report.ambiguous.append(known)
            return
        is_new = known is None
        speaker = known or self._new(entry)
        changes = _take_fields(speaker, entry)
        speaker.save()
        changes += _take_names(speaker, entry, self._bodies)
        changes += take_seats(speaker, seats)
        speaker.save(update_fields=["machine_values"])
        self._entry_of[speaker.pk] = entry.id
        done = Done(entry.place, speaker, tuple(changes))
        report = self.report
        (report.added if is_new else report.changed if changes else report.unchanged).append(done)

    def _known(self, entry: PersonRecord, seats: Sequence[Seat]) -> Speaker | Unclear | None:
        """The one that an entry means: by our own id, else by name, chamber, group and party."""
        if _OUR_ID.fullmatch(entry.id):
            by_id = Speaker.objects.filter(public_id=entry.id, is_sample=self._samples).first()
            if by_id is not None:
                return by_id.merged_into or by_id
        printed, on = _printed(entry, seats)
        found = resolve_speaker(printed, on or self._today, self._samples, self._bodies)
        if isinstance(found, Ambiguous):
            pairs = zip(found.candidates, found.reasons, strict=True)
            return Unclear(entry.place, entry.name, tuple(pairs))
        if not isinstance(found, Resolved):
            return None
        taken_by = self._entry_of.get(found.speaker.pk, entry.id)
        if taken_by != entry.id:
            reason = gettext("is already entry “%(id)s” of this list") % {"id": taken_by or "?"}
            return Unclear(entry.place, entry.name, ((found.speaker, reason),))
        return found.speaker

    def _new(self, entry: PersonRecord) -> Speaker:
        speaker = Speaker(is_sample=self._samples)
        if _OUR_ID.fullmatch(entry.id):
            speaker.public_id = entry.id
        return speaker


def _check(entry: PersonRecord) -> None:
    if not entry.name:
        raise BadValue(gettext("it has no name"))
    if len(entry.name) > LONGEST:
        raise BadValue(gettext("the name is too long"))
    if not read_name(entry.name).is_full or not could_be_a_person(entry.name):
        raise BadValue(gettext("this is not the full name of a person"))
    if entry.gender and fold(entry.gender) not in _GENDERS:
        raise BadValue(gettext("“%(value)s” is no gender") % {"value": entry.gender})


def _printed(entry: PersonRecord, seats: Sequence[Seat]) -> tuple[PrintedSpeaker, date | None]:
    """The entry as a newspaper would print it on the first day of its latest seat."""
    if not seats:
        return PrintedSpeaker(entry.name, "person"), None
    seat = max(seats, key=lambda one: (one.start or date.min, one.office == "member"))
    codes = {kind: str(body.code) for kind, body in seat.bodies.items()}
    printed = PrintedSpeaker(
        name=entry.name,
        type="person",
        chamber=codes.get("chamber"),
        group=codes.get("group"),
        party=codes.get("party"),
        ministry=codes.get("ministry"),
    )
    return printed, seat.start or seat.end


def _take_fields(speaker: Speaker, entry: PersonRecord) -> list[str]:
    """Names of the record itself, gender, and that the person is real; rulings stand."""
    values: dict[str, object] = {"is_provisional": False}
    for text in (entry.name, *(one.text for one in entry.other_names if one.kind in _OWN)):
        column = "name_latin" if read_name(text).script == LATIN else "name_ar"
        if not getattr(speaker, column) or (speaker.is_provisional and text == entry.name):
            values.setdefault(column, text)
    if entry.gender:
        values["gender"] = _GENDERS[fold(entry.gender)].value
    is_new = speaker.pk is None
    changed = speaker.take_machine_values(values)
    return [] if is_new else changed


_OWN = ("", Alias.AliasKind.FULL.value, Alias.AliasKind.LATIN.value)


def _take_names(speaker: Speaker, entry: PersonRecord, bodies: Bodies) -> list[str]:
    """Every name of the entry as an alias, but none that an editor deleted."""
    given = set(speaker.machine_values.get("other_names", []))
    there = {(one.folded, one.chamber_id) for one in speaker.aliases.all()}
    added = []
    for alias in _aliases(entry, bodies):
        key = (fold(alias.text), alias.chamber_id)
        if key in there or "|".join(map(str, key)) in given:
            continue
        alias.speaker = speaker
        alias.save()
        there.add(key)
        added.append(alias.text)
    speaker.machine_values["other_names"] = sorted(
        {*given, *("|".join(map(str, key)) for key in there)}
    )
    return added


def _aliases(entry: PersonRecord, bodies: Bodies) -> Iterable[Alias]:
    yield Alias(text=entry.name, kind=_kind(entry.name, Alias.AliasKind.FULL.value))
    for other in entry.other_names:
        if len(other.text) > LONGEST:
            raise BadValue(gettext("“%(value)s…” is too long") % {"value": other.text[:40]})
        yield Alias(
            text=other.text,
            kind=other.kind if other.kind in Alias.AliasKind.values else _kind(other.text),
            chamber=_chamber(other.chamber, bodies),
            valid_from=other.start,
            valid_until=other.end,
        )


def _kind(text: str, otherwise: str = Alias.AliasKind.PRESS.value) -> str:
    return Alias.AliasKind.LATIN.value if read_name(text).script == LATIN else otherwise


def _chamber(name: str, bodies: Bodies) -> Chamber | None:
    found = bodies.chambers(name) if name else ()
    if name and len(found) != 1:
        raise BadValue(gettext("the chamber “%(name)s” is not known") % {"name": name})
    return found[0] if found else None
