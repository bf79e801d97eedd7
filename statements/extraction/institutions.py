"""Ministries, ministers, offices and the government as a text names them, the longest title first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from statements.extraction.model import Institution, Span


class InstitutionKind(StrEnum):
    MINISTRY = "ministry"
    MINISTER = "minister"
    OFFICE = "office"
    GOVERNMENT = "government"


@dataclass(frozen=True, slots=True)
class InstitutionMention:
    """One place where the text names an institution; ``canonical`` is its name at the article's date."""

    span: Span
    id: str | None
    canonical: str
    kind: InstitutionKind

    def as_institution(self, text: str) -> Institution:
        return Institution(self.span.of(text), self.canonical, self.id, self.span)


def read_institutions(text: str, published_on: date | None) -> tuple[InstitutionMention, ...]:
    """Every institution named in ``text``, in text order and without overlaps."""
    return ()
