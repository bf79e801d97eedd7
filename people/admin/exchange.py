"""Lists of people going into the admin and out: tried first, then taken in with one button."""

from __future__ import annotations

import json
import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _, ngettext

from people.admin.rulings import log_to_each
from people.exchange import ImportReport, import_people, read_people, write_popolo
from people.exchange.model import UnreadableList
from people.exchange.reading import Entries

MOST_BYTES = 5_000_000
KEPT_FOR = 1800  # seconds between trying a list and taking it in


class PeopleForm(forms.Form):
    file = forms.FileField(
        label=_("list of people"),
        help_text=_(
            "Popolo JSON, or a CSV table with the columns name, alternate names, chamber, group,"
            " party, constituency, from, to. It is only tried at first: nothing is stored."
        ),
    )

    def clean_file(self) -> bytes:
        uploaded = self.cleaned_data["file"]
        if uploaded.size > MOST_BYTES:
            raise ValidationError(_("The file is too large for a list of people."))
        raw: bytes = uploaded.read()
        self.entries = _read(raw)
        return raw


def _read(raw: bytes) -> Entries:
    try:
        return read_people(raw)
    except UnreadableList as reason:
        raise ValidationError(str(reason)) from reason


def import_view(admin: Any, request: HttpRequest) -> HttpResponse:
    """Try a list and show what would become of each line; then take in what was shown."""
    if not may_import(request):
        raise PermissionDenied
    if key := request.POST.get("list", ""):
        return _take_in(admin, request, key)
    form = PeopleForm(request.POST or None, request.FILES or None)
    context = _context(admin, request) | {"form": form}
    if form.is_valid():
        key = secrets.token_urlsafe(16)
        cache.set(_kept(request, key), form.cleaned_data["file"], KEPT_FOR)
        report = import_people(form.entries, today=timezone.localdate(), dry_run=True)
        context |= {"report": report, "list": key, "is_trial": True}
    return TemplateResponse(request, "admin/people/speaker/import.html", context)


def may_import(request: HttpRequest) -> bool:
    """True for whoever may add and change people and their offices."""
    needed = ("add_speaker", "change_speaker", "add_appointment", "change_appointment")
    return request.user.has_perms([f"people.{one}" for one in needed])


def _take_in(admin: Any, request: HttpRequest, key: str) -> HttpResponse:
    raw = cache.get(_kept(request, key))
    if raw is None:
        text = gettext("The list that was tried is no longer at hand. Choose the file again.")
        messages.warning(request, text)
        return HttpResponseRedirect(reverse("admin:people_speaker_import"))
    report = import_people(read_people(raw), today=timezone.localdate())
    cache.delete(_kept(request, key))
    touched = [done.speaker for done in (*report.added, *report.changed)]
    log_to_each(request, touched, gettext("Imported from a list of people."))
    admin.after_change(request, touched)
    messages.success(request, _told(report))
    context = _context(admin, request) | {"report": report, "form": PeopleForm()}
    return TemplateResponse(request, "admin/people/speaker/import.html", context)


def _kept(request: HttpRequest, key: str) -> str:
    return f"people-list:{request.user.pk}:{key}"


def _told(report: ImportReport) -> str:
    added, changed = len(report.added), len(report.changed)
    parts = (
        ngettext("%d person was added.", "%d persons were added.", added) % added,
        ngettext("%d person was changed.", "%d persons were changed.", changed) % changed,
    )
    return " ".join(parts)


def _context(admin: Any, request: HttpRequest) -> dict[str, Any]:
    return {
        **admin.admin_site.each_context(request),
        "title": gettext("Import people"),
        "opts": admin.opts,
    }


def export_view(request: HttpRequest) -> HttpResponse:
    """Everybody known, as Popolo JSON."""
    if not request.user.has_perm("people.view_speaker"):
        raise PermissionDenied
    name = f"qawl-people-{timezone.localdate():%Y-%m-%d}.json"
    return HttpResponse(
        json.dumps(write_popolo(), ensure_ascii=False, indent=1),
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
