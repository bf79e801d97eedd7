"""`manage.py rebuild_index`: make the index of this host anew, beside the one that answers."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from statements.browsing.index.builds import build_anew
from statements.browsing.index.opened import OpenIndex
from statements.models import Statement


class Command(BaseCommand):
    help = (
        "Make the index of statements on this host anew. Pages are answered meanwhile, by the index"
        " as it was or by the database; follow_index takes it from there."
    )

    def handle(self, **options: Any) -> None:
        self._many, self._begun = Statement.objects.count(), time.monotonic()
        self._told = 0.0
        build = build_anew(settings.DATA.index, self._tell)
        size = sum(path.stat().st_size for path in build.files.iterdir())
        held = OpenIndex(build.files).searcher.num_docs
        seconds = time.monotonic() - self._begun
        self.stdout.write(
            f"The index has {held:,} published statements: {seconds:.0f} s, {size / 1e6:,.0f} MB."
        )

    def _tell(self, done: int) -> None:
        seconds = time.monotonic() - self._begun
        if seconds - self._told >= 2 or done == self._many:
            self._told = seconds
            part = min(done / self._many, 1) if self._many else 1
            self.stdout.write(f"{part:4.0%}  {done:,} of {self._many:,} read")
            self.stdout.flush()
