"""A search read with what is known of names: typed in Latin letters, or with a slip."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from dataclasses import replace
from itertools import chain
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.core.signals import request_finished, request_started
from django.db import connection
from django.dispatch import receiver

from statements.search.asking import Asked, Clause, Done, Remark, Word, asked_in, named
from statements.search.hearing import BEFORE_NAMES
from statements.search.names import Names, Row, known_names

_AT_ONCE = 20  # stems that PostgreSQL is asked for together
# The list, its facets and its rows are asked one after the other: within a request a search is
# read once.
_read: ContextVar[dict[str, Asked] | None] = ContextVar("searches read", default=None)


@receiver(request_started)
def _begin(**_: Any) -> None:
    _read.set({})


@receiver(request_finished)
def _end(**_: Any) -> None:
    _read.set(None)


def read(query: str) -> Asked:
    """What is looked for, and in ``remarks`` what was done beyond what was typed."""
    done = _read.get()
    if done is None:
        return read_anew(query)
    if query not in done:
        done[query] = read_anew(query)
    return done[query]


def read_anew(query: str) -> Asked:
    """The same, whatever this request has read before."""
    asked = asked_in(query)
    if not any(_may_be_a_name(word) for clause in asked.clauses for word in clause.words):
        return asked
    names = known_names()
    remarks: list[Remark] = []
    clauses = tuple(
        _with_names(clause, names, remarks) for clause in _together(asked.clauses, names)
    )
    return Asked(clauses, (*asked.remarks, *remarks))


def _may_be_a_name(word: Word) -> bool:
    return len(word.typed) > 2 and not word.typed.isdigit()


def _together(clauses: Sequence[Clause], names: Names) -> Iterator[Clause]:
    """What is typed as two words may be one name: ben hamou, abd el ghafour."""
    at = 0
    while at < len(clauses):
        both = clauses[at : at + 2]
        if len(both) == 2 and all(one.is_plain for one in both):
            first, second = (one.words[0] for one in both)
            if first.typed in BEFORE_NAMES and names.heard(first.typed + second.typed):
                yield Clause((first, second))
                at += 2
                continue
        yield clauses[at]
        at += 1


def _with_names(clause: Clause, names: Names, remarks: list[Remark]) -> Clause:
    if clause.is_exact:
        return clause
    if clause.is_plain and len(clause.words) == 2:
        return _one_name(clause, names, remarks)
    found, others = [], clause.others
    for word in clause.words:
        remark, heard = _remark_on(word, clause, names)
        found.append(word)
        if remark is None:
            continue
        remarks.append(remark)
        stems = [one for row in heard if len(row) == 1 for one in named(*row).stems]
        found[-1] = replace(word, stems=tuple(dict.fromkeys((*word.stems, *stems))))
        if len(clause.words) == 1:
            others += tuple(_named_row(row) for row in heard if len(row) > 1)
    return replace(clause, words=tuple(found), others=others)


def _one_name(clause: Clause, names: Names, remarks: list[Remark]) -> Clause:
    typed = tuple(word.typed for word in clause.words)
    rows = [one.row for one in names.heard("".join(typed)) if one.row != typed]
    if rows:
        remarks.append(_also(" ".join(typed), rows))
    return Clause(_named_row(typed), others=tuple(map(_named_row, rows)))


def _also(typed: str, rows: list[Row]) -> Remark:
    """The Arabic names first: they are what was not typed."""
    ordered = sorted(rows, key=lambda row: row[0].isascii())
    return Remark(Done.ALSO, typed, tuple(map(" ".join, ordered)))


def _named_row(row: Row) -> tuple[Word, ...]:
    """What is written before a name stands before its first word."""
    return named(row[0]), *(Word(word, (word,)) for word in row[1:])


def _remark_on(word: Word, clause: Clause, names: Names) -> tuple[Remark | None, list[Row]]:
    if not _may_be_a_name(word):
        return None, []
    if rows := [one.row for one in names.heard(word.typed)]:
        return _also(word.typed, rows), rows
    # What stands in quotation marks, or is to be kept out, is meant as it is typed.
    if clause.is_quoted or clause.is_excluded or names.holds(word.typed):
        return None, []
    near = names.near(word.typed)
    if not near or _is_used(word):
        return None, []
    return Remark(Done.INSTEAD, word.typed, near), [(one,) for one in near]


def _is_used(word: Word) -> bool:
    """Whether any statement has the word: then it is no slip."""
    held, given = zip(*map(_held, _few_at_once(word.stems)), strict=True)
    found = [f"found{at} AS MATERIALIZED ({sql})" for at, sql in enumerate(held)]
    any_found = " OR ".join(f"EXISTS (SELECT FROM found{at})" for at in range(len(held)))
    with connection.cursor() as cursor:
        # Planned as if all were wanted, by the search index; a plan for the first row alone reads
        # the table from its beginning, to the end where nobody has used the word.
        cursor.execute(f"WITH {', '.join(found)} SELECT {any_found}", tuple(chain(*given)))
        (is_used,) = cursor.fetchone()
    return bool(is_used)


def _few_at_once(stems: Sequence[str]) -> Iterator[Sequence[str]]:
    """PostgreSQL expects rows for each word that it has not met, and of many words so many rows
    that it would read the whole table and not its index.
    """
    return (stems[at : at + _AT_ONCE] for at in range(0, len(stems), _AT_ONCE))


def _held(stems: Sequence[str]) -> tuple[str, Sequence[Any]]:
    from statements.models import Statement

    asked = " | ".join(f"'{one}'" for one in stems)
    vector = SearchQuery(asked, config="simple", search_type="raw")
    rows = Statement.objects.filter(search_vector=vector).order_by().values("pk")
    sql, parameters = rows.query.sql_with_params()
    return sql, parameters
