"""Move raw pages out of the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from statements import raw_pages
from statements.management.progress import progress_bar
from statements.services.moving_pages import move_raw_pages


class Command(BaseCommand):
    help = (
        "Move the pages as fetched that the database holds into the storage that RAW_PAGES_URL"
        " names. Workers may run meanwhile; interrupted, it goes on when it is run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not raw_pages.are_kept_outside():
            raise CommandError("RAW_PAGES_URL is not set: there is no storage to move them to.")
        try:
            with progress_bar(self.stderr) as progress:  # type: ignore[arg-type]
                moved = move_raw_pages(progress)
        except raw_pages.StorageSilent as error:
            raise CommandError(str(error)) from None
        except KeyboardInterrupt:
            raise CommandError("Stopped. Run it again to go on with the rest.") from None
        self.stdout.write(f"{moved} raw pages moved.")
