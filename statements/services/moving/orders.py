"""Merges and undoings of many statements: a worker carries them out, the editor goes on.

An order is carried out in one transaction with what it changes, so that a worker that is killed
leaves an order that nobody has begun.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pghistory
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext

from people.models import Ministry, Speaker
from statements.models import Move, MoveOrder, Statement
from statements.services.moving.ministries import merge_ministries, touched_by_merging
from statements.services.moving.model import Refused
from statements.services.moving.progress import Progress
from statements.services.moving.speakers import merge_speakers
from statements.services.moving.taking_back import TakenBack, UndoFirst, take_back

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, User

# With more statements than these nobody should wait for the page.
MANY = 300
TOLD_FOR = timedelta(days=7)
Record = Speaker | Ministry


def size_of_merge(kept: Record, gone: Record) -> int:
    """How many statements would go over."""
    if isinstance(gone, Speaker):
        return Statement.objects.filter(speaker=gone).count()
    own = Speaker.objects.filter(ministry__in=(kept.pk, gone.pk)).order_by("pk")
    speakers = sorted(own, key=lambda one: one.ministry_id != kept.pk)
    return touched_by_merging(gone, speakers).count()


def size_of_undoing(move: Move) -> int:
    """How many rows would go back."""
    return move.rows.count()


def order_merge(
    kept: Record,
    gone: Record,
    by: AbstractBaseUser,
    at: datetime,
    reason: str = "",
    take: Collection[str] = (),
) -> MoveOrder:
    """Have two records merged; the order that is under way already where there is one."""
    name = gone._meta.model_name
    with transaction.atomic():
        type(gone)._default_manager.select_for_update().get(pk=gone.pk)
        waiting = orders_about(gone).filter(state=MoveOrder.State.WAITING).first()
        ends = {f"kept_{name}": kept, f"gone_{name}": gone}
        size = size_of_merge(kept, gone)
        return waiting or _order(by, at, size, take=list(take), reason=reason.strip()[:500], **ends)


def order_undoing(move: Move, by: AbstractBaseUser, at: datetime) -> MoveOrder:
    """Have a move undone; the order that is under way already where there is one."""
    with transaction.atomic():
        Move.objects.select_for_update().get(pk=move.pk)
        waiting = move.orders.filter(is_undoing=True, state=MoveOrder.State.WAITING).first()
        return waiting or _order(by, at, size_of_undoing(move), move=move, is_undoing=True)


def _order(by: AbstractBaseUser, at: datetime, size: int, **values: Any) -> MoveOrder:
    language = translation.get_language() or "ar"
    signed = {"asked_by_id": by.pk, "asked_at": at, "queued_at": at, "language": language}
    order = MoveOrder.objects.create(size=size, **signed, **values)
    transaction.on_commit(lambda: _queue(order.pk))
    return order


def orders_about(record: Record) -> QuerySet[MoveOrder]:
    """Orders that concern this record."""
    name = record._meta.model_name
    ends = Q(**{f"kept_{name}": record}) | Q(**{f"gone_{name}": record})
    ends |= Q(**{f"move__from_{name}": record}) | Q(**{f"move__to_{name}": record})
    return MoveOrder.objects.filter(ends)


def orders_under_way(model: type[Record]) -> QuerySet[MoveOrder]:
    """Merges under way in which the record of the outer query goes, or stays."""
    name, this = model._meta.model_name, OuterRef("pk")
    ends = Q(**{f"kept_{name}": this}) | Q(**{f"gone_{name}": this})
    return MoveOrder.objects.filter(ends, state=MoveOrder.State.WAITING).order_by()


def unsettled(orders: QuerySet[MoveOrder], now: datetime) -> QuerySet[MoveOrder]:
    """Those under way, and for a week those that came to nothing."""
    lately = Q(ended_at__gt=now - TOLD_FOR) & ~Q(state=MoveOrder.State.DONE)
    rows = orders.filter(Q(state=MoveOrder.State.WAITING) | lately)
    return rows.select_related(
        "kept_speaker", "gone_speaker", "kept_ministry", "gone_ministry", "asked_by",
        "move__from_speaker", "move__to_speaker", "move__from_ministry", "move__to_ministry",
    )  # fmt: skip


def carry_out(pk: int, at: datetime) -> str:
    """Carry out an order once: all of it, or nothing and why. May be run twice, or be killed."""
    with transaction.atomic():
        waiting = MoveOrder.objects.filter(pk=pk, state=MoveOrder.State.WAITING)
        order = waiting.select_for_update(skip_locked=True).first()
        if order is None:
            return "nothing to do"
        with translation.override(order.language), _on_behalf_of(order):
            order.why = str(_act(order, at))
        order.state = MoveOrder.State.REFUSED if order.why else MoveOrder.State.DONE
        order.ended_at = timezone.now()
        order.save(update_fields=["move", "why", "state", "ended_at"])
    return order.state


def give_up(pk: int, error: Exception) -> None:
    """Tell that an order failed; nothing of it was done."""
    waiting = MoveOrder.objects.filter(pk=pk, state=MoveOrder.State.WAITING)
    why = f"{type(error).__name__}: {error}"[:2000]
    waiting.update(state=MoveOrder.State.FAILED, why=why, ended_at=timezone.now())


def requeue_orders(lost_before: datetime) -> int:
    """Queue again what has waited too long: its message was lost, or its worker died over it."""
    waiting = MoveOrder.objects.filter(state=MoveOrder.State.WAITING, queued_at__lt=lost_before)
    pks = list(waiting.values_list("pk", flat=True))
    MoveOrder.objects.filter(pk__in=pks).update(queued_at=timezone.now())
    for pk in pks:
        _queue(pk)
    return len(pks)


def right_to(order: MoveOrder) -> str:
    """The permission that it takes to have this done."""
    ends = (order.move.target if order.move and order.is_undoing else order.kept, order.gone)
    record = next((one for one in ends if one is not None), None)
    if record is None or (order.is_undoing and order.move and not order.move.is_merge):
        return "statements.change_statement"
    return f"people.merge_{record._meta.model_name}"


def _on_behalf_of(order: MoveOrder) -> AbstractContextManager[Any]:
    by: User = order.asked_by
    context: AbstractContextManager[Any] = pghistory.context(user=by.pk, name=by.get_username())
    return context


def _act(order: MoveOrder, at: datetime) -> Any:
    """Why nothing was done; "" where it was."""
    by: User = order.asked_by
    # Asked again: between the order and its turn an account may have been closed.
    if not by.is_active or not by.has_perm(right_to(order)):
        return gettext("Whoever asked for it may not do it any more.")
    progress = Progress(order.pk, order.size)
    if order.is_undoing:
        return _undo(order, at, progress)
    done = _merge(order, at, progress)
    if isinstance(done, Refused):
        return done.why
    order.move = done
    _log(order, (order.kept, order.gone), gettext("Merged: %s") % done)
    return ""


def _merge(order: MoveOrder, at: datetime, progress: Progress) -> Move | Refused:
    how: Any = {"reason": order.reason, "progress": progress}
    kept, gone = order.kept, order.gone
    if isinstance(kept, Speaker) and isinstance(gone, Speaker):
        return merge_speakers(kept, gone, order.asked_by, at, take=order.take, **how)
    assert isinstance(kept, Ministry)
    assert isinstance(gone, Ministry)
    return merge_ministries(kept, gone, order.asked_by, at, **how)


def _undo(order: MoveOrder, at: datetime, progress: Progress) -> str:
    move = order.move
    assert move is not None
    done = take_back(move, order.asked_by, at, progress=progress)
    if isinstance(done, UndoFirst):
        return gettext("The record has itself been merged since: undo that first.")
    if not isinstance(done, TakenBack):
        return gettext("It is undone already.")
    _log(order, (move.origin, move.target), gettext("Undone: %s") % move)
    return ""


def _log(order: MoveOrder, records: Collection[Record | None], message: str) -> None:
    known = [one for one in records if one is not None]
    LogEntry.objects.log_actions(order.asked_by_id, known, CHANGE, message)


def _queue(pk: int) -> None:
    from statements.tasks import carry_out_move

    carry_out_move.delay(pk)
