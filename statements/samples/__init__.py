"""Twelve invented pages and the invented people who speak in them, and a loader that only reads.

No sample ever resolves to a real person: it brings its own persons with their own appointments.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PAGES = HERE / "pages"


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """A raw page as a fetch would bring it; ``published_at`` is the aware time that it states."""

    path: Path
    raw: bytes
    url: str
    outlet: str
    content_type: str
    lang: str
    title: str
    author: str
    published_at: datetime
    layout: str


@dataclass(frozen=True, slots=True)
class SampleAppointment:
    """An office held from ``valid_from`` to ``valid_until``, both included.

    ``kind`` is member, minister, group_president, committee_chair or office; ``ministry`` is an
    institution id (SAN, SE_ART, HOG …); ``chamber`` is representatives or councillors.
    """

    kind: str
    valid_from: date
    valid_until: date
    chamber: str | None = None
    group: str | None = None
    party: str | None = None
    constituency: str | None = None
    committee: str | None = None
    ministry: str | None = None
    title: str | None = None
    title_fr: str | None = None


@dataclass(frozen=True, slots=True)
class SamplePerson:
    name_ar: str
    name_latin: str
    gender: str
    appointments: tuple[SampleAppointment, ...]


@cache
def sample_articles() -> tuple[SampleArticle, ...]:
    """Every sample page, in the order of the index."""
    return tuple(_article(row) for row in _rows(HERE / "index.toml", "article"))


@cache
def sample_people() -> tuple[SamplePerson, ...]:
    """Every invented person, with the offices held in the samples."""
    return read_people(HERE / "people.toml")


def read_people(path: Path) -> tuple[SamplePerson, ...]:
    """The invented persons of a file, as ``people.toml`` here describes them."""
    return tuple(_person(row) for row in _rows(path, "person"))


def _rows(path: Path, table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))[table]
    return rows


def _article(row: dict[str, Any]) -> SampleArticle:
    path = PAGES / row.pop("file")
    return SampleArticle(path=path, raw=path.read_bytes(), **row)


def _person(row: dict[str, Any]) -> SamplePerson:
    appointments = tuple(SampleAppointment(**entry) for entry in row.pop("appointment"))
    return SamplePerson(appointments=appointments, **row)
