"""Form fields and filters that say what is wrong with a value instead of letting it pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any, Self

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

MAX_SEARCH_LENGTH = 200
MAX_VALUES = 50


class CheckedValues(forms.CheckboxSelectMultiple):
    """Several values of one parameter. Empty ones, as plain forms send them, count as none."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        values = super().value_from_datadict(data, files, name) or []
        values = [values] if isinstance(values, str) else values
        return list(dict.fromkeys(str(value) for value in values if value != ""))


class KnownValuesField(forms.MultipleChoiceField):
    """Values out of a known set; ``synonyms`` maps other accepted spellings to them."""

    widget = CheckedValues
    default_error_messages = {
        "invalid_choice": _("“%(value)s” is not known here."),
        "too_many": _("At most %(limit)d values at once."),
    }

    def __init__(self, *, synonyms: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        self.synonyms = dict(synonyms or {})
        super().__init__(**kwargs)

    def offer(
        self, choices: Iterable[tuple[str, str]], synonyms: Mapping[str, str] | None = None
    ) -> None:
        """Set what is known, where that is read from the database."""
        # Pairs already: to look at each again, as the setter does, costs more than reading them.
        self._choices = list(choices)
        self.synonyms = dict(synonyms or {})

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """For another form. Nothing but what is offered differs, and that is set, never changed."""
        made = memo[id(self)] = copy(self)
        return made

    def to_python(self, value: Any) -> list[str]:
        values = super().to_python(value)
        return list(dict.fromkeys(self.synonyms.get(one, one) for one in values))

    def validate(self, value: list[str]) -> None:
        if len(value) > MAX_VALUES:
            raise forms.ValidationError(
                self.error_messages["too_many"], "too_many", {"limit": MAX_VALUES}
            )
        super().validate(value)


def known(form: forms.Form, name: str) -> KnownValuesField:
    """The form's field of that name, which must be one of known values."""
    field = form.fields[name]
    assert isinstance(field, KnownValuesField)
    return field


class _Shallow:
    """A filter that no question changes: each filterset takes a copy, and shares what it holds."""

    method: Any

    def __deepcopy__(self, memo: object) -> Self:
        made = copy(self)
        made.method = self.method  # which belongs to the copy from now on
        return made


# What django-filter is made of has no types.
class AnyOf(_Shallow, django_filters.Filter):  # type: ignore[misc]
    """Rows whose field has one of the given values; several values are alternatives."""

    field_class = KnownValuesField

    def filter(self, queryset: QuerySet[Any], value: list[str]) -> QuerySet[Any]:
        if not value:
            return queryset
        return queryset.filter(**{f"{self.field_name}__in": value})


class OneOf(_Shallow, django_filters.ChoiceFilter):  # type: ignore[misc]
    """At most one of a few values."""

    def __init__(self, *, choices: Iterable[tuple[str, Any]], **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", KnownValuesField.default_error_messages)
        super().__init__(choices=choices, empty_label=None, **kwargs)


class Day(_Shallow, django_filters.DateFilter):  # type: ignore[misc]
    """A day as YYYY-MM-DD."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=["%Y-%m-%d"],
            error_messages={"invalid": _("This is not a day; write it like 2025-04-22.")},
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            **kwargs,
        )


class Search(_Shallow, django_filters.CharFilter):  # type: ignore[misc]
    """Words to look for."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=MAX_SEARCH_LENGTH,
            widget=forms.TextInput(attrs={"type": "search", "maxlength": MAX_SEARCH_LENGTH}),
            label=_("search"),
            **kwargs,
        )


class Samples(OneOf):
    """With, without or only the invented samples."""

    WITH, WITHOUT, ONLY = "with", "without", "only"
    CHOICES = (
        (WITH, _("with invented samples")),
        (WITHOUT, _("without invented samples")),
        (ONLY, _("invented samples only")),
    )

    def __init__(self) -> None:
        super().__init__(choices=self.CHOICES, label=_("invented samples"))

    @classmethod
    def told(cls, counts: Mapping[str, int]) -> dict[str, int]:
        """Rows for each choice, out of those that are samples ("true") and those that are not."""
        told = {is_sample.lower(): number for is_sample, number in counts.items()}
        samples, real = told.get("true", 0), told.get("false", 0)
        choices = {cls.WITH: samples + real, cls.WITHOUT: real, cls.ONLY: samples}
        return {choice: number for choice, number in choices.items() if number}

    def filter(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        if value in ("", None, self.WITH):
            return queryset
        return queryset.filter(is_sample=value == self.ONLY)
