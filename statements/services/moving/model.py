"""What a merge would do, told before it is done; and why it cannot be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import models

from people.paging import counted

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was done."""

    why: str | _StrPromise


@dataclass(frozen=True, slots=True)
class Carried:
    """Rows of one kind that go over: how many, and the first of them."""

    label: str | _StrPromise
    count: int
    examples: Sequence[Any] = ()

    @property
    def more(self) -> int:
        return self.count - len(self.examples)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something in which the two records do not agree; ``details`` say with what."""

    what: str | _StrPromise
    details: Sequence[str] = ()


@dataclass(slots=True)
class Preview:
    """What merging ``gone`` into ``kept`` would do."""

    kept: models.Model
    gone: models.Model
    carried: list[Carried] = field(default_factory=list)
    stays: list[Carried] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def has_stays(self) -> bool:
        return any(one.count for one in self.stays)


def first(rows: models.QuerySet[Any], label: str | _StrPromise) -> Carried:
    """These rows counted, with the first of them, in one query."""
    shown = list(counted(rows)[:EXAMPLES])
    return Carried(label, shown[0].in_all if shown else 0, shown)


def listed(rows: Sequence[Any], label: str | _StrPromise) -> Carried:
    return Carried(label, len(rows), rows[:EXAMPLES])
