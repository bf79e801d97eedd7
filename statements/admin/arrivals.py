"""Pages on their way in, and articles that a person adds by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import URLValidator
from django.db import models, transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_lazy as _, ngettext

from people.admin.acting import acting_user
from people.admin.rows import ReadOnlyAdmin, change_link, list_link
from people.admin.rulings import log_to_each
from statements.models import Arrival, Article, Delivery
from statements.reasons import in_words

MOST_ADDRESSES = 500
MOST_FILES = 100
MOST_BYTES = 10_000_000


@admin.register(Arrival)
class ArrivalAdmin(ReadOnlyAdmin):
    list_display = (
        "subject", "source", "state", "failure", "short_error", "attempts", "due_at", "done_at",
        "linked_article",
    )  # fmt: skip
    list_filter = ("state", "failure", "source")
    list_select_related = ("source", "article")
    search_fields = ("url", "taken_from", "error")
    deferred = ("given",)
    fields = (
        "url", "taken_from", "outlet", "source", "delivery", "state", "failure", "reason",
        "attempts", "article", "found_at", "due_at", "queued_at", "done_at",
    )  # fmt: skip
    actions = ("try_again",)

    @admin.display(description=_("page"), ordering="url")
    def subject(self, arrival: Arrival) -> SafeString:
        return format_html('<bdi dir="auto">{}</bdi>', Truncator(str(arrival)).chars(90))

    @admin.display(description=_("last error"))
    def short_error(self, arrival: Arrival) -> str:
        return Truncator(in_words(arrival.error)).chars(120) or "—"

    @admin.display(description=_("last error"))
    def reason(self, arrival: Arrival) -> str:
        return in_words(arrival.error) or "—"

    @admin.display(description=_("article"))
    def linked_article(self, arrival: Arrival) -> SafeString | str:
        return change_link(arrival.article)

    def has_try_again_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("statements.change_arrival")

    @admin.action(description=_("Try again"), permissions=["try_again"])
    def try_again(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        # It brings the fetcher and the cleaner along, which are slow to start.
        from statements.services.arriving import try_again

        with transaction.atomic():
            arrivals = list(self.locked(queryset))
            again = try_again(arrivals)
            log_to_each(request, again, gettext("Tried again."))
        if again:
            text = ngettext("%d page is tried again.", "%d pages are tried again.", len(again))
            self.message_user(request, text % len(again), messages.SUCCESS)
        if left := len(arrivals) - len(again):
            text = ngettext(
                "%d page was left alone: it was taken in, or a worker is about to fetch it.",
                "%d pages were left alone: they were taken in, or a worker is about to fetch them.",
                left,
            )
            self.message_user(request, text % left, messages.WARNING)


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, none of them required to hold anything: the list tells of each."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        return [each for each in data or [] if each]


class DeliveryForm(forms.Form):
    addresses = forms.CharField(
        label=_("addresses"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "cols": 80, "dir": "ltr"}),
        help_text=_("Addresses of articles, one to a line."),
    )
    text = forms.CharField(
        label=_("pasted text"),
        required=False,
        strip=False,
        max_length=1_000_000,
        widget=forms.Textarea(attrs={"rows": 10, "cols": 80, "dir": "auto"}),
        help_text=_("One article: title, byline with its date, and body, as copied from a page."),
    )
    uploads = FilesField(
        label=_("files"),
        required=False,
        help_text=_("Web pages or text files, each one article."),
    )
    outlet = forms.CharField(
        label=_("outlet"),
        required=False,
        max_length=200,
        help_text=_("Of the pasted text and the files, where they do not name it themselves."),
    )

    def clean_addresses(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["addresses"].splitlines()]
        urls = [line for line in lines if line]
        if len(urls) > MOST_ADDRESSES:
            raise ValidationError(
                _("At most %(most)d addresses at a time."), params={"most": MOST_ADDRESSES}
            )
        if wrong := [url for url in urls if not _is_web(url)]:
            message = _("“%(line)s” is not the address of a web page.")
            named = [ValidationError(message, params={"line": url[:200]}) for url in wrong]
            raise ValidationError(named)
        return urls

    def clean_uploads(self) -> list[Any]:
        files: list[Any] = self.cleaned_data["uploads"]
        if len(files) > MOST_FILES:
            raise ValidationError(
                _("At most %(most)d files at a time."), params={"most": MOST_FILES}
            )
        if large := [each for each in files if each.size > MOST_BYTES]:
            message = _("“%(name)s” is larger than 10 MB.")
            raise ValidationError(
                [ValidationError(message, params={"name": each.name[:200]}) for each in large]
            )
        return files

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        values = self.cleaned_data
        if not self.errors and not (
            values["addresses"] or values["text"].strip() or values["uploads"]
        ):
            raise ValidationError(_("Give an address, a text or a file."))
        if self.errors and self.files:
            self.add_error("uploads", _("Nothing was added yet: choose the files once more."))
        return cleaned


def _is_web(url: str) -> bool:
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        return False
    return True


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    """“Add articles”, and what became of each; the pages themselves never change by hand."""

    list_display = ("named", "added_by", "added_at", "pages", "waiting", "failed")
    list_select_related = ("added_by",)
    list_display_links = ("named",)
    fields = ("added_by", "added_at")
    change_form_template = "admin/statements/delivery/result.html"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows = super().get_queryset(request)
        if not self.shows(request, "changelist"):
            return rows
        waiting, failed = Q(arrivals__state="waiting"), Q(arrivals__state="failed")
        counted: models.QuerySet[Any] = rows.annotate(
            number_of_pages=Count("arrivals"),
            number_waiting=Count("arrivals", filter=waiting),
            number_failed=Count("arrivals", filter=failed),
        )
        return counted

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("statements.add_delivery")

    @admin.display(description=_("delivery of articles"), ordering="pk")
    def named(self, delivery: Delivery) -> str:
        return str(delivery)

    @admin.display(description=_("pages"))
    def pages(self, delivery: Any) -> SafeString:
        return list_link(Arrival, delivery.number_of_pages, delivery__id__exact=delivery.pk)

    @admin.display(description=_("waiting"))
    def waiting(self, delivery: Any) -> int:
        return int(delivery.number_waiting)

    @admin.display(description=_("given up"))
    def failed(self, delivery: Any) -> int:
        return int(delivery.number_failed)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        sent = request.method == "POST"
        form = DeliveryForm(request.POST, request.FILES) if sent else DeliveryForm()
        if form.is_valid():
            delivery = self._deliver(request, form.cleaned_data)
            address = reverse("admin:statements_delivery_change", args=[delivery.pk])
            return HttpResponseRedirect(address)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Add articles"),
            "opts": self.opts,
            "form": form,
        }
        return TemplateResponse(request, "admin/statements/delivery/add.html", context)

    def _deliver(self, request: HttpRequest, values: dict[str, Any]) -> Delivery:
        from statements.services.delivering import Given, deliver

        given = [Given(each.name, each.read()) for each in values["uploads"]]
        if values["text"].strip():
            given.insert(0, Given(gettext("pasted text"), values["text"].encode()))
        user = acting_user(request)
        delivery = deliver(user, values["addresses"], given, values["outlet"])
        LogEntry.objects.log_actions(user.pk, [delivery], ADDITION, gettext("Added articles."))
        return delivery

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        arrivals: list[Arrival] = []
        if object_id.isdecimal() and len(object_id) < 19:
            rows = Arrival.objects.filter(delivery_id=int(object_id)).defer("given")
            arrivals = list(rows.select_related("article").order_by("pk"))
        read = {Article.State.READ, Article.State.PARKED}
        context = {
            "arrivals": arrivals,
            "is_waiting": any(
                one.state == Arrival.State.WAITING
                or (one.article is not None and one.article.state not in read)
                for one in arrivals
            ),
            "done": sum(one.state != Arrival.State.WAITING for one in arrivals),
            **(extra_context or {}),
        }
        return super().change_view(request, object_id, form_url, context)
