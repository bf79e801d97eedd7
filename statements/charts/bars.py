"""Bars: stances, speakers, ministries, topics and parties by how many statements they have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import nsmallest
from typing import Any

from django.db.models import CharField, F, Model, QuerySet, Value

from people.models import Ministry, Party, Speaker
from people.models.names import LANGUAGES, name_read
from statements.browsing import Dimension, Question, browser
from statements.charts.queries import narrowed
from statements.charts.series import Series
from statements.models import Statement, Topic

SHOWN = 8


class Side(StrEnum):
    """What statements are ranked by; the value is the parameter of the list's filter."""

    SPEAKER = "speaker"
    MINISTRY = "ministry"
    TOPIC = "topic"
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class Bar:
    """One labelled bar. ``width`` is its length out of 100, the longest bar being 100."""

    label: str
    count: int
    width: int
    query: str
    code: str = ""
    value: str = ""


def bars(rows: Sequence[tuple[str, int, str, str, str]], longest: int = 0) -> list[Bar]:
    """Bars from (label, count, query string, code, value), in the given order."""
    longest = longest or max((row[1] for row in rows), default=0)
    return [
        Bar(label, count, max(2, round(100 * count / longest)) if count else 0, query, code, value)
        for label, count, query, code, value in rows
    ]


def stance_bars(series: Series, query: str) -> list[Bar]:
    """How often each stance occurs, most frequent first."""
    labels = dict(Statement.Stance.choices)
    mix = sorted(series.stances.items(), key=lambda row: (-row[1], row[0]))
    rows = [
        (str(labels.get(stance, stance)), count, narrowed(query, stance=stance), stance, stance)
        for stance, count in mix
    ]
    return bars(rows)


def beside(
    columns: Sequence[Sequence[Bar]], queries: Sequence[str], name: str, shown: int = SHOWN
) -> list[list[Bar]]:
    """Rankings of several brought into the same rows, on the scale of the longest of all bars.

    The rows are those with the most statements of all together; ``name`` is the parameter that the
    values belong to, and ``queries`` lead to the statements of each column.
    """
    found = [{bar.value: bar for bar in column} for column in columns]
    together: Counter[str] = Counter()
    for column in columns:
        together.update({bar.value: bar.count for bar in column})
    known = {bar.value: bar for column in columns for bar in column}
    order = sorted(together, key=lambda value: (-together[value], known[value].label))[:shown]
    longest = max((one[value].count for one in found for value in order if value in one), default=0)
    return [
        bars(
            [
                (known[value].label, one[value].count if value in one else 0,
                 narrowed(query, **{name: value}), known[value].code, value)
                for value in order
            ],
            longest,
        )
        for one, query in zip(found, queries, strict=True)
    ]  # fmt: skip


def rankings(
    question: Question, query: str, sides: Sequence[Side], shown: int = SHOWN
) -> dict[str, list[Bar]]:
    """For each side the bars of those with most of the statements asked for."""
    counts = browser().split(question, [Dimension(side) for side in sides])
    most = {
        side: nsmallest(shown, counts[Dimension(side)].items(), key=lambda one: (-one[1], one[0]))
        for side in sides
    }
    names = _names({side: [value for value, _count in found] for side, found in most.items()})
    return {
        side.value: bars(
            [
                (names[side, value], count, narrowed(query, **{side: value}), "", value)
                for value, count in sorted(found, key=lambda one: (-one[1], names[side, one[0]]))
            ]
        )
        for side, found in most.items()
    }


# What has a name for each side: the model, its key in addresses, its names in each language.
_NAMES = ("name_ar", "name_fr", "name_en")
_NAMED: dict[Side, tuple[type[Model], str, tuple[str, ...]]] = {
    Side.SPEAKER: (Speaker, "public_id", ("name_ar", "name_latin", "name_latin")),
    Side.MINISTRY: (Ministry, "code", _NAMES),
    Side.TOPIC: (Topic, "code", _NAMES),
    Side.PARTY: (Party, "code", _NAMES),
}


def _names(wanted: Mapping[Side, Sequence[str]]) -> dict[tuple[Side, str], str]:
    """What readers call each of these, in one query; its key where it has no name."""
    found = {(side, value): value for side, values in wanted.items() for value in values}
    rows = [_named(side, values) for side, values in wanted.items() if values]
    for side, value, *names in rows[0].union(*rows[1:], all=True) if rows else ():
        found[Side(side), value] = name_read(dict(zip(LANGUAGES, names, strict=True))) or value
    return found


def _named(side: Side, values: Sequence[str]) -> QuerySet[Any, tuple[str, ...]]:
    model, key, names = _NAMED[side]
    rows: QuerySet[Any, tuple[str, ...]] = (
        model._default_manager.filter(**{f"{key}__in": values})
        .order_by()
        .annotate(
            side=Value(side.value, output_field=CharField()),
            key=F(key),
            **{f"label_{place}": F(name) for place, name in enumerate(names)},
        )
        .values_list("side", "key", "label_0", "label_1", "label_2")
    )
    return rows
