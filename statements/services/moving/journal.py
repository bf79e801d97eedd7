"""Everything that a move changes, written down row by row while it is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pghistory
from django.db import models
from django.urls import reverse

from statements.models import Move, MovedRow, NamedInstitution, Statement
from statements.services.joining import join
from statements.services.moving.progress import SILENT, Progress
from statements.services.storing import derive, refresh_derived
from statements.services.tellings import lock_speakers
from statements.services.writing import write_at_once
from statements.services.written import columns_of, set_written, written

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

AT_ONCE = 100  # statements joined together; beyond a few hundred their tellings are cut short


class Journal:
    """Changes rows on behalf of a move and remembers what they were."""

    def __init__(self, move: Move, progress: Progress = SILENT) -> None:
        self.move, self._progress = move, progress
        self._rows: list[MovedRow] = []
        self._waiting: dict[int, tuple[Statement, dict[str, Any]]] = {}
        self._named: list[NamedInstitution] = []

    def change(self, row: models.Model, values: Mapping[str, Any]) -> None:
        """Set these columns and save the row, where any of them holds another value.

        Of a statement all of them are written down: what a reading makes of one that stayed the
        same must go back with the others.
        """
        before = written(row, values)
        set_written(row, values)
        after = written(row, values)
        if isinstance(row, Statement):
            self._progress.go_on()
        changed = [name for name in values if before[name] != after[name]]
        if not changed:
            return
        names = list(values) if isinstance(row, Statement) else changed
        self._note(row, {n: before[n] for n in names}, {n: after[n] for n in names})
        if isinstance(row, Statement):
            _, own = self._waiting.setdefault(row.pk, (row, {}))
            own |= dict.fromkeys(columns_of(changed))
        elif isinstance(row, NamedInstitution):
            self._named.append(row)
        else:
            row.save()

    def create(self, row: models.Model) -> None:
        row.save()
        self._note(row, None, written(row, _all(row)))

    def delete(self, row: models.Model) -> None:
        self._note(row, written(row, _all(row)), None)
        row.delete()

    def _note(self, row: models.Model, before: Any, after: Any) -> None:
        table = row._meta.label_lower
        one = MovedRow(move=self.move, table=table, row=row.pk, before=before, after=after)
        self._rows.append(one)

    def store(self, at: datetime) -> None:
        """Save the statements and what they name, with what follows, and what was written down."""
        write_at_once(self._named, ["ministry"])
        rows = [row for row, _ in self._waiting.values()]
        names = {name for _, own in self._waiting.values() for name in own}
        for row in rows:
            row.changed_at = at
        derive(rows)
        write_at_once(rows, [*sorted(names), "dated_on", "search_text", "changed_at"])
        MovedRow.objects.bulk_create(self._rows, batch_size=1000)
        self._rows, self._waiting, self._named = [], {}, []


def _all(row: models.Model) -> list[str]:
    """Every column that is stored as it is given; what follows from others is left out."""
    return [
        field.name
        for field in row._meta.concrete_fields
        if not field.generated and not getattr(field, "auto_now", False)
    ]


def begin(
    kind: str, origin: Any, target: Any, by: AbstractBaseUser, at: datetime, reason: str
) -> Move:
    """The row of a move; the records are speakers or ministries."""
    name = target._meta.model_name
    ends = {f"from_{name}": origin, f"to_{name}": target}
    return Move.objects.create(
        kind=kind, made_by_id=by.pk, made_at=at, reason=reason.strip()[:500], **ends
    )


def on_behalf_of(move: Move, reason: str = "") -> Any:
    """Context manager: the history of every changed record says which move it was, and why."""
    about = reverse("admin:statements_move_change", args=[move.pk])
    return pghistory.context(reason=reason or move.reason or str(move), about=about)


def settle(move: Move, pks: Iterable[int], progress: Progress = SILENT) -> None:
    """Bring up to date what follows from who speaks and who is addressed; call it last.

    Topics follow from the words and from who is addressed: whoever speaks, they stay.
    """
    ordered = sorted(set(pks))
    is_about_ministries = move.kind in (Move.Kind.MERGE_MINISTRIES, Move.Kind.READDRESS)
    for start in range(0, len(ordered) if is_about_ministries else 0, 2000):
        refresh_derived(Statement.objects.filter(pk__in=ordered[start : start + 2000]))
    lock_speakers(ordered)
    for start in range(0, len(ordered), AT_ONCE):
        join(ordered[start : start + AT_ONCE])
        progress.go_on(AT_ONCE)
