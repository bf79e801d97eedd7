"""A record's columns written down as JSON, and set from it again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.postgres.fields import ArrayField, IntegerRangeField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.backends.postgresql.psycopg_any import NumericRange

from people.correctable import as_json

Values = dict[str, Any]
# «machine_values.speaker»: one entry of a column that holds JSON.
_WITHIN = "."


def written(record: models.Model, names: Iterable[str]) -> Values:
    """These columns, of links their keys, fit for JSON and for comparing."""
    values = {name: as_json(_value(record, name)) for name in names}
    copy: Values = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return copy


def set_written(record: models.Model, values: Mapping[str, Any]) -> None:
    """Set columns from what was written down. The record is not saved."""
    for name, value in values.items():
        column, _, entry = name.partition(_WITHIN)
        field = record._meta.get_field(column)
        if entry:
            getattr(record, column)[entry] = value
        else:
            setattr(record, _attname(field), _from_json(field, value))


def columns_of(names: Iterable[str]) -> list[str]:
    """The columns in which these names are kept."""
    return list(dict.fromkeys(name.partition(_WITHIN)[0] for name in names))


def _value(record: models.Model, name: str) -> Any:
    column, _, entry = name.partition(_WITHIN)
    value = getattr(record, _attname(record._meta.get_field(column)))
    return value.get(entry) if entry else value


def _attname(field: Any) -> str:
    return str(field.attname)


def _from_json(field: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(field, IntegerRangeField):
        return NumericRange(*value)
    if isinstance(field, ArrayField) and isinstance(field.base_field, IntegerRangeField):
        return [NumericRange(*span) for span in value]
    return field.to_python(value)
