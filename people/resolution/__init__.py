"""Names as printed → the speaker and the office held that day, or why it cannot be told."""

from people.bodies import (
    resolve_chamber,
    resolve_committee,
    resolve_group,
    resolve_ministry,
    resolve_party,
)
from people.resolution.model import Ambiguous, NoMatch, PrintedSpeaker, Resolution, Resolved
from people.resolution.provisional import create_provisional_speaker, find_or_make_speakers
from people.resolution.resolving import resolve_speaker, resolve_speakers

__all__ = [
    "Ambiguous",
    "NoMatch",
    "PrintedSpeaker",
    "Resolution",
    "Resolved",
    "create_provisional_speaker",
    "find_or_make_speakers",
    "resolve_chamber",
    "resolve_committee",
    "resolve_group",
    "resolve_ministry",
    "resolve_party",
    "resolve_speaker",
    "resolve_speakers",
]
