"""To whom each statement is directed, and which institutions it only talks about."""

from __future__ import annotations

from collections.abc import Sequence

from statements.extraction.institutions import InstitutionMention
from statements.extraction.model import ArticleText, StatementReading


def with_addressees(
    article: ArticleText,
    statements: Sequence[StatementReading],
    mentions: Sequence[InstitutionMention] | None = None,
) -> tuple[StatementReading, ...]:
    """The same statements with addressees and other institutions filled, confidence and rule named.

    ``statements`` come in text order, as the engine assembled them; the speaker's turn carries
    an addressee from one to the next.
    """
    return tuple(statements)
