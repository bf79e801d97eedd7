"""Speakers and ministries as editors see them: with their statements, which follow a new name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from people.admin.bodies import MinistryAdmin
from people.admin.rows import RowAdmin, list_link
from people.admin.speakers import SpeakerAdmin
from people.models import Ministry, Speaker
from statements.admin.moving import MergesRecords
from statements.models import NamedInstitution, Statement
from statements.services.storing import refresh_derived

NAMES = {"name_ar", "name_fr", "name_en", "name_latin"}


def counted(rows: models.QuerySet[Any], of: str) -> Subquery | Coalesce:
    """How many of these rows there are for each value of a column."""
    per_value = rows.order_by().values(of).annotate(number=Count("statement_pk", distinct=True))
    return Coalesce(Subquery(per_value.values("number")), 0)


class WithStatements(RowAdmin):
    """Counts statements on the list, leads to them, and keeps them found under a new name."""

    def statements_of(self, record: Any) -> models.QuerySet[Statement]:
        raise NotImplementedError

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        form.is_renamed = bool(NAMES & {*form.changed_data, *_given_back(form)})
        super().save_related(request, form, formsets, change)
        if form.is_renamed:
            refresh_derived(self.statements_of(form.instance))

    def after_change(self, request: HttpRequest, records: Iterable[Any]) -> None:
        if self.shows(request, "changelist") or self.shows(request, "import"):
            for record in records:
                refresh_derived(self.statements_of(record))


def _given_back(form: Any) -> list[str]:
    return list(form.cleaned_data.get("give_back") or [])


@admin.register(Speaker)
class SpeakerWithStatementsAdmin(MergesRecords, WithStatements, SpeakerAdmin):
    actions = ("merge", *SpeakerAdmin.actions)
    list_display = (*SpeakerAdmin.list_display, "statement_count")
    readonly_fields = (*SpeakerAdmin.readonly_fields, "statement_list")
    fieldsets = (
        *SpeakerAdmin.fieldsets[:-1],
        (_("Record"), {"fields": ("statement_list", *SpeakerAdmin.fieldsets[-1][1]["fields"])}),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows = super().get_queryset(request)
        if self.shows(request, "changelist"):
            theirs = Statement.objects.filter(speaker=OuterRef("pk")).annotate(
                statement_pk=models.F("pk")
            )
            rows = rows.annotate(number_of_statements=counted(theirs, "speaker"))
        return rows

    def statements_of(self, record: Any) -> models.QuerySet[Statement]:
        return Statement.objects.filter(speaker=record)

    @admin.display(description=_("statements"), ordering="number_of_statements")
    def statement_count(self, speaker: Any) -> str:
        return list_link(Statement, speaker.number_of_statements, speaker__id__exact=speaker.pk)

    @admin.display(description=_("statements"))
    def statement_list(self, speaker: Speaker) -> str:
        number = speaker.statements.count() if speaker.pk else 0
        return list_link(Statement, number, speaker__id__exact=speaker.pk)


@admin.register(Ministry)
class MinistryWithStatementsAdmin(MergesRecords, WithStatements, MinistryAdmin):
    actions = ("merge", *MinistryAdmin.actions)
    list_display = (*MinistryAdmin.list_display, "statement_count")
    readonly_fields = (*MinistryAdmin.readonly_fields, "statement_list")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows = super().get_queryset(request)
        if self.shows(request, "changelist"):
            addressed = NamedInstitution.objects.filter(
                ministry=OuterRef("pk"), relation="addressed"
            ).annotate(statement_pk=models.F("statement_id"))
            rows = rows.annotate(number_of_statements=counted(addressed, "ministry"))
        return rows

    def statements_of(self, record: Any) -> models.QuerySet[Statement]:
        return Statement.objects.filter(institutions__ministry=record).distinct()

    @admin.display(description=_("addressed in"), ordering="number_of_statements")
    def statement_count(self, ministry: Any) -> str:
        return list_link(Statement, ministry.number_of_statements, ministry=ministry.pk)

    @admin.display(description=_("statements"))
    def statement_list(self, ministry: Ministry) -> str:
        addressed = ministry.named_in.filter(relation="addressed")
        number = addressed.values("statement").distinct().count() if ministry.pk else 0
        return list_link(Statement, number, ministry=ministry.pk)
