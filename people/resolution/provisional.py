"""New speakers from names that nobody knows yet: visible as provisional, never a second time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import connection, transaction

from people.bodies import Bodies
from people.models import Appointment, Legislature, Speaker
from people.names import LATIN, read_name, strip_titles
from people.resolution.known import KnownSpeaker
from people.resolution.model import NoMatch, PrintedSpeaker, Resolution, Resolved
from people.resolution.offices import could_be_a_person
from people.resolution.resolving import Body, Resolver, body_of, column_of
from people.writing import Writing

NEW_SPEAKERS = 0x7161776E  # key of the lock under which new speakers are made
_LOCK = f"SELECT pg_advisory_xact_lock({NEW_SPEAKERS})"


def create_provisional_speaker(
    printed: PrintedSpeaker, samples: bool = False, on: date | None = None
) -> Speaker | None:
    """A provisional row for a person named in full, or a body; None for a name that is not full.

    One that is known, by now at least, is given back as it is; None too where it cannot be told.
    """
    if not _may_be_made(printed):
        return None
    with transaction.atomic():
        writing = Writing()
        found = find_or_make_speakers([printed], on, samples, Bodies(), writing)[0]
        writing.store()
    return found.speaker if isinstance(found, Resolved) else None


def find_or_make_speakers(
    printed: Sequence[PrintedSpeaker],
    on: date | None,
    samples: bool,
    bodies: Bodies,
    writing: Writing,
) -> list[Resolution]:
    """What each of these means; a person named in full, or a body, whom nobody knows is made.

    ``on`` dates what the name is printed with: the seat is noted for that legislature. New rows
    are left to ``writing``, which is to be stored in the same transaction. Safe against two
    workers that meet the same new name at the same moment: the second waits for the first to
    end, and finds the row that it made.
    """
    assert connection.in_atomic_block
    resolver = Resolver(printed, on, samples, bodies)
    unknown = [one for one in printed if _may_be_made(one) and resolver.is_unknown(one)]
    found = {one: resolver.resolve(one) for one in printed if one not in unknown}
    if unknown:
        makers = _Makers(unknown, on, samples, bodies, writing)
        found |= {one: makers.resolve(one) for one in unknown}
    return [found[one] for one in printed]


class _Makers:
    """New speakers of one batch: looked for again where nobody else can make them, then made."""

    def __init__(
        self,
        unknown: Sequence[PrintedSpeaker],
        on: date | None,
        samples: bool,
        bodies: Bodies,
        writing: Writing,
    ) -> None:
        self._on, self._samples, self._bodies = on, samples, bodies
        self._writing = writing
        self._resolver = Resolver(unknown, on, samples, bodies, after=_LOCK)

    def resolve(self, one: PrintedSpeaker) -> Resolution:
        """What it means now; if nobody still, it means a new speaker from here on."""
        found = self._resolver.resolve(one)
        if not isinstance(found, NoMatch):
            return found
        made = self._make(one)
        if made is None:
            return found
        seats = self._seats(made, one) if one.type == "person" else []
        self._writing.insert([made])
        self._writing.insert(seats)
        self._resolver.add(KnownSpeaker.made(made, seats, self._bodies))
        return self._resolver.resolve(one)

    def _make(self, one: PrintedSpeaker) -> Speaker | None:
        if one.type == "person":
            speaker = Speaker(is_provisional=True, is_sample=self._samples)
            _name(speaker, strip_titles(one.name))
        else:
            body = body_of(one, self._on, self._bodies)
            if len(body) > 1:
                return None
            speaker = _of_body(one, body, self._samples)
        (speaker.pk,) = self._writing.numbers(Speaker, 1)
        return speaker

    def _seats(self, speaker: Speaker, printed: PrintedSpeaker) -> list[Appointment]:
        """The seat that the article says, for the term of the chamber that it fell in."""
        chambers = self._bodies.chambers(printed.chamber or "")
        if not chambers or self._on is None:
            return []
        on, code = self._on, printed.chamber
        groups = self._bodies.groups(printed.group, on, code) if printed.group else ()
        parties = self._bodies.parties(printed.party, on) if printed.party else ()
        seat = seat_of(
            speaker,
            self._bodies.term(chambers[0].pk, on),
            group=groups[0].pk if len(groups) == 1 else None,
            party=parties[0].pk if len(parties) == 1 else None,
        )
        if seat is None:
            return []
        (seat.pk,) = self._writing.numbers(Appointment, 1)
        return [seat]


def _may_be_made(printed: PrintedSpeaker) -> bool:
    is_body = printed.type in ("group", "institution") and bool(printed.name.strip())
    return is_body or _is_named_in_full(printed)


def _is_named_in_full(printed: PrintedSpeaker) -> bool:
    return (
        printed.type == "person"
        and could_be_a_person(printed.name)
        and read_name(printed.name).is_full
    )


def _name(speaker: Speaker, text: str) -> None:
    column = "name_latin" if read_name(text).script == LATIN else "name_ar"
    setattr(speaker, column, text[:200])
    speaker.machine_values[column] = text[:200]


def note_seat(
    speaker: Speaker, on: date, *, chamber: int, group: int | None = None, party: int | None = None
) -> None:
    """A seat in this chamber, for the term that this day falls in; none where no term is known."""
    seat = seat_of(speaker, Bodies().term(chamber, on), group=group, party=party)
    if seat is not None:
        seat.save()


def seat_of(
    speaker: Speaker, term: Legislature | None, *, group: int | None, party: int | None
) -> Appointment | None:
    """A seat for this term, not yet stored."""
    if term is None:
        return None
    return Appointment(
        speaker=speaker,
        office=Appointment.Office.MEMBER,
        chamber_id=term.chamber_id,
        group_id=group,
        party_id=party,
        valid_from=term.valid_from,
        valid_until=term.valid_until,
    )


def _of_body(printed: PrintedSpeaker, found: Sequence[Body], samples: bool) -> Speaker:
    """A body of the reference data is one row for all; another is known by its name alone."""
    if not found:
        speaker = Speaker(kind=printed.type, is_provisional=True, is_sample=samples)
        _name(speaker, " ".join(printed.name.split()))
        return speaker
    body = found[0]
    kinds = Speaker.SpeakerKind
    return Speaker(
        kind=kinds.GROUP if column_of(body) == "group" else kinds.INSTITUTION,
        name_ar=body.name_ar[:200],
        name_latin=body.name_fr[:200],
        **{column_of(body): body},
    )
