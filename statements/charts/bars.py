"""Bars: stances, speakers, ministries, topics and parties by how many statements they have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Count, F, QuerySet, Value
from django.utils.translation import get_language

from statements.charts.queries import narrowed
from statements.charts.series import Series
from statements.models import NamedInstitution, Statement, StatementTopic

if TYPE_CHECKING:
    from statements.models.statements import StatementQuerySet

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
        Bar(label, count, max(2, round(100 * count / longest)), query, code, value)
        for label, count, query, code, value in rows
    ]


def stance_bars(series: Series, query: str, longest: int = 0) -> list[Bar]:
    """How often each stance occurs, most frequent first."""
    labels = dict(Statement.Stance.choices)
    mix = sorted(series.stances.items(), key=lambda row: (-row[1], row[0]))
    rows = [
        (str(labels.get(stance, stance)), count, narrowed(query, stance=stance), stance, stance)
        for stance, count in mix
    ]
    return bars(rows, longest)


def rankings(
    statements: StatementQuerySet, query: str, sides: Sequence[Side], shown: int = SHOWN
) -> dict[str, list[Bar]]:
    """For each side the bars of those with most statements, all in one query."""
    rows = [_RANKED[side](statements.order_by())[:shown] for side in sides]
    ranked: dict[str, list[tuple[str, int, str, str, str]]] = defaultdict(list)
    for row in rows[0].union(*rows[1:], all=True):
        side, value = row["side"], row["value"]
        link = narrowed(query, **{side: value})
        ranked[side].append((_label(row), row["count"], link, "", value))
    return {
        side.value: bars(sorted(ranked[side.value], key=lambda row: (-row[1], row[0])))
        for side in sides
    }


def _label(row: Mapping[str, Any]) -> str:
    language = (get_language() or "ar")[:2]
    return str(row[f"label_{language}"] or row["label_ar"] or row["label_fr"])


def _ranked(
    rows: QuerySet[Any], side: Side, value: str, names: tuple[str, str, str], counted: str
) -> QuerySet[Any, dict[str, Any]]:
    labels = dict(zip(("label_ar", "label_fr", "label_en"), map(F, names), strict=True))
    ranked: QuerySet[Any, dict[str, Any]] = (
        rows.order_by()
        .annotate(side=Value(side.value, output_field=CharField()), value=F(value), **labels)
        .values("side", "value", *labels)
        .annotate(count=Count(counted, distinct=counted != "pk"))
        .order_by("-count", "value")
    )
    return ranked


def _by_speaker(statements: QuerySet[Statement]) -> QuerySet[Any, dict[str, Any]]:
    names = ("speaker__name_ar", "speaker__name_latin", "speaker__name_latin")
    told = statements.filter(speaker__isnull=False)
    return _ranked(told, Side.SPEAKER, "speaker__public_id", names, "pk")


def _by_ministry(statements: QuerySet[Statement]) -> QuerySet[Any, dict[str, Any]]:
    names = ("ministry__name_ar", "ministry__name_fr", "ministry__name_en")
    named = NamedInstitution.objects.filter(
        statement__in=statements,
        ministry__isnull=False,
        relation=NamedInstitution.Relation.ADDRESSED,
    )
    return _ranked(named, Side.MINISTRY, "ministry__code", names, "statement")


def _by_topic(statements: QuerySet[Statement]) -> QuerySet[Any, dict[str, Any]]:
    names = ("topic__name_ar", "topic__name_fr", "topic__name_en")
    given = StatementTopic.objects.filter(statement__in=statements)
    return _ranked(given, Side.TOPIC, "topic__code", names, "pk")


def _by_party(statements: QuerySet[Statement]) -> QuerySet[Any, dict[str, Any]]:
    names = ("party__name_ar", "party__name_fr", "party__name_en")
    told = statements.filter(party__isnull=False)
    return _ranked(told, Side.PARTY, "party__code", names, "pk")


_RANKED = {
    Side.SPEAKER: _by_speaker,
    Side.MINISTRY: _by_ministry,
    Side.TOPIC: _by_topic,
    Side.PARTY: _by_party,
}
