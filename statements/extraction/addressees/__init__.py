"""To whom each statement is directed, and which institutions it only talks about."""

from __future__ import annotations

from collections.abc import Sequence

from statements.extraction.addressees.explicit import named
from statements.extraction.addressees.inherited import inherited
from statements.extraction.addressees.turns import Turns
from statements.extraction.chronology import local_day
from statements.extraction.institutions import InstitutionMention, read_institutions
from statements.extraction.layout import Layout
from statements.extraction.model import (
    ArticleText,
    Institution,
    SessionReading,
    StatementReading,
)
from statements.extraction.record import record

_NONE_NAMED = 0.96  # how often a statement for which no rule finds an addressee has none


@record
class Directed:
    """To whom one statement is directed, and which ministries it only talks about."""

    addressees: tuple[Institution, ...]
    explicit: bool
    others: tuple[Institution, ...]
    rule: str
    confidence: float


def read_addressees(
    article: ArticleText,
    statements: Sequence[StatementReading],
    sessions: Sequence[SessionReading | None],
    layout: Layout,
    mentions: Sequence[InstitutionMention] | None = None,
) -> list[Directed]:
    """For each statement, in text order; the speaker's turn carries an addressee on.

    ``mentions`` are the institutions of the whole text, read here when they are not given.
    """
    if mentions is None:
        on = local_day(article.published_at)
        mentions = read_institutions(layout.words, on, article.lang)
    turns = Turns(layout, statements, sessions, mentions, _language(article))
    numbers = range(len(statements))
    turns.address([named(turns, index) for index in numbers])
    return [_directed(turns, index) for index in numbers]


def _directed(turns: Turns, index: int) -> Directed:
    address = turns.addresses[index] or inherited(turns, index)
    text = turns.layout.words.folded.original
    return Directed(
        (address.mention.as_institution(text),) if address else (),
        address is not None and turns.is_in_paragraph(index, address),
        tuple(mention.as_institution(text) for mention in turns.others(index, address)),
        address.rule if address else "none-named",
        address.confidence if address else _NONE_NAMED,
    )


def _language(article: ArticleText) -> str:
    return "fr" if article.lang == "fr" else "ar"
