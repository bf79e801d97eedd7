"""A search in PostgreSQL: by the search vector, exact forms besides by the stored text."""

from __future__ import annotations

from functools import reduce
from operator import and_
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import FloatField, Q, Value
from django.db.models.functions import Cast

from statements.search.asking import Clause, Word
from statements.search.reading import read
from statements.search.stored import stem, token

if TYPE_CHECKING:
    from statements.models.statements import StatementQuerySet


def matching(statements: StatementQuerySet, query: str) -> StatementQuerySet:
    """The statements that the search asks for; none where there is no word in it."""
    asked = read(query)
    if not asked.clauses:
        return statements.none()
    for clause in asked.wanted:
        statements = statements.filter(_holds(clause))
    for clause in asked.excluded:
        statements = statements.exclude(_holds(clause))
    return statements


def relevance(query: str) -> SearchRank | Cast:
    """How often and how near each other a statement has the words of the query."""
    wanted = read(query).wanted
    if not wanted:
        return Cast(Value(0.0), FloatField())
    return SearchRank("search_vector", reduce(and_, map(_vector, wanted)))


def _holds(clause: Clause) -> Q:
    held = Q(search_vector=_vector(clause))
    if clause.is_exact:
        row = r"\s+".join(token(word.typed) for word in clause.words)
        held &= Q(search_text__regex=rf"(^|\s){row}(\s|$)")
    return held


def _vector(clause: Clause) -> SearchQuery:
    """PostgreSQL's raw query syntax; safe, for a word holds letters and digits only."""
    rows = (" <-> ".join(_alternatives(word, clause) for word in words) for words in clause.ways)
    return SearchQuery(" | ".join(rows), config="simple", search_type="raw")


def _alternatives(word: Word, clause: Clause) -> str:
    found = (stem(word.typed),) if clause.is_exact else word.stems
    return "(" + " | ".join(f"'{one}'" for one in found) + ")"
