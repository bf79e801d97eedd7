"""Names by themselves: aliases of speakers, dated names of ministries."""

from __future__ import annotations

from django.contrib import admin

from people.admin.bodies import DATES, DatedAdmin, FromFilesAdmin
from people.admin.rows import RowAdmin
from people.models import Alias, MinistryName


@admin.register(Alias)
class AliasAdmin(RowAdmin):
    list_display = ("text", "speaker", "kind", "chamber", *DATES)
    list_select_related = ("speaker", "chamber")
    list_filter = ("kind", "chamber")
    search_fields = ("text", "speaker__public_id")
    folded_search_fields = ("folded",)
    autocomplete_fields = ("speaker", "chamber")


@admin.register(MinistryName)
class MinistryNameAdmin(FromFilesAdmin, DatedAdmin):
    list_display = ("text", "ministry", "language", "kind", *DATES)
    list_select_related = ("ministry",)
    list_filter = ("kind", "language")
    search_fields = ("text", "ministry__code")
    folded_search_fields = ("folded",)
    autocomplete_fields = ("ministry",)
