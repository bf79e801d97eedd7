"""Lists of outlets going in and out of the admin as OPML."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

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
from statements.ingestion.addresses import host_of
from statements.ingestion.opml import (
    NotOpml,
    OutletList,
    Outline,
    WhyNot,
    read_opml,
    write_opml,
)
from statements.models import Source
from statements.models.sources import LANGUAGES

MOST_BYTES = 2_000_000
_NAMES = ["opml", "xml"]
_MOST_TOLD = 10


class OpmlForm(forms.Form):
    file = forms.FileField(
        label=_("OPML file"),
        validators=[FileExtensionValidator(_NAMES)],
        help_text=_("As feed readers export it. Known outlets get the feeds that they lack."),
    )
    follow = forms.BooleanField(
        label=_("Follow the new outlets at once"), required=False, initial=True
    )

    def clean_file(self) -> OutletList:
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
        listed: OutletList = form.cleaned_data["file"]
        _take_only_valid(listed)
        added, completed = import_outlines(listed.outlets, follow=form.cleaned_data["follow"])
        log_to_each(request, [*added, *completed], gettext("Imported from an OPML file."))
        text = ngettext("%d outlet was added", "%d outlets were added", len(added)) % len(added)
        more = ngettext(
            "%d known outlet got further feeds.", "%d known outlets got further feeds.",
            len(completed),
        ) % len(completed)  # fmt: skip
        messages.success(request, f"{text}. {more}")
        if listed.left_out:
            messages.warning(request, _told_left_out(listed.left_out))
        return HttpResponseRedirect(reverse("admin:statements_source_changelist"))
    context = {
        **admin.admin_site.each_context(request),
        "title": gettext("Import outlets"),
        "opts": admin.opts,
        "form": form,
    }
    return TemplateResponse(request, "admin/statements/source/import.html", context)


_REASONS = {
    WhyNot.NO_ADDRESS: _("no feed, sitemap or listing page"),
    WhyNot.NOT_ON_THE_WEB: _("not the address of something on the web"),
}


def _told_left_out(left_out: list[tuple[str, WhyNot]]) -> str:
    told = ngettext(
        "%d entry of the file was left out:", "%d entries of the file were left out:", len(left_out)
    ) % len(left_out)
    named = [f"{name or '—'}: {_REASONS[why]}" for name, why in left_out[:_MOST_TOLD]]
    return f"{told} {'; '.join(named)}{' …' if len(left_out) > _MOST_TOLD else ''}"


def _take_only_valid(listed: OutletList) -> None:
    """Leave out the addresses that the form for one source would refuse too."""
    for outline in listed.outlets:
        given = [*outline.feeds, *filter(None, (outline.sitemap, outline.listing_page))]
        wrong = set(given) - set(_valid(given))
        listed.left_out += [
            (f"{outline.name} ({address})", WhyNot.NOT_ON_THE_WEB)
            for address in given
            if address in wrong
        ]
        outline.feeds = _valid(outline.feeds)
        outline.sitemap = "".join(_valid([outline.sitemap]))
        outline.listing_page = "".join(_valid([outline.listing_page]))
    listed.outlets = [one for one in listed.outlets if one.feeds or one.sitemap or one.listing_page]


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
        feeds=outline.feeds,
        sitemap=outline.sitemap,
        listing_page=outline.listing_page,
        poll_minutes=min(max(outline.poll_minutes or 30, 5), 7 * 24 * 60),
        is_active=follow,
    )


def _complete(source: Source, outline: Outline) -> bool:
    before = list(source.announcements)
    source.feeds += [feed for feed in outline.feeds if feed not in source.feeds]
    source.sitemap = source.sitemap or outline.sitemap
    source.listing_page = source.listing_page or outline.listing_page
    if source.announcements == before:
        return False
    source.next_poll_at = None
    source.save()
    return True


def _valid(addresses: list[str]) -> list[str]:
    """Those that the form for one source takes too."""
    is_web = URLValidator(schemes=["http", "https"])
    kept = []
    for address in addresses:
        try:
            is_web(address)
        except ValidationError:
            continue
        kept.append(address)
    return kept


def _site(source: Source) -> str:
    """The first page of the host, where an announcement tells its scheme and port."""
    for address in source.announcements:
        if host_of(address) == source.host:
            parts = urlsplit(address)
            return f"{parts.scheme}://{parts.netloc}/"
    return ""


def export() -> HttpResponse:
    """All outlets that announce something, as a file."""
    outlines = [
        Outline(
            name=source.name,
            site=_site(source),
            own_host=source.host,
            poll_minutes=source.poll_minutes,
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
