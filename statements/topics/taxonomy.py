"""Reads the list of topics and checks that it holds together."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from people.folding import fold

FILE = Path(__file__).parent / "taxonomy.toml"
_CODE = re.compile(r"[a-z][a-z_]{1,38}")


class BadTaxonomy(Exception):
    """The list of topics says something that cannot be: the message names the topic."""


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """One topic as the file has it; ``ministries`` and ``near`` are codes of ministries."""

    code: str
    name_ar: str
    name_fr: str
    name_en: str
    ministries: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    ar: tuple[str, ...] = ()
    ar_weak: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()
    fr_weak: tuple[str, ...] = ()


_NAMES = {field.name for field in fields(TopicEntry)}


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """All topics in their order, and the phrases that hold their words in passing."""

    entries: tuple[TopicEntry, ...]
    passing: tuple[str, ...] = ()


@cache
def taxonomy() -> Taxonomy:
    """The list that ships with the project; raises BadTaxonomy."""
    return read_taxonomy(FILE.read_text("utf-8"))


def read_taxonomy(text: str) -> Taxonomy:
    """What a file's text says, checked; raises BadTaxonomy."""
    try:
        data = tomllib.loads(text)
        rows = data["topic"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise BadTaxonomy(f"The list of topics cannot be read: {error}") from error
    entries = tuple(_entry(row) for row in rows)
    codes = [entry.code for entry in entries]
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise BadTaxonomy(f"The topic {twice[0]!r} is there twice.")
    return Taxonomy(entries, tuple(data.get("passing", ())))


def _values(row: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(v) if isinstance(v, list) else v for name, v in row.items()}


def _entry(row: dict[str, Any]) -> TopicEntry:
    code = str(row.get("code", ""))
    if not _CODE.fullmatch(code):
        raise BadTaxonomy(f"{code!r} is no code of a topic.")
    if unknown := sorted(row.keys() - _NAMES):
        raise BadTaxonomy(f"The topic {code!r} says {unknown[0]!r}, which means nothing here.")
    try:
        entry = TopicEntry(**_values(row))
    except TypeError as error:
        raise BadTaxonomy(f"The topic {code!r} lacks a name: {error}") from error
    for phrase in (*entry.ar, *entry.ar_weak, *entry.fr, *entry.fr_weak):
        if not fold(phrase).strip("* "):
            raise BadTaxonomy(f"The topic {code!r} has a phrase without a word.")
    return entry
