"""What the pages have in common: the choice of a record, the reason, who may do what."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.admin.acting import acting_user
from people.admin.fields import KnownAutocompleteSelect
from people.models import Ministry, Speaker
from statements.models import NamedInstitution, Statement

# Which field of a statement holds the record: it lends its autocomplete.
_FIELD = {
    Speaker: Statement._meta.get_field("speaker"),
    Ministry: NamedInstitution._meta.get_field("ministry"),
}


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        required=False,
        help_text=_("Stands in the history of every record that changes."),
        widget=forms.TextInput(attrs={"dir": "auto", "size": 60}),
    )


def chooser(model: type[Any], label: Any, chosen: Any = None) -> forms.ModelChoiceField[Any]:
    widget = KnownAutocompleteSelect(_FIELD[model], admin.site)
    if chosen is not None:
        widget.known = {str(chosen.pk): str(chosen)}
    rows = model.objects.current()
    return forms.ModelChoiceField(rows, label=label, widget=widget)


def may_merge(request: HttpRequest, model: type[models.Model]) -> bool:
    return request.user.has_perm(f"people.merge_{model._meta.model_name}")


def log_to(request: HttpRequest, records: Any, message: Any) -> None:
    LogEntry.objects.log_actions(acting_user(request).pk, list(records), CHANGE, message)


def to_order(pk: int) -> HttpResponse:
    """On to the page that tells how far an order is."""
    return HttpResponseRedirect(reverse("admin:statements_move_order", args=[pk]))


def shown_page(
    request: HttpRequest, opts: Any, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    shared = {**admin.site.each_context(request), "opts": opts}
    template = f"admin/statements/move/{name}.html"
    return TemplateResponse(request, template, shared | context, status=status)
