"""What the index holds of each published statement: what it is found, ordered and counted by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from tantivy import Document, Schema, SchemaBuilder

from statements.browsing.model import Dimension
from statements.search.stored import stems_of, words_of

# Raised whenever what is below changes: an index of another form is built anew.
FORM = 2
ID, PLACE, DAY, MONTH, STEMS, WORDS = "id", "place", "day", "month", "stems", "words"
_BETWEEN_DIMENSIONS, _BETWEEN_VALUES = "\x1e", "\x1f"
ID_BITS = 32

# Each column is read once to count all its dimensions: those of few values share one, as long as
# not too many combinations come about. A statement that has several values of a dimension counts
# for each; as one joined value that takes a sixth of the time that tantivy's own way takes.
COLUMNS: Mapping[str, tuple[Dimension, ...]] = {
    "how": (Dimension.STANCE, Dimension.KIND, Dimension.CHAMBER),
    "where": (Dimension.SESSION_TYPE, Dimension.REVIEW, Dimension.SAMPLES),
    "bodies": (Dimension.PARTY, Dimension.GROUP, Dimension.MINISTER_OF),
    "who": (Dimension.SPEAKER,),
    "addressed": (Dimension.MINISTRY,),
    "named": (Dimension.MENTIONED,),
    "about": (Dimension.TOPIC,),
    "sitting": (Dimension.SESSION,),
    "outlet": (Dimension.SOURCE,),
}
COLUMN_OF = {dimension: name for name, held in COLUMNS.items() for dimension in held}
# Columns whose values are those of their only dimension as they are.
OF_ONE_VALUE = frozenset({"who", "sitting", "outlet"})

Values = Mapping[Dimension, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A published statement as the index holds it."""

    id: int
    day: date | None
    values: Values
    search_text: str


def schema() -> Schema:
    """The fields: those that are searched, and columns in the order of documents."""
    builder = SchemaBuilder()
    builder.add_unsigned_field(ID, indexed=True, fast=True)
    builder.add_unsigned_field(PLACE, indexed=False, fast=True)
    builder.add_unsigned_field(DAY, indexed=True, fast=True)
    builder.add_unsigned_field(MONTH, indexed=False, fast=True)
    for dimension in Dimension:
        builder.add_text_field(dimension, tokenizer_name="raw", index_option="basic")
    for name in COLUMNS:
        builder.add_text_field(column(name), fast=True, tokenizer_name="raw", index_option="basic")
    for text in (STEMS, WORDS):
        builder.add_text_field(text, tokenizer_name="whitespace", index_option="position")
    return builder.build()


def document(entry: Entry, of: Schema) -> Document:
    """The statement as tantivy takes it in."""
    day = number_of(entry.day)
    fields: dict[str, Any] = {
        ID: entry.id,
        PLACE: place(day, entry.id),
        DAY: day,
        MONTH: month_of(entry.day),
        STEMS: stems_of(entry.search_text),
        WORDS: words_of(entry.search_text),
    }
    fields |= {dimension.value: list(values) for dimension, values in entry.values.items()}
    for name, held in COLUMNS.items():
        parts = (_BETWEEN_VALUES.join(entry.values.get(one, ())) for one in held)
        fields[column(name)] = _BETWEEN_DIMENSIONS.join(parts)
    return Document.from_dict(fields, of)


def column(name: str) -> str:
    """The field of that column."""
    return f"column_{name}"


@lru_cache(maxsize=65536)
def read_column(name: str, joined: str) -> tuple[tuple[Dimension, str], ...]:
    """Each dimension and value in a value of the column."""
    return tuple(_read(name, joined))


def _read(name: str, joined: str) -> Iterator[tuple[Dimension, str]]:
    for dimension, values in zip(COLUMNS[name], joined.split(_BETWEEN_DIMENSIONS), strict=True):
        if values:
            yield from ((dimension, value) for value in values.split(_BETWEEN_VALUES))


def number_of(day: date | None) -> int:
    """Days are numbered; what is undated stands before the first one, so last of the newest."""
    return day.toordinal() if day else 0


def place(day: int, key: int) -> int:
    """One number in the order of the list: by day, then by key."""
    if key >> ID_BITS:
        raise ValueError(f"The index has no room for the key {key}.")
    return day << ID_BITS | key


def month_of(day: date | None) -> int:
    """Months are numbered too; 0 for what is undated."""
    return day.year * 12 + day.month - 1 if day else 0


def first_day_of(month: int) -> date:
    """The day that a numbered month begins on."""
    return date(month // 12, month % 12 + 1, 1)
