"""Scores the extraction engine against annotated articles."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from statements.evaluation.errors import Error, errors_of
from statements.evaluation.halves import Half, belongs
from statements.evaluation.rates import rates, written
from statements.evaluation.reading import UnreadableGold, predict, read_golds, read_rows, text_of
from statements.evaluation.report import negatives_report, report
from statements.evaluation.scoring import ArticleScore, score_articles
from statements.evaluation.summary import summarise
from statements.extraction.engine import extract_statements
from statements.terminal import quiet_when_unread

OWN_GOLD = Path(settings.BASE_DIR) / "tests" / "gold"


class Command(BaseCommand):
    help = "Score the engine against gold files (JSON lines); needs no database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "gold", nargs="*", type=Path, help="gold files; the project's own if none"
        )
        parser.add_argument("--half", choices=[half.value for half in Half], default=Half.ALL.value)
        parser.add_argument("--negatives", type=Path, help="articles without any statement")
        parser.add_argument("--json", action="store_true", help="print the numbers as JSON")
        parser.add_argument("--predictions", type=Path, help="write the engine's statements there")
        parser.add_argument(
            "--rates",
            type=Path,
            help="write how often each rule is right; held-back halves of other golds do not count",
        )
        parser.add_argument("--errors", type=int, default=20, help="how many errors to show")
        parser.add_argument("--resamples", type=int, default=500, help="draws of the bootstrap")

    def handle(self, *args: Any, **options: Any) -> None:
        half = Half(options["half"])
        try:
            golds = _golds(options["gold"] or sorted(OWN_GOLD.glob("*.jsonl")), half)
            negatives = read_rows(options["negatives"]) if options["negatives"] else []
        except UnreadableGold as error:
            raise CommandError(str(error)) from error
        if not golds:
            raise CommandError("No annotated article to score.")
        predictions = predict(golds, extract_statements)
        if options["predictions"]:
            lines = (json.dumps(row, ensure_ascii=False) for row in predictions)
            _write(options["predictions"], "\n".join(lines) + "\n")
        scores = score_articles(golds, predictions)
        if options["rates"]:
            _write(options["rates"], written(rates(_countable(scores))))
        summary = summarise(scores, options["resamples"])
        false = predict(negatives, extract_statements)
        with quiet_when_unread():
            if options["json"]:
                self._print_json(summary, half, negatives, false)
                return
            errors = _showable_errors(golds, scores)
            for line in report(summary, scores, errors, options["errors"]):
                self.stdout.write(line)
            if half is Half.HELD_BACK and options["errors"]:
                self.stdout.write("\nErrors are not shown: nobody reads the held-back half.")
            if negatives:
                for line in negatives_report(negatives, false, options["errors"]):
                    self.stdout.write(line)

    def _print_json(
        self,
        summary: dict[str, Any],
        half: Half,
        negatives: list[dict[str, Any]],
        false: list[dict[str, Any]],
    ) -> None:
        summary["half"] = half.value
        if negatives:
            statements = sum(len(row["statements"]) for row in false)
            summary["negatives_file"] = {"articles": len(negatives), "false_statements": statements}
        self.stdout.write(json.dumps(summary, ensure_ascii=False, indent=1))


def _golds(paths: Iterable[Path], half: Half) -> list[dict[str, Any]]:
    return [row for path in paths for row in read_golds(path) if belongs(row["id"], half)]


def _countable(scores: list[ArticleScore]) -> list[ArticleScore]:
    """The project's own articles, and the tuning half of any other gold."""
    own = {row["id"] for path in OWN_GOLD.glob("*.jsonl") for row in read_rows(path)}
    return [score for score in scores if score.id in own or belongs(score.id, Half.TUNING)]


def _showable_errors(golds: list[dict[str, Any]], scores: list[ArticleScore]) -> list[Error]:
    """Errors of the articles whose texts may be read: never those of the held-back half."""
    return [
        error
        for gold, score in zip(golds, scores, strict=True)
        if belongs(gold["id"], Half.TUNING)
        for error in errors_of(score, text_of(gold))
    ]


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}") from error
