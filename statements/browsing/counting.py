"""Counts for every value of every facet, in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, Expression, F, IntegerField, Q, Value, When

from statements.browsing.conditions import ONLY, WITH, WITHOUT, by_days_and_words, condition
from statements.browsing.model import Dimension, Question
from statements.models.statements import StatementQuerySet

Counts = dict[Dimension, dict[str, int]]


@dataclass(frozen=True, slots=True)
class _Own:
    """A dimension that each statement has one value of, in a column of the rows that are counted.

    ``path`` leads there from a statement; ``named`` tells the value from the column, where that is
    the key of another table.
    """

    path: str
    named: str = ""


_OWN = {
    Dimension.STANCE: _Own("stance"),
    Dimension.KIND: _Own("kind"),
    Dimension.REVIEW: _Own("review_status"),
    Dimension.SAMPLES: _Own("is_sample"),
    Dimension.SPEAKER: _Own("speaker_id", "SELECT id, public_id FROM people_speaker"),
    Dimension.MINISTER_OF: _Own(
        "appointment_id",
        "SELECT a.id, m.code FROM people_appointment a"
        " JOIN people_ministry m ON m.id = a.ministry_id",
    ),
    Dimension.PARTY: _Own("party_id", "SELECT id, code FROM people_party"),
    Dimension.GROUP: _Own("group_id", "SELECT id, code FROM people_group"),
    Dimension.CHAMBER: _Own("chamber_id", "SELECT id, code FROM people_chamber"),
    Dimension.SESSION: _Own("session_id", "SELECT id, public_id FROM statements_session"),
    Dimension.SESSION_TYPE: _Own("session_id", "SELECT id, type FROM statements_session"),
    Dimension.SOURCE: _Own(
        "article__source_id",
        "SELECT id, CASE WHEN host = '' THEN name ELSE host END FROM statements_source",
    ),
}
# Of these a statement may have several: a query for the pairs of it and a key, one for the names.
_NAMED = "SELECT statement_id, ministry_id FROM statements_namedinstitution WHERE relation = "
_MINISTRIES = "SELECT id, code FROM people_ministry"
_SEVERAL = {
    Dimension.MINISTRY: (f"{_NAMED}'addressed'", _MINISTRIES),
    Dimension.MENTIONED: (f"{_NAMED}'mentioned'", _MINISTRIES),
    Dimension.TOPIC: (
        "SELECT statement_id, topic_id FROM statements_statementtopic",
        "SELECT id, code FROM statements_topic",
    ),
}


def counted(
    question: Question, dimensions: Collection[Dimension], *, own_left_out: bool = True
) -> Counts:
    """Statements for each value that has any; each dimension's own choice may be left out.

    The rows are read once: those that fit, and those that one dimension's choice alone keeps out.
    They are what the counts of that dimension are taken from besides.
    """
    wanted = tuple(dict.fromkeys(dimensions))
    found: Counts = {dimension: defaultdict(int) for dimension in wanted}
    if not wanted:
        return found
    for dimension, value, number in _read(question, wanted, own_left_out):
        found[Dimension(dimension)][value] += number
    if Dimension.SAMPLES in found:
        _tell_samples(found[Dimension.SAMPLES])
    return {dimension: dict(values) for dimension, values in found.items()}


def _tell_samples(values: dict[str, int]) -> None:
    samples, real = values.pop("true", 0), values.pop("false", 0)
    told = {WITH: samples + real, WITHOUT: real, ONLY: samples}
    values.update({value: number for value, number in told.items() if number})


def _read(
    question: Question, wanted: tuple[Dimension, ...], own_left_out: bool
) -> Iterable[tuple[str, str, int]]:
    """(dimension, value, statements), the same value once more for those that it keeps out."""
    try:
        sql, parameters = _hits(question, wanted, own_left_out).query.sql_with_params()
    except EmptyResultSet:  # words without a letter match nothing, and Django asks for nothing
        return
    own = [dimension for dimension in wanted if dimension in _OWN]
    tables = [f"hits AS ({sql})", *([f"own AS ({_groups(own)})"] if own else [])]
    counts = [_from_groups(dimension, own) for dimension in own]
    counts += [_from_pairs(dimension) for dimension in wanted if dimension in _SEVERAL]
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(tables)} {' UNION ALL '.join(counts)}", parameters)
        yield from cursor.fetchall()


def _hits(
    question: Question, wanted: tuple[Dimension, ...], own_left_out: bool
) -> StatementQuerySet:
    """The rows to count, each with its columns and the one dimension that keeps it out, if any."""
    rows = by_days_and_words(question)
    free = []
    for dimension, values in question.choices.items():
        if values and own_left_out and dimension in wanted:
            free.append((dimension, condition(dimension, values)))
        elif values:
            rows = rows.filter(condition(dimension, values))
    if len(free) > 1:
        rows = rows.alias(misses=sum(_missed(q) for _, q in free)).filter(misses__lte=1)
    kept_out: Expression = Value("")
    for dimension, q in free:
        kept_out = Case(When(q, then=kept_out), default=Value(dimension.value)) if q else kept_out
    columns = {
        f"of_{dimension}": F(_OWN[dimension].path) for dimension in wanted if dimension in _OWN
    }
    read = rows.annotate(kept_out=kept_out, **columns).values("pk", "kept_out", *columns)
    return cast("StatementQuerySet", read)


def _missed(q: Q) -> Any:
    return Case(When(q, then=0), default=1, output_field=IntegerField()) if q else Value(0)


# The SQL below is put together of names of our own alone.
def _groups(own: list[Dimension]) -> str:
    """The rows by each column: read once, counted in all ways at the same time."""
    columns = [f"of_{dimension}" for dimension in own]
    sets = ", ".join(f"(kept_out, {column})" for column in columns)
    listed = ", ".join(columns)
    return (
        f"SELECT GROUPING({listed}) AS by_others, kept_out, {listed}, count(*) AS number"  # noqa: S608
        f" FROM hits GROUP BY GROUPING SETS ({sets})"
    )


def _from_groups(dimension: Dimension, own: list[Dimension]) -> str:
    column, named = f"of_{dimension}", _OWN[dimension].named
    others = (1 << len(own)) - 1 - (1 << (len(own) - 1 - own.index(dimension)))
    name = "told.name" if named else f"own.{column}::text"
    told = f"JOIN ({named}) AS told(key, name) ON told.key = own.{column}" if named else ""
    return (
        f"SELECT '{dimension}', {name}, own.number::bigint FROM own {told}"  # noqa: S608
        f" WHERE own.by_others = {others} AND own.{column} IS NOT NULL"
        f" AND own.kept_out IN ('', '{dimension}')"
    )


def _from_pairs(dimension: Dimension) -> str:
    pairs, named = _SEVERAL[dimension]
    return (
        f"SELECT '{dimension}', told.name, counted.number FROM"  # noqa: S608
        f" (SELECT pairs.key, count(*) AS number FROM hits"
        f" JOIN ({pairs}) AS pairs(statement, key) ON pairs.statement = hits.pk"
        f" WHERE hits.kept_out IN ('', '{dimension}') GROUP BY pairs.key) AS counted"
        f" JOIN ({named}) AS told(key, name) ON told.key = counted.key"
    )
