"""The table that shows what was found in articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from statements.models import Article, NamedInstitution, Statement

LONGEST_CONTENT = 90


def show_findings(articles: Sequence[Article], out: TextIO, err: TextIO) -> int:
    """Print each article's statements as a table; return how many articles could not be read."""
    console = Console(file=out, soft_wrap=False)
    parked = 0
    for article in articles:
        if article.state == Article.State.PARKED:
            parked += 1
            err.write(f"could not be read: {article}: {article.error}\n")
            continue
        console.print(_table(article))
    return parked


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
    content = statement.content.replace("\n", " ")
    if len(content) > LONGEST_CONTENT:
        content = content[: LONGEST_CONTENT - 1] + "…"
    return (
        str(statement.speaker or statement.speaker_read or statement.get_speaker_type_display()),
        str(statement.get_stance_display()),
        content,
        "، ".join(addressed) or "—",
        str(statement.session or "—"),
    )
