"""Delete everything invented."""

from typing import Any

from django.core.management.base import BaseCommand

from statements.services.invented import remove_samples


class Command(BaseCommand):
    help = "Delete the sample articles with their statements, sittings, people and outlets."

    def handle(self, *args: Any, **options: Any) -> None:
        removed = remove_samples()
        if not removed.articles and not removed.speakers:
            self.stdout.write("There are no samples.")
            return
        self.stdout.write(
            f"Removed {removed.articles} sample articles, {removed.statements} statements "
            f"and {removed.speakers} invented speakers."
        )
