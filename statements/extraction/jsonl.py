"""Statements as plain rows, in the fields of the annotation guidelines."""

from __future__ import annotations

from typing import Any

from statements.extraction.model import (
    Institution,
    SessionReading,
    Span,
    SpeakerReading,
    StatementReading,
)


def as_row(text: str, statement: StatementReading) -> dict[str, Any]:
    """One statement of ``text`` as JSON takes it; the longest content span is ``content``."""
    longest = max(statement.content, key=lambda span: span.end - span.start)
    return {
        "sid": statement.sid,
        "speaker": _speaker(statement.speaker),
        "cue": statement.cue.of(text),
        "cue_start": statement.cue.start,
        "cue_lemma": statement.cue_lemma,
        "stance": statement.stance.value,
        "kind": statement.kind.value,
        "content": longest.of(text),
        "content_start": longest.start,
        "content_end": longest.end,
        "content_spans": [_span(span) for span in statement.content],
        "addressees": [_institution(i) for i in statement.addressees],
        "addressee_explicit": statement.addressee_explicit,
        "other_institutions": [_institution(i) for i in statement.other_institutions],
        "session": _session(statement.session),
        "said_on": statement.said_on.isoformat() if statement.said_on else None,
        "parliamentary": statement.parliamentary,
        "confidence": statement.confidence,
        "rules": statement.rules,
    }


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _speaker(speaker: SpeakerReading) -> dict[str, Any]:
    return {
        "surface": speaker.surface,
        "resolved": speaker.resolved,
        "alt_resolved": list(speaker.alternatives),
        "type": speaker.type.value,
        "attribution": speaker.attribution.value,
        "roles": list(speaker.roles),
        "group": speaker.group,
        "party": speaker.party,
        "chamber": speaker.chamber,
        "mention": _span(speaker.mention),
        "antecedent": _span(speaker.antecedent),
    }


def _institution(institution: Institution) -> dict[str, Any]:
    return {
        "surface": institution.surface,
        "canonical": institution.canonical,
        "id": institution.id,
        "span": _span(institution.span),
    }


def _session(session: SessionReading | None) -> dict[str, Any] | None:
    if session is None:
        return None
    return {
        "chamber": session.chamber,
        "type": session.type.value if session.type else None,
        "committee": session.committee,
        "weekday": session.weekday,
        "date": session.date.isoformat() if session.date else None,
        "span": _span(session.span),
    }
