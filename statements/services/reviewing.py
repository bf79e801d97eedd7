"""An editor's verdict on statements: confirmed, rejected, or open again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import QuerySet

from statements.models import Article, Statement
from statements.services.joining import join

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


class Verdict(StrEnum):
    CONFIRM = "confirm"
    REJECT = "reject"
    REOPEN = "reopen"


def lock(statements: QuerySet[Any]) -> QuerySet[Statement]:
    """The same statements, complete, locked until the transaction ends.

    Their articles are locked first, as a reading does it: neither ever waits for the other in
    a circle, and a reading never writes back what it had read before an editor saved.
    """
    pks = list(statements.order_by().values_list("pk", flat=True))
    articles = Article.objects.filter(pk__in=Statement.objects.filter(pk__in=pks).values("article"))
    list(articles.select_for_update().order_by("pk").values_list("pk"))
    return Statement.objects.select_for_update().filter(pk__in=pks).order_by("pk")


def review(
    statements: QuerySet[Any], verdict: Verdict, by: AbstractBaseUser, at: datetime
) -> list[Statement]:
    """Put a verdict on statements; returns those whose status changed.

    Confirming a statement that an editor has corrected leaves it corrected; one that no reading
    finds is told again, for an editor says so. Opening again leaves ruled fields ruled: only the
    verdict is taken back.
    """
    with transaction.atomic():
        changed = [
            statement
            for statement in lock(statements)
            if statement.review_status != status_after(statement, verdict)
        ]
        for statement in changed:
            statement.review_status = status_after(statement, verdict)
            if verdict is Verdict.CONFIRM:
                statement.retracted_at = None
            _sign(statement, by, at)
        _store(changed, at)
        join([statement.pk for statement in changed])
    return changed


def correct(statement: Statement, by: AbstractBaseUser, at: datetime) -> None:
    """Sign a statement whose values an editor has changed; a rejected one stays rejected."""
    if statement.review_status != Statement.ReviewStatus.REJECTED:
        statement.review_status = Statement.ReviewStatus.CORRECTED
        statement.retracted_at = None
    _sign(statement, by, at)
    _store([statement], at)


def status_after(statement: Statement, verdict: Verdict) -> str:
    """The review status that a verdict gives to this statement."""
    statuses = Statement.ReviewStatus
    if verdict is Verdict.REJECT:
        return statuses.REJECTED
    if verdict is Verdict.REOPEN:
        return statuses.EXTRACTED
    return statuses.CORRECTED if statement.ruled_fields else statuses.CONFIRMED


def _sign(statement: Statement, by: Any, at: datetime) -> None:
    is_open = statement.review_status == Statement.ReviewStatus.EXTRACTED
    statement.reviewed_by = None if is_open else by
    statement.reviewed_at = None if is_open else at


def _store(statements: Sequence[Statement], at: datetime) -> None:
    for statement in statements:
        statement.changed_at = at
    Statement.objects.bulk_update(
        statements,
        ["review_status", "reviewed_by", "reviewed_at", "retracted_at", "changed_at"],
        batch_size=500,
    )


def rule_on_session(session_pk: int, moved_from: Any, day: Any) -> list[Statement]:
    """Hold statements to a sitting whose own chamber, type, day or committee an editor corrected.

    A later reading would otherwise find the old description again and move them back. Those said
    on the old day move to the new one.
    """
    statements = list(lock(Statement.objects.filter(session=session_pk)))
    for statement in statements:
        if statement.said_on == moved_from and "said_on" not in statement.ruled_fields:
            statement.said_on = day
        statement.rule(["session", "said_on", "chamber"])
    Statement.objects.bulk_update(statements, ["said_on", "ruled_fields"], batch_size=500)
    return statements
