"""Take in the invented sample articles and their invented people."""

from typing import Any

from django.core.management.base import BaseCommand

from statements.services.intake import Outcome
from statements.services.invented import load_samples


class Command(BaseCommand):
    help = "Take in the invented sample articles; workers read them. Twice changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        intakes = load_samples()
        new = sum(intake.outcome is not Outcome.UNCHANGED for intake in intakes)
        self.stdout.write(f"Sample articles: {new} queued, {len(intakes) - new} already here.")
