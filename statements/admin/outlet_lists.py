"""Lists of outlets going in and out of the admin as OPML."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator, URLValidator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _, ngettext

from people.admin.rulings import log_to_each
from statements.ingestion.opml import NotOpml, Outline, read_opml, write_opml
from statements.models import Source
from statements.models.sources import LANGUAGES

MOST_BYTES = 2_000_000
_NAMES = ["opml", "xml"]


class OpmlForm(forms.Form):
    file = forms.FileField(
        label=_("OPML file"),
        validators=[FileExtensionValidator(_NAMES)],
        help_text=_("As feed readers export it. Known outlets get the feeds that they lack."),
    )
    follow = forms.BooleanField(
        label=_("Follow the new outlets at once"), required=False, initial=True
    )

    def clean_file(self) -> list[Outline]:
        uploaded = self.cleaned_data["file"]
        if uploaded.size > MOST_BYTES:
            raise ValidationError(_("The file is too large for a list of outlets."))
        try:
            return read_opml(uploaded.read())
        except NotOpml as reason:
            raise ValidationError(str(reason)) from reason


def import_view(admin: Any, request: HttpRequest) -> HttpResponse:
    """The page that takes a list of outlets; what it says is added, nothing is taken away."""
    form = OpmlForm(request.POST, request.FILES) if request.method == "POST" else OpmlForm()
    if form.is_valid():
        added, completed = import_outlines(
            form.cleaned_data["file"], follow=form.cleaned_data["follow"]
        )
        log_to_each(request, [*added, *completed], gettext("Imported from an OPML file."))
        text = ngettext("%d outlet was added", "%d outlets were added", len(added)) % len(added)
        more = ngettext(
            "%d known outlet got further feeds.", "%d known outlets got further feeds.",
            len(completed),
        ) % len(completed)  # fmt: skip
        messages.success(request, f"{text}. {more}")
        return HttpResponseRedirect(reverse("admin:statements_source_changelist"))
    context = {
        **admin.admin_site.each_context(request),
        "title": gettext("Import outlets"),
        "opts": admin.opts,
        "form": form,
    }
    return TemplateResponse(request, "admin/statements/source/import.html", context)


def import_outlines(outlines: list[Outline], *, follow: bool) -> tuple[list[Source], list[Source]]:
    """Add the outlets that are not known, and to the known ones the feeds that they lack."""
    added, completed = [], []
    with transaction.atomic():
        for outline in outlines:
            source = _known(outline)
            if source is None:
                added.append(_created(outline, follow=follow))
            elif _complete(source, outline):
                completed.append(source)
    return added, completed


def _known(outline: Outline) -> Source | None:
    sources = Source.objects.select_for_update()
    by_host = sources.of_host(outline.host).first() if outline.host else None
    return by_host or sources.filter(name=outline.name).first()


def _created(outline: Outline, *, follow: bool) -> Source:
    language = outline.language if outline.language in dict(LANGUAGES) else "ar"
    return Source.objects.create(
        name=outline.name,
        host=outline.host[:200],
        language=language,
        feeds=_valid(outline.feeds),
        sitemap="".join(_valid([outline.sitemap])),
        listing_page="".join(_valid([outline.listing_page])),
        is_active=follow,
    )


def _complete(source: Source, outline: Outline) -> bool:
    before = list(source.announcements)
    source.feeds += [feed for feed in _valid(outline.feeds) if feed not in source.feeds]
    source.sitemap = source.sitemap or "".join(_valid([outline.sitemap]))
    source.listing_page = source.listing_page or "".join(_valid([outline.listing_page]))
    if source.announcements == before:
        return False
    source.next_poll_at = None
    source.save()
    return True


def _valid(addresses: list[str]) -> list[str]:
    """Those that the form for one source would take too."""
    is_web = URLValidator(schemes=["http", "https"])
    kept = []
    for address in addresses:
        try:
            is_web(address)
        except ValidationError:
            continue
        kept.append(address)
    return kept


def export() -> HttpResponse:
    """All outlets that announce something, as a file."""
    outlines = [
        Outline(
            name=source.name,
            site=f"https://{source.host}/" if source.host else "",
            language=source.language,
            feeds=list(source.feeds),
            sitemap=source.sitemap,
            listing_page=source.listing_page,
        )
        for source in Source.objects.filter(is_sample=False)
        if source.announcements
    ]
    name = f"qawl-sources-{timezone.localdate():%Y-%m-%d}.opml"
    return HttpResponse(
        write_opml(outlines, gettext("Sources of Qawl")),
        content_type="text/x-opml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
