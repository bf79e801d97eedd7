"""How a field's value is shown to an editor, whether it is in force or what the machine read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.backends.postgresql.psycopg_any import Range
from django.utils import formats, timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy as _

from people.correctable import Correctable

NOTHING = "—"
Labels = Mapping[tuple[type[models.Model], int], str]

# What a machine reads without a column of that name: sets that are ruled on as a whole, and
# whether there is a statement at all.
_WITHOUT_COLUMN = {
    "detection": _("that it is a statement"),
    "addition": _("a statement beyond those signed for"),
    "addressees": _("addressees"),
    "other_institutions": _("institutions only mentioned"),
    "other_names": _("other names loaded from a list"),
    "appointments": _("offices loaded from a list"),
    "topics": _("topics"),
}


def label_of(record: models.Model, name: str) -> str:
    """A field's name as an editor knows it."""
    try:
        field = record._meta.get_field(name)
    except FieldDoesNotExist:
        return capfirst(str(_WITHOUT_COLUMN.get(name, name)))
    return capfirst(str(getattr(field, "verbose_name", name)))


def shown_field(record: models.Model, name: str) -> str:
    """The value in force."""
    if name == "ruled_fields":
        return shown([label_of(record, each) for each in getattr(record, name)])
    field = record._meta.get_field(name)
    if isinstance(field, models.ForeignKey):
        return shown(getattr(record, name))
    return shown(getattr(record, name), field)


def shown_machine_value(record: Correctable, name: str, labels: Labels) -> str:
    """What the machine last read, in the same words as the value in force."""
    value = record.machine_values.get(name)
    try:
        field = record._meta.get_field(name)
    except FieldDoesNotExist:
        return shown(value)
    if isinstance(field, models.ForeignKey):
        if value is None:
            return NOTHING
        if value == getattr(record, field.attname):
            return shown_field(record, name)
        return labels.get((field.related_model, value), gettext("a deleted row (%s)") % value)
    return shown(value, field)


def labels_for(records: Iterable[Correctable]) -> Labels:
    """Names of the rows that the machine read and that are not in force: one query to a table."""
    wanted: dict[type[models.Model], set[int]] = {}
    for record in records:
        for field in record._meta.concrete_fields:
            pk = record.machine_values.get(field.name)
            model = field.related_model if isinstance(field, models.ForeignKey) else None
            if model is not None and pk not in (None, getattr(record, field.attname)):
                wanted.setdefault(model, set()).add(pk)
    return {
        (model, pk): str(row)
        for model, pks in wanted.items()
        for pk, row in model._default_manager.in_bulk(pks).items()
    }


def shown(value: Any, field: Any = None) -> str:
    """Any value as a short text."""
    if value is None or value in ("", [], {}):
        return NOTHING
    if field is not None and getattr(field, "choices", None):
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, Range):
        return f"{value.lower}–{value.upper}"
    if isinstance(field, models.DateTimeField):
        moment = parse_datetime(value) if isinstance(value, str) else value
        return formats.date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
    if isinstance(field, models.DateField) and isinstance(value, str):
        day = parse_date(value)
        return formats.date_format(day) if day else value
    if isinstance(value, (list, tuple)):
        return _shown_list(value, field)
    if isinstance(value, dict):
        return str(value.get("printed") or value.get("read_as") or value.get("ministry") or NOTHING)
    return str(formats.localize(value))


def _shown_list(value: list[Any] | tuple[Any, ...], field: Any) -> str:
    base = getattr(field, "base_field", field)
    if type(base).__name__.endswith("RangeField") and all(isinstance(n, int) for n in value):
        return "–".join(str(number) for number in value)
    return gettext(", ").join(shown(item, base) for item in value)
