"""Writes everybody known as Popolo JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from people.exchange import write_popolo


class Command(BaseCommand):
    help = "Write people, their names and offices as Popolo JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="standard output if left out")
        parser.add_argument("--samples", action="store_true", help="the invented people instead")

    def handle(self, *args: Any, **options: Any) -> None:
        found = write_popolo(samples=options["samples"])
        text = json.dumps(found, ensure_ascii=False, indent=1)
        path: Path | None = options["file"]
        if path is None:
            self.stdout.write(text)
            return
        try:
            path.write_text(f"{text}\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        self.stdout.write(f"{len(found['persons'])} people written to {path}.")
