"""Moving some statements from one speaker or ministry to another: an editor's ruling on each."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from people.models import Ministry, Speaker
from statements.models import Move, NamedInstitution, Statement
from statements.services.following import RULED_WITH, follow_speaker
from statements.services.moving.journal import Journal, begin, on_behalf_of, settle
from statements.services.moving.model import Refused
from statements.services.reviewing import lock
from statements.services.storing import RELATION_FIELDS

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

NOTHING = Refused(_("None of these statements would change."))
MERGED = Refused(_("The record that they should go to is merged into another."))
_FOLLOWING = ("speaker", "appointment", "group", "party", "speaker_type")


def move_statements(
    pks: Collection[int], to: Speaker, by: AbstractBaseUser, at: datetime, reason: str = ""
) -> Move | Refused:
    """Rule that these statements are this speaker's, each with the office of its day."""
    with transaction.atomic():
        statements = list(lock(Statement.objects.filter(pk__in=list(pks))))
        moving = [one for one in statements if one.speaker_id != to.pk]
        if Speaker.objects.select_for_update().get(pk=to.pk).merged_into_id:
            return MERGED
        if not moving:
            return NOTHING
        sources = {one.speaker_id for one in moving}
        origin = moving[0].speaker if len(sources) == 1 else None
        move = begin(Move.Kind.MOVE_STATEMENTS, origin, to, by, at, reason)
        journal = Journal(move)
        with on_behalf_of(move):
            for statement in moving:
                _rule(journal, statement, _to_speaker(statement, to), _RULED_SPEAKER, by, at)
            journal.store(at)
            settle(move, [one.pk for one in moving])
    return move


_RULED_SPEAKER = ("speaker", *RULED_WITH["speaker"])


def _to_speaker(statement: Statement, to: Speaker) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(statement, name) for name in _FOLLOWING}
    values["speaker"] = to
    follow_speaker(values, {"speaker"}, statement.dated_on)
    return {name: getattr(value, "pk", value) for name, value in values.items()}


def _rule(
    journal: Journal,
    statement: Statement,
    values: dict[str, Any],
    ruled: Iterable[str],
    by: AbstractBaseUser,
    at: datetime,
) -> None:
    """Set, mark as ruled, and sign; a rejected statement stays rejected."""
    status = Statement.ReviewStatus
    is_rejected = statement.review_status == status.REJECTED
    signed = {
        "ruled_fields": sorted({*statement.ruled_fields, *ruled}),
        "review_status": status.REJECTED.value if is_rejected else status.CORRECTED.value,
        "reviewed_by": by.pk,
        "reviewed_at": at,
    }
    journal.change(statement, values | signed)


def readdress_statements(
    pks: Collection[int],
    origin: Ministry,
    to: Ministry,
    by: AbstractBaseUser,
    at: datetime,
    reason: str = "",
) -> Move | Refused:
    """Rule that these statements address, or mention, another ministry than it says."""
    with transaction.atomic():
        statements = {one.pk: one for one in lock(Statement.objects.filter(pk__in=list(pks)))}
        named = NamedInstitution.objects.filter(statement__in=statements, ministry=origin)
        moving = list(named.order_by("pk"))
        if Ministry.objects.select_for_update().get(pk=to.pk).merged_into_id:
            return MERGED
        if not moving or origin.pk == to.pk:
            return NOTHING
        there = NamedInstitution.objects.filter(statement__in=statements, ministry=to)
        known = set(there.order_by().values_list("statement", "relation"))
        move = begin(Move.Kind.READDRESS, origin, to, by, at, reason)
        journal = Journal(move)
        with on_behalf_of(move):
            for one in moving:
                if (one.statement_id, one.relation) in known:
                    journal.delete(one)
                else:
                    journal.change(one, {"ministry": to.pk})
                ruled = [RELATION_FIELDS[NamedInstitution.Relation(one.relation)]]
                _rule(journal, statements[one.statement_id], {}, ruled, by, at)
            journal.store(at)
            settle(move, {one.statement_id for one in moving})
    return move
