"""Names that wait for a ruling, grouped by spelling and place, those of most statements first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Count, Exists, Max, Min, OuterRef, Q
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from people.models import Chamber, Group
from statements.models import NameRuling, Source
from statements.models.statements import StatementQuerySet
from statements.services.ruling_names import unruled

STATES = {
    "ambiguous": (_("several may be meant"), Q(speaker=None, unresolved="ambiguous")),
    "unknown": (_("nobody known"), Q(speaker=None) & ~Q(unresolved="ambiguous")),
    "provisional": (_("provisional person"), Q(speaker__is_provisional=True)),
}


class WaitingForm(forms.Form):
    """What the queue of names is narrowed by."""

    state = forms.ChoiceField(
        label=_("names with"),
        required=False,
        choices=[("", "---------"), *((key, label) for key, (label, _rows) in STATES.items())],
    )
    outlet = forms.ModelChoiceField(
        Source.objects.order_by("name"), label=_("outlet"), required=False
    )
    since = forms.DateField(
        label=_("new since"), required=False, widget=forms.DateInput({"type": "date"})
    )

    def statements(self) -> StatementQuerySet:
        """The statements whose names wait, as far as the form narrows them."""
        rows = waiting()
        given = self.cleaned_data if self.is_valid() else {}
        if state := given.get("state"):
            rows = rows.filter(STATES[state][1])
        if outlet := given.get("outlet"):
            rows = rows.filter(article__source=outlet)
        if since := given.get("since"):
            rows = rows.filter(created_at__date__gte=since)
        return rows

    @property
    def query(self) -> str:
        return urlencode({name: self.data[name] for name in self.fields if self.data.get(name)})


@dataclass(frozen=True, slots=True)
class WaitingName:
    """One line of the queue: a name in its place, and how much hangs on it."""

    name: str
    chamber: Chamber | None
    group: Group | None
    roles: list[str]
    number: int
    latest: date | None
    states: list[Any]
    is_sample: bool

    @property
    def query(self) -> str:
        """The address of the name's own page."""
        given = {
            "name": self.name,
            "chamber": self.chamber and self.chamber.pk,
            "group": self.group and self.group.pk,
            "invented": "1" if self.is_sample else None,
        }
        return urlencode({key: value for key, value in given.items() if value})


def waiting() -> StatementQuerySet:
    """Statements of names not ruled on, without a speaker or with a provisional one."""
    ignored = NameRuling.objects.in_force().filter(
        Q(chamber=None) | Q(chamber=OuterRef("chamber")),
        Q(group=None) | Q(group=OuterRef("group")),
        Q(source=None) | Q(source=OuterRef("article__source")),
        Q(valid_from=None) | Q(valid_from__lte=OuterRef("dated_on")),
        Q(valid_until=None) | Q(valid_until__gte=OuterRef("dated_on")),
        key=OuterRef("speaker_key"),
        is_sample=OuterRef("is_sample"),
        decision=NameRuling.Decision.IGNORE,
    )
    return (
        unruled().filter(Q(speaker=None) | Q(speaker__is_provisional=True)).filter(~Exists(ignored))
    )


def grouped(rows: StatementQuerySet) -> Any:
    """One row for each spelling, chamber and group."""
    return (
        rows.order_by()
        .values("speaker_key", "chamber", "group", "is_sample")
        .annotate(
            number=Count("pk"),
            name=Min("speaker_read"),
            roles=Max("roles_printed"),
            latest=Max("dated_on"),
            **{key: Count("pk", filter=condition) for key, (_label, condition) in STATES.items()},
        )
        .order_by("-number", "speaker_key", "chamber", "group", "is_sample")
    )


def lines(rows: Iterable[dict[str, Any]]) -> list[WaitingName]:
    """Rows of `grouped` with their chambers and groups, in two queries."""
    rows = list(rows)
    chambers = Chamber.objects.in_bulk([row["chamber"] for row in rows if row["chamber"]])
    groups = Group.objects.in_bulk([row["group"] for row in rows if row["group"]])
    return [
        WaitingName(
            name=row["name"],
            chamber=chambers.get(row["chamber"]),
            group=groups.get(row["group"]),
            roles=list(row["roles"] or ()),
            number=row["number"],
            latest=row["latest"],
            states=[label for key, (label, _condition) in STATES.items() if row[key]],
            is_sample=row["is_sample"],
        )
        for row in rows
    ]


def places_of(key: str, is_sample: bool) -> dict[str, list[tuple[int, str]]]:
    """The chambers, groups and outlets in which a name is printed: what a ruling may be held to."""
    rows = unruled().filter(speaker_key=key, is_sample=is_sample).order_by()
    names = {"chamber": "chamber__name_ar", "group": "group__name_ar"}
    names["source"] = "article__source__name"
    found: dict[str, dict[int, str]] = {name: {} for name in names}
    columns = ("chamber", "group", "article__source")
    for row in rows.values(*columns, *names.values()).distinct()[:500]:
        for column, (name, label) in zip(columns, names.items(), strict=True):
            if row[column]:
                found[name][row[column]] = row[label]
    return {name: sorted(each.items(), key=lambda one: one[1]) for name, each in found.items()}
