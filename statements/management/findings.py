"""The table that shows what was found in articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from django.utils import translation
from rich.console import Console
from rich.table import Table
from rich.text import Text

from statements.models import Article, NamedInstitution, Statement

LONGEST_CONTENT = 90
LONGEST_NAME = 40


def show_findings(articles: Sequence[Article], out: TextIO, err: TextIO) -> int:
    """Print each article's statements as a table; return how many articles could not be read."""
    console = Console(file=out, soft_wrap=False)
    with translation.override("en"):
        return sum(not _show(article, console, err) for article in articles)


def _show(article: Article, console: Console, err: TextIO) -> bool:
    if article.state == Article.State.PARKED:
        err.write(f"could not be read: {article}: {article.error}\n")
        return False
    console.print(_table(article))
    return True


def _table(article: Article) -> Table:
    statements = Statement.objects.filter(article=article).standing().order_by("position")
    rows = list(statements.with_what_a_row_shows())
    day = f"{article.published_at:%Y-%m-%d}" if article.published_at else "no date"
    heading = f"{article} · {article.source or 'no outlet'} · {day} · {len(rows)} statements"
    table = Table(title=Text(heading), title_justify="left", show_lines=False)
    for column in ("speaker", "stance", "content", "to", "session"):
        table.add_column(column, overflow="fold")
    for statement in rows:
        table.add_row(*(Text(cell) for cell in _cells(statement)))
    return table


def _cells(statement: Statement) -> tuple[str, ...]:
    addressed = [
        str(institution)
        for institution in statement.institutions.all()
        if institution.relation == NamedInstitution.Relation.ADDRESSED
    ]
    return (
        str(statement.speaker or statement.speaker_read or statement.get_speaker_type_display()),
        str(statement.get_stance_display()),
        _short(statement.content.replace("\n", " "), LONGEST_CONTENT),
        "، ".join(_short(name, LONGEST_NAME) for name in addressed) or "—",
        str(statement.session or "—"),
    )


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
