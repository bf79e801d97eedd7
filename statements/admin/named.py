"""Institutions beside a statement: ruled on as two sets, the addressed and the only mentioned."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from people.admin.rows import RowInline
from people.models import Ministry
from statements.models import NamedInstitution, Statement
from statements.services.storing import RELATION_FIELDS

SETS = tuple(RELATION_FIELDS.values())


class NamedInstitutionInline(RowInline):
    model = NamedInstitution
    fields = ("relation", "ministry", "printed", "read_as", "place")
    readonly_fields = ("read_as", "place")
    autocomplete_fields = ("ministry",)
    related_at_hand = ("ministry",)
    classes = ("institutions",)

    @admin.display(description=_("span"))
    def place(self, named: NamedInstitution) -> str:
        return f"{named.span.lower}–{named.span.upper}" if named.span else "—"


def sets_touched(formset: Any) -> set[str]:
    """The sets that rows were added to, changed in, moved between or deleted from."""
    relations = {row.relation for row in formset.new_objects}
    relations |= {row.relation for row in formset.deleted_objects}
    relations |= {row.relation for row, _fields in formset.changed_objects}
    relations |= {
        form.initial.get("relation")
        for form in formset.initial_forms
        if "relation" in form.changed_data
    }
    return {RELATION_FIELDS[relation] for relation in relations if relation in RELATION_FIELDS}


def rebuild_sets(statement: Statement, names: Iterable[str]) -> None:
    """Institutions as the machine last read them."""
    for relation, name in RELATION_FIELDS.items():
        if name not in names or name not in statement.machine_values:
            continue
        statement.institutions.filter(relation=relation).delete()
        read = statement.machine_values[name]
        known = _standing([one["ministry"] for one in read if one["ministry"]])
        NamedInstitution.objects.bulk_create(
            NamedInstitution(
                statement=statement,
                relation=relation,
                ministry_id=known.get(one["ministry"]),
                printed=one["printed"],
                span=one["span"],
            )
            for one in read
        )


def _standing(pks: Iterable[int]) -> dict[int, int]:
    """Of ministries that are still there the key; of merged ones that of the one that stayed."""
    rows = Ministry.objects.filter(pk__in=list(pks)).values_list("pk", "merged_into")
    return {pk: kept or pk for pk, kept in rows}
