"""Two editors at one record: what the second one saw is compared with what is there now."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from people.admin.display import label_of, shown_field
from people.admin.fields import HiddenVersion, tell_known_choices
from people.admin.twins import refuse_twin

# Where a person has been may change what a form means although no field of the form does.
_ALWAYS = ("ruled_fields", "review_status", "revision", "merged_into")


def version_of(record: models.Model, names: set[str]) -> dict[str, str]:
    """A short digest of each of these fields, as the record holds them now."""
    return {
        field.name: _digest(field.value_to_string(record))
        for field in record._meta.concrete_fields
        if field.name in names or field.name in _ALWAYS
    }


def _digest(value: str) -> str:
    return hashlib.sha256(str(value).encode("utf-8", "surrogatepass")).hexdigest()[:12]


class VersionedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form that refuses to overwrite what somebody else saved since it was opened."""

    seen = HiddenVersion(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tell_known_choices(self)
        self._now: dict[str, str] = {}
        self._as_it_stands: dict[str, str] = {}
        if self.instance.pk:
            self._now = version_of(self.instance, set(self.fields))
            self.initial["seen"] = json.dumps(self._now)
            if self.is_bound:
                # Kept before the form's own values are written into the record.
                self._as_it_stands = {name: shown_field(self.instance, name) for name in self._now}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.pk:
            self._refuse_if_others_saved(self.cleaned_data.get("seen") or "")
        return cleaned

    def _post_clean(self) -> None:
        # Django's hook after cleaning; the stubs leave out names with an underscore.
        super()._post_clean()  # type: ignore[misc]
        if not self.errors and self.has_changed():
            try:
                refuse_twin(self.instance)
            except ValidationError as error:
                self.add_error(None, error)

    def _refuse_if_others_saved(self, seen: str) -> None:
        try:
            before = dict(json.loads(seen))
        except (TypeError, ValueError):
            before = {}
        changed = [name for name, digest in self._now.items() if before.get(name) != digest]
        if not changed:
            return
        values = format_html_join(
            "",
            "<li><b>{}</b>: {}</li>",
            ((label_of(self.instance, name), self._as_it_stands[name]) for name in changed),
        )
        raise ValidationError(
            format_html(
                '{}<ul class="standing">{}</ul><a href="">{}</a>',
                _(
                    "Somebody else changed this record while you had it open. Nothing of yours"
                    " was saved. It now says:"
                ),
                values,
                _("Open it as it stands now; what you typed below will be gone."),
            ),
            code="changed_by_others",
        )
