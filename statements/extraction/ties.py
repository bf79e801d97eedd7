"""Ties assembled statements to sittings and institutions, reading the words of the text once."""

from __future__ import annotations

from collections.abc import Sequence

from people.folding import fold_with_offsets
from statements.extraction.addressees import Directed, read_addressees
from statements.extraction.institutions import InstitutionMention
from statements.extraction.layout import Layout
from statements.extraction.model import ArticleText, StatementReading
from statements.extraction.phrases import Words
from statements.extraction.sessions import Placed, read_sessions


def tie(
    article: ArticleText,
    statements: Sequence[StatementReading],
    words: Words | None = None,
    institutions: Sequence[InstitutionMention] | None = None,
) -> tuple[StatementReading, ...]:
    """The same statements with session, date said, addressees and other institutions filled.

    Sessions come first: who is addressed depends on the sitting. ``words`` and ``institutions``
    of the text are read here when they are not given.
    """
    if not statements:
        return ()
    layout = Layout(words or Words(fold_with_offsets(article.text)), statements)
    placed = read_sessions(article, statements, layout)
    sessions = [each.session for each in placed]
    directed = read_addressees(article, statements, sessions, layout, institutions)
    return tuple(map(_tied, statements, placed, directed))


def _tied(statement: StatementReading, placed: Placed, directed: Directed) -> StatementReading:
    session, confidence = placed.session, statement.confidence
    return StatementReading(
        sid=statement.sid,
        speaker=statement.speaker,
        cue=statement.cue,
        cue_lemma=statement.cue_lemma,
        stance=statement.stance,
        kind=statement.kind,
        content=statement.content,
        addressees=directed.addressees,
        addressee_explicit=directed.explicit,
        other_institutions=directed.others,
        session=session,
        said_on=session.date if session else None,
        parliamentary=statement.parliamentary,
        confidence=confidence | {"session": placed.confidence, "addressees": directed.confidence},
        rules=statement.rules | {"session": placed.rule, "addressees": directed.rule},
    )
