"""Sources: where an outlet announces its articles, how often it is asked, what came of it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy as _, ngettext
from django.views.decorators.cache import never_cache

from people.admin.correctable import CorrectableAdmin
from people.admin.rows import FORM_FIELDS, list_link
from people.admin.rulings import log_to_each
from statements.admin import outlet_lists
from statements.admin.articles import _counted
from statements.admin.source_form import READ, SourceForm, WebAddressField
from statements.models import Arrival, Article, Source
from statements.reasons import in_words

ANNOUNCED_AT = ("feeds", "sitemap", "listing_page")
POLLING = ("is_active", "poll_minutes", "most_per_poll", "not_before")
LAST_POLL = (
    "last_result", "last_polled_at", "next_poll_at", "last_listed", "last_new",
    "failures_in_a_row", "reason",
)  # fmt: skip


@admin.register(Source)
class SourceAdmin(CorrectableAdmin):
    form = SourceForm
    formfield_overrides = FORM_FIELDS | {
        models.URLField: {"form_class": WebAddressField, "widget": AdminURLFieldWidget}
    }
    list_display = (
        "name", "host", "language", "is_followed", "outcome", "last_polled_at", "next_poll",
        "last_new", "article_count", "is_sample",
    )  # fmt: skip
    list_filter = ("is_active", "last_result", "language", "is_sample")
    search_fields = ("name", "host")
    spelled_search_fields = ("name",)
    readonly_fields = (*LAST_POLL, "arrivals", "is_sample", "created_at")
    fieldsets = (
        (None, {"fields": READ}),
        (_("Where it announces new articles"), {"fields": ANNOUNCED_AT}),
        (_("How often it is asked"), {"fields": POLLING}),
        (_("How its pages are read"), {"fields": ("layout_rule",), "classes": ("collapse",)}),
        (_("The last poll"), {"fields": (*LAST_POLL, "arrivals")}),
        (_("Record"), {"fields": ("is_sample", "created_at")}),
    )
    actions = ("poll_now", "follow", "leave_alone", *CorrectableAdmin.actions)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows = super().get_queryset(request)
        if self.shows(request, "changelist"):
            rows = rows.annotate(number_of_articles=_counted(Article, "source"))
        return rows

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("import/", view(self.import_view), name="statements_source_import"),
            path("export/", view(self.export_view), name="statements_source_export"),
            path("<int:pk>/trial/", view(self.trial_view), name="statements_source_trial"),
            *super().get_urls(),
        ]

    @admin.display(description=_("articles"), ordering="number_of_articles")
    def article_count(self, source: Any) -> SafeString:
        return list_link(Article, source.number_of_articles, source__id__exact=source.pk)

    @admin.display(description=_("last result"), ordering="last_result")
    def outcome(self, source: Source) -> SafeString | str:
        if not source.last_error:
            return source.get_last_result_display() or "—"
        return format_html(
            '<span title="{}">{}</span>',
            in_words(source.last_error),
            source.get_last_result_display(),
        )

    @admin.display(description=_("last error"))
    def reason(self, source: Source) -> str:
        return in_words(source.last_error) or "—"

    @admin.display(description=_("followed"), boolean=True, ordering="is_active")
    def is_followed(self, source: Source) -> bool:
        return source.is_followed

    @admin.display(description=_("next poll"), ordering="next_poll_at")
    def next_poll(self, source: Source) -> Any:
        if not source.is_followed:
            return gettext("not followed")
        if source.next_poll_at is None or source.next_poll_at <= timezone.now():
            return gettext("within a minute")
        return source.next_poll_at

    @admin.display(description=_("pages on their way in"))
    def arrivals(self, source: Source) -> SafeString | str:
        if not source.pk:
            return "—"
        return list_link(Arrival, gettext("What it announced"), source__id__exact=source.pk)

    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:
        if {*ANNOUNCED_AT, *POLLING} & set(form.changed_data):
            # What is asked for now may not have been asked for before.
            obj.next_poll_at, obj.validators, obj.failures_in_a_row = None, {}, 0
        if "_test" in request.POST and not change:
            obj.is_active = False  # nothing is taken before its editor has seen the test
        super().save_model(request, obj, form, change)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        if "_test" in request.POST:
            return self._begin_trial(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if "_test" in request.POST:
            return self._begin_trial(request, obj)
        if "_poll" not in request.POST:
            return super().response_change(request, obj)
        self._poll(request, [obj])
        return HttpResponseRedirect(request.get_full_path())

    @admin.action(description=_("Poll now"), permissions=["change"])
    def poll_now(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        self._poll(request, list(queryset))

    def _poll(self, request: HttpRequest, sources: list[Source]) -> None:
        from statements.tasks import poll_source

        ready = [source for source in sources if source.announcements]
        for source in ready:
            poll_source.delay(source.pk)
        log_to_each(request, ready, gettext("Polled by hand."))
        if ready:
            text = ngettext(
                "%d source is being polled: reload in a moment to see what came of it.",
                "%d sources are being polled: reload in a moment to see what came of it.",
                len(ready),
            )
            self.message_user(request, text % len(ready), messages.SUCCESS)
        if len(ready) < len(sources):
            text = gettext("A source without feed, sitemap or listing page cannot be polled.")
            self.message_user(request, text, messages.WARNING)

    @admin.action(description=_("Follow"), permissions=["change"])
    def follow(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        changed = self._set_active(request, queryset, True, gettext("Followed."))
        text = ngettext("%d source is followed.", "%d sources are followed.", changed)
        self.message_user(request, text % changed, messages.SUCCESS)

    @admin.action(description=_("Stop following"), permissions=["change"])
    def leave_alone(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        changed = self._set_active(request, queryset, False, gettext("No longer followed."))
        text = ngettext(
            "%d source is no longer followed.", "%d sources are no longer followed.", changed
        )
        self.message_user(request, text % changed, messages.SUCCESS)

    def _set_active(
        self, request: HttpRequest, queryset: models.QuerySet[Any], value: bool, message: str
    ) -> int:
        with transaction.atomic():
            sources = list(self.locked(queryset.exclude(is_active=value)))
            for source in sources:
                source.is_active, source.next_poll_at = value, None
            Source.objects.bulk_update(sources, ["is_active", "next_poll_at"])
            log_to_each(request, sources, message)
        return len(sources)

    def trial_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """“Test this source”: what would be taken, as soon as a worker has found out."""
        from statements.services.trying import trial_of

        source = Source.objects.filter(pk=pk).first()
        if source is None:
            raise Http404
        if not self.has_change_permission(request, source):
            raise PermissionDenied
        if request.method == "POST" and "_follow" in request.POST:
            self.follow(request, Source.objects.filter(pk=pk))
            return HttpResponseRedirect(reverse("admin:statements_source_change", args=[pk]))
        if request.method == "POST":
            return self._begin_trial(request, source)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Test of “%(source)s”") % {"source": source},
            "opts": self.opts,
            "source": source,
            "trial": trial_of(source),
        }
        return never_cache(TemplateResponse)(request, "admin/statements/source/trial.html", context)

    def _begin_trial(self, request: HttpRequest, source: Source) -> HttpResponse:
        from statements.services.trying import begin_trial

        begin_trial(source)
        log_to_each(request, [source], gettext("Tried out."))
        return HttpResponseRedirect(reverse("admin:statements_source_trial", args=[source.pk]))

    def import_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return outlet_lists.import_view(self, request)

    def export_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return outlet_lists.export()
