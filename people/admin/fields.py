"""Form fields and widgets of the editors' forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.contrib.postgres.forms import SimpleArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class LinesField(SimpleArrayField):
    """A list of short texts, one to a line: names may hold commas of any script."""

    def __init__(self, base_field: forms.Field, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3, "dir": "auto"}))
        super().__init__(base_field, delimiter="\n", **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            lines = [line.strip() for line in value.splitlines() if line.strip()]
            self._insist_on_each(lines)
            value = "\n".join(lines)
        return list(super().to_python(value))

    def _insist_on_each(self, lines: Sequence[str]) -> None:
        """Name each line that cannot be taken, and why; Django would only count them."""
        errors = []
        for line in lines:
            try:
                self.base_field.clean(line)
            except ValidationError as error:
                named = {"line": line[:200], "why": " ".join(error.messages)}
                errors.append(ValidationError(_("“%(line)s”: %(why)s"), params=named))
        if errors:
            raise ValidationError(errors)


class HiddenVersion(forms.CharField):
    """Carries what the editor saw; it is no value of the record, so it never counts as changed."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class KnownAutocompleteSelect(AutocompleteSelect):
    """An autocomplete that asks the database nothing for a choice that is already at hand."""

    known: dict[str, str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {}

    def optgroups(
        self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None
    ) -> list[tuple[str | None, list[dict[str, Any]], int | None]]:
        chosen = [str(each) for each in value if each not in (None, "", "None")]
        if any(each not in self.known for each in chosen):
            return super().optgroups(name, list(value), attr)
        options = [self.create_option(name, each, self.known[each], True, 0) for each in chosen]
        if not self.is_required:
            options.insert(0, self.create_option(name, "", "", False, 0))
        return [(None, options, 0)]


def tell_known_choices(form: forms.ModelForm[Any]) -> None:
    """Give every autocomplete of a form the label of the related row that came with its record."""
    for name, field in form.fields.items():
        widget = field.widget
        if isinstance(widget, RelatedFieldWidgetWrapper):
            widget = widget.widget
        if not isinstance(widget, KnownAutocompleteSelect):
            continue
        model_field = form.instance._meta.get_field(name)
        if isinstance(model_field, models.ForeignKey) and model_field.is_cached(form.instance):
            related = getattr(form.instance, name)
            if related is not None:
                widget.known[str(related.pk)] = str(related)
