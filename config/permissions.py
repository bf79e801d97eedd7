"""What somebody may do, asked for in one query a page instead of two."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import Q


class PermissionsAtOnce(ModelBackend):
    """Django's own backend; a user's permissions and those of the groups come together."""

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        if user_obj.is_superuser:
            return super().get_all_permissions(user_obj)
        if not hasattr(user_obj, "allowed"):
            theirs = Q(user=user_obj.pk) | Q(group__user=user_obj.pk)
            rows = Permission.objects.filter(theirs).order_by()
            names = rows.values_list("content_type__app_label", "codename")
            user_obj.allowed = {f"{app}.{codename}" for app, codename in names}
        allowed: set[str] = user_obj.allowed
        return allowed
