"""Forms whose every change is a ruling: never overwritten by the machine, and to be undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy as _, ngettext

from people.admin.display import Labels, label_of, labels_for, shown_field, shown_machine_value
from people.admin.rows import RowAdmin, RowInline
from people.admin.rulings import Ruling, log_to_each, rulings_on
from people.admin.versions import VersionedForm
from people.correctable import Correctable

if TYPE_CHECKING:
    FormSet = BaseInlineFormSet[Any, Any, Any]
else:
    FormSet = BaseInlineFormSet


class CorrectableForm(VersionedForm):
    """Marks what an editor changes as ruled, and gives back to the machine what he ticks."""

    # Fields that only make sense together: ruling on the first rules on the others too, and
    # taking that back takes them all back.
    ruled_with: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    give_back = forms.MultipleChoiceField(
        required=False, label=_("given back to the machine"), widget=forms.MultipleHiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ruled_now: list[str] = []
        record: Correctable = self.instance
        self.ruled_before = list(record.ruled_fields)
        field = self.fields["give_back"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(name, name) for name in record.ruled_fields]

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors:
            return
        given_back = self.together(self.cleaned_data.get("give_back") or [])
        self.ruled_now = sorted(self.together(self._touched()) - given_back)
        self.instance.rule(self.ruled_now)
        if given_back:
            self._release(given_back)

    def _touched(self) -> list[str]:
        """Fields of the record that the editor changed; on a new record, those he filled."""
        names = {field.name for field in self._own_fields()}
        if self.instance.pk:
            return [name for name in self.changed_data if name in names]
        return [name for name in names if self.cleaned_data.get(name) not in (None, "", [], {})]

    def _own_fields(self) -> Iterable[models.Field[Any, Any]]:
        meta = self.instance._meta
        return [
            field
            for field in (*meta.concrete_fields, *meta.many_to_many)
            if field.name in self.fields
        ]

    def together(self, names: Iterable[str]) -> set[str]:
        """These fields and those that stand or fall with them."""
        names = set(names)
        return names.union(*(self.ruled_with.get(name, ()) for name in names))

    def _release(self, names: set[str]) -> None:
        self.instance.release(names)
        try:
            insist_on_rules(self.instance)
        except ValidationError as error:
            self.add_error(None, error)

    def note_rulings(self, labels: Labels, rulings: Mapping[str, Ruling]) -> None:
        """Show beside every ruled field what the machine read, and offer to give it back."""
        for name in self.instance.ruled_fields:
            if name in self.fields:
                note = ruling_note(self.instance, name, labels, rulings.get(name), self.prefix)
                field = self.fields[name]
                # For the template of rows, which shows the note without the rest of the help.
                field.ruling_note = note  # type: ignore[attr-defined]
                field.help_text = format_html("{}{}", field.help_text, note)


def insist_on_rules(record: models.Model) -> None:
    """Raise ValidationError where the database would refuse the record."""
    record.validate_unique()
    record.validate_constraints()


def ruling_note(
    record: Correctable,
    name: str,
    labels: Labels,
    ruling: Ruling | None,
    prefix: str | None = None,
) -> SafeString:
    """Who ruled on a field, what the machine read, and the box that gives the field back."""
    context = {
        "name": name,
        "input_name": f"{prefix}-give_back" if prefix else "give_back",
        "machine": shown_machine_value(record, name, labels),
        "has_machine_value": name in record.machine_values,
        "ruling": ruling,
    }
    return render_to_string("admin/_ruling.html", context)


class CorrectableFormSet(FormSet):
    """Rows of correctable records; names that the machine read are fetched once for all rows."""

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        # Where Django makes the form of a row; not in the stubs either.
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        if form.instance.pk and form.instance.ruled_fields:
            form.note_rulings(self._labels, {})
        return form

    @cached_property
    def _labels(self) -> Labels:
        return labels_for(self.get_queryset())


class CorrectableInline(RowInline):
    """Rows that are ruled on where they are changed."""

    form = CorrectableForm
    formset = CorrectableFormSet
    template = "admin/edit_inline/correctable.html"


class CorrectableAdmin(RowAdmin):
    """An admin whose edits are rulings: marked, logged, and given back where an editor says so."""

    form = CorrectableForm
    actions: Any = ("give_back_to_the_machine",)

    @admin.display(description=_("What the machine read"))
    def provenance(self, record: Correctable) -> str:
        rows = self.provenance_rows(record) if record.pk else []
        context = {"rows": rows, "with_confidence": any("confidence" in row for row in rows)}
        return render_to_string("admin/_provenance.html", context)

    def provenance_rows(self, record: Correctable) -> list[dict[str, Any]]:
        """Field by field: the value in force, what the machine read, who ruled."""
        labels = labels_for([record])
        rulings = rulings_on(record) if record.ruled_fields else {}
        concrete = {field.name for field in record._meta.concrete_fields}
        names = list(dict.fromkeys([*record.machine_values, *record.ruled_fields]))
        return [
            {
                "name": name,
                "label": label_of(record, name),
                "in_force": shown_field(record, name) if name in concrete else None,
                "machine": shown_machine_value(record, name, labels),
                "is_ruled": name in record.ruled_fields,
                "ruling": rulings.get(name),
            }
            for name in names
        ]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form_class = super().get_form(request, obj, change=change, **kwargs)
        if obj is None or not obj.ruled_fields or not issubclass(form_class, CorrectableForm):
            return form_class
        labels, rulings = labels_for([obj]), rulings_on(obj)

        # The base is known at run time alone: the form that this record's admin was given.
        class Noted(form_class):  # type: ignore[misc, valid-type]
            def __init__(self, *args: Any, **kwargs: Any) -> None:
                super().__init__(*args, **kwargs)
                self.note_rulings(labels, rulings)

        return Noted

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_readonly_fields(request, obj), "provenance"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [each for each in super().get_fields(request, obj) if each != "provenance"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is not None and not any("provenance" in each[1]["fields"] for each in fieldsets):
            section = {"fields": ["provenance"], "classes": ["collapse"]}
            fieldsets.append((_("Where the values come from"), section))
        return fieldsets

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        message = super().construct_change_message(request, form, formsets, add)
        if isinstance(message, list) and getattr(form, "ruled_now", None):
            message.append({"ruled": form.ruled_now})
        return message

    @admin.action(
        description=_("Give all ruled fields back to the machine"), permissions=["change"]
    )
    def give_back_to_the_machine(
        self, request: HttpRequest, queryset: models.QuerySet[Any]
    ) -> None:
        with transaction.atomic():
            released = [
                record
                for record in self.locked(queryset)
                if record.ruled_fields and self._give_back(request, record)
            ]
            log_to_each(request, released, gettext("Gave all ruled fields back to the machine."))
            self.after_change(request, released)
        text = ngettext(
            "%d record holds again what the machine read. To undo it, enter the values again:"
            " the history of the record says what was ruled.",
            "%d records hold again what the machine read. To undo it, enter the values again:"
            " the history of each record says what was ruled.",
            len(released),
        )
        self.message_user(request, text % len(released), messages.SUCCESS)

    def _give_back(self, request: HttpRequest, record: Any) -> bool:
        record.release(list(record.ruled_fields))
        try:
            insist_on_rules(record)
        except ValidationError as error:
            text = gettext("“%(record)s” was left as it is: %(why)s") % {
                "record": record,
                "why": " ".join(error.messages),
            }
            self.message_user(request, text, messages.WARNING)
            return False
        self.save_given_back(record)
        return True

    def save_given_back(self, record: Any) -> None:
        """Save a record whose rulings were taken back."""
        record.save()
