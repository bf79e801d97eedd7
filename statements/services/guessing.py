"""Sensible values for a statement that an editor points out: the engine's, else its neighbours'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.postgresql.psycopg_any import NumericRange

from people.folding import fold
from statements.extraction import extract_statements
from statements.extraction.lexicon import Reporting, verb_forms
from statements.extraction.model import ArticleText, Stance, StatementReading
from statements.models import Article, Revision, Statement

_WORD = re.compile(r"\w+")
_LONGEST_WAY = 15  # words between a cue and its content
_HALF = 0.5
_OPENING = frozenset("\"“«„'")
_QUOTED = re.compile(r"[\"“«„]([^\"”»“]+)[\"”»“]")
_LEAST_QUOTED = 3  # words: fewer are a term, not speech

# What one who goes on speaking keeps from the statement before.
OF_THE_SPEAKER = (
    "speaker", "speaker_type", "speaker_read", "appointment", "group", "party", "is_parliamentary"
)  # fmt: skip
OF_THE_SITTING = ("session", "session_span", "said_on", "chamber")


@dataclass(frozen=True, slots=True)
class CueGuess:
    """The words that most likely report a content, and what they say of it."""

    span: NumericRange
    lemma: str
    stance: str


def lemma_of(cue: str) -> str:
    """The dictionary form of a cue, "" where the lexicon does not know it."""
    readings = _readings(cue)
    return _lemma(readings[0]) if readings else ""


def _readings(words: str) -> Sequence[Reporting]:
    forms = verb_forms()
    found = (forms.get(fold(match.group())) for match in _WORD.finditer(words))
    return next((readings for readings in found if readings), ())


def _lemma(reading: Reporting) -> str:
    known = reading.verb or reading.support
    return known.lemma if known else ""


def guess_values(article: Article, revision: Revision, content: NumericRange) -> dict[str, Any]:
    """Cue, stance, kind, speaker and sitting of a content that an editor has marked."""
    neighbour = _neighbour(article, content.lower)
    context = {name: getattr(neighbour, name) for name in OF_THE_SITTING} if neighbour else {}
    if neighbour and (_is_same_paragraph(revision.text, neighbour.cue_span.lower, content.lower)):
        context |= {name: getattr(neighbour, name) for name in OF_THE_SPEAKER}
    read = _as_the_engine_reads(article, revision, content)
    cue = guess_cue(revision.text, content)
    values: dict[str, Any] = {
        "cue_span": cue.span,
        "cue_lemma": cue.lemma,
        "stance": cue.stance,
        "kind": guess_kind(revision.text, content),
        "speaker_type": Statement.SpeakerType.PERSON,
        "attribution": Statement.Attribution.EXPLICIT,
    }
    read = {name: value for name, value in read.items() if value not in (None, "", [])}
    return values | context | read


def _neighbour(article: Article, at: int) -> Statement | None:
    """The statement nearest before a place, else the first one behind it."""
    standing = article.statements.standing().select_related("speaker", "session")
    before = standing.filter(cue_span__startswith__lt=at).order_by("-cue_span__startswith")
    return before.first() or standing.order_by("position", "pk").first()


def _is_same_paragraph(text: str, one: int, other: int) -> bool:
    return "\n" not in text[min(one, other) : max(one, other)]


def _as_the_engine_reads(
    article: Article, revision: Revision, content: NumericRange
) -> dict[str, Any]:
    """What the engine makes of the same words, where it reads a statement there at all."""
    from statements.services.resolving import resolve

    text = ArticleText(
        text=revision.text,
        title=article.title or None,
        published_at=article.published_on,
        lang=article.language,
    )
    readings = [one for one in extract_statements(text) if _shared(one, content) >= _HALF]
    taken = set(article.statements.standing().values_list("cue_span", flat=True))
    best = max(readings, key=lambda one: _shared(one, content), default=None)
    if best is None or NumericRange(best.cue.start, best.cue.end) in taken:
        return {}
    (values,) = resolve(article, revision, [best])
    return {
        name: value
        for name, value in values.values.items()
        if name not in ("content", "content_spans", "cue", "language")
    }


def _shared(reading: StatementReading, content: NumericRange) -> float:
    spans = [(span.start, span.end) for span in reading.content]
    both = sum(max(0, min(end, content.upper) - max(start, content.lower)) for start, end in spans)
    either = sum(end - start for start, end in spans) + content.upper - content.lower - both
    return both / either if either else 0.0


def guess_cue(text: str, content: NumericRange, not_before: int = 0) -> CueGuess:
    """The nearest reporting word in front of a content, else the word next to it."""
    begin = max(text.rfind("\n", 0, content.lower) + 1, not_before)
    before = list(_WORD.finditer(text, begin, content.lower))
    for match in reversed(before[-_LONGEST_WAY:]):
        readings = _readings(match.group())
        if readings:
            return CueGuess(_span(match), _lemma(readings[0]), _stance(readings[0]))
    beside = before[-1] if before else _first_word(text, content)
    return CueGuess(_span(beside), "", Statement.Stance.ASSERT)


def _first_word(text: str, content: NumericRange) -> re.Match[str]:
    """The word behind a content that begins its paragraph (a cue may come after), else its own."""
    match = _WORD.search(text, content.upper) or _WORD.search(text, content.lower)
    assert match is not None, "a content holds a word"
    return match


def _span(match: re.Match[str]) -> NumericRange:
    return NumericRange(match.start(), match.end())


def _stance(reading: Reporting) -> str:
    return (reading.verb.stance if reading.verb else Stance.ASSERT).value


def guess_kind(text: str, content: NumericRange) -> str:
    """Direct where quotation marks open it, mixed where it quotes a few words, else indirect."""
    words = text[content.lower : content.upper]
    if content.lower and text[content.lower - 1] in _OPENING:
        return Statement.Kind.DIRECT
    quoted = _QUOTED.findall(words)
    if any(len(part.split()) >= _LEAST_QUOTED for part in quoted):
        return Statement.Kind.MIXED
    return Statement.Kind.INDIRECT
