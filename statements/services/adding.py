"""New statements with all that hangs on them, put together before anything is stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from people.bodies import Bodies
from people.writing import Writing
from statements.models import Article, NamedInstitution, Revision, Statement, StatementTopic
from statements.search import document_of
from statements.services.topics import topics_of_new
from statements.services.values import RELATION_FIELDS, InstitutionValues, StatementValues

# Found by the machine, which signs them with its version: no events of history.
SIGNED = (Statement, NamedInstitution, StatementTopic)


def add(
    article: Article,
    revision: Revision,
    found: Sequence[StatementValues],
    bodies: Bodies,
    writing: Writing,
    *,
    aside: bool = False,
) -> list[Statement]:
    """These statements, their institutions and topics; they are left to ``writing``.

    What is put ``aside`` is not shown: it waits for an editor.
    """
    numbers = writing.numbers(Statement, len(found)) if found else []
    retracted_at = timezone.now() if aside else None
    statements = []
    for number, one in zip(numbers, found, strict=True):
        statement = _statement(article, revision, one)
        statement.pk = number
        statement.retracted_at = retracted_at
        _name_institutions(statement, one, bodies)
        statement.search_text = document_of(statement)
        statements.append(statement)
    writing.insert(statements)
    writing.insert(row for one in statements for row in one.institutions.all())
    writing.insert(topics_of_new(statements, bodies))
    return statements


def institution_row(
    statement: Statement, one: InstitutionValues, keep_span: bool = True
) -> NamedInstitution:
    """The row of an institution beside a statement, not yet stored."""
    return NamedInstitution(
        statement=statement,
        ministry_id=one.ministry_id,
        relation=one.relation,
        printed=one.printed,
        read_as=one.read_as,
        span=one.span if keep_span else None,
    )


def _statement(article: Article, revision: Revision, one: StatementValues) -> Statement:
    statement = Statement(
        article=article, revision=revision, is_sample=article.is_sample, **one.provenance
    )
    statement.take_machine_values(one.values)
    for relation, name in RELATION_FIELDS.items():
        statement.machine_values[name] = [row.as_json() for row in one.related(relation)]
    statement.dated_on = statement.said_on or article.published_on
    return statement


def _name_institutions(statement: Statement, one: StatementValues, bodies: Bodies) -> None:
    """Put the rows where the statement looks for those that were fetched with it."""
    rows = [institution_row(statement, each) for each in one.institutions]
    for row in rows:
        row.ministry = bodies.ministry_of(row.ministry_id)
    fetched: Any = NamedInstitution.objects.all()
    # As prefetch_related does, for rows that are not stored yet.
    fetched._result_cache, fetched._prefetch_done = rows, True  # noqa: SLF001
    made: Any = statement
    made._prefetched_objects_cache = {"institutions": fetched}  # noqa: SLF001
