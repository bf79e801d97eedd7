"""The article as an editor reads it: every statement marked, the one at hand in full colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from statements.models import Statement
from statements.passages import Mark, cut, marks_of

_OTHER = "other-"


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A stretch of text: what it is of the statement at hand, and whose content it is besides."""

    text: str
    classes: str
    other: int | None


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph in pieces; ``start`` is its place in the text, in characters."""

    start: int
    pieces: tuple[MarkedPiece, ...]


def marked_text(
    text: str, at_hand: Statement | None, others: Iterable[Statement]
) -> list[MarkedParagraph]:
    """The paragraphs of a text; together, with line feeds between, they are exactly that text."""
    marks = [] if at_hand is None else marks_of(at_hand)
    for other in others:
        for span in other.content_spans:
            marks.append(Mark(span.lower, span.upper, f"{_OTHER}{other.pk}"))
        marks.append(Mark(other.cue_span.lower, other.cue_span.upper, f"{_OTHER}{other.pk}"))
    paragraphs, start = [], 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        pieces = tuple(_piece(one.text, one.kinds) for one in cut(text, start, end, marks))
        paragraphs.append(MarkedParagraph(start, pieces))
        start = end + 1
    return paragraphs


def _piece(text: str, kinds: Sequence[str]) -> MarkedPiece:
    others = [int(kind.removeprefix(_OTHER)) for kind in kinds if kind.startswith(_OTHER)]
    own = [f"is-{kind}" for kind in kinds if not kind.startswith(_OTHER)]
    return MarkedPiece(text, " ".join(own), others[0] if others else None)
