"""A record that is there already is shown to the editor before the database refuses a second."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from people.fields import FoldedField


def refuse_twin(record: models.Model) -> None:
    """Raise ValidationError, with a link, where another record has the same values.

    Django leaves out a rule of which a form shows not every field; the database does not.
    """
    for constraint in record._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
            twin = None if constraint.condition else _twin(record, constraint)
            if twin is not None:
                raise ValidationError(_link(twin), code="unique")


def _link(twin: models.Model) -> SafeString:
    address = reverse(
        f"admin:{twin._meta.app_label}_{twin._meta.model_name}_change", args=[twin.pk]
    )
    text = _("This exists already:")
    return format_html('{} <a href="{}" dir="auto">{}</a>', text, address, twin)


def _twin(record: models.Model, constraint: models.UniqueConstraint) -> models.Model | None:
    values = {name: _value(record, name) for name in constraint.fields}
    if None in values.values() and constraint.nulls_distinct is not False:
        return None
    same = {
        f"{name}__isnull" if value is None else name: True if value is None else value
        for name, value in values.items()
    }
    others: models.QuerySet[Any] = record._meta.model._default_manager.filter(**same)
    return others.exclude(pk=record.pk).first()


def _value(record: models.Model, name: str) -> Any:
    field = record._meta.get_field(name)
    assert isinstance(field, models.Field)  # a constraint names columns alone
    if isinstance(field, FoldedField):
        return field.pre_save(record, add=False)
    return getattr(record, field.attname)
