"""What an explanation shows, whatever the language: people, sentences, and the cues in them."""

from __future__ import annotations

from dataclasses import dataclass

from statements.extraction.model import Span, StatementReading


@dataclass(frozen=True, slots=True)
class PersonView:
    """Someone of the register, with the place where the name stands in its longest form."""

    name: str
    gender: str | None
    classes: tuple[str, ...]
    roles: tuple[str, ...]
    where: Span
    group: str | None = None
    party: str | None = None
    chamber: str | None = None


@dataclass(frozen=True, slots=True)
class CueView:
    """A cue: its form, the frames of its verb, its subject, and what became of the act."""

    span: Span
    form: str
    frames: tuple[str, ...]
    subject_rule: str = ""
    subject: Span | None = None
    content_rule: str = ""
    refused: str = ""
    statement: StatementReading | None = None


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence with who is named in it, its cues, and the reporting words that are none."""

    span: Span
    named: tuple[tuple[str, Span], ...]
    cues: tuple[CueView, ...]
    passed_over: tuple[tuple[str, Span], ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class ArticleView:
    people: tuple[PersonView, ...]
    sentences: tuple[SentenceView, ...]
