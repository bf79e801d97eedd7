"""Ties assembled statements to sittings and institutions, reading the words of the text once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from people.folding import Folded, fold_with_offsets
from statements.extraction.addressees import Directed, read_addressees
from statements.extraction.layout import Layout
from statements.extraction.model import ArticleText, StatementReading
from statements.extraction.phrases import Words
from statements.extraction.sessions import Placed, read_sessions


def tie(
    article: ArticleText, statements: Sequence[StatementReading], folded: Folded | None = None
) -> tuple[StatementReading, ...]:
    """The same statements with session, date said, addressees and other institutions filled.

    Sessions come first: who is addressed depends on the sitting.
    """
    if not statements:
        return ()
    layout = Layout(Words(folded or fold_with_offsets(article.text)), statements)
    placed = read_sessions(article, statements, layout)
    directed = read_addressees(article, statements, [p.session for p in placed], layout)
    return tuple(map(_tied, statements, placed, directed))


def _tied(statement: StatementReading, placed: Placed, directed: Directed) -> StatementReading:
    session, confidence = placed.session, statement.confidence
    return replace(
        statement,
        session=session,
        said_on=session.date if session else None,
        addressees=directed.addressees,
        addressee_explicit=directed.explicit,
        other_institutions=directed.others,
        confidence=confidence | {"session": placed.confidence, "addressees": directed.confidence},
        rules=statement.rules | {"session": placed.rule, "addressees": directed.rule},
    )
