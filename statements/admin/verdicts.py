"""Confirm, reject, open again: as actions on a list and as buttons beside a statement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _, ngettext

from people.admin.rows import ModelAdmin
from people.admin.rulings import log_to_each
from statements.models import Statement
from statements.services.reviewing import Verdict, review

BUTTONS = {
    "_confirm": Verdict.CONFIRM,
    "_reject": Verdict.REJECT,
    "_reopen": Verdict.REOPEN,
}


def _said(verdict: Verdict, count: int) -> str:
    """What was done, and how to undo it."""
    if verdict is Verdict.CONFIRM:
        text = ngettext(
            "%d statement confirmed. To undo it, select it and choose “Take back to never"
            " reviewed”.",
            "%d statements confirmed. To undo it, select them and choose “Take back to never"
            " reviewed”.",
            count,
        )
    elif verdict is Verdict.REJECT:
        text = ngettext(
            "%d statement rejected: readers no longer see it. To undo it, select it and choose"
            " “Take back to never reviewed”.",
            "%d statements rejected: readers no longer see them. To undo it, select them and choose"
            " “Take back to never reviewed”.",
            count,
        )
    else:
        text = ngettext(
            "%d statement is never reviewed again; its ruled fields stay ruled. To undo it, confirm"
            " or reject it once more.",
            "%d statements are never reviewed again; their ruled fields stay ruled. To undo it,"
            " confirm or reject them once more.",
            count,
        )
    return text % count


def _logged(verdict: Verdict) -> str:
    return {
        Verdict.CONFIRM: gettext("Confirmed."),
        Verdict.REJECT: gettext("Rejected."),
        Verdict.REOPEN: gettext("Taken back to never reviewed."),
    }[verdict]


class VerdictActions(ModelAdmin):
    """Three actions, three buttons; each checks the permission to change, and is logged."""

    def judge(
        self, request: HttpRequest, statements: models.QuerySet[Any], verdict: Verdict
    ) -> Sequence[Statement]:
        user = request.user
        assert user.is_authenticated
        with transaction.atomic():
            changed = review(statements, verdict, user, timezone.now())
            log_to_each(request, changed, _logged(verdict))
        if changed:
            self.message_user(request, _said(verdict, len(changed)), messages.SUCCESS)
        else:
            text = gettext("The review status stays as it is.")
            self.message_user(request, text, messages.INFO)
        return changed

    @admin.action(description=_("Confirm"), permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        self.judge(request, queryset, Verdict.CONFIRM)

    @admin.action(description=_("Reject"), permissions=["change"])
    def reject(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        self.judge(request, queryset, Verdict.REJECT)

    @admin.action(description=_("Take back to never reviewed"), permissions=["change"])
    def reopen(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        self.judge(request, queryset, Verdict.REOPEN)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        for button, verdict in BUTTONS.items():
            if button in request.POST:
                self.judge(request, Statement.objects.filter(pk=obj.pk), verdict)
                return self.response_post_save_change(request, obj)
        return super().response_change(request, obj)
