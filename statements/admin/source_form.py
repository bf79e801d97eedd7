"""The form of a source: its host is found, and its addresses are such as can be fetched."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy as _

from people.admin.correctable import CorrectableForm
from people.admin.rows import change_link
from statements.ingestion.addresses import host_of
from statements.ingestion.opml import Outline
from statements.models import Source
from statements.models.sources import LONGEST_ADDRESS

# What the machine reads of an outlet; the rest of a source is for people alone to set.
READ = ("name", "host", "language")


class WebAddressField(forms.URLField):
    """The address of something on the web."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def to_python(self, value: Any) -> Any:
        begun = str(value or "").strip().partition(":")[0].lower()
        if ":" in str(value or "") and begun.isalpha() and begun not in ("http", "https"):
            raise ValidationError(_("An address must begin with http:// or https://."))
        return super().to_python(value)


class SourceForm(CorrectableForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if feeds := self.fields.get("feeds"):
            address = WebAddressField(max_length=LONGEST_ADDRESS, assume_scheme="https")
            # A field of an array, which the form knows as a field only.
            feeds.base_field = address  # type: ignore[attr-defined]

    def _own_fields(self) -> Iterable[models.Field[Any, Any]]:
        return [field for field in super()._own_fields() if field.name in READ]

    def clean_host(self) -> str:
        """A host as articles are known by it, also where a whole address was typed."""
        typed: str = self.cleaned_data["host"].strip().lower()
        return host_of(typed if "://" in typed else f"https://{typed}") or typed

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        values = self.cleaned_data
        if "host" in values and not values["host"]:
            outline = Outline(
                name="",
                feeds=list(values.get("feeds") or []),
                sitemap=values.get("sitemap") or "",
                listing_page=values.get("listing_page") or "",
            )
            values["host"] = outline.host
        if values.get("host"):
            self._refuse_known_host(values["host"])
        return cleaned

    def _refuse_known_host(self, host: str) -> None:
        known = Source.objects.filter(host=host).exclude(pk=self.instance.pk).first()
        if known is not None:
            link = change_link(known)
            self.add_error(
                "host",
                format_html(
                    gettext("{host} is the host of {source} already: add these addresses there."),
                    host=host,
                    source=link,
                ),
            )
