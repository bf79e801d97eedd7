"""Names as printed → the speaker and the office held that day, or why it cannot be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from people.models import Appointment, Speaker


@dataclass(frozen=True, slots=True)
class PrintedSpeaker:
    """A speaker as an article prints it: ``type`` is person, group or institution.

    ``name`` is the longest form in the article or the role alone; ``chamber`` a chamber's code or
    ``government``; ``group`` and ``party`` canonical names; ``ministry`` an institution's code.
    """

    name: str
    type: str
    roles: tuple[str, ...] = ()
    chamber: str | None = None
    group: str | None = None
    party: str | None = None
    ministry: str | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    speaker: Speaker
    appointment: Appointment | None


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """More than one speaker fits; an editor decides. ``reasons`` stand beside the candidates."""

    candidates: tuple[Speaker, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoMatch:
    reason: str


Resolution = Resolved | Ambiguous | NoMatch


def resolve_speakers(
    printed: Sequence[PrintedSpeaker], on: date | None, samples: bool = False
) -> list[Resolution]:
    """One resolution for each printed speaker, in a fixed number of queries.

    ``on`` is the day of the statement (None: unknown); ``samples`` keeps invented people and real
    ones in worlds of their own. Never guesses between two, and creates nothing.
    """
    raise NotImplementedError


def create_provisional_speaker(printed: PrintedSpeaker, samples: bool = False) -> Speaker | None:
    """A provisional row for a person named in full, or a body; None for a name that is not full.

    Safe against two workers that meet the same new name at the same moment.
    """
    raise NotImplementedError
