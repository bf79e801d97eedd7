"""A file of people, whichever form it has."""

from __future__ import annotations

from django.utils.translation import gettext

from people.exchange.model import PersonRecord, Refused, UnreadableList
from people.exchange.popolo import read_popolo
from people.exchange.table import read_table

Entries = list[PersonRecord | Refused]


def read_people(raw: bytes) -> Entries:
    """The people of a Popolo JSON file or a CSV table; raises UnreadableList."""
    text = _decoded(raw)
    if not text.strip():
        raise UnreadableList(gettext("the file is empty"))
    return read_popolo(text) if text.lstrip()[:1] in "{[" else read_table(text)


def _decoded(raw: bytes) -> str:
    """UTF-8, or the UTF-16 that spreadsheets write as «Unicode text»."""
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableList(gettext("the file is not in UTF-8")) from error
    if "\0" in text:
        raise UnreadableList(gettext("the file holds no text"))
    return text
