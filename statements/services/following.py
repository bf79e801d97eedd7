"""What follows from an editor's choice: a speaker brings his office, a sitting its day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set as AbstractSet
from datetime import date
from typing import Any

from people.models import Appointment

# Fields that only make sense together: ruling on the first rules on the others too.
RULED_WITH: Mapping[str, tuple[str, ...]] = {
    "content": ("content_spans",),
    "content_spans": ("content",),
    "cue": ("cue_span",),
    "cue_span": ("cue",),
    "speaker": ("speaker_type", "appointment", "group", "party"),
    "appointment": ("speaker", "speaker_type"),
    "speaker_type": ("speaker", "appointment"),
    "session": ("said_on", "chamber"),
}


def follow_speaker(values: dict[str, Any], chosen: AbstractSet[str], day: date | None) -> None:
    """A new speaker brings his kind and the office of that day, unless they were chosen."""
    is_unnamed = "speaker_type" in chosen and values.get("speaker_type") == "unnamed"
    if is_unnamed and "speaker" not in chosen:
        values["speaker"] = None
    speaker, office = values.get("speaker"), values.get("appointment")
    is_new = "speaker" in chosen and "appointment" not in chosen
    if speaker is None:
        values["appointment"] = None
    elif office.speaker_id != speaker.pk if office else is_new:
        values["appointment"] = held_on(speaker.pk, day)
    if "speaker" not in chosen:
        return
    if speaker is not None and "speaker_type" not in chosen:
        values["speaker_type"] = speaker.kind
    for name in {"group", "party"} - chosen:
        values[name] = getattr(values["appointment"], name, None)


def follow_session(values: dict[str, Any], chosen: AbstractSet[str]) -> None:
    """A new sitting brings its day and its chamber, unless they were chosen."""
    session = values.get("session")
    if session is None or "session" not in chosen:
        return
    if "said_on" not in chosen and session.date:
        values["said_on"] = session.date
    if "chamber" not in chosen and session.chamber:
        values["chamber"] = session.chamber


def held_on(speaker_pk: int, day: date | None) -> Appointment | None:
    """The one office that a speaker held that day; None where there were several, or none."""
    return only_held(Appointment.objects.filter(speaker=speaker_pk), day)


def only_held(held: Iterable[Appointment], day: date | None) -> Appointment | None:
    """The one of these offices that was held that day; None where there were several, or none."""
    fitting = [one for one in held if day is None or one.holds_on(day)]
    return fitting[0] if len(fitting) == 1 else None
