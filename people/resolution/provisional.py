"""New speakers from names that nobody knows yet: visible as provisional, never a second time."""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction

from people.bodies import Bodies
from people.models import Appointment, Legislature, Speaker
from people.names import LATIN, read_name, strip_titles
from people.resolution.model import NoMatch, PrintedSpeaker, Resolved
from people.resolution.offices import could_be_a_person
from people.resolution.resolving import Body, body_of, column_of, resolve_speaker

NEW_SPEAKERS = 0x7161776E  # key of the lock under which new speakers are made


def create_provisional_speaker(
    printed: PrintedSpeaker, samples: bool = False, on: date | None = None
) -> Speaker | None:
    """A provisional row for a person named in full, or a body; None for a name that is not full.

    ``on`` dates what the name is printed with: the seat is noted for that legislature. Safe
    against two workers that meet the same new name at the same moment: the second gets the
    first one's row, or None where it can no longer be told.
    """
    is_body = printed.type in ("group", "institution") and bool(printed.name.strip())
    if not is_body and not _is_named_in_full(printed):
        return None
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NEW_SPEAKERS])
        known = resolve_speaker(printed, on, samples)
        if isinstance(known, Resolved):
            return known.speaker
        if not isinstance(known, NoMatch):
            return None
        return _body(printed, samples, on) if is_body else _person(printed, samples, on)


def _is_named_in_full(printed: PrintedSpeaker) -> bool:
    return (
        printed.type == "person"
        and could_be_a_person(printed.name)
        and read_name(printed.name).is_full
    )


def _person(printed: PrintedSpeaker, samples: bool, on: date | None) -> Speaker:
    speaker = Speaker(is_provisional=True, is_sample=samples)
    _name(speaker, strip_titles(printed.name))
    speaker.save()
    if on is not None:
        _note_seat(speaker, printed, on)
    return speaker


def _name(speaker: Speaker, text: str) -> None:
    column = "name_latin" if read_name(text).script == LATIN else "name_ar"
    setattr(speaker, column, text[:200])
    speaker.machine_values[column] = text[:200]


def _note_seat(speaker: Speaker, printed: PrintedSpeaker, on: date) -> None:
    """What the article says of the person's seat, for the term of the chamber that it fell in."""
    bodies = Bodies()
    chambers = bodies.chambers(printed.chamber or "")
    if not chambers:
        return
    groups = bodies.groups(printed.group, on, printed.chamber) if printed.group else ()
    parties = bodies.parties(printed.party, on) if printed.party else ()
    note_seat(
        speaker,
        on,
        chamber=chambers[0].pk,
        group=groups[0].pk if len(groups) == 1 else None,
        party=parties[0].pk if len(parties) == 1 else None,
    )


def note_seat(
    speaker: Speaker, on: date, *, chamber: int, group: int | None = None, party: int | None = None
) -> None:
    """A seat in this chamber, for the term that this day falls in; none where no term is known."""
    terms = Legislature.objects.filter(chamber=chamber, valid_from__lte=on)
    term = terms.exclude(valid_until__lt=on).first()
    if term is None:
        return
    Appointment.objects.create(
        speaker=speaker,
        office=Appointment.Office.MEMBER,
        chamber_id=chamber,
        group_id=group,
        party_id=party,
        valid_from=term.valid_from,
        valid_until=term.valid_until,
    )


def _body(printed: PrintedSpeaker, samples: bool, on: date | None) -> Speaker | None:
    """A body of the reference data is one row for all; another is known by its name alone."""
    found = body_of(printed, on, Bodies())
    if len(found) > 1:
        return None
    if found:
        return _known_body(found[0])
    speaker = Speaker(kind=printed.type, is_provisional=True, is_sample=samples)
    _name(speaker, " ".join(printed.name.split()))
    speaker.save()
    return speaker


def _known_body(body: Body) -> Speaker:
    is_group = column_of(body) == "group"
    kinds = Speaker.SpeakerKind
    return Speaker.objects.create(
        kind=kinds.GROUP if is_group else kinds.INSTITUTION,
        name_ar=body.name_ar[:200],
        name_latin=body.name_fr[:200],
        **{column_of(body): body},
    )
