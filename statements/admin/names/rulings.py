"""The rulings on names as a list: what was decided by whom, and what was taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern

from people.admin.rows import RowAdmin
from statements.admin.names import names_urls
from statements.models import NameRuling

SCOPE = ("chamber", "group", "source", "valid_from", "valid_until")


@admin.register(NameRuling)
class NameRulingAdmin(RowAdmin):
    """Made and taken back at the queue of names; here they are only looked at."""

    list_display = ("name", "decision", "speaker", *SCOPE, "ruled_by", "ruled_at", "undone_at")
    list_filter = ("decision", "source", "is_sample")
    list_select_related = ("speaker", "chamber", "group", "source", "ruled_by", "undone_by")
    folded_search_fields = ("key",)
    search_fields = ("name",)
    deferred = ("before", "after")
    date_hierarchy = "ruled_at"

    def get_urls(self) -> list[URLPattern]:
        return [*names_urls(self.admin_site), *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
