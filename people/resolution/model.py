"""What name resolution takes and gives."""

from __future__ import annotations

from dataclasses import dataclass

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
