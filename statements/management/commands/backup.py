"""Write everything to one file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from statements.management.progress import progress_bar
from statements.raw_pages import StorageSilent
from statements.services.backing_up import write_backup


class Command(BaseCommand):
    help = (
        "Write all data, pages as fetched included, to FILE as of one moment; nothing has to be"
        " stopped. The file holds password hashes: keep it where nobody else reads it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--force", action="store_true", help="replace FILE if it is there")

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["file"].absolute()
        if target.exists() and not options["force"]:
            raise CommandError(f"{target} is already there: give another name, or --force.")
        try:
            with progress_bar(self.stderr) as progress:  # type: ignore[arg-type]
                written = write_backup(target, progress)
        except OSError as error:
            raise CommandError(f"{target} cannot be written: {error.strerror or error}") from None
        except StorageSilent as error:
            raise CommandError(f"Nothing was written. {error}") from None
        if written.lost_pages:
            self.stderr.write(
                f"{len(written.lost_pages)} raw pages are missing from their storage, and from the"
                f" backup: {', '.join(written.lost_pages[:3])} …"
            )
        rows = written.rows
        self.stdout.write(
            f"{target}: {written.bytes / 2**20:.1f} MB, {sum(rows.values())} rows,"
            f" {rows['statements_article']} articles, {rows['statements_statement']} statements."
        )
