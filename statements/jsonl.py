"""One article and its statements as the JSON object of the annotation guidelines, one per line.

Offsets count characters in ``"\\n".join(body)``. This is what measuring tools read: names and
meanings are kept stable.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from statements.extraction.model import (
    Institution,
    SessionReading,
    Span,
    SpeakerReading,
    StatementReading,
)
from statements.ingestion.model import CleanArticle, DatePrecision


@dataclass(frozen=True, slots=True)
class Origin:
    """What an article is called in a file of articles: ``format`` is ``txt`` or ``html``."""

    id: str
    file: str
    format: str = "txt"


def article_object(
    origin: Origin, article: CleanArticle, statements: Iterable[StatementReading]
) -> dict[str, Any]:
    """The article with its statements, in text order."""
    text = article.text
    return {
        **_frame(origin, article.lang),
        "is_article": True,
        "negative": None,
        "title": article.title,
        "author": article.author,
        "published_at": published_at(article),
        "body": list(article.paragraphs),
        "headline_statements": [],
        "statements": [statement_object(text, statement) for statement in statements],
    } | _ANNOTATIONS


def no_article_object(origin: Origin, lang: str | None = None) -> dict[str, Any]:
    """A page that holds no article: everything null or empty."""
    return {
        **_frame(origin, lang),
        "is_article": False,
        "negative": "listing_page",
        "title": None,
        "author": None,
        "published_at": None,
        "body": [],
        "headline_statements": [],
        "statements": [],
    } | _ANNOTATIONS


def line(value: dict[str, Any]) -> str:
    """The object on one line, Arabic readable."""
    return json.dumps(value, ensure_ascii=False)


def published_at(article: CleanArticle) -> str | None:
    """ISO date-time with its offset, or the ISO date where only the day is known."""
    moment: datetime | None = article.published_at
    if moment is None:
        return None
    if article.published_precision is DatePrecision.DAY:
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds")


def statement_object(text: str, statement: StatementReading) -> dict[str, Any]:
    """One statement; ``content`` is its longest span, all of them are in ``content_spans``."""
    longest = max(statement.content, key=lambda span: span.end - span.start)
    return {
        "sid": statement.sid,
        "speaker": _speaker(statement.speaker),
        "cue": statement.cue.of(text),
        "cue_start": statement.cue.start,
        "cue_lemma": statement.cue_lemma,
        "stance": statement.stance.value,
        "alt_stance": [],
        "kind": statement.kind.value,
        "alt_kind": [],
        "content": longest.of(text),
        "content_start": longest.start,
        "content_end": longest.end,
        "content_spans": _spans(statement.content),
        "alt_contents": [],
        "addressees": [_institution(found) for found in statement.addressees],
        "addressee_explicit": statement.addressee_explicit,
        "other_institutions": [_institution(found) for found in statement.other_institutions],
        "session": _session(statement.session),
        "said_on": statement.said_on.isoformat() if statement.said_on else None,
        "parliamentary": statement.parliamentary,
        "optional": False,
        "phenomena": [],
        "attribution": statement.speaker.attribution.value,
        "confidence": dict(statement.confidence),
        "rules": dict(statement.rules),
    }


# What only an annotator can say of an article; a machine leaves them empty.
_ANNOTATIONS: dict[str, Any] = {"phenomena": [], "traps": []}


def _frame(origin: Origin, lang: str | None) -> dict[str, Any]:
    return {"id": origin.id, "file": origin.file, "format": origin.format, "lang": lang}


def _speaker(speaker: SpeakerReading) -> dict[str, Any]:
    return {
        "surface": speaker.surface,
        "resolved": speaker.resolved,
        "alt_resolved": list(speaker.alternatives),
        "type": speaker.type.value,
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


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
