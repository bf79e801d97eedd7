"""Creates the editors' roles, or brings them up to date after an update."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from config.roles import Role, create_roles


class Command(BaseCommand):
    help = "Create the groups of readers, editors and chief editors; safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        create_roles()
        self.stdout.write(f"Roles: {', '.join(role.value for role in Role)}.")
