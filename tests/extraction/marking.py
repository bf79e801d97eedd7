"""Made-up articles with their statements marked: ``[cue] … {content}``, in text order."""

import re
from datetime import date, datetime

from statements.extraction.model import (
    ArticleText,
    Attribution,
    Kind,
    SessionType,
    Span,
    SpeakerReading,
    SpeakerType,
    Stance,
    StatementReading,
)

_MARK = re.compile(r"[\[\]{}]")


def make_speaker(name="سعاد المريني", **fields):
    fields.setdefault("type", SpeakerType.PERSON)
    fields.setdefault("attribution", Attribution.EXPLICIT)
    fields.setdefault("chamber", "representatives")
    return SpeakerReading(surface=name, resolved=name, **fields)


def make_minister(role, name="يونس البدوي"):
    return make_speaker(name, roles=(role,), chamber="government")


def marked(text, speakers=(), published="2025-04-23T21:03:00+01:00", lang="ar", **fields):
    """(article, statements): one statement for each cue, with the content of the same number."""
    plain, cues, contents = _unmarked(text)
    article = ArticleText(plain, published_at=_moment(published), lang=lang)
    people = list(speakers) or [make_speaker()]
    statements = [
        StatementReading(
            sid=number,
            speaker=people[min(number - 1, len(people) - 1)],
            cue=cue,
            cue_lemma=fields.get("lemma", cue.of(plain)),
            stance=fields.get("stance", Stance.ASSERT),
            kind=Kind.INDIRECT,
            content=(contents[number - 1],),
        )
        for number, cue in enumerate(cues, 1)
    ]
    return article, statements


def _moment(printed):
    if printed is None:
        return None
    return date.fromisoformat(printed) if len(printed) == 10 else datetime.fromisoformat(printed)


def _unmarked(text):
    plain, opened, cues, contents = "", {}, [], []
    position = 0
    for match in _MARK.finditer(text):
        plain += text[position : match.start()]
        position = match.end()
        mark = match.group()
        if mark in "[{":
            opened[mark] = len(plain)
        else:
            found = cues if mark == "]" else contents
            found.append(Span(opened["[" if mark == "]" else "{"], len(plain)))
    return plain + text[position:], cues, contents


__all__ = ["SessionType", "Stance", "make_minister", "make_speaker", "marked"]
