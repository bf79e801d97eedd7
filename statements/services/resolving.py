"""Tying what the engine read to the rows it means: people, institutions, the sitting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import NumericRange

from people.bodies import Bodies
from people.models import Chamber, Group, Ministry, Party
from people.resolution import (
    Ambiguous,
    NoMatch,
    PrintedSpeaker,
    Resolution,
    Resolved,
    find_or_make_speakers,
)
from people.writing import Writing
from statements.extraction import ENGINE_VERSION
from statements.extraction.model import (
    Institution,
    Span,
    SpeakerReading,
    StatementReading,
)
from statements.models import Article, NamedInstitution, NamePlace, Revision, Statement
from statements.services.name_rulings import NAMED, RulingsInForce
from statements.services.removed_names import as_names_stand, ministry_of
from statements.services.sittings import Sittings
from statements.services.values import InstitutionValues, StatementValues

_Row = TypeVar("_Row", Chamber, Group, Ministry, Party)


def resolve(
    article: Article,
    revision: Revision,
    readings: Sequence[StatementReading],
    bodies: Bodies | None = None,
    writing: Writing | None = None,
) -> list[StatementValues]:
    """What the engine read in this text, with every name tied to its row where there is one.

    New speakers are left to ``writing``, of the transaction at hand; without it they are stored.
    """
    if writing is None:
        writing = Writing()
        with transaction.atomic():
            values = resolve(article, revision, readings, bodies, writing)
            writing.store()
        return values
    bodies = bodies or Bodies()
    published_on = article.published_on
    readings = [as_names_stand(reading, bodies, published_on) for reading in readings]
    sittings = Sittings(article.is_sample, bodies)
    ruled = _ruled(article, readings, sittings, bodies)
    printed = [_printed(reading, bodies) for reading in readings]
    others = [one for one, resolution in zip(printed, ruled, strict=True) if not resolution]
    speakers = _speakers(others, article, bodies, writing)
    found = [resolution or speakers[one] for one, resolution in zip(printed, ruled, strict=True)]
    return [
        StatementValues(
            values=_values(reading, revision.text)
            | _who(reading, resolution, bodies, published_on)
            | _where(reading, sittings, resolution, bodies)
            | {"language": article.language},
            provenance=_provenance(reading) | {"unresolved": _unresolved(reading, resolution)},
            institutions=_institutions(reading, bodies, published_on),
        )
        for reading, resolution in zip(readings, found, strict=True)
    ]


def _ruled(
    article: Article,
    readings: Sequence[StatementReading],
    sittings: Sittings,
    bodies: Bodies,
) -> list[Resolution | None]:
    """What editors ruled on the printed names, which goes before all that the machine knows."""
    rulings = RulingsInForce((one.speaker.resolved for one in readings), article.is_sample)
    day = article.published_on
    found = []
    for reading in readings:
        group, chamber = _said_group(reading, bodies, day), _said_chamber(reading, sittings, bodies)
        place = NamePlace(
            chamber=chamber.pk if chamber else None,
            group=group.pk if group else None,
            source=article.source_id,
            day=day,
        )
        is_named = reading.speaker.type.value in NAMED
        found.append(rulings.resolution(reading.speaker.resolved, place) if is_named else None)
    return found


def _unresolved(reading: StatementReading, resolution: Resolution) -> str:
    """Why a named speaker has no row."""
    if reading.speaker.type.value not in NAMED or isinstance(resolution, Resolved):
        return ""
    reasons = Statement.Unresolved
    return (reasons.AMBIGUOUS if isinstance(resolution, Ambiguous) else reasons.UNKNOWN).value


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


def _printed(reading: StatementReading, bodies: Bodies) -> PrintedSpeaker:
    speaker = reading.speaker
    return PrintedSpeaker(
        name=speaker.resolved,
        type=speaker.type.value,
        roles=tuple(speaker.roles),
        chamber=speaker.chamber,
        group=speaker.group,
        party=speaker.party,
        ministry=ministry_of(speaker, bodies),
    )


def _speakers(
    speakers: Sequence[PrintedSpeaker], article: Article, bodies: Bodies, writing: Writing
) -> dict[PrintedSpeaker, Resolution]:
    """One resolution for each distinct speaker; a new person named in full becomes provisional."""
    printed = list(dict.fromkeys(speakers))
    named = [one for one in printed if one.type in NAMED and one.name]
    found = find_or_make_speakers(named, article.published_on, article.is_sample, bodies, writing)
    resolutions = dict(zip(named, found, strict=True))
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
    group = _said_group(reading, bodies, on)
    parties = bodies.parties(said.party, on) if said.party else ()
    return {
        "speaker": speaker,
        "appointment": appointment,
        "group": group or (appointment.group if appointment else None),
        "party": _only(parties) or (appointment.party if appointment else None),
    }


def _said_group(reading: StatementReading, bodies: Bodies, on: date | None) -> Group | None:
    said = reading.speaker
    return _only(bodies.groups(said.group, on, _own_chamber(said))) if said.group else None


def _said_chamber(reading: StatementReading, sittings: Sittings, bodies: Bodies) -> Chamber | None:
    """The chamber of the sitting, else the one that the text says, whoever speaks."""
    session = sittings.of(reading.session)
    return (
        (session.chamber if session else None)
        or _chamber(reading.session.chamber if reading.session else None, bodies)
        or _chamber(_own_chamber(reading.speaker), bodies)
    )


def _own_chamber(speaker: SpeakerReading) -> str | None:
    return speaker.chamber if speaker.chamber in ("representatives", "councillors") else None


def _where(
    reading: StatementReading,
    sittings: Sittings,
    resolution: Resolution,
    bodies: Bodies,
) -> dict[str, Any]:
    """The sitting, and the chamber: the sitting's, else the one that the speaker belongs to."""
    session = sittings.of(reading.session)
    appointment = resolution.appointment if isinstance(resolution, Resolved) else None
    chamber = _said_chamber(reading, sittings, bodies) or (
        appointment.chamber if appointment else None
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
