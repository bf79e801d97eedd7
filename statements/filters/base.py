"""What all list filters share: facets to draw, chips for what is active, what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.db.models import CharField, Count, F, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy as _

from statements.filters.facets import Facet, Unfolded, Values, facet
from statements.filters.fields import AnyOf, Day, OneOf, Samples, known
from statements.filters.options import Options
from statements.query_strings import PLACE, says_no_rows

Counts = Mapping[str, Mapping[str, int]]
_FORMS: dict[type, type[forms.Form]] = {}


@dataclass(frozen=True, slots=True)
class Chip:
    """One active choice, and the query string that leaves it out."""

    label: str
    text: str
    without: str


class PeriodForm(forms.Form):
    """A form whose first day is not after its last day."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("date_after"), cleaned.get("date_before")
        if first and last and first > last:
            self.add_error("date_before", _("The last day is before the first day."))
        return cleaned


class ListFilter(django_filters.FilterSet):  # type: ignore[misc]
    """A filter whose values are checked before a single row is shown.

    ``offered`` names the facets whose values are read from the database, ``folded`` those that stay
    folded away, ``ordered`` those whose values keep their order, ``searchable`` those with many,
    ``found_by_name`` of these those that ``labelled`` looks up. ``counted_by`` tells for each facet
    from which column its rows are counted, ``several`` of which a row may have more than one;
    ``named_by`` gives the values of those that are counted by the key of another table.
    """

    offered: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    ordered: tuple[str, ...] = ("samples",)
    searchable: tuple[str, ...] = ()
    found_by_name: tuple[str, ...] = ()
    counted_by: Mapping[str, str | Combinable] = {}
    several: tuple[str, ...] = ()
    places: tuple[str, ...] = ("sort", "page")  # of PLACE, those that this list goes by
    named_by: Mapping[str, Callable[[], Mapping[str, str]]] = {}

    class Meta:
        form = PeriodForm

    def get_form_class(self) -> type[forms.Form]:
        """Made once: each form copies its fields."""
        kind = type(self)
        if kind not in _FORMS:
            _FORMS[kind] = super().get_form_class()
        return _FORMS[kind]

    @cached_property
    def options(self) -> Options:
        """The values that facets offer out of the database."""
        return Options.load(self.offered) if self.offered else Options()

    @cached_property
    def form(self) -> forms.Form:
        form: forms.Form = super().form
        for name in self.offered:
            known(form, name).offer(self.options.choices[name], self.options.synonyms[name])
        return form

    @property
    def qs(self) -> Any:
        """The rows asked for. Nothing at all where a value is wrong."""
        if self.is_bound and not self.form.is_valid():
            return self.queryset.none()
        return super().qs

    @cached_property
    def unfolded(self) -> Unfolded:
        """Which facets a reader has opened beyond those that always are."""
        return Unfolded.read(self._data, self.facet_names)

    @cached_property
    def facet_names(self) -> list[str]:
        """In the order of declaration."""
        return [name for name, one in self.filters.items() if isinstance(one, AnyOf | OneOf)]

    @cached_property
    def counted(self) -> list[str]:
        """The facets that are open, so that their values are counted."""
        return [name for name in self.facet_names if self._is_open(name)]

    def counts(self, names: Collection[str]) -> Counts:
        """Facet → value → rows, each facet's own choice left out."""
        return self.counts_and_total(names)[0]

    def counts_and_total(self, names: Collection[str]) -> tuple[Counts, int]:
        """The same, and how many rows are asked for.

        Facets without a choice count the same rows: these are read once, by the combinations of
        their values. All other facets take one query more.
        """
        together = [name for name in names if self._counts_all(name)]
        found: dict[str, dict[Any, int]] = {name: {} for name in names}
        total = 0
        for *values, number in self._grouped(self.qs, together):
            total += number
            for name, value in zip(together, values, strict=True):
                found[name][value] = found[name].get(value, 0) + number
        apart = [self._apart(name) for name in names if name not in together]
        for name, value, number in apart[0].union(*apart[1:], all=True) if apart else ():
            found[name][value] = number
        counts = {name: self._told(name, values) for name, values in found.items()}
        return counts, total

    def _counts_all(self, name: str) -> bool:
        """Whether the facet's counts are those of the rows asked for, one value to a row."""
        return name not in self.several and not self.form.cleaned_data[name]

    def _without(self, name: str) -> QuerySet[Any]:
        """The rows asked for, the facet's own choice left out."""
        rows: QuerySet[Any] = self.queryset
        for other, one in self.filters.items():
            if other != name:
                rows = one.filter(rows, self.form.cleaned_data[other])
        return rows

    def _apart(self, name: str) -> QuerySet[Any, Any]:
        """(The facet, a value as text, rows) for each value, its own choice left out."""
        rows = self._without(name).order_by()
        valued = rows.annotate(
            facet=Value(name, output_field=CharField()), value=Cast(self._column(name), CharField())
        )
        number = Count("pk", distinct=name in self.several)
        counted: QuerySet[Any, Any] = valued.values_list("facet", "value").annotate(number=number)
        return counted

    def _grouped(self, rows: QuerySet[Any], names: Sequence[str]) -> Iterable[tuple[Any, ...]]:
        """(A value of each facet, …, rows) for each combination that occurs."""
        if not names:
            return [(rows.count(),)]
        columns = {f"of_{name}": self._column(name) for name in names}
        values = rows.order_by().annotate(**columns).values_list(*columns)
        counted: QuerySet[Any, Any] = values.annotate(number=Count("pk"))
        return counted

    def _told(self, name: str, found: Mapping[Any, int]) -> Mapping[str, int]:
        """Rows by the values that stand in addresses, from those by what the database has."""
        named = self.named_by[name]() if name in self.named_by else None
        told: dict[str, int] = {}
        for value, number in found.items():
            written = str(value) if named is None else named.get(str(value), "")
            if value is not None and written:
                told[written] = told.get(written, 0) + number
        return Samples.told(told) if name == "samples" else told

    def _column(self, name: str) -> Combinable:
        column = self.counted_by[name]
        return F(column) if isinstance(column, str) else column

    def facets(self, counts: Counts, total: int | None = None) -> list[Facet]:
        """The facets as they are drawn with these counts, if there is anything to choose in them.

        Where all rows have one and the same value there is not.
        """
        drawn = [self.facet(name, counts) for name in self.facet_names]
        return [one for one in drawn if not one.is_counted or one.errors or one.tells_apart(total)]

    def facet(self, name: str, counts: Counts) -> Facet:
        """One facet as it is drawn with these counts."""
        return facet(self._values(name, counts), counts.get(name), self.unfolded)

    def _values(self, name: str, counts: Counts) -> Values:
        field, one = self.form[name], self.filters[name]
        return Values(
            name=name,
            label=str(field.label),
            choices=self.labelled(name, counts.get(name, {})),
            chosen=self._chosen(name),
            errors=[str(error) for error in field.errors],
            keeps_order=name in self.ordered,
            is_single=isinstance(one, OneOf),
            is_searchable=name in self.searchable,
            is_open=self._is_open(name),
            is_found=name in self.found_by_name and name in self.unfolded.sought,
        )

    def labelled(self, name: str, counts: Mapping[str, int]) -> list[tuple[str, str]]:
        """The values of a facet with their labels, as far as they may be shown."""
        if name in self.offered:
            return self.options.choices[name]
        choices = getattr(self.form.fields[name], "choices", ())
        return [(str(value), str(label)) for value, label in choices]

    def _is_open(self, name: str) -> bool:
        return name not in self.folded or bool(self._given(name)) or self.unfolded.touches(name)

    @property
    def dates(self) -> list[forms.BoundField]:
        """The two days of a period, where this list has one."""
        return [self.form[name] for name, one in self.filters.items() if isinstance(one, Day)]

    @property
    def before_dates(self) -> list[str]:
        """The facets that stand above the period; all of them where there is none."""
        names = list(self.filters)
        days = [name for name in names if isinstance(self.filters[name], Day)]
        return names[: names.index(days[0])] if days else names

    def _chosen(self, name: str) -> list[str]:
        field = self.form[name]
        value = self.form.cleaned_data.get(name) if self.form.is_valid() else field.value()
        values = value if isinstance(value, list | tuple) else [value]
        synonyms = getattr(field.field, "synonyms", {})
        return [synonyms.get(str(one), str(one)) for one in values if one not in (None, "")]

    @cached_property
    def chips(self) -> list[Chip]:
        """What is asked for at the moment, each choice with the way to drop it."""
        given = (name for name in self.filters if name in self._data)
        return [chip for name in given for chip in self._chips_of(name)]

    def _chips_of(self, name: str) -> Iterator[Chip]:
        field = self.form[name]
        labels = {str(v): str(label) for v, label in getattr(field.field, "choices", ())}
        for given in dict.fromkeys(self._given(name)):
            synonyms = getattr(field.field, "synonyms", {})
            text = labels.get(synonyms.get(given, given), given)
            yield Chip(
                str(field.label), self._in_words(name, text), self.query_without(name, given)
            )

    def _in_words(self, name: str, text: str) -> str:
        if isinstance(self.filters[name], Day):
            day = self.form.cleaned_data.get(name) if self.form.is_valid() else None
            return date_format(day, "j F Y") if day else text
        return text

    @property
    def _data(self) -> QueryDict:
        return self.data if isinstance(self.data, QueryDict) else QueryDict()

    def _given(self, name: str) -> list[str]:
        stripped = [value.strip() for value in self._data.getlist(name)]
        if not isinstance(self.filters[name], AnyOf):
            stripped = stripped[-1:]
        return [value for value in stripped if value]

    def query_without(self, name: str, value: str | None = None) -> str:
        """The query string of this list without one value, or without a whole parameter."""
        query = QueryDict(mutable=True)
        for other in (one for one in self.filters if one in self._data):
            kept = [v for v in self._given(other) if other != name or (value and v != value)]
            if kept:
                query.setlist(other, kept)
        return query.urlencode()

    def query_with(self, **changes: str | list[str]) -> str:
        """The query string of this list with some parameters set; an empty one is left out."""
        query = QueryDict(self.query, mutable=True)
        for name, value in changes.items():
            query.setlist(name, [value] if isinstance(value, str) else value)
            if not value:
                del query[name]
        return query.urlencode()

    @cached_property
    def query(self) -> str:
        """The query string of this list as it is, page and empty values left out."""
        return self.query_without("")

    @cached_property
    def unknown(self) -> list[str]:
        """Parameters that were meant for this list and are none of it, as a slip of the pen is."""
        return [one for one in self._data if one not in self.filters and not self._is_aside(one)]

    def _is_aside(self, name: str) -> bool:
        """Whether a parameter is about something else than rows, and means something here."""
        return says_no_rows(name) and (name not in PLACE or name in self.places)

    @property
    def is_active(self) -> bool:
        return bool(self.query)

    def problems(self) -> list[tuple[str, str, str]]:
        """(parameter, its label, what is wrong with it), plain enough for a text file."""
        found: list[tuple[str, str, str]] = []
        for name, errors in self.form.errors.items():
            label = str(self.form[name].label) if name in self.form.fields else gettext("filter")
            found.extend((name, label, str(error)) for error in errors)
        return found
