"""What the database keeps of every change to a record, whoever makes it and by whatever way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, reduce
from operator import or_
from typing import Any, TypeVar

import pghistory
import pgtrigger
from django.db import models

Model = TypeVar("Model", bound=type[models.Model])

INSERTED, UPDATED, DELETED = "insert", "update", "delete"
# Of every correctable record: what the machine last read is no change of the value in force.
PROVENANCE = ("machine_values", "as_of", "changed_at", "created_at")


def tracked(
    *,
    derived: Sequence[str] = (),
    provenance: Sequence[str] = (),
    owner: str | None = None,
    made_by_machine: bool = False,
    from_when: pgtrigger.Q | None = None,
) -> Callable[[Model], Model]:
    """Class decorator: triggers write an event for each row that is made, changed or deleted.

    An update's and a deletion's event hold the row as it was before, an insertion's as it was
    made; what came of it is in the next event, or in the row. ``derived`` columns follow from
    others and are not kept; ``provenance`` is kept, and no change by itself. Rows that belong to
    another record name their ``owner``. With ``made_by_machine`` the making of a row is no
    event, and with ``from_when`` only changes of rows for which it holds are.
    """

    def decorate(model: Model) -> Model:
        unwatched = {*derived, *provenance, *PROVENANCE}
        names = [field.name for field in model._meta.local_concrete_fields]
        condition = reduce(or_, (_changes(name) for name in names if name not in unwatched))
        if from_when is not None:
            condition = from_when & condition
        trackers: list[pghistory.Tracker] = [
            pghistory.UpdateEvent(UPDATED, row=pghistory.Old, condition=condition),
            pghistory.DeleteEvent(DELETED),
        ]
        if not made_by_machine:
            trackers.insert(0, pghistory.InsertEvent(INSERTED))
        pghistory.track(*trackers, exclude=list(derived), meta=_meta(model, owner))(model)
        return model

    return decorate


def _changes(column: str) -> pgtrigger.Q:
    return pgtrigger.Q(**{f"old__{column}__df": pgtrigger.F(f"new__{column}")})


def _meta(model: type[models.Model], owner: str | None) -> dict[str, Any]:
    if owner is None:
        return {}
    name = f"{model._meta.model_name}_event_owner"
    return {"indexes": [models.Index(fields=(owner,), name=name)]}


def events_of(model: type[models.Model]) -> type[Any] | None:
    """The model of the events of a tracked model; None where changes are not kept."""
    kept: dict[str, type[Any]] = getattr(model, "pgh_event_models", {})
    return kept.get(UPDATED)


def unkept(changed: Iterable[type[models.Model]]) -> Any:
    """Context manager in which rows of these models are made, changed and deleted without events.

    For what the machine writes by the thousand and signs itself, with its version and the time.
    """
    return pgtrigger.ignore(*_keepers(changed))


@cache
def silencing(changed: tuple[type[models.Model], ...]) -> tuple[str, str]:
    """Two statements of SQL between which the same holds, for what is sent at once."""
    triggers = pgtrigger.registered(*_keepers(changed))
    names = ",".join(trigger.get_pgid(model) for model, trigger in triggers)
    return (
        f"SELECT set_config('pgtrigger.ignore', '{{{names}}}', true)",
        "SELECT set_config('pgtrigger.ignore', NULL, true)",
    )


def _keepers(changed: Iterable[type[models.Model]]) -> list[str]:
    ways = (f"{INSERTED}_insert", f"{UPDATED}_update", f"{DELETED}_delete")
    return [f"{model._meta.label}:{way}" for model in changed for way in ways]
