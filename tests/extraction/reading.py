"""Reads made-up sentences as part of an article about parliament."""

from statements.extraction import extract_statements
from statements.extraction.model import ArticleText, StatementReading

OPENING = "عقد مجلس النواب جلسة عمومية يوم أمس.\n"


def statements_in(text: str) -> list[StatementReading]:
    """The statements of ``text``; the article opens with a line that names the chamber."""
    return list(extract_statements(ArticleText(OPENING + text)))


def contents(text: str) -> list[str]:
    article = OPENING + text
    return [statement.content[0].of(article) for statement in statements_in(text)]


def speakers(text: str) -> list[str]:
    return [statement.speaker.resolved for statement in statements_in(text)]


def cues(text: str) -> list[str]:
    article = OPENING + text
    return [statement.cue.of(article) for statement in statements_in(text)]
