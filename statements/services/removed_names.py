"""What the engine read, without what rests on names that editors have taken out.

The engine knows the names of the reference files; that one of them is wrong is known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from people.bodies import Bodies
from statements.extraction.institutions import read_institutions
from statements.extraction.model import Institution, SpeakerReading, StatementReading


def as_names_stand(reading: StatementReading, bodies: Bodies, on: date | None) -> StatementReading:
    """The same reading; an institution, group or party known by a removed name is only printed."""
    return replace(
        reading,
        speaker=_speaker(reading.speaker, bodies, on),
        addressees=_institutions(reading.addressees, bodies),
        other_institutions=_institutions(reading.other_institutions, bodies),
    )


def _institutions(named: Sequence[Institution], bodies: Bodies) -> tuple[Institution, ...]:
    return tuple(
        one
        if one.id is None or bodies.is_ministry_read(one.id, [one.surface])
        else replace(one, id=None, canonical=one.surface)
        for one in named
    )


def _speaker(speaker: SpeakerReading, bodies: Bodies, on: date | None) -> SpeakerReading:
    words = (speaker.surface, speaker.resolved, *speaker.roles)
    group, party = speaker.group, speaker.party
    if group and not bodies.groups_read(group, words, on):
        group = None
    if party and not bodies.parties_read(party, words, on):
        party = None
    if (group, party) == (speaker.group, speaker.party):
        return speaker
    return replace(speaker, group=group, party=party)


def ministry_of(speaker: SpeakerReading, bodies: Bodies) -> str | None:
    """The ministry whose holder or house speaks, where the role or the name says which."""
    for words in (speaker.resolved, *speaker.roles):
        for mention in read_institutions(words, None):
            if mention.id and bodies.is_ministry_read(mention.id, [mention.span.of(words)]):
                return mention.id
    return None
