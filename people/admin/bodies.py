"""Chambers, legislatures, parties, groups, committees and ministries."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.translation import gettext, gettext_lazy as _

from people.admin.correctable import CorrectableAdmin, CorrectableForm, CorrectableInline
from people.admin.rows import change_link, public_link
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

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What it is called comes first, when it was in force after that."""
        fields = super().get_fields(request, obj)
        return sorted(fields, key=lambda name: name in DATES)


class FromFilesAdmin(CorrectableAdmin):
    """Shows how sure the reference files are of a record, and as of which day."""

    readonly_fields: ClassVar[Any] = ("certainty", "as_of")


@admin.register(Chamber)
class ChamberAdmin(FromFilesAdmin):
    list_display = ("name", "code", "oral_questions_weekday")
    search_fields = (*NAMES, "code")
    spelled_search_fields = SPELLED


@admin.register(Legislature)
class LegislatureAdmin(FromFilesAdmin, DatedAdmin):
    list_display = ("__str__", *DATES)
    list_select_related = ("chamber",)
    list_filter = ("chamber", "certainty")
    search_fields = ("chamber__name_ar", "chamber__name_fr", "number")
    spelled_search_fields = ("chamber__name_ar", "chamber__short_names")
    autocomplete_fields = ("chamber",)


@admin.register(Party)
class PartyAdmin(FromFilesAdmin, DatedAdmin):
    list_display = ("name", "code", "short", *DATES)
    list_filter = ("certainty",)
    search_fields = (*NAMES, "code")
    spelled_search_fields = SPELLED

    @admin.display(description=_("short names and nicknames"))
    def short(self, party: Party) -> str:
        return "، ".join(party.short_names)


@admin.register(Group)
class GroupAdmin(FromFilesAdmin, DatedAdmin):
    list_display = ("name", "kind", "chamber", "party", *DATES)
    list_select_related = ("chamber", "party")
    list_filter = ("chamber", "kind", "certainty")
    search_fields = (*NAMES, "code")
    spelled_search_fields = (*SPELLED, "party__name_ar")
    autocomplete_fields = ("chamber", "party", "predecessors")


@admin.register(Committee)
class CommitteeAdmin(FromFilesAdmin, DatedAdmin):
    list_display = ("name", "chamber", *DATES)
    list_select_related = ("chamber",)
    list_filter = ("chamber", "certainty")
    search_fields = (*NAMES, "code")
    spelled_search_fields = SPELLED
    autocomplete_fields = ("chamber",)


class MinistryNameInline(DatedInline):
    model = MinistryName
    fields = ("text", "language", "kind", *DATES)


class MinistryAdmin(FromFilesAdmin, DatedAdmin):
    list_display: Any = ("name", "code", "kind", "parent", *DATES)
    list_select_related = ("parent",)
    list_filter = ("kind", "certainty")
    search_fields = (*NAMES, "code")
    folded_search_fields = ("names__folded",)
    spelled_search_fields = (*NAMES, "code")
    autocomplete_fields = ("parent", "predecessors")
    readonly_fields: ClassVar[Any] = (
        "successor_list", "public_id", "public_page", *FromFilesAdmin.readonly_fields,
    )  # fmt: skip
    inlines = (MinistryNameInline,)

    @admin.display(description=_("public page"))
    def public_page(self, ministry: Ministry) -> str:
        return public_link(ministry) if ministry.pk else "—"

    @admin.display(description=_("successors"))
    def successor_list(self, ministry: Ministry) -> str:
        """The other side of the predecessors, which are set on the later ministry."""
        successors = ministry.successors.all() if ministry.pk else ()
        links = [(change_link(one),) for one in successors]
        return format_html_join(gettext(", "), "{}", links) or "—"
