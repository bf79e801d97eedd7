"""The values offered by the facets, read from the database in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Expression,
    F,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from people.folding import fold
from people.models import Chamber, Group, Ministry, Party, Speaker
from people.models.names import LANGUAGES, name_read
from people.prepared import any_given, fetch_prepared, written
from statements.models import Source, Topic

Column = str | Expression
_NOTHING = Value("", output_field=CharField())


@dataclass(frozen=True)
class Options:
    """Facet → its (value, label) pairs, and other spellings of a value that are accepted."""

    choices: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    synonyms: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    _known: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def load(cls, facets: Iterable[str], speakers: Collection[str] = ()) -> Options:
        """The options of the named facets; of the speakers, who are many, those with these ids."""
        rows = _read(tuple(facet for facet in facets if facet in _ROWS), speakers)
        return _told((get_language() or "ar")[:2], tuple(rows))

    def add(self, row: tuple[str, ...], language: str) -> None:
        """Take in one row of the query below."""
        facet, value, other, *labels = row
        label = name_read(dict(zip(LANGUAGES, labels, strict=True)), language)
        value = value or other
        if label and value not in self._known[facet]:
            self._known[facet].add(value)
            self.choices[facet].append((value, label))
        if other:
            self.synonyms[facet][other] = value


def speakers(public_ids: Sequence[str]) -> list[tuple[str, str]]:
    """(id, name) of those with these ids, the name in the reader's script where it is known."""
    rows = fetch_prepared(_SPEAKERS, {"speakers": public_ids})
    is_latin = not (get_language() or "ar").startswith("ar")
    return [
        (key, (latin or arabic) if is_latin else (arabic or latin)) for key, arabic, latin in rows
    ]


_SPEAKERS = (
    "SELECT public_id, name_ar, name_latin FROM people_speaker"
    " WHERE public_id = ANY(%(speakers)s::text[])"
)


@lru_cache(maxsize=16)
def _told(language: str, rows: tuple[tuple[str, ...], ...]) -> Options:
    """What these rows offer; made once while they stay the same. Nobody changes it."""
    options = Options()
    for row in rows:
        options.add(row, language)
    for choices in options.choices.values():
        choices.sort(key=lambda pair: fold(pair[1]))
    return options


_COLUMNS = ("facet", "value", "other", "label_ar", "label_fr", "label_en")


def _read(facets: tuple[str, ...], speakers: Collection[str]) -> list[tuple[str, ...]]:
    given = {"speakers": list(speakers)} if speakers else {}
    return fetch_prepared(_question(facets, bool(speakers)), given)


@lru_cache
def _question(facets: tuple[str, ...], with_speakers: bool) -> str:
    """The same for every page of a list."""
    parts = [_ROWS[facet](facet) for facet in facets]
    first, *others = [*parts, *([_speakers("speaker")] if with_speakers else [])]
    return written(first.union(*others, all=True).values_list(*_COLUMNS))


def _rows(
    queryset: QuerySet[Any], facet: str, value: Column, other: Column, names: tuple[Column, ...]
) -> QuerySet[Any, dict[str, str]]:
    texts = {"value": value, "other": other} | dict(
        zip(("label_ar", "label_fr", "label_en"), names, strict=True)
    )
    columns = {
        alias: (F(column) if column else _NOTHING) if isinstance(column, str) else column
        for alias, column in texts.items()
    }
    rows: QuerySet[Any, dict[str, str]] = (
        queryset.order_by()
        .annotate(facet=Value(facet, output_field=CharField()), **columns)
        .values("facet", *columns)
    )
    return rows


_NAMES = ("name_ar", "name_fr", "name_en")


def _ministries(facet: str) -> QuerySet[Any, dict[str, str]]:
    """Each with its code; that of a merged one is another spelling of the one that stayed."""
    is_merged = Q(merged_into__isnull=False)
    other = Case(When(is_merged, then="code"), default="public_id")
    names = tuple(Case(When(is_merged, then=_NOTHING), default=name) for name in _NAMES)
    value = Coalesce("merged_into__code", "code")
    return _rows(Ministry.objects.all(), facet, value, other, names)


def _speakers(facet: str) -> QuerySet[Any, dict[str, str]]:
    """Each under the id that was asked for; one who was merged leads to the other."""
    arabic = Coalesce("merged_into__name_ar", "name_ar")
    latin = Coalesce("merged_into__name_latin", "name_latin")
    rows = Speaker.objects.filter(any_given("public_id", "speakers", "text"))
    value = Coalesce("merged_into__public_id", "public_id")
    return _rows(rows, facet, value, "public_id", (arabic, latin, latin))


_ROWS: dict[str, Callable[[str], QuerySet[Any, dict[str, str]]]] = {
    "ministry": _ministries,
    "minister_of": _ministries,
    "mentioned": _ministries,
    "chamber": lambda facet: _rows(Chamber.objects.all(), facet, "code", "", _NAMES),
    "party": lambda facet: _rows(Party.objects.all(), facet, "code", "", _NAMES),
    "group": lambda facet: _rows(Group.objects.all(), facet, "code", "", _NAMES),
    "topic": lambda facet: _rows(Topic.objects.current(), facet, "code", "", _NAMES),
    "source": lambda facet: _rows(
        Source.objects.all(), facet, "host", "name", ("name", "name", "name")
    ),
}
