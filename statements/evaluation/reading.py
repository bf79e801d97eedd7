"""Gold files and files of negatives, and what the engine makes of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from statements.extraction.model import ArticleText, StatementReading
from statements.jsonl import statement_object

Engine = Callable[[ArticleText], Iterable[StatementReading]]


class UnreadableGold(Exception):
    """A gold file that is missing or not JSON lines; the message names file and line."""


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The JSON objects of a file, one a line; blank lines are skipped."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableGold(f"{path}: {error}") from error
    return list(_parsed(path, lines))


def _parsed(path: Path, lines: list[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise UnreadableGold(f"{path}, line {number}: {error}") from error
        if not isinstance(row, dict) or "id" not in row:
            raise UnreadableGold(f"{path}, line {number}: an object with an id is expected")
        yield row


def read_golds(path: Path) -> list[dict[str, Any]]:
    """Annotated articles: rows with their statements, each of which tells its cue and content."""
    rows = read_rows(path)
    for row in rows:
        statements = row.get("statements")
        if not isinstance(statements, list):
            raise UnreadableGold(f"{path}, article {row['id']}: a list of statements is expected")
        for number, statement in enumerate(statements, 1):
            told = statement if isinstance(statement, dict) else {}
            missing = [name for name in _NEEDED if name not in told]
            if missing:
                where = f"{path}, article {row['id']}, statement {number}"
                raise UnreadableGold(f"{where}: {', '.join(missing)} is missing")
    return rows


_NEEDED = ("cue", "cue_start", "content", "content_start", "content_end", "speaker", "stance")


def text_of(row: dict[str, Any]) -> str:
    """The text that offsets count in: the paragraphs of a gold row, the text of a news row."""
    if "body" in row:
        return "\n".join(row["body"])
    return str(row.get("text") or "")


def article_of(row: dict[str, Any]) -> ArticleText:
    """What the engine is given of a row: text, title, publication date, language."""
    return ArticleText(
        text_of(row), row.get("title"), _moment(row.get("published_at")), row.get("lang") or "ar"
    )


def _moment(printed: str | None) -> datetime | date | None:
    if not printed:
        return None
    if len(printed) == len("2025-04-23"):
        return date.fromisoformat(printed)
    return datetime.fromisoformat(printed)


def predict(rows: Iterable[dict[str, Any]], engine: Engine) -> list[dict[str, Any]]:
    """One prediction for each row, in the fields of the gold."""
    return [_prediction(row, engine) for row in rows]


def _prediction(row: dict[str, Any], engine: Engine) -> dict[str, Any]:
    article = article_of(row)
    statements = [statement_object(article.text, statement) for statement in engine(article)]
    return {"id": row["id"], "statements": statements}
