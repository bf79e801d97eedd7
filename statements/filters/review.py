"""What an editor narrows the queue by; the same query string leads through the whole work."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q
from django.forms import DateInput
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from people.models import Chamber
from statements.models import SamplingRun, Source, Statement
from statements.models.review import open_now
from statements.models.statements import StatementQuerySet

SPEAKERS = {
    "known": (_("known"), Q(speaker__isnull=False)),
    "unknown": (
        _("unknown"),
        Q(speaker__isnull=True) & ~Q(speaker_type__in=("unnamed", "multi")),
    ),
    "provisional": (_("provisional person"), Q(speaker__is_provisional=True)),
    "unnamed": (_("an unnamed source"), Q(speaker_type="unnamed")),
}
LEAST_CERTAIN = [
    ("detection", _("that it is a statement")),
    ("content", _("where the words begin and end")),
    ("speaker", _("who speaks")),
    ("stance", _("the stance")),
    ("kind", _("direct or indirect speech")),
    ("addressees", _("whom it addresses")),
    ("session", _("the sitting")),
]
ORDERS = {
    "": (_("the least certain first"), ("least_confidence", "-pk")),
    "article": (_("article by article"), ("-article_id", "position", "pk")),
}


class ReviewFilter(django_filters.FilterSet):  # type: ignore[misc]
    """The queue: what waits for a ruling; or, with ``run``, the statements of a random sample."""

    outlet = django_filters.ModelChoiceFilter(
        field_name="article__source",
        queryset=Source.objects.order_by("name"),
        empty_label=_("any"),
        label=_("outlet"),
    )
    stance = django_filters.ChoiceFilter(
        choices=Statement.Stance.choices, empty_label=_("any"), label=_("stance")
    )
    speaker = django_filters.ChoiceFilter(
        choices=[(key, label) for key, (label, _condition) in SPEAKERS.items()],
        method="by_speaker",
        empty_label=_("any"),
        label=_("speaker"),
    )
    since = django_filters.DateFilter(
        field_name="created_at__date",
        lookup_expr="gte",
        widget=DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        label=_("new since"),
    )
    chamber = django_filters.ModelChoiceFilter(
        queryset=Chamber.objects.order_by("name_ar"), empty_label=_("any"), label=_("chamber")
    )
    unsure = django_filters.ChoiceFilter(
        field_name="least_certain",
        choices=LEAST_CERTAIN,
        empty_label=_("any"),
        label=_("least certain is"),
    )
    invented = django_filters.ChoiceFilter(
        field_name="is_sample",
        choices=[("True", _("invented only")), ("False", _("real only"))],
        empty_label=_("any"),
        label=_("invented"),
    )
    order = django_filters.ChoiceFilter(
        choices=[(key, label) for key, (label, _order) in ORDERS.items() if key],
        empty_label=ORDERS[""][0],
        method="in_order",
        label=_("order"),
    )
    run = django_filters.ModelChoiceFilter(
        queryset=SamplingRun.objects.all(), method="of_run", label=_("random sample")
    )

    class Meta:
        model = Statement
        fields: tuple[str, ...] = ()

    def by_speaker(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(SPEAKERS[value][1])

    def in_order(self, rows: Any, name: str, value: str) -> Any:
        return rows.order_by(*ORDERS[value][1])

    def of_run(self, rows: Any, name: str, value: SamplingRun) -> Any:
        return rows.filter(samples__run=value).order_by("samples__position")

    @property
    def narrowed(self) -> StatementQuerySet:
        """The statements that the filter describes, whatever has been made of them."""
        rows = self.qs if self.form.is_valid() else self.queryset
        if not rows.query.order_by:
            rows = rows.order_by(*ORDERS[""][1])
        found: StatementQuerySet = rows
        return found

    @property
    def queue(self) -> StatementQuerySet:
        """Those that wait for a ruling; of an act told by several outlets, one."""
        rows = self.narrowed.filter(open_now())
        return rows if self.run_in_force else rows.filter(same_as__isnull=True)

    @property
    def run_in_force(self) -> SamplingRun | None:
        found: SamplingRun | None = (
            self.form.cleaned_data.get("run") if self.form.is_valid() else None
        )
        return found

    @property
    def query(self) -> str:
        """The query string of this queue, without what is empty."""
        given = {name: self.data.get(name) for name in self.filters if self.data.get(name)}
        return urlencode(given)


def review_filter(data: Any) -> ReviewFilter:
    """The queue that a query string describes."""
    return ReviewFilter(data, queryset=Statement.objects.order_by())
