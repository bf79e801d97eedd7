"""An exercise for editors: statements with known mistakes in the review queue."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from statements.services.exercise_score import LEFT, RIGHT, WRONG, Score, score_exercise
from statements.services.exercising import (
    AlreadyThere,
    make_exercise,
    nobody,
    remove_exercise,
    rule_exercise,
)

WORDS = {
    "found": "what is a statement",
    "content": "content",
    "cue": "cue",
    "speaker": "speaker",
    "stance": "stance",
    "kind": "kind",
    "to": "addressees",
    "session": "session",
}


class Command(BaseCommand):
    help = (
        "Put 50 invented statements into the review queue, many of them wrong and some missing, to"
        " learn the tool and to measure it. They are marked as invented wherever they are shown."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        ways = parser.add_mutually_exclusive_group()
        ways.add_argument(
            "--ruled",
            action="store_true",
            help="already ruled on as they should be, their articles marked as fully reviewed",
        )
        ways.add_argument(
            "--score", action="store_true", help="say how it was done, field by field, and how fast"
        )
        ways.add_argument(
            "--remove", action="store_true", help="delete the exercise and all that was ruled in it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["score"]:
            self._score()
        elif options["remove"]:
            self._remove()
        else:
            self._make(ruled=options["ruled"])

    @transaction.atomic
    def _make(self, *, ruled: bool) -> None:
        try:
            made = make_exercise()
        except AlreadyThere:
            raise CommandError(
                "The exercise is already there. --score says how it was done; --remove deletes it,"
                " then it can be made anew."
            ) from None
        if ruled:
            rule_exercise(nobody(), timezone.now())
        self.stdout.write(
            f"{made.statements} invented statements in {made.articles} articles"
            f" {'are ruled on' if ruled else 'wait in the review queue'}."
            " Readers see them, marked as invented, until --remove."
        )

    def _remove(self) -> None:
        removed = remove_exercise()
        if not removed.articles:
            self.stdout.write("There is no exercise.")
            return
        self.stdout.write(
            f"Removed {removed.articles} articles, {removed.statements} statements"
            f" and {removed.speakers} speakers of the exercise."
        )

    def _score(self) -> None:
        score = score_exercise()
        if score is None:
            raise CommandError("There is no exercise to score.")
        for line in _lines(score):
            self.stdout.write(line)


def _lines(score: Score) -> list[str]:
    lines = [f"{'':21}{RIGHT:>7}{WRONG:>7}{LEFT:>7}   mistakes mended"]
    for name, tally in score.fields.items():
        numbers = "".join(f"{tally.ways[way]:>7}" for way in (RIGHT, WRONG, LEFT))
        lines.append(f"{WORDS[name]:21}{numbers}   {tally.mended} of {tally.planted}")
    lines.append(
        f"{score.waiting} statements wait;"
        f" {score.signed} of {score.articles} articles are marked as fully reviewed."
    )
    lines += [f"{number} rulings by {name}." for name, number in score.editors.items()]
    if score.took is not None:
        minutes, seconds = divmod(round(score.took.total_seconds()), 60)
        lines.append(f"{minutes} min {seconds} s from the first ruling to the last.")
    return lines
