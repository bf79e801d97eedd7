"""Tying what the engine read to the rows it means: people, institutions, the sitting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db.backends.postgresql.psycopg_any import NumericRange

from people.bodies import Bodies
from people.models import Chamber, Group, Ministry, Party
from people.resolution import (
    NoMatch,
    PrintedSpeaker,
    Resolution,
    Resolved,
    create_provisional_speaker,
    resolve_speakers,
)
from statements.extraction import ENGINE_VERSION
from statements.extraction.model import (
    Institution,
    Span,
    SpeakerReading,
    StatementReading,
)
from statements.models import Article, NamedInstitution, Revision
from statements.services.sittings import Sittings
from statements.services.storing import InstitutionValues, StatementValues

NAMED = ("person", "group", "institution")
_Row = TypeVar("_Row", Chamber, Group, Ministry, Party)


def resolve(
    article: Article, revision: Revision, readings: Sequence[StatementReading]
) -> list[StatementValues]:
    """What the engine read in this text, with every name tied to its row where there is one."""
    published_on = article.published_on
    bodies = Bodies()
    sittings = Sittings(article.is_sample, bodies)
    speakers = _speakers(readings, published_on, article.is_sample, bodies)
    return [
        StatementValues(
            values=_values(reading, revision.text)
            | _who(reading, speakers[_printed(reading)], bodies, published_on)
            | _where(reading, sittings, published_on, speakers[_printed(reading)], bodies)
            | {"language": article.language},
            provenance=_provenance(reading),
            institutions=_institutions(reading, bodies, published_on),
        )
        for reading in readings
    ]


def _range(span: Span | None) -> NumericRange | None:
    return NumericRange(span.start, span.end) if span else None


def _values(reading: StatementReading, text: str) -> dict[str, Any]:
    longest = max(reading.content, key=lambda span: (span.end - span.start, -span.start))
    speaker = reading.speaker
    return {
        "content": longest.of(text),
        "content_spans": [_range(span) for span in reading.content],
        "cue": reading.cue.of(text),
        "cue_span": _range(reading.cue),
        "cue_lemma": reading.cue_lemma,
        "stance": reading.stance.value,
        "kind": reading.kind.value,
        "speaker_type": speaker.type.value,
        "speaker_printed": speaker.surface,
        "speaker_read": speaker.resolved,
        "speaker_span": _range(speaker.mention),
        "antecedent_span": _range(speaker.antecedent),
        "attribution": speaker.attribution.value,
        "roles_printed": list(speaker.roles),
        "is_parliamentary": reading.parliamentary,
        "addressee_is_explicit": reading.addressee_explicit,
    }


def _provenance(reading: StatementReading) -> dict[str, Any]:
    return {
        "position": reading.sid,
        "confidence": dict(reading.confidence),
        "rules": dict(reading.rules),
        "least_confidence": min(reading.confidence.values(), default=1.0),
        "least_certain": least_certain(reading.confidence),
        "engine_version": ENGINE_VERSION,
    }


def least_certain(confidence: Mapping[str, float]) -> str:
    """The field that its reading is least sure of."""
    return min(confidence, key=lambda name: (confidence[name], name), default="")


def _printed(reading: StatementReading) -> PrintedSpeaker:
    speaker = reading.speaker
    return PrintedSpeaker(
        name=speaker.resolved,
        type=speaker.type.value,
        roles=tuple(speaker.roles),
        chamber=speaker.chamber,
        group=speaker.group,
        party=speaker.party,
        ministry=_ministry_code(speaker),
    )


def _ministry_code(speaker: SpeakerReading) -> str | None:
    """The ministry whose holder or house speaks, where the role or the name says which."""
    from statements.extraction.institutions import read_institutions

    for words in (speaker.resolved, *speaker.roles):
        for mention in read_institutions(words, None):
            if mention.id:
                return mention.id
    return None


def _speakers(
    readings: Sequence[StatementReading],
    published_on: date | None,
    samples: bool,
    bodies: Bodies,
) -> dict[PrintedSpeaker, Resolution]:
    """One resolution for each distinct speaker; a new person named in full becomes provisional."""
    printed = list(dict.fromkeys(_printed(reading) for reading in readings))
    named = [one for one in printed if one.type in NAMED and one.name]
    found = resolve_speakers(named, published_on, samples, bodies)
    resolutions = dict(zip(named, found, strict=True))
    new = [
        one
        for one, resolution in resolutions.items()
        if isinstance(resolution, NoMatch)
        and create_provisional_speaker(one, samples, published_on)
    ]
    # Asked again, the new person comes with the seat that was noted for him.
    found = resolve_speakers(new, published_on, samples, bodies)
    resolutions |= dict(zip(new, found, strict=True))
    unnamed = NoMatch("an unnamed source has no row")
    return {one: resolutions.get(one, unnamed) for one in printed}


def _who(
    reading: StatementReading, resolution: Resolution, bodies: Bodies, on: date | None
) -> dict[str, Any]:
    """The speaker, and group and party: as the text says, else those of the office held."""
    speaker, appointment = (
        (resolution.speaker, resolution.appointment)
        if isinstance(resolution, Resolved)
        else (None, None)
    )
    said = reading.speaker
    groups = bodies.groups(said.group, on, _own_chamber(said)) if said.group else ()
    parties = bodies.parties(said.party, on) if said.party else ()
    return {
        "speaker": speaker,
        "appointment": appointment,
        "group": _only(groups) or (appointment.group if appointment else None),
        "party": _only(parties) or (appointment.party if appointment else None),
    }


def _own_chamber(speaker: SpeakerReading) -> str | None:
    return speaker.chamber if speaker.chamber in ("representatives", "councillors") else None


def _where(
    reading: StatementReading,
    sittings: Sittings,
    published_on: date | None,
    resolution: Resolution,
    bodies: Bodies,
) -> dict[str, Any]:
    """The sitting, and the chamber: the sitting's, else the one that the speaker belongs to."""
    session = sittings.of(reading.session)
    appointment = resolution.appointment if isinstance(resolution, Resolved) else None
    chamber = (
        (session.chamber if session else None)
        or _chamber(reading.session.chamber if reading.session else None, bodies)
        or _chamber(_own_chamber(reading.speaker), bodies)
        or (appointment.chamber if appointment else None)
    )
    said_on = reading.said_on or (session.date if session else None)
    return {
        "session": session,
        "session_span": _range(reading.session.span) if reading.session else None,
        "said_on": said_on,
        "chamber": chamber,
    }


def _chamber(code: str | None, bodies: Bodies) -> Chamber | None:
    return _only(bodies.chambers(code)) if code else None


def _only(found: Sequence[_Row]) -> _Row | None:
    return found[0] if len(found) == 1 else None


def _institutions(
    reading: StatementReading, bodies: Bodies, on: date | None
) -> tuple[InstitutionValues, ...]:
    relations = NamedInstitution.Relation
    rows: dict[tuple[str, int | str], InstitutionValues] = {}
    for relation, named in (
        (relations.ADDRESSED, reading.addressees),
        (relations.MENTIONED, reading.other_institutions),
    ):
        for one in named:
            values = _institution(one, relation.value, bodies, on)
            rows.setdefault((values.relation, values.ministry_id or values.printed), values)
    return tuple(rows.values())


def _institution(
    one: Institution, relation: str, bodies: Bodies, on: date | None
) -> InstitutionValues:
    ministry = _only(bodies.ministries(one.id or one.canonical, on))
    return InstitutionValues(
        ministry_id=ministry.pk if ministry else None,
        relation=relation,
        printed=one.surface or one.canonical,
        read_as=one.canonical,
        span=_range(one.span),
    )
