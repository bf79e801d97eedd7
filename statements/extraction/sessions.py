"""The sitting in which each act happened: chamber, type, committee, weekday and date."""

from __future__ import annotations

from collections.abc import Sequence

from statements.extraction.model import ArticleText, StatementReading


def with_sessions(
    article: ArticleText, statements: Sequence[StatementReading]
) -> tuple[StatementReading, ...]:
    """The same statements with session and ``said_on`` filled, confidence and rule named."""
    return tuple(statements)
