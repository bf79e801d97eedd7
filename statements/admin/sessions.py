"""Sessions, and the statements that are held to a session when an editor corrects it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _, ngettext

from people.admin.correctable import CorrectableAdmin, CorrectableForm
from people.admin.rows import list_link, pks_spelled, public_link
from people.folding import fold
from people.models import Chamber, Committee
from statements.models import Session, Statement
from statements.search import stem
from statements.services.reviewing import rule_on_session
from statements.services.storing import refresh_derived

IDENTITY = ("chamber", "type", "date", "committee")


class SessionForm(CorrectableForm):
    ruled_with = {name: tuple(other for other in IDENTITY if other != name) for name in IDENTITY}


class CalendarFilter(admin.SimpleListFilter):
    title = _("calendar")
    parameter_name = "calendar"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("against", _("on another day than usual"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> Any:
        if self.value() != "against":
            return queryset
        return queryset.filter(pk__in=Session.objects.against_the_calendar().values("pk"))


class YearFilter(admin.AllValuesFieldListFilter):
    """All legislative years; sittings without one stand behind a dash, not behind nothing."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or self.empty_value_display}


@admin.register(Session)
class SessionAdmin(CorrectableAdmin):
    form = SessionForm
    list_display = (
        "__str__",
        "chamber",
        "type",
        "date",
        "committee",
        "calendar",
        "statement_count",
    )
    list_filter = (
        CalendarFilter,
        "chamber",
        "type",
        "term",
        ("legislative_year", YearFilter),
        "is_sample",
    )
    list_select_related = ("chamber", "committee")
    change_select_related = ("chamber", "committee", "legislature__chamber")
    date_hierarchy = "date"
    search_fields = ("date", "public_id", "legislative_year")
    search_help_text = _("A day such as 2025-04-22, a type, a chamber, a committee.")
    autocomplete_fields = ("chamber", "committee", "legislature")
    readonly_fields = (
        "calendar",
        "public_id",
        "public_page",
        "statement_list",
        "is_sample",
        "created_at",
    )
    fieldsets = (
        (None, {"fields": IDENTITY}),
        (_("Calendar"), {"fields": ("calendar", "legislature", "legislative_year", "term")}),
        (
            _("Record"),
            {"fields": ("statement_list", "public_page", "public_id", "is_sample", "created_at")},
        ),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows = super().get_queryset(request)
        if self.shows(request, "changelist"):
            per_session = (
                Statement.objects.filter(session=OuterRef("pk"))
                .order_by()
                .values("session")
                .annotate(number=Count("pk"))
            )
            rows = rows.annotate(
                number_of_statements=Coalesce(Subquery(per_session.values("number")), 0)
            )
        return rows

    def word_condition(self, word: str) -> Q:
        types = [
            value for value, label in Session.SessionType.choices if stem(word) in fold(str(label))
        ]
        names = ("name_ar", "name_fr", "name_en", "short_names")
        return (
            Q(type__in=types)
            | Q(chamber__in=pks_spelled(Chamber, names, word))
            | Q(committee__in=pks_spelled(Committee, names, word))
            | Q(date__icontains=word)
        )

    @admin.display(description=_("calendar"))
    def calendar(self, session: Session) -> str:
        """A warning where the day is not the one of the week on which the chamber asks."""
        warning = session.calendar_warning
        return format_html('<span class="is-warning">⚠ {}</span>', warning) if warning else "—"

    @admin.display(description=_("statements"), ordering="number_of_statements")
    def statement_count(self, session: Any) -> str:
        return list_link(Statement, session.number_of_statements, session__id__exact=session.pk)

    @admin.display(description=_("statements"))
    def statement_list(self, session: Session) -> str:
        number = session.statements.count() if session.pk else 0
        return list_link(Statement, number, session__id__exact=session.pk)

    @admin.display(description=_("public page"))
    def public_page(self, session: Session) -> str:
        return public_link(session) if session.pk else "—"

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        day_before = Session.objects.filter(pk=obj.pk).values_list("date", flat=True).first()
        super().save_model(request, obj, form, change)
        if not change or not set(IDENTITY) & {*form.ruled_now, *_given_back(form)}:
            return
        held = rule_on_session(obj.pk, day_before, obj.date)
        refresh_derived(held)
        if held:
            text = ngettext(
                "%d statement is now held to this session, also when its article is read again.",
                "%d statements are now held to this session, also when their articles are read"
                " again.",
                len(held),
            )
            self.message_user(request, text % len(held))


def _given_back(form: Any) -> list[str]:
    return list(form.cleaned_data.get("give_back") or [])
