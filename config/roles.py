"""Who may do what in the admin: three groups of permissions, the same on every instance."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from django.contrib.auth.models import AbstractUser, Group, Permission
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The value is the name of the group; each role may do all that the one before it may."""

    READER = "reader", _("reader of the administration")
    EDITOR = "editor", _("editor")
    CHIEF_EDITOR = "chief editor", _("chief editor")


# Permissions by app and code name; a star stands for anything.
_READER = ("people.view_*", "statements.view_*")
_EDITOR = (
    *_READER,
    "statements.add_statement",
    "statements.change_statement",
    "statements.*_namedinstitution",
    "statements.change_article",
    "statements.mark_reviewed",
    "statements.add_samplingrun",
    "statements.add_session",
    "statements.change_session",
    "statements.add_nameruling",
    "statements.change_nameruling",
    "statements.add_delivery",
    "statements.change_arrival",
    "statements.change_errorreport",
    "people.add_speaker",
    "people.change_speaker",
    "people.*_alias",
    "people.*_appointment",
)
_CHIEF_EDITOR = ("people.*", "statements.*", "auth.view_user", "auth.add_user", "auth.change_user")

MAY = {Role.READER: _READER, Role.EDITOR: _EDITOR, Role.CHIEF_EDITOR: _CHIEF_EDITOR}


def create_roles() -> None:
    """Give every role its group with exactly its permissions; safe to run again.

    Call it after `migrate`, which is what makes the permissions themselves. What should differ
    on one instance belongs into a group of another name.
    """
    with transaction.atomic():
        known = _known_permissions()
        for role, patterns in MAY.items():
            group, _made = Group.objects.get_or_create(name=role.value)
            group.permissions.set(_matching(known, patterns))


def permissions_of(user: AbstractUser) -> set[int]:
    """What a user may do once active, by the primary keys of the permissions."""
    theirs = Q(user=user) | Q(group__user=user)
    return set(Permission.objects.filter(theirs).values_list("pk", flat=True))


def _known_permissions() -> dict[str, int]:
    rows = Permission.objects.values_list("content_type__app_label", "codename", "pk")
    return {f"{app}.{codename}": pk for app, codename, pk in rows}


def _matching(known: dict[str, int], patterns: Iterable[str]) -> list[int]:
    return [
        pk for name, pk in known.items() if any(fnmatchcase(name, pattern) for pattern in patterns)
    ]
