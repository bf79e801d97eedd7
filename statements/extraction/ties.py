"""Ties assembled statements to sittings and institutions, reading the words of the text once."""

from __future__ import annotations

from collections.abc import Sequence

from people.folding import Folded, fold_with_offsets
from statements.extraction.addressees import with_addressees
from statements.extraction.layout import Layout
from statements.extraction.model import ArticleText, StatementReading
from statements.extraction.phrases import Words
from statements.extraction.sessions import with_sessions


def tie(
    article: ArticleText, statements: Sequence[StatementReading], folded: Folded | None = None
) -> tuple[StatementReading, ...]:
    """The same statements with session, date said, addressees and other institutions filled.

    Sessions come first: who is addressed depends on the sitting.
    """
    if not statements:
        return ()
    layout = Layout(Words(folded or fold_with_offsets(article.text)), statements)
    return with_addressees(article, with_sessions(article, statements, layout), layout=layout)
