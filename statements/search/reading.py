"""A search read with what is known of names: typed in Latin letters, or with a slip."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import replace
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.core.signals import request_finished, request_started
from django.db import connection
from django.dispatch import receiver

from statements.search.asking import Asked, Clause, Done, Remark, Word, asked_in, forms
from statements.search.names import Names, known_names

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
    clauses = tuple(_with_names(clause, names, remarks) for clause in asked.clauses)
    return Asked(clauses, (*asked.remarks, *remarks))


def _may_be_a_name(word: Word) -> bool:
    return len(word.typed) > 2 and not word.typed.isdigit()


def _with_names(clause: Clause, names: Names, remarks: list[Remark]) -> Clause:
    if clause.is_exact:
        return clause
    found = []
    for word in clause.words:
        remark = _remark_on(word, clause, names)
        if remark is None:
            found.append(word)
            continue
        remarks.append(remark)
        more = (one for other in remark.others for one in forms(other))
        found.append(replace(word, stems=tuple(dict.fromkeys((*word.stems, *more)))))
    return replace(clause, words=tuple(found))


def _remark_on(word: Word, clause: Clause, names: Names) -> Remark | None:
    if not _may_be_a_name(word):
        return None
    if alike := names.sounding_like(word.typed):
        return Remark(Done.ALSO, word.typed, alike)
    # What stands in quotation marks, or is to be kept out, is meant as it is typed.
    if clause.is_quoted or clause.is_excluded or names.holds(word.typed):
        return None
    near = names.near(word.typed)
    return Remark(Done.INSTEAD, word.typed, near) if near and not _is_used(word) else None


def _is_used(word: Word) -> bool:
    """Whether any statement has the word: then it is no slip."""
    from statements.models import Statement

    asked = " | ".join(f"'{one}'" for one in word.stems)
    vector = SearchQuery(asked, config="simple", search_type="raw")
    rows = Statement.objects.filter(search_vector=vector).order_by().values("pk")
    sql, parameters = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        # Planned as if all were wanted, by the search index; a plan for the first row alone reads
        # the table from its beginning, to the end where nobody has used the word.
        cursor.execute(
            f"WITH found AS MATERIALIZED ({sql}) SELECT EXISTS (SELECT FROM found)",  # noqa: S608
            parameters,
        )
        (is_used,) = cursor.fetchone()
    return bool(is_used)
