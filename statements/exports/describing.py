"""What describes a download: its name, its data package, and the codebook as a file."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.text import slugify

from statements.exports.columns import SEPARATOR, Column, Holds, Table
from statements.exports.formats import BYTE_ORDER_MARK, Format
from statements.query_strings import says_no_rows

LONGEST_FILTER = 100  # characters of a file's name that tell the filter

_SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_TYPES: dict[Holds, dict[str, Any]] = {
    Holds.CODE: {"type": "string"},
    Holds.TEXT: {"type": "string"},
    Holds.ADDRESS: {"type": "string", "format": "uri"},
    Holds.DAY: {"type": "date"},
    Holds.NUMBER: {"type": "number"},
    Holds.YES_NO: {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    Holds.CODES: {"type": "list", "delimiter": SEPARATOR, "itemType": "string"},
    Holds.TEXTS: {"type": "list", "delimiter": SEPARATOR, "itemType": "string"},
    Holds.NUMBERS: {"type": "list", "delimiter": SEPARATOR, "itemType": "number"},
    Holds.SPAN: {"type": "string"},
    Holds.SPANS: {"type": "list", "delimiter": SEPARATOR, "itemType": "string"},
}


def filter_query(asked: QueryDict) -> str:
    """The part of a query string that says which rows, without what says where to begin."""
    kept = asked.copy()
    for name in filter(says_no_rows, asked):
        del kept[name]
    return kept.urlencode()


def file_name(table: Table, asked: QueryDict, moment: datetime, form: Format) -> str:
    """Such as ``qawl-statements-2025-05-02-stance-criticise-ministry-san.csv``."""
    words = [
        f"{name} {value}" for name, values in asked.lists() if not says_no_rows(name)
        for value in values if value
    ]  # fmt: skip
    told = slugify(" ".join(words), allow_unicode=True)[:LONGEST_FILTER].strip("-")
    day = timezone.localdate(moment).isoformat()
    parts = ("qawl", table.name, day, told)
    return f"{'-'.join(part for part in parts if part)}.{form.extension}"


def data_package(
    table: Table,
    addresses: Mapping[Format, str],
    *,
    address: str,
    listed_at: str,
    codebook: str,
    moment: datetime,
    row_count: int,
    order: str,
    note: str = "",
) -> dict[str, Any]:
    """The descriptor (Data Package 2.0) of the files that one filter gives at one moment.

    ``addresses`` are those of the files, ``address`` that of the descriptor, ``listed_at`` that of
    the list with the same rows. ``note`` says in words what a reader might not expect.
    """
    schema = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": ["id"],
    }
    return {
        "$schema": _SCHEMA,
        "name": f"qawl-{table.name}",
        "id": address,
        "created": timezone.localtime(moment).isoformat(timespec="seconds"),
        "homepage": listed_at,
        "licenses": [LICENCE],
        "sources": [{"title": "The list with the same rows", "path": listed_at}],
        "codebook": codebook,
        "rowCount": row_count,
        "order": order,
        **({"description": note} if note else {}),
        "resources": [
            {
                "name": f"{table.name}-{form.extension}",
                "path": path,
                "format": form.extension,
                "mediatype": form.content_type.partition(";")[0],
                "encoding": "utf-8",
                "schema": schema,
            }
            for form, path in addresses.items()
        ],
    }


def fingerprint(described: Mapping[str, Any]) -> str:
    """The same for descriptors that differ in their moment alone."""
    told = json.dumps({**described, "created": ""}, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def _field(column: Column) -> dict[str, Any]:
    return {"name": column.name, "description": str(column.means), **_TYPES[column.holds]}


def codebook_file(tables: Iterable[Table]) -> str:
    """The codebook as CSV: a row for each column of each table."""
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(["file", "column", "type", "meaning"])
    for table in tables:
        for column in table.columns:
            kind = _TYPES[column.holds]["type"]
            writer.writerow([table.name, column.name, kind, str(column.means)])
    return BYTE_ORDER_MARK + output.getvalue()
