"""The forms beside a printed name: how far a ruling goes, and who is to be made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from people.models import Speaker
from people.names import LATIN, read_name, strip_titles
from statements.services.ruling_names import NewPerson, Scope, namesakes

_DAY = {"type": "date"}


class ScopeForm(forms.Form):
    """Where a ruling holds; offered are the places in which the name is printed."""

    name = forms.CharField(max_length=500, widget=forms.HiddenInput)
    invented = forms.BooleanField(required=False, widget=forms.HiddenInput)
    chamber = forms.TypedChoiceField(
        label=_("chamber"), coerce=int, empty_value=None, required=False
    )
    group = forms.TypedChoiceField(
        label=_("parliamentary group"), coerce=int, empty_value=None, required=False
    )
    source = forms.TypedChoiceField(label=_("outlet"), coerce=int, empty_value=None, required=False)
    since = forms.DateField(label=_("from"), required=False, widget=forms.DateInput(_DAY))
    until = forms.DateField(label=_("until"), required=False, widget=forms.DateInput(_DAY))

    def __init__(self, *args: Any, places: Mapping[str, Sequence[tuple[int, str]]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, choices in places.items():
            self.fields[name].choices = [("", _("any")), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and since > until:
            self.add_error("until", _("It ends before it begins."))
        return given

    def scope(self) -> Scope:
        """What is given and valid; the rest narrows nothing."""
        self.is_valid()
        given = self.cleaned_data
        return Scope(
            name=given.get("name") or str(self.data.get("name", "")),
            is_sample=self.data.get("invented") == "1",
            **{
                key: given.get(key) or None
                for key in ("chamber", "group", "source", "since", "until")
            },
        )

    @property
    def query(self) -> str:
        """The address of the same page: what is covered, and who was looked for."""
        names = (*self.fields, "q")
        return urlencode({name: self.data[name] for name in names if self.data.get(name)})

    @property
    def narrowing(self) -> list[forms.BoundField]:
        return [field for field in self if not field.is_hidden]


class PersonForm(forms.Form):
    """A person to be made, filled from the name as printed."""

    name_ar = forms.CharField(label=_("name in Arabic"), max_length=200, required=False)
    name_latin = forms.CharField(label=_("name in Latin script"), max_length=200, required=False)
    gender = forms.ChoiceField(
        label=_("gender"), required=False, choices=[("", "---------"), *Speaker.Gender.choices]
    )
    # Shown, and asked for, only where somebody bears the name already.
    is_another = forms.BooleanField(
        label=_("This is another person of the same name"), required=False
    )
    namesakes: Sequence[Speaker] = ()

    @classmethod
    def filled(cls, printed: str) -> PersonForm:
        name = strip_titles(printed)[:200]
        column = "name_latin" if read_name(printed).script == LATIN else "name_ar"
        return cls(initial={column: name})

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not given.get("name_ar") and not given.get("name_latin"):
            raise forms.ValidationError(_("A person has a name."))
        return given

    @property
    def person(self) -> NewPerson:
        return NewPerson(**{field.name: self.cleaned_data[field.name] for field in self.columns})

    @property
    def columns(self) -> list[forms.BoundField]:
        """What the person is made of."""
        return [field for field in self if field.name != "is_another"]

    def insist_on_nobody_else(self, scope: Scope) -> None:
        """Raise ValidationError where the name is borne already, unless it is another person."""
        self.namesakes = [] if self.cleaned_data["is_another"] else namesakes(self.person, scope)
        if self.namesakes:
            raise forms.ValidationError(
                _("Somebody of this name is here already: link the name, or say it is another.")
            )
