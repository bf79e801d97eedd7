"""Chambers, legislatures, parties, groups, committees and ministries."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from people.admin.correctable import CorrectableAdmin, CorrectableForm, CorrectableInline
from people.admin.rows import public_link
from people.models import Chamber, Committee, Group, Legislature, Ministry, MinistryName, Party

NAMES = ("name_ar", "name_fr", "name_en")
DATES = ("valid_from", "valid_until")
SPELLED = (*NAMES, "short_names", "code")


class DatedForm(CorrectableForm):
    """A row in force between two days, which only make sense together."""

    ruled_with = {"valid_from": ("valid_until",), "valid_until": ("valid_from",)}


class DatedInline(CorrectableInline):
    form = DatedForm


class DatedAdmin(CorrectableAdmin):
    form = DatedForm


@admin.register(Chamber)
class ChamberAdmin(CorrectableAdmin):
    list_display = ("name", "code", "oral_questions_weekday")
    search_fields = (*NAMES, "code")
    spelled_search_fields = SPELLED


@admin.register(Legislature)
class LegislatureAdmin(DatedAdmin):
    list_display = ("__str__", *DATES)
    list_select_related = ("chamber",)
    list_filter = ("chamber",)
    search_fields = ("chamber__name_ar", "chamber__name_fr", "number")
    spelled_search_fields = ("chamber__name_ar", "chamber__short_names")
    autocomplete_fields = ("chamber",)


@admin.register(Party)
class PartyAdmin(DatedAdmin):
    list_display = ("name", "code", "short", *DATES)
    search_fields = (*NAMES, "code")
    spelled_search_fields = SPELLED

    @admin.display(description=_("short names and nicknames"))
    def short(self, party: Party) -> str:
        return "، ".join(party.short_names)


@admin.register(Group)
class GroupAdmin(DatedAdmin):
    list_display = ("name", "kind", "chamber", "party", *DATES)
    list_select_related = ("chamber", "party")
    list_filter = ("chamber", "kind")
    search_fields = (*NAMES, "code")
    spelled_search_fields = (*SPELLED, "party__name_ar")
    autocomplete_fields = ("chamber", "party")


@admin.register(Committee)
class CommitteeAdmin(DatedAdmin):
    list_display = ("name", "chamber", *DATES)
    list_select_related = ("chamber",)
    list_filter = ("chamber",)
    search_fields = (*NAMES, "code")
    spelled_search_fields = SPELLED
    autocomplete_fields = ("chamber",)


class MinistryNameInline(DatedInline):
    model = MinistryName
    fields = ("text", "language", "kind", *DATES)


class SuccessorInline(admin.TabularInline):  # type: ignore[type-arg]
    """The other side of the predecessors: read only, as it is set on the later ministry."""

    model = Ministry.predecessors.through
    fk_name = "to_ministry"
    verbose_name = _("successor")
    verbose_name_plural = _("successors")
    fields = ("from_ministry",)
    extra = 0
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return super().get_queryset(request).select_related("from_ministry", "to_ministry")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class MinistryAdmin(DatedAdmin):
    list_display: Any = ("name", "code", "kind", "parent", *DATES)
    list_select_related = ("parent",)
    list_filter = ("kind",)
    search_fields = (*NAMES, "code")
    folded_search_fields = ("names__folded",)
    spelled_search_fields = (*NAMES, "code")
    autocomplete_fields = ("parent", "predecessors")
    readonly_fields: ClassVar[Any] = ("public_id", "public_page")
    inlines = (MinistryNameInline, SuccessorInline)

    @admin.display(description=_("public page"))
    def public_page(self, ministry: Ministry) -> str:
        return public_link(ministry) if ministry.pk else "—"
