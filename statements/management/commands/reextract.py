"""Read articles again that are already here."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from datetime import datetime
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from statements.management.selecting import day, named_source
from statements.services.rereading import Selection
from statements.services.waiting import ReadingTimedOut, read_all_again


class Command(BaseCommand):
    help = (
        "Read kept articles again, without options those that an older engine read last. Nothing"
        " that an editor ruled on changes. It may be interrupted at any time: run again, it goes"
        " on where it stopped."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--source", default="", help="only articles of this outlet: name, host")
        parser.add_argument("--since", type=day, metavar="DAY", help="published from this day on")
        parser.add_argument("--until", type=day, metavar="DAY", help="published up to this day")
        parser.add_argument(
            "--all", action="store_true", help="also those that the present engine has read"
        )
        parser.add_argument(
            "--read-before",
            type=_moment,
            metavar="MOMENT",
            help="as --all, but not those read since then: goes on with an interrupted --all",
        )
        parser.add_argument(
            "--parked", action="store_true", help="only those that could not be read"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="only say how many articles that would be"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        before = options["read_before"] or (timezone.now() if options["all"] else None)
        selection = Selection(
            source=named_source(options["source"]) if options["source"] else None,
            since=options["since"],
            until=options["until"],
            parked=options["parked"],
            read_before=before,
        )
        count = selection.articles().count()
        if options["dry_run"] or not count:
            self.stdout.write(f"{count} articles to be read again.")
            return
        self._read(selection, before)

    def _read(self, selection: Selection, before: datetime | None) -> None:
        try:
            read, parked = read_all_again(selection, cast("TextIO", self.stderr))
        except ReadingTimedOut as error:
            raise CommandError(str(error)) from None
        except KeyboardInterrupt:
            more = f" --read-before {before.isoformat()}" if before else ""
            raise CommandError(
                "Stopped. What is queued will still be read. To go on with the rest, run the same"
                f" again{more and f' with{more} instead of --all'}."
            ) from None
        self.stdout.write(f"{read} articles read again, {parked} could not be read.")


def _moment(text: str) -> datetime:
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise ArgumentTypeError(f"{text!r} is no moment such as 2025-04-23T21:03+01:00")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
