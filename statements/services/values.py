"""What a reading found, as values that are ready to be stored or compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.backends.postgresql.psycopg_any import NumericRange

from statements.models import NamedInstitution

RELATION_FIELDS = {
    NamedInstitution.Relation.ADDRESSED: "addressees",
    NamedInstitution.Relation.MENTIONED: "other_institutions",
}


@dataclass(frozen=True, slots=True)
class InstitutionValues:
    """An institution beside a statement, ready to be stored."""

    ministry_id: int | None
    relation: str
    printed: str
    read_as: str
    span: NumericRange | None

    def as_json(self) -> dict[str, Any]:
        span = [self.span.lower, self.span.upper] if self.span else None
        return {"ministry": self.ministry_id, "printed": self.printed, "span": span}


@dataclass(frozen=True, slots=True)
class StatementValues:
    """What the machine says of one statement: ``values`` may be ruled on, ``provenance`` not."""

    values: dict[str, Any]
    provenance: dict[str, Any]
    institutions: tuple[InstitutionValues, ...] = ()

    def related(self, relation: str) -> list[InstitutionValues]:
        return [one for one in self.institutions if one.relation == relation]
