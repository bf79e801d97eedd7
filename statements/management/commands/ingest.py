"""Take in articles from files, addresses or standard input."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError

from statements.ingestion.fetch import FetchFailed
from statements.ingestion.model import NotAnArticle, UnreadableInput
from statements.models import Article
from statements.raw_pages import StorageSilent
from statements.services.bringing import bring_address, bring_bytes
from statements.services.intake import Intake, Outcome, Submission, ingest
from statements.services.waiting import ReadingTimedOut, wait_for_readings

SAID = {
    Outcome.NEW: "new       ",
    Outcome.CHANGED: "changed   ",
    Outcome.UNCHANGED: "unchanged ",
}
SUFFIXES = {".html", ".htm", ".xhtml", ".txt"}


class Command(BaseCommand):
    help = (
        "Store articles and queue their reading. Each PLACE is a file, a folder of .html and .txt "
        "files, an http(s) address, or - for standard input. Exit code 1 when any of them failed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("places", nargs="*", metavar="PLACE")
        parser.add_argument(
            "--sources",
            action="store_true",
            help="poll the followed sources now; each PLACE is then the name or host of one",
        )
        parser.add_argument("--outlet", default="", help="the outlet's name, for files without one")
        parser.add_argument("--url", default="", help="the address at which the file was published")
        parser.add_argument(
            "--wait",
            action="store_true",
            help="wait until they are read and show what was found",
        )
        parser.add_argument(
            "--timeout",
            type=float,
            default=300.0,
            metavar="SECONDS",
            help="with --wait (300)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["sources"]:
            from statements.management.following import follow

            follow(options["places"], options["wait"], options["timeout"], self.stdout, self.stderr)
            return
        if not options["places"]:
            raise CommandError("Name a file, a folder, an address or -, or poll with --sources.")
        places = list(_expanded(options["places"]))
        if options["url"] and len(places) != 1:
            raise CommandError("--url tells where one article was published: give one file.")
        failures = 0
        articles = []
        for place in places:
            intake = self._take_in(place, options["outlet"], options["url"])
            if intake is None:
                failures += 1
            elif intake.article not in articles:
                articles.append(intake.article)
        if options["wait"] and articles:
            failures += self._wait(articles, options["timeout"])
        if failures:
            sys.exit(1)

    def _take_in(self, place: str, outlet: str, url: str) -> Intake | None:
        """The article at a place; None, and a line that says why, when there is none."""
        try:
            intake = ingest(_submission(place, outlet, url))
        except (UnreadableInput, NotAnArticle, FetchFailed, StorageSilent, OSError) as reason:
            self.stderr.write(f"failed     {place}: {_plainly(reason)}")
            return None
        self.stdout.write(f"{SAID[intake.outcome]} {place}")
        return intake

    def _wait(self, articles: list[Article], timeout: float) -> int:
        """Show progress, then what was found; return how many articles were not read."""
        from statements.management.findings import show_findings

        # Django's wrappers write like text files, but are not typed as such.
        out, err = cast("TextIO", self.stdout), cast("TextIO", self.stderr)
        try:
            read = wait_for_readings([article.pk for article in articles], timeout, err)
        except ReadingTimedOut as error:
            raise CommandError(str(error)) from None
        return show_findings(read, out, err)


def _expanded(places: list[str]) -> Iterator[str]:
    for place in places:
        folder = Path(place)
        if "://" not in place and folder.is_dir():
            files = sorted(str(path) for path in folder.iterdir() if path.suffix in SUFFIXES)
            yield from files or [place]
        else:
            yield place


def _submission(place: str, outlet: str, url: str) -> Submission:
    if place == "-":
        return bring_bytes(sys.stdin.buffer.read(), "standard input", outlet, url)
    if "://" in place:
        return bring_address(place, outlet)
    path = Path(place)
    if path.is_dir():
        raise UnreadableInput(f"The folder holds no file ending in {', '.join(sorted(SUFFIXES))}.")
    return bring_bytes(path.read_bytes(), path.name, outlet, url)


def _plainly(reason: Exception) -> str:
    return reason.strerror or str(reason) if isinstance(reason, OSError) else str(reason)
