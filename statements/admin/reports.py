"""What readers report: a queue, the statement with its evidence beside it, and the answer."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Case, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_lazy as _

from people.admin.rows import RowAdmin, change_link, public_link
from people.admin.versions import VersionedForm
from statements.admin.beside import text_beside
from statements.models import ErrorReport
from statements.provenance import speaker_name
from statements.services.reporting import answer, mail_is_set_up, reopen

_OPEN_FIRST = Case(When(state=ErrorReport.State.OPEN, then=Value(0)), default=Value(1))
BUTTONS = {"_accept": ErrorReport.State.ACCEPTED, "_decline": ErrorReport.State.DECLINED}


class AnswerForm(VersionedForm):
    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if "answer" in self.fields and not (self.cleaned_data.get("answer") or "").strip():
            raise ValidationError({"answer": _("Say what was corrected, or why nothing was.")})
        return cleaned


@admin.register(ErrorReport)
class ErrorReportAdmin(RowAdmin):
    form = AnswerForm
    list_display = ("excerpt", "field", "about", "sent_at", "state", "answered_by")
    list_filter = ("state", "field", "language", "sent_at")
    list_select_related = ("statement__speaker", "answered_by")
    change_select_related = (
        "statement__article__source", "statement__revision", "statement__speaker",
        "statement__session__chamber", "statement__session__committee", "answered_by",
    )  # fmt: skip
    deferred = ("statement__search_text", "statement__search_vector")
    search_fields = ("statement__public_id",)
    respelled_search_fields = ("comment", "answer")
    date_hierarchy = "sent_at"
    ordering = (_OPEN_FIRST, "-sent_at", "-pk")
    change_form_template = "admin/statements/errorreport/change_form.html"
    fieldsets = (
        (
            _("What the reader says"),
            {"fields": ("field", "words", "sent_at", "language", "reader")},
        ),
        (
            _("What is there now"),
            {"fields": ("said", "speaker", "to_whom", "session", "review", "since")},
        ),
        (_("Answer"), {"fields": ("verdict", "answer")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj):
            return fieldsets
        first = fieldsets[0][1]
        shown = ["reader_hidden" if name == "reader" else name for name in first["fields"]]
        return [(fieldsets[0][0], {**first, "fields": shown}), *fieldsets[1:]]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """An answer is taken back before it is changed."""
        fields = [name for _title, options in self.fieldsets for name in options["fields"]]
        is_open = obj is None or obj.state == ErrorReport.State.OPEN
        return ["reader_hidden", *(name for name in fields if name != "answer" or not is_open)]

    # Columns

    @admin.display(description=_("comment"))
    def excerpt(self, report: ErrorReport) -> SafeString:
        return format_html('<span dir="auto">{}</span>', Truncator(report.comment).chars(120))

    @admin.display(description=_("statement"))
    def about(self, report: ErrorReport) -> SafeString:
        words = Truncator(str(report.statement)).chars(80)
        return format_html('<span dir="auto">{}</span>', words)

    # The report

    @admin.display(description=_("comment"))
    def words(self, report: ErrorReport) -> SafeString:
        return format_html('<div class="said" dir="auto">{}</div>', report.comment)

    @admin.display(description=_("to be told"))
    def reader(self, report: ErrorReport) -> SafeString | str:
        """What becomes of the address that the reader left."""
        if report.told_at:
            moment = timezone.localtime(report.told_at)
            return gettext("Told on %(day)s; the address is deleted.") % {
                "day": f"{moment:%Y-%m-%d %H:%M}"
            }
        if not report.email:
            return gettext("No address was left, or it is deleted.")
        return format_html('<bdi dir="ltr">{}</bdi><br>{}', report.email, _fate())

    @admin.display(description=_("to be told"))
    def reader_hidden(self, report: ErrorReport) -> str:
        """Who may not answer has no need to see the address."""
        return gettext("The reader left an address.") if report.email else self.reader(report)

    @admin.display(description=_("content"))
    def said(self, report: ErrorReport) -> SafeString:
        statement = report.statement
        workspace = reverse("admin:review_statement", args=[statement.pk])
        return format_html(
            '<div class="said" dir="auto">{}</div><div><a href="{}">{}</a> · {}</div>',
            statement.content,
            workspace,
            _("Open in the review"),
            public_link(statement),
        )

    @admin.display(description=_("speaker"))
    def speaker(self, report: ErrorReport) -> SafeString:
        said = report.statement
        return format_html("<bdi>{}</bdi> · {}", speaker_name(said), said.get_stance_display())

    @admin.display(description=_("addressed to"))
    def to_whom(self, report: ErrorReport) -> str:
        named = report.statement.institutions.select_related("ministry")
        addressed = [str(one) for one in named if one.relation == "addressed"]
        return gettext(", ").join(addressed) or "—"

    @admin.display(description=_("session"))
    def session(self, report: ErrorReport) -> SafeString | str:
        said = report.statement
        is_told = said.session is not None and said.session.date == said.dated_on
        day = "" if is_told or not said.dated_on else f" · {date_format(said.dated_on)}"
        return format_html("{}{}", change_link(said.session), day)

    @admin.display(description=_("review status"))
    def review(self, report: ErrorReport) -> str:
        return report.statement.get_review_status_display()

    @admin.display(description=_("since the report"))
    def since(self, report: ErrorReport) -> str:
        """Whether there is anything that an editor may call corrected."""
        changed = report.statement.changed_at
        if changed <= report.sent_at:
            return gettext("Nothing of this statement has changed.")
        moment = timezone.localtime(changed)
        return gettext("Last changed on %(day)s.") % {"day": date_format(moment, "j F Y, H:i")}

    @admin.display(description=_("state"))
    def verdict(self, report: ErrorReport) -> str:
        state = report.get_state_display()
        if report.answered_at is None:
            return state
        moment = timezone.localtime(report.answered_at)
        return f"{state} · {report.answered_by} · {moment:%Y-%m-%d %H:%M}"

    # The answer

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        if request.method == "POST" and "_reopen" in request.POST and object_id:
            return self._reopen(request, object_id)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _reopen(self, request: HttpRequest, object_id: str) -> HttpResponse:
        report = self.get_object(request, object_id)
        if report is None or not self.has_change_permission(request, report):
            raise PermissionDenied
        if reopen(report):
            self.log_change(request, report, gettext("Opened again."))
            text = gettext("Open again. A reader who was told already is not told once more.")
            self.message_user(request, text, messages.SUCCESS)
        return HttpResponseRedirect(request.get_full_path())

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        report = kwargs.get("obj")
        if report is not None:
            context |= text_beside(report.statement)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        user = request.user
        assert user.is_authenticated
        chosen = next((state for name, state in BUTTONS.items() if name in request.POST), None)
        if chosen is None or not answer(obj, chosen, obj.answer, user, timezone.now()):
            raise PermissionDenied

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        return gettext("Accepted.") if "_accept" in request.POST else gettext("Declined.")

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        text = gettext("Answered. To undo it, open the report and choose “Open again”.")
        self.message_user(request, text, messages.SUCCESS)
        return self.response_post_save_change(request, obj)


def _fate() -> str:
    if mail_is_set_up():
        return gettext("Mail with your answer goes there; then the address is deleted.")
    text = gettext(
        "Mail is not set up here: nobody is told by itself. The address is deleted when you"
        " answer, in any case %(days)d days after the report."
    )
    return text % {"days": settings.REPORT_ADDRESS_DAYS}
