"""Loads the reference data that ships with the project."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from people.loading import load_reference
from people.reference import BadReferenceData, load_country


class Command(BaseCommand):
    help = "Load chambers, parties, groups, committees and ministries; safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("country", nargs="?", default="ma", help="two-letter code (default ma)")
        parser.add_argument(
            "--restore-deleted",
            action="store_true",
            help="bring back what editors deleted",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            country = load_country(options["country"])
        except BadReferenceData as error:
            raise CommandError(str(error)) from error
        report = load_reference(country, restore_deleted=options["restore_deleted"])
        total = report.created + report.updated + report.unchanged
        what = f"Reference data of {country.code!r} as of {country.as_of}"
        deleted = (
            f" {report.left_deleted} stay deleted, as an editor left them."
            if report.left_deleted
            else ""
        )
        if report.changed_nothing:
            self.stdout.write(f"{what}: nothing changed, {total} records.{deleted}")
        else:
            self.stdout.write(
                f"{what}: {report.created} created, {report.updated} updated,"
                f" {report.unchanged} unchanged.{deleted}"
            )
