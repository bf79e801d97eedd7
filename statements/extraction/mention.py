"""What a noun phrase that may speak is told by: its words, its kind, its name and its titles."""

from __future__ import annotations

from enum import StrEnum

from statements.extraction.names import (
    Range,
)
from statements.extraction.record import record


class MentionKind(StrEnum):
    PERSON = "person"
    ROLE = "role"
    GROUP = "group"
    BODY = "body"
    MANY = "many"
    POINTER = "pointer"
    DOCUMENT = "document"


@record
class Mention:
    """Words ``first`` up to ``after``; ``core`` ends it before roles that no comma sets off."""

    first: int
    after: int
    core: int
    kind: MentionKind
    gender: str | None = None
    number: str = "s"
    name: Range | None = None
    roles: tuple[Range, ...] = ()
    classes: frozenset[str] = frozenset()
    definite: bool = True
    same: bool = False
    bound: bool = False
