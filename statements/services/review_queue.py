"""Who gets which statement next: nobody the same one as somebody else, nobody twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection, transaction

from statements.models import Claim, Skip, Statement
from statements.models.review import CLAIM_LASTS, free_for
from statements.models.statements import StatementQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

_ONE_AT_A_TIME = 0x7161776C  # key of the lock under which editors are given statements


def take_next(queue: StatementQuerySet, editor: AbstractBaseUser, at: datetime) -> Statement | None:
    """The first statement of a queue that is free, from now on this editor's; None: all done.

    What a reading is writing at this very moment is passed over rather than waited for.
    """
    with transaction.atomic():
        _wait_for_turn()
        free = free_for(queue, editor, at).select_for_update(skip_locked=True, of=("self",))
        statement = free.only("pk").first()
        if statement is not None:
            _claim(statement.pk, editor, at)
    return statement


def hold(statement: Statement, editor: AbstractBaseUser, at: datetime) -> Claim | None:
    """Claim a statement that an editor opened by himself; returns the other one's claim, if any."""
    with transaction.atomic():
        _wait_for_turn()
        others = Claim.objects.filter(statement=statement, until__gt=at).exclude(editor=editor.pk)
        other = others.select_related("editor").first()
        if other is None:
            _claim(statement.pk, editor, at)
    return other


def let_go(statements: Iterable[int], editor: AbstractBaseUser) -> None:
    """Give statements back to the queue, or take them off the editor's desk once ruled."""
    Claim.objects.filter(statement__in=list(statements), editor=editor.pk).delete()


def skip(statement: Statement, editor: AbstractBaseUser, at: datetime) -> None:
    """Put a statement aside: this editor is not given it again, others are."""
    with transaction.atomic():
        Skip.objects.update_or_create(
            statement=statement, editor_id=editor.pk, defaults={"skipped_at": at}
        )
        let_go([statement.pk], editor)


def take_up_again(queue: StatementQuerySet, editor: AbstractBaseUser) -> int:
    """Bring back what this editor has skipped in a queue; returns how many."""
    skipped = Skip.objects.filter(editor=editor.pk, statement__in=queue.order_by().values("pk"))
    return skipped.delete()[0]


def _wait_for_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])


def _claim(pk: int, editor: AbstractBaseUser, at: datetime) -> None:
    Claim.objects.update_or_create(
        statement_id=pk, defaults={"editor_id": editor.pk, "until": at + CLAIM_LASTS}
    )
