"""Clean and extract files without database or services: what measuring tools call."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from statements.extraction.model import ArticleText, StatementReading
from statements.ingestion.model import CleanArticle, UnreadableInput
from statements.terminal import quiet_when_unread

if TYPE_CHECKING:
    from statements.ingestion.outlet_rule import OutletRule

_STANDARD_INPUT = "-"
_PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml"})


@dataclass(frozen=True, slots=True)
class Extracted:
    """One input read: ``article`` is None when there is none in it, ``reason`` then says why."""

    path: str
    article: CleanArticle | None
    statements: tuple[StatementReading, ...] = ()
    reason: str = ""

    @property
    def id(self) -> str:
        return "stdin" if self.path == _STANDARD_INPUT else Path(self.path).stem


class Command(BaseCommand):
    help = "Print the article and the statements of each file; needs no database and no services."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", metavar="PATH", help="text or HTML files; - reads standard input"
        )
        parser.add_argument("--format", choices=["text", "jsonl"], default="text")
        parser.add_argument(
            "--explain",
            action="store_true",
            help="follow every sentence through the stages: cues, frames, speakers, rules",
        )

        parser.add_argument(
            "--rule", metavar="FILE", help="an outlet's own rule for its pages, to try it out"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["explain"] and options["format"] == "jsonl":
            raise CommandError("--explain prints text: leave out --format jsonl, or --explain.")
        show = _as_jsonl if options["format"] == "jsonl" else _as_text
        if options["explain"]:
            show = _as_explained
        rule, unreadable = _rule(options["rule"]), 0
        with quiet_when_unread():
            unreadable = self._print_all(options["paths"], show, rule)
        if unreadable:
            raise CommandError(_count(unreadable, "input") + " could not be read.", returncode=1)

    def _print_all(
        self,
        paths: Iterable[str],
        show: Callable[[Extracted], Iterable[str]],
        rule: OutletRule | None,
    ) -> int:
        """Print what is in each input, then what could not be read; how many that were."""
        unreadable = []
        for path in paths:
            try:
                extracted = extract(path, rule)
            except (UnreadableInput, OSError) as error:
                unreadable.append(f"{path}: {_message(error)}")
                continue
            for line in show(extracted):
                self.stdout.write(line)
        self.stdout.flush()
        for message in unreadable:
            self.stderr.write(message)
        return len(unreadable)


def _rule(path: str | None) -> OutletRule | None:
    if path is None:
        return None
    from statements.ingestion.outlet_rule import BadRule, read_rule

    try:
        return read_rule(Path(path).read_text(encoding="utf-8"))
    except (BadRule, OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path}: {error}") from error


def extract(path: str, rule: OutletRule | None = None) -> Extracted:
    """The article and statements in a file. Raises UnreadableInput or OSError."""
    from statements.ingestion.clean import clean
    from statements.ingestion.model import NotAnArticle

    raw = sys.stdin.buffer.read() if path == _STANDARD_INPUT else Path(path).read_bytes()
    is_page = Path(path).suffix.lower() in _PAGE_SUFFIXES
    try:
        article = clean(raw, content_type="text/html" if is_page else None, rule=rule)
    except NotAnArticle as reason:
        return Extracted(path, None, reason=str(reason))
    return Extracted(path, article, _statements(article))


def _statements(article: CleanArticle) -> tuple[StatementReading, ...]:
    from statements.extraction import extract_statements

    return tuple(extract_statements(_text_of(article)))


def _text_of(article: CleanArticle) -> ArticleText:
    return ArticleText(article.text, article.title, article.published_at, article.lang)


def _message(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _as_jsonl(extracted: Extracted) -> Iterable[str]:
    from statements.jsonl import Origin, article_object, line, no_article_object

    is_page = Path(extracted.path).suffix.lower() in _PAGE_SUFFIXES
    origin = Origin(extracted.id, extracted.path, "html" if is_page else "txt")
    if extracted.article is None:
        yield line(no_article_object(origin))
    else:
        yield line(article_object(origin, extracted.article, extracted.statements))


def _as_text(extracted: Extracted) -> Iterable[str]:
    article = extracted.article
    yield from _headed(extracted)
    if article is None:
        return
    yield from article.paragraphs
    yield ""
    yield _count(len(extracted.statements), "statement")
    for statement in extracted.statements:
        yield from _described(article.text, statement)
    yield ""


def _as_explained(extracted: Extracted) -> Iterable[str]:
    from statements.extraction.engine import explain
    from statements.extraction.explaining import explained

    yield from _headed(extracted)
    if extracted.article is not None:
        text = _text_of(extracted.article)
        yield from explained(text, explain(text))
        yield ""


def _headed(extracted: Extracted) -> Iterable[str]:
    from statements.jsonl import published_at

    article = extracted.article
    yield f"── {extracted.path}"
    if article is None:
        yield f"No article. {extracted.reason}"
    else:
        yield f"Title      {article.title or '(none)'}"
        yield f"Author     {article.author or '(none)'}"
        yield f"Published  {published_at(article) or '(unknown)'}"
    yield ""


def _described(text: str, statement: StatementReading) -> Iterable[str]:
    """A statement in a few lines: who, how, whom, where, what."""
    speaker = statement.speaker
    who = speaker.resolved or speaker.surface or "?"
    yield f"{statement.sid:>3}. {who} [{speaker.attribution}]"
    yield f"     {statement.cue.of(text)} · {statement.stance} · {statement.kind}"
    if statement.addressees:
        yield "     → " + "، ".join(found.canonical for found in statement.addressees)
    if session := statement.session:
        parts = (session.chamber, session.type, session.weekday, session.date)
        yield "     @ " + " · ".join(str(part) for part in parts if part)
    for span in statement.content:
        yield f"     « {span.of(text)} »"
