"""`manage.py follow_index`: keep the index of this host up to date, until it is stopped."""

import signal
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from statements.browsing.index.following import AlreadyFollowed, Follower


class Command(BaseCommand):
    help = (
        "Keep the index of statements on this host up to date: one process for each host that"
        " serves pages. It builds the index where there is none that can be used."
    )

    def handle(self, **options: Any) -> None:
        self._over = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        try:
            Follower(settings.DATA.index).follow(lambda: self._over)
        except AlreadyFollowed as error:
            raise CommandError(f"Another process follows the index in {error}.") from error

    def _end(self, number: int, frame: FrameType | None) -> None:
        self._over = True
