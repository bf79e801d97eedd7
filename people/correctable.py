"""Values that a machine proposes and a person may overrule, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.backends.postgresql.psycopg_any import Range
from django.utils.translation import gettext_lazy as _


def as_json(value: Any) -> Any:
    """A field's value in the form in which ``machine_values`` keeps it."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, Range):
        return [value.lower, value.upper]
    if isinstance(value, (list, tuple)):
        return [as_json(item) for item in value]
    return value


@cache
def _concrete(model: type[models.Model]) -> frozenset[str]:
    return frozenset(field.name for field in model._meta.concrete_fields)


class Correctable(models.Model):
    """A record that keeps what the machine last read beside what a person ruled.

    The fields hold the value in force. ``ruled_fields`` names those that a person has set; the
    machine never writes them again. ``machine_values`` holds the machine's last reading of every
    field that it fills, ruled on or not, so that nothing it read is lost and a ruling can be
    taken back.
    """

    ruled_fields = ArrayField(
        models.CharField(max_length=60),
        default=list,
        blank=True,
        editable=False,
        verbose_name=_("fields ruled by an editor"),
    )
    machine_values = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        encoder=DjangoJSONEncoder,
        verbose_name=_("what the machine read"),
    )

    class Meta:
        abstract = True

    def is_ruled(self, field: str) -> bool:
        """True when a person has set this field."""
        return field in self.ruled_fields

    def take_machine_values(self, values: Mapping[str, Any]) -> list[str]:
        """Set the fields that nobody has ruled on; return the names of those that changed.

        Every value is remembered in ``machine_values``, also where a ruling stands against it.
        The record is not saved. Names that are no concrete field (sets such as addressees) are
        remembered and reported only.
        """
        concrete = _concrete(type(self))
        changed = []
        for name, value in values.items():
            self.machine_values[name] = as_json(value)
            if self.is_ruled(name):
                continue
            if name not in concrete:
                changed.append(name)
            elif getattr(self, name) != value:
                setattr(self, name, value)
                changed.append(name)
        return changed

    def rule(self, fields: Iterable[str]) -> None:
        """Mark these fields as set by a person. The record is not saved."""
        self.ruled_fields = sorted({*self.ruled_fields, *fields})

    def release(self, fields: Iterable[str]) -> None:
        """Take rulings back: these fields hold again what the machine last read. Not saved."""
        released = set(fields) & set(self.ruled_fields)
        self.ruled_fields = sorted(set(self.ruled_fields) - released)
        for name in released & self.machine_values.keys():
            self._restore(name)

    def _restore(self, name: str) -> None:
        field = next((field for field in self._meta.concrete_fields if field.name == name), None)
        if field is not None:
            value = field.to_python(self.machine_values[name])
            setattr(self, field.attname, _survivor(field, value))


def _survivor(field: models.Field[Any, Any], value: Any) -> Any:
    """The key that a link should hold: of a record merged since, that of the one that stayed."""
    related = field.related_model
    if value is None or not hasattr(related, "merged_into"):
        return value
    rows: Any = related._default_manager  # type: ignore[union-attr]
    return rows.filter(pk=value).values_list("merged_into", flat=True).first() or value
