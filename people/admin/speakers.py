"""Speakers, with the names they are printed under and the offices they held."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db import models, transaction
from django.db.models import Q
from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext, gettext_lazy as _, ngettext

from people.admin.bodies import DATES, DatedAdmin, DatedForm, DatedInline
from people.admin.correctable import CorrectableAdmin, CorrectableForm
from people.admin.exchange import export_view, import_view
from people.admin.rows import RowInline, change_link, pks_spelled, public_link
from people.admin.rulings import log_to_each
from people.folding import fold
from people.models import Alias, Appointment, Ministry, Speaker

BODIES = ("group", "party", "committee", "ministry")
OFFICE = ("office", "chamber", "group", "ministry", "committee")


class AppointmentForm(DatedForm):
    ruled_with = {
        **DatedForm.ruled_with,
        **{name: tuple(other for other in OFFICE if other != name) for name in OFFICE},
    }


class SpeakerForm(CorrectableForm):
    ruled_with = {"kind": BODIES, **dict.fromkeys(BODIES, ("kind",))}


class AliasInline(RowInline):
    model = Alias
    fields = ("text", "kind", "chamber", *DATES)
    autocomplete_fields = ("chamber",)
    related_at_hand = ("chamber",)


class AppointmentInline(DatedInline):
    model = Appointment
    form = AppointmentForm
    template = "admin/edit_inline/stacked.html"
    fields = (
        ("office", "title"),
        ("chamber", "group", "party"),
        ("ministry", "committee"),
        "constituency",
        DATES,
    )
    autocomplete_fields = ("chamber", "group", "party", "ministry", "committee")
    related_at_hand = autocomplete_fields
    show_change_link = True


@admin.register(Appointment)
class AppointmentAdmin(DatedAdmin):
    form = AppointmentForm
    list_display = ("speaker", "office", "title", "body", *DATES)
    list_display_links = ("speaker", "office")
    list_select_related = ("speaker", "chamber", "group", "party", "ministry", "committee")
    list_filter = ("office", "chamber")
    search_fields = ("title", "speaker__public_id", "constituency")
    folded_search_fields = ("speaker__aliases__folded",)
    autocomplete_fields = ("speaker", "chamber", "group", "party", "ministry", "committee")

    @admin.display(description=_("body"))
    def body(self, appointment: Appointment) -> str:
        body = appointment.ministry or appointment.committee or appointment.group
        return str(body or appointment.chamber or "—")

    def word_condition(self, word: str) -> Q:
        condition = super().word_condition(word)
        return condition | Q(ministry__in=pks_spelled(Ministry, ("name_ar",), word))


class SpeakerAdmin(CorrectableAdmin):
    form = SpeakerForm
    list_display: Any = (
        "name",
        "name_latin",
        "kind",
        "latest_office",
        "is_provisional",
        "is_sample",
    )
    list_filter = ("is_provisional", "kind", "appointments__chamber", "gender", "is_sample")
    list_select_related = ("merged_into",)
    search_fields = ("name_ar", "name_latin", "public_id")
    folded_search_fields = ("aliases__folded",)
    respelled_search_fields = ("name_ar",)
    autocomplete_fields = BODIES
    readonly_fields: ClassVar[Any] = (
        "public_id",
        "public_page",
        "merged_record",
        "is_sample",
        "created_at",
    )
    inlines = (AliasInline, AppointmentInline)
    actions = ("confirm_person", *CorrectableAdmin.actions)
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("name_ar", "name_latin", "kind", "gender", "is_provisional")}),
        (_("Body that speaks"), {"fields": BODIES, "classes": ("collapse",)}),
        (
            _("Record"),
            {"fields": ("public_page", "merged_record", "public_id", "is_sample", "created_at")},
        ),
    )

    def get_urls(self) -> Any:
        view = self.admin_site.admin_view
        return [
            path("import/", view(partial(import_view, self)), name="people_speaker_import"),
            path("export/", view(export_view), name="people_speaker_export"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows = super().get_queryset(request)
        if (
            request.resolver_match
            and request.resolver_match.url_name == "people_speaker_changelist"
        ):
            offices = Appointment.objects.select_related(
                "ministry", "committee", "group", "chamber"
            ).order_by(models.F("valid_from").desc(nulls_last=True), "-id")
            rows = rows.prefetch_related(models.Prefetch("appointments", offices))
        return rows

    @admin.display(description=_("latest office"))
    def latest_office(self, speaker: Speaker) -> str:
        appointments = list(speaker.appointments.all())
        return str(appointments[0]) if appointments else "—"

    @admin.display(description=_("public page"))
    def public_page(self, speaker: Speaker) -> str:
        return public_link(speaker) if speaker.pk else "—"

    @admin.display(description=_("merged into"))
    def merged_record(self, speaker: Speaker) -> str:
        return change_link(speaker.merged_into)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        keep_own_names(form.instance)
        keep_former_names(form.instance, form)

    @admin.action(description=_("Confirm the person"), permissions=["change"])
    def confirm_person(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        with transaction.atomic():
            confirmed = [one for one in self.locked(queryset) if one.is_provisional]
            for speaker in confirmed:
                speaker.is_provisional = False
                speaker.rule(["is_provisional"])
                speaker.save(update_fields=["is_provisional", "ruled_fields"])
            log_to_each(request, confirmed, gettext("Confirmed the person."))
        text = ngettext(
            "%d person is confirmed. To undo it, tick “provisional” on the person's page.",
            "%d persons are confirmed. To undo it, tick “provisional” on each person's page.",
            len(confirmed),
        )
        self.message_user(request, text % len(confirmed), messages.SUCCESS)


def keep_former_names(speaker: Speaker, form: Any) -> None:
    """Articles go on printing the name that an editor has replaced."""
    for column in {"name_ar", "name_latin"}.intersection(form.changed_data):
        former = form.initial.get(column)
        if former and not speaker.aliases.filter(folded=fold(former)).exists():
            speaker.aliases.create(text=former, kind=Alias.AliasKind.PRESS)


def keep_own_names(speaker: Speaker) -> None:
    """A speaker is found under the names that the record itself bears."""
    own = ((speaker.name_ar, Alias.AliasKind.FULL), (speaker.name_latin, Alias.AliasKind.LATIN))
    for name, kind in own:
        if name and not speaker.aliases.filter(folded=fold(name)).exists():
            speaker.aliases.create(text=name, kind=kind)
