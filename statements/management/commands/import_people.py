"""Takes in a list of people: Popolo JSON or a CSV table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone, translation

from people.exchange import ImportReport, import_people, read_people
from people.exchange.model import UnreadableList
from statements.models import Statement
from statements.services.storing import refresh_derived


class Command(BaseCommand):
    help = (
        "Add and complete people from Popolo JSON, or from a CSV with the columns name, alternate"
        " names, chamber, group, party, constituency, from, to. Safe to run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="report only, store nothing")

    @translation.override("en")
    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            entries = read_people(path.read_bytes())
        except (OSError, UnreadableList) as error:
            raise CommandError(f"{path}: {error}") from error
        today = timezone.localdate()
        with transaction.atomic():
            report = import_people(entries, today=today, dry_run=options["dry_run"])
            changed = [done.speaker.pk for done in report.changed]
            refresh_derived(Statement.objects.filter(speaker__in=changed))
        for line in lines_of(report, dry_run=options["dry_run"]):
            self.stdout.write(line)


def lines_of(report: ImportReport, *, dry_run: bool) -> Iterator[str]:
    """The report, one line for each entry that is not as it was; the counts come last."""
    for done in report.added:
        yield f"{done.place}: added {done.speaker}"
    for done in report.changed:
        yield f"{done.place}: changed {done.speaker}: {', '.join(done.changes)}"
    for unclear in report.ambiguous:
        candidates = "; ".join(
            f"{speaker.public_id} {speaker} ({reason})" for speaker, reason in unclear.candidates
        )
        yield f"{unclear.place}: ambiguous {unclear.name}: {candidates}"
    for refused in report.refused:
        yield f"{refused.place}: refused {refused.name}: {refused.reason}"
    counts = ", ".join(
        f"{len(getattr(report, name))} {name}"
        for name in ("added", "changed", "unchanged", "ambiguous", "refused")
    )
    yield f"{'Dry run, nothing stored: ' if dry_run else ''}{counts}."
