"""What all list filters share: facets to draw, chips for what is active, what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy as _

from statements.filters.fields import AnyOf, Day, OneOf, known
from statements.filters.options import Options


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One group of check boxes. It is drawn open when it is in use or ``is_main``."""

    name: str
    label: str
    options: list[Option]
    errors: list[str]
    is_main: bool
    is_single: bool

    @property
    def is_open(self) -> bool:
        return self.is_main or bool(self.errors) or any(o.is_chosen for o in self.options)


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

    ``folded`` names the facets that stay folded away; ``offered`` those read from the database.
    """

    folded: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()

    class Meta:
        form = PeriodForm

    @cached_property
    def options(self) -> Options:
        """The values that facets offer out of the database."""
        return Options.load(self.offered) if self.offered else Options()

    @property
    def form(self) -> forms.Form:
        if not hasattr(self, "_form"):
            form = super().form
            for name in self.offered:
                known(form, name).offer(self.options.choices[name], self.options.synonyms[name])
        return super().form  # type: ignore[no-any-return]

    @property
    def qs(self) -> Any:
        """The rows asked for. Nothing at all where a value is wrong."""
        if self.is_bound and not self.form.is_valid():
            return self.queryset.none()
        return super().qs

    def facets(self) -> Iterator[Facet]:
        """The groups of check boxes, in the order of declaration."""
        for name, one in self.filters.items():
            if isinstance(one, AnyOf | OneOf):
                yield self._facet(name, one)

    @property
    def dates(self) -> list[forms.BoundField]:
        """The two days of a period, where this list has one."""
        return [self.form[name] for name, one in self.filters.items() if isinstance(one, Day)]

    @property
    def uses_folded(self) -> bool:
        """True when a folded facet is in use or wrong, so that it must not be hidden."""
        return any(self._given(name) for name in self.folded)

    def _facet(self, name: str, one: django_filters.Filter) -> Facet:
        field = self.form[name]
        chosen = self._chosen(name)
        choices = getattr(field.field, "choices", ())
        options = [Option(str(v), str(label), str(v) in chosen) for v, label in choices]
        is_main = name not in self.folded
        if not is_main:
            options.sort(key=lambda option: not option.is_chosen)
        errors = [str(error) for error in field.errors]
        return Facet(name, str(field.label), options, errors, is_main, isinstance(one, OneOf))

    def _chosen(self, name: str) -> list[str]:
        field = self.form[name]
        value = self.form.cleaned_data.get(name) if self.form.is_valid() else field.value()
        values = value if isinstance(value, list | tuple) else [value]
        synonyms = getattr(field.field, "synonyms", {})
        return [synonyms.get(str(one), str(one)) for one in values if one not in (None, "")]

    def chips(self) -> list[Chip]:
        """What is asked for at the moment, each choice with the way to drop it."""
        return [chip for name in self.filters for chip in self._chips_of(name)]

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

    def _given(self, name: str) -> list[str]:
        values = self.data.getlist(name) if hasattr(self.data, "getlist") else []
        stripped = [value.strip() for value in values]
        if not isinstance(self.filters[name], AnyOf):
            stripped = stripped[-1:]
        return [value for value in stripped if value]

    def query_without(self, name: str, value: str | None = None) -> str:
        """The query string of this list without one value, or without a whole parameter."""
        query = QueryDict(mutable=True)
        for other in self.filters:
            kept = [v for v in self._given(other) if other != name or (value and v != value)]
            if kept:
                query.setlist(other, kept)
        return query.urlencode()

    @cached_property
    def query(self) -> str:
        """The query string of this list as it is, page and empty values left out."""
        return self.query_without("")

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
