"""What goes into the engine and what comes out: plain values, every one tied to its characters."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime
from enum import StrEnum

from statements.extraction.record import record


class Stance(StrEnum):
    """The fourteen classes of reporting act, decided by the cue's lemma and the noun it governs."""

    ASSERT = "assert"
    STRESS = "stress"
    EXPLAIN = "explain"
    HIGHLIGHT = "highlight"
    JUDGE = "judge"
    PRAISE = "praise"
    CRITICISE = "criticise"
    CALL_FOR = "call_for"
    ASK = "ask"
    WARN = "warn"
    ANNOUNCE = "announce"
    PROMISE = "promise"
    DENY = "deny"
    REGRET = "regret"


class Kind(StrEnum):
    """How the content is printed: quoted, reported with a quoted stretch, or reported."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class SpeakerType(StrEnum):
    PERSON = "person"
    GROUP = "group"
    INSTITUTION = "institution"
    UNNAMED = "unnamed"
    MULTI = "multi"


class Attribution(StrEnum):
    """How the text ties the act to its speaker."""

    EXPLICIT = "explicit"
    ROLE = "role"
    LAST_NAME = "last_name"
    PRONOUN = "pronoun"
    ELIDED = "elided"
    CONTINUATION = "continuation"
    HEADLINE = "headline"


class SessionType(StrEnum):
    ORAL_QUESTIONS = "oral_questions"
    WRITTEN_QUESTION = "written_question"
    MONTHLY_POLICY = "monthly_policy"
    COMMITTEE = "committee"
    PLENARY_LEGISLATIVE = "plenary_legislative"
    PLENARY_BUDGET = "plenary_budget"
    MEDIA = "media"


@record
class Span:
    """Characters ``text[start:end]`` of the text the engine was given."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@record
class ArticleText:
    """A cleaned article: ``text`` is its paragraphs joined by one line feed."""

    text: str
    title: str | None = None
    published_at: datetime | date | None = None
    lang: str = "ar"


@record
class Institution:
    """A ministry, office or the government, as printed and as known."""

    surface: str
    canonical: str
    id: str | None
    span: Span | None


@record
class SpeakerReading:
    """Who speaks, as printed at the statement and as resolved inside the article.

    ``surface`` is empty when the subject is elided; ``resolved`` is the longest form of the
    name in the article, without titles; ``chamber`` is ``representatives``, ``councillors``,
    ``government`` or None.
    """

    surface: str
    resolved: str
    type: SpeakerType
    attribution: Attribution
    alternatives: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    group: str | None = None
    party: str | None = None
    chamber: str | None = None
    mention: Span | None = None
    antecedent: Span | None = None


@record
class SessionReading:
    """The sitting in which the act happened, with the phrase it was read from."""

    chamber: str | None
    type: SessionType | None
    committee: str | None
    weekday: str | None
    date: date | None
    span: Span | None


@record
class StatementReading:
    """One act of reporting. ``content`` holds one span or several, in text order.

    ``confidence`` and ``rules`` are keyed by field name (detection, content, speaker, stance,
    kind, addressees, session …): a probability, and the name of the rule that decided.
    """

    sid: int
    speaker: SpeakerReading
    cue: Span
    cue_lemma: str
    stance: Stance
    kind: Kind
    content: tuple[Span, ...]
    addressees: tuple[Institution, ...] = ()
    addressee_explicit: bool = False
    other_institutions: tuple[Institution, ...] = ()
    session: SessionReading | None = None
    said_on: date | None = None
    parliamentary: bool = True
    confidence: dict[str, float] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)
