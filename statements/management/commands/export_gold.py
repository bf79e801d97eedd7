"""Writes what editors have ruled as gold for measuring and training the engine."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from statements.gold import gold_rows, ruled_articles
from statements.jsonl import line
from statements.management.selecting import day, named_source
from statements.models.articles import ArticleQuerySet

NOT_FOR_PUBLICATION = "It holds whole articles, which belong to their outlets: do not publish it."


class Command(BaseCommand):
    help = (
        "Write the editors' rulings as JSON lines, one article to a line, as `evaluate` and other"
        " measuring tools read them: articles marked as fully reviewed. The lines hold the whole"
        " text of other people's articles: they are for measuring, not for publishing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("output", help="the file to write, readable by its owner alone; or -")
        parser.add_argument(
            "--partial",
            action="store_true",
            help="also articles with some rulings; what nobody ruled on is optional in them",
        )
        parser.add_argument("--source", default="", help="only articles of this outlet: name, host")
        parser.add_argument("--language", choices=["ar", "fr", "en"], help="only in this language")
        parser.add_argument("--since", type=day, metavar="DAY", help="published from this day on")
        parser.add_argument("--until", type=day, metavar="DAY", help="published up to this day")
        parser.add_argument(
            "--samples",
            choices=["without", "with", "only"],
            default="without",
            help="invented articles, of samples and exercises: left out unless asked for",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        asked = _asked(ruled_articles(partial=options["partial"]), options)
        articles = _real_or_invented(asked, options["samples"])
        lines = (line(row) for row in gold_rows(articles))
        if options["output"] == "-":
            count = sum(1 for each in lines if self.stdout.write(each) is None)
        else:
            count = _write(lines, Path(options["output"]))
        self.stderr.write(f"{_articles(count)} written. {NOT_FOR_PUBLICATION}")
        if left_out := options["samples"] == "without" and asked.filter(is_sample=True).count():
            told = f"{_articles(left_out, 'invented ')} left out"
            self.stderr.write(f"{told}; --samples with adds {'it' if left_out == 1 else 'them'}.")


def _articles(count: int, kind: str = "") -> str:
    return f"{count} {kind}{'article' if count == 1 else 'articles'}"


def _asked(articles: ArticleQuerySet, options: dict[str, Any]) -> ArticleQuerySet:
    if options["source"]:
        articles = articles.filter(source=named_source(options["source"]))
    if options["language"]:
        articles = articles.filter(language=options["language"])
    if options["since"]:
        articles = articles.filter(published_at__date__gte=options["since"])
    if options["until"]:
        articles = articles.filter(published_at__date__lte=options["until"])
    return articles


def _real_or_invented(articles: ArticleQuerySet, samples: str) -> ArticleQuerySet:
    return articles if samples == "with" else articles.filter(is_sample=samples == "only")


def _write(lines: Iterable[str], path: Path) -> int:
    """Write a file that nobody else may read, whole or not at all; returns how many lines."""
    _insist_on_private(path)
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.touch(0o600)
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            count = sum(bool(file.write(f"{each}\n")) for each in lines)
        beside.replace(path)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror or error}") from error
    finally:
        beside.unlink(missing_ok=True)
    return count


def _insist_on_private(path: Path) -> None:
    """Refuse folders from which files are handed out to readers."""
    public = [settings.STATIC_ROOT, settings.MEDIA_ROOT, *settings.STATICFILES_DIRS]
    target = path.resolve()
    if any(target.is_relative_to(Path(each).resolve()) for each in public if each):
        raise CommandError(f"{path} lies where readers can get it. {NOT_FOR_PUBLICATION}")
