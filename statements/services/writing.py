"""Many rows of one table saved in few queries, whatever columns changed in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

AT_ONCE = 1000
_UPDATE = """
    UPDATE {table} AS row SET {columns}
    FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb) AS new WHERE row.{key} = new.{key}
"""


def write_at_once(rows: Sequence[models.Model], names: Iterable[str]) -> None:
    """Save these columns of the rows; of links, numbers, texts, days, lists of texts and JSON.

    Django's ``bulk_update`` compares each row with each other one, column by column.
    """
    if not rows:
        return
    meta = rows[0]._meta
    key: Any = meta.pk
    fields: list[Any] = [meta.get_field(name) for name in dict.fromkeys(names)]
    quote = connection.ops.quote_name
    columns = ", ".join(f"{quote(one.column)} = new.{quote(one.column)}" for one in fields)
    sql = _UPDATE.format(table=quote(meta.db_table), columns=columns, key=quote(key.column))
    with connection.cursor() as cursor:
        for start in range(0, len(rows), AT_ONCE):
            values = [
                {one.column: getattr(row, one.attname) for one in (key, *fields)}
                for row in rows[start : start + AT_ONCE]
            ]
            cursor.execute(sql, [json.dumps(values, default=str, ensure_ascii=False)])
