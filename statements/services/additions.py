"""Statements that a later reading finds in an article in which an editor has found them all.

They are kept aside as if no reading found them: on no page and in no count, until an editor
accepts the proposal or rules on the statement itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from statements.models import Article, Proposal, Statement
from statements.services.proposing import ADDITION

_State = Proposal.State


def propose_additions(article: Article, aside: Iterable[Statement]) -> int:
    """Let exactly these wait as proposals, less those declined before; returns how many do."""
    found = {one.pk: one for one in aside}
    known = Proposal.objects.filter(field=ADDITION, statement__article=article)
    known.filter(state=_State.OPEN).exclude(statement__in=found).update(state=_State.WITHDRAWN)
    # One that was accepted, and taken back since, waits again like one that is read again.
    again = known.filter(statement__in=found).exclude(state=_State.DECLINED)
    again.update(state=_State.OPEN, decided_by=None, decided_at=None)
    there = set(known.values_list("statement", flat=True))
    Proposal.objects.bulk_create(
        (_addition(one) for one in found.values() if one.pk not in there), ignore_conflicts=True
    )
    return known.filter(state=_State.OPEN).count()


def _addition(statement: Statement) -> Proposal:
    return Proposal(
        statement=statement,
        field=ADDITION,
        evidence={
            "confidence": statement.confidence.get("detection"),
            "rule": statement.rules.get("detection"),
            "revision": statement.revision_id,
        },
        engine_version=statement.engine_version,
        made_at=timezone.now(),
    )
