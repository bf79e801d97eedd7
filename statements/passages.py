"""Marked text: a stretch of an article cut into pieces, each with what it is marked as.

Spans may overlap (a session phrase inside a content), so a piece carries a set of kinds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.postgresql.psycopg_any import NumericRange

    from statements.models import Statement


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters ``start`` to ``end`` of a text, and what they are: content, cue, speaker …"""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    kinds: tuple[str, ...] = ()

    @property
    def is_content(self) -> bool:
        return "content" in self.kinds

    @property
    def classes(self) -> str:
        """CSS classes: ``is-content is-session``."""
        return " ".join(f"is-{kind}" for kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph in pieces. ``after_gap`` is true where paragraphs before it were left out."""

    pieces: tuple[Piece, ...]
    after_gap: bool = False

    @property
    def is_marked(self) -> bool:
        return any(piece.kinds for piece in self.pieces)


def marks_of(statement: Statement) -> list[Mark]:
    """Everything in the article's text that this statement rests on."""
    spans: list[tuple[NumericRange | None, str]] = [
        *((span, "content") for span in statement.content_spans),
        (statement.cue_span, "cue"),
        (statement.speaker_span, "speaker"),
        (statement.antecedent_span, "antecedent"),
        (statement.session_span, "session"),
        *((institution.span, institution.relation) for institution in statement.institutions.all()),
    ]
    return [
        Mark(span.lower, span.upper, kind)
        for span, kind in spans
        if span is not None and span.lower is not None and span.upper is not None
    ]


def cut(text: str, start: int, end: int, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """The pieces of ``text[start:end]``, in order; together they are exactly that text."""
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    borders = {start, end}
    for mark in inside:
        borders |= {max(mark.start, start), min(mark.end, end)}
    edges = sorted(borders)
    return tuple(
        Piece(text[left:right], _kinds(inside, left, right)) for left, right in pairwise(edges)
    )


def _kinds(marks: Sequence[Mark], left: int, right: int) -> tuple[str, ...]:
    kinds = (mark.kind for mark in marks if mark.start <= left and mark.end >= right)
    return tuple(dict.fromkeys(kinds))


def passage(text: str, marks: Sequence[Mark], *, around: int = 1) -> list[Paragraph]:
    """The marked paragraphs of a text with ``around`` paragraphs before and after the content.

    A paragraph that holds only a far-off mark (an antecedent, a session phrase) comes alone.
    """
    bounds = _bounds(text)
    shown: set[int] = set()
    for mark in marks:
        reach = around if mark.kind == "content" else 0
        for number, (start, end) in enumerate(bounds):
            if mark.start < end and mark.end > start:
                shown.update(range(number - reach, number + reach + 1))
    numbers = sorted(shown & set(range(len(bounds))))
    return [
        Paragraph(
            cut(text, *bounds[number], marks), after_gap=number - 1 not in shown and number > 0
        )
        for number in numbers
    ]


def opening(text: str, marks: Sequence[Mark], *, characters: int | None = None) -> list[Paragraph]:
    """The first paragraphs that fit in ``characters``, or part of the first; all for None."""
    bounds = _bounds(text)
    if characters is None:
        return [Paragraph(cut(text, start, end, marks)) for start, end in bounds]
    fitting = [(start, end) for start, end in bounds if end <= characters]
    if fitting:
        return [Paragraph(cut(text, start, end, marks)) for start, end in fitting]
    end = text.rfind(" ", 0, characters) if " " in text[:characters] else characters
    return [Paragraph((*cut(text, 0, end, marks), Piece(" […]")))]


def _bounds(text: str) -> list[tuple[int, int]]:
    bounds = []
    start = 0
    for paragraph in text.split("\n"):
        bounds.append((start, start + len(paragraph)))
        start += len(paragraph) + 1
    return bounds
