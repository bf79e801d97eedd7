"""Bring back what a backup holds."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from statements.management.progress import progress_bar
from statements.raw_pages import StorageSilent
from statements.services.restoring import CannotRestore, restore, waiting_now


class Command(BaseCommand):
    help = (
        "Replace all data by what FILE holds, in one transaction. Refuses where there are articles"
        " or an editor's work already, unless --force is given. Everybody is logged out."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--force", action="store_true", help="delete what is there")

    def handle(self, *args: Any, **options: Any) -> None:
        source: Path = options["file"]
        try:
            with progress_bar(self.stderr) as progress:  # type: ignore[arg-type]
                backup = restore(source, force=options["force"], progress=progress)
        except CannotRestore as error:
            raise CommandError(str(error)) from None
        except StorageSilent as error:
            raise CommandError(f"Nothing was changed. {error}") from None
        except OSError as error:
            raise CommandError(f"{source} cannot be read: {error.strerror or error}") from None
        rows = backup.rows
        self.stdout.write(
            f"Restored as of {backup.written_at}: {rows['statements_article']} articles,"
            f" {rows['statements_statement']} statements."
        )
        articles, pages = waiting_now()
        if articles or pages:
            self.stdout.write(
                f"{articles} articles wait to be read and {pages} pages to be fetched: where"
                " `manage.py up` or beat and a worker run, they are taken up within a minute."
            )
