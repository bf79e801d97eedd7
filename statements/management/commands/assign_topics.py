"""Give statements their topics again, after the list of topics has changed."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from statements.services.topics import assign_batch, load_topics


class Command(BaseCommand):
    help = (
        "Give topics to all statements that the present list of topics has not been applied to."
        " Topics that an editor ruled on stay. It may be interrupted: run again, it goes on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="also those that the present list was applied to"
        )

        parser.add_argument(
            "--list-only", action="store_true", help="only bring in the list of topics itself"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        changed_topics = load_topics()
        if options["list_only"]:
            self.stdout.write(f"Topics: {changed_topics} changed.")
            return
        seen = changed = last = 0
        while True:
            last, looked_at, now = assign_batch(last, everything=options["all"])
            if not looked_at:
                break
            seen, changed = seen + looked_at, changed + now
            if options["verbosity"] > 1:
                self.stderr.write(f"{seen} statements, up to number {last}")
        self.stdout.write(f"Topics: {seen} statements looked at, {changed} changed.")
