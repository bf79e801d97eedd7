"""What every admin of ours has: fast lists, folded search, rows locked while they are saved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _, ngettext

from people.admin.fields import KnownAutocompleteSelect, LinesField
from people.admin.history import WithHistory
from people.admin.versions import VersionedForm
from people.folding import fold

if TYPE_CHECKING:
    BaseAdmin = admin.options.BaseModelAdmin[Any]
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    BaseAdmin = object
    ModelAdmin = admin.ModelAdmin
    TabularInline = admin.TabularInline

# Declared by the forms themselves; none of them is a value of a record.
_OF_THE_FORM = ("seen", "give_back")
FORM_FIELDS: dict[Any, dict[str, Any]] = {ArrayField: {"form_class": LinesField}}


class FormHabits(BaseAdmin):
    """Versioned forms, lists one to a line, autocompletes that know the rows at hand."""

    formfield_overrides = FORM_FIELDS

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        related = db_field.remote_field.model
        if "queryset" not in kwargs and self.admin_site.is_registered(related):
            kwargs["queryset"] = self.admin_site.get_model_admin(related).get_queryset(request)
        if db_field.name in self.get_autocomplete_fields(request) and "widget" not in kwargs:
            kwargs["widget"] = KnownAutocompleteSelect(
                db_field, self.admin_site, using=kwargs.get("using")
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Beside a related row: change it or add one; deleting it from here would be a mishap."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        widget = getattr(field, "widget", None)
        if isinstance(widget, RelatedFieldWidgetWrapper):
            widget.can_delete_related = False
            widget.can_view_related = widget.can_view_related and not widget.can_change_related
        return field

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [each for each in super().get_fields(request, obj) if each not in _OF_THE_FORM]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The declared fieldsets, and the hidden version where something can be overwritten."""
        declared: Any = super().get_fieldsets(request, obj)
        fieldsets = [(name, dict(options)) for name, options in declared]
        if fieldsets and obj is not None and self.has_change_permission(request, obj):
            first = fieldsets[0][1]
            first["fields"] = [*first["fields"], "seen"]
        return fieldsets


class RowInline(FormHabits, TabularInline):
    form = VersionedForm
    extra = 0
    related_at_hand: ClassVar[tuple[str, ...]] = ()

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.select_related(*self.related_at_hand) if self.related_at_hand else rows


class RowAdmin(FormHabits, WithHistory, ModelAdmin):
    """A list of many rows in few queries, searched in any spelling."""

    form = VersionedForm
    list_per_page = 50
    show_full_result_count = False
    list_select_related: ClassVar[Any] = ()
    # What a record's own page names; without it, what the list names.
    change_select_related: ClassVar[tuple[str, ...]] = ()
    # Columns that no list and no form needs.
    deferred: ClassVar[tuple[str, ...]] = ()
    # Stored folded, so that any spelling of the term finds them.
    folded_search_fields: ClassVar[tuple[str, ...]] = ()
    # Of small tables: folded when they are asked for.
    spelled_search_fields: ClassVar[tuple[str, ...]] = ()
    # Of large tables without a folded column: matched letter by letter.
    respelled_search_fields: ClassVar[tuple[str, ...]] = ()

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows = super().get_queryset(request).defer(*self.deferred)
        related = self.list_select_related
        if self.change_select_related and self.shows(request, "change"):
            related = self.change_select_related
        return rows.select_related(*related) if related else rows

    def shows(self, request: HttpRequest, page: str) -> bool:
        """True when the request is for this page of this very model: changelist, change …"""
        name = f"{self.opts.app_label}_{self.opts.model_name}_{page}"
        return bool(request.resolver_match and request.resolver_match.url_name == name)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """The record; while it is being saved nobody else can save it."""
        if request.method == "POST":
            field = self.model._meta.get_field(from_field) if from_field else self.model._meta.pk
            try:
                key = field.to_python(object_id)
                list(self.locked(self.model._default_manager.filter(**{field.name: key})))
            except (ValueError, ValidationError):
                return None
        return super().get_object(request, object_id, from_field)

    def locked(self, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """The same rows, complete, locked until the transaction ends."""
        rows: models.QuerySet[Any] = self.model._default_manager.select_for_update()
        return rows.filter(pk__in=queryset.order_by().values("pk")).order_by("pk")

    def after_change(self, request: HttpRequest, records: Iterable[Any]) -> None:
        """Bring up to date what follows from these records; called once they are saved."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self.after_change(request, [form.instance])

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        words = fold(search_term).split()
        if not words:
            return super().get_search_results(request, queryset, search_term)
        found, _may_repeat = super().get_search_results(request, queryset, search_term)
        folded = reduce(and_, (self.word_condition(word) for word in words))
        either = self.model._default_manager.filter(folded).order_by().values("pk")
        return queryset.filter(Q(pk__in=found.order_by().values("pk")) | Q(pk__in=either)), False

    def word_condition(self, word: str) -> Q:
        """Rows that a folded word of a search finds, whatever its spelling."""
        # Each in a query of its own: joined, one long list would be gone through for each row.
        rows = self.model._default_manager.order_by()
        conditions = [
            Q(pk__in=rows.filter(**{f"{name}__contains": word}).values("pk"))
            for name in self.folded_search_fields
        ]
        conditions += [
            Q(**{f"{name}__regex": any_spelling(word)}) for name in self.respelled_search_fields
        ]
        if self.spelled_search_fields:
            conditions.append(Q(pk__in=pks_spelled(self.model, self.spelled_search_fields, word)))
        return reduce(or_, conditions, Q(pk__in=[]))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What deleting would take along; what stands against it is counted, not listed."""
        in_the_way = [line for obj in objs[:20] for line in standing_against_deletion(obj)]
        if in_the_way:
            return [], {}, set(), in_the_way
        return super().get_deleted_objects(objs, request)


@cache
def _letters() -> dict[str, str]:
    """Folded letter → every letter of the Latin and Arabic blocks that folds to it."""
    letters: dict[str, str] = {}
    for code in (*range(0x30, 0x250), *range(0x620, 0x700)):
        folded = fold(chr(code))
        if len(folded) == 1 and chr(code).isalnum():
            letters[folded] = letters.get(folded, "") + chr(code)
    return letters


def any_spelling(word: str) -> str:
    """A regular expression of PostgreSQL for a folded word in any spelling, vowelled or not."""
    marks = "[\u064b-\u0652\u0670\u0640]*"
    return marks.join(
        f"[{_letters()[letter]}]" if letter in _letters() else re.escape(letter) for letter in word
    )


def pks_spelled(model: type[models.Model], fields: Sequence[str], word: str) -> list[int]:
    """Rows of a small table with this folded word in one of the fields."""
    rows = model._default_manager.order_by().values_list("pk", *fields)
    return [pk for pk, *values in rows if word in fold(" ".join(_flat(values)))]


def _flat(values: Iterable[Any]) -> list[str]:
    flat: list[str] = []
    for value in values:
        flat.extend(value if isinstance(value, list) else [value or ""])
    return flat


def standing_against_deletion(record: models.Model) -> list[SafeString]:
    """How many rows of each kind protect a record from being deleted, with the way to them."""
    lines = []
    for relation in record._meta.related_objects:
        if relation.on_delete is not models.PROTECT:
            continue
        count = relation.related_model._default_manager.filter(
            **{relation.field.name: record}
        ).count()
        if count:
            lines.append(_line_about(record, relation, count))
    return lines


def _line_about(record: models.Model, relation: Any, count: int) -> SafeString:
    return format_html(
        "{}: {} ({})",
        record,
        list_link(
            relation.related_model,
            f"{count} × {relation.related_model._meta.verbose_name}",
            **{f"{relation.field.name}__id__exact": record.pk},
        ),
        ngettext(
            "it refers to this record; change it first",
            "they refer to this record; change them first",
            count,
        ),
    )


def list_link(model: type[models.Model], text: Any, **query: Any) -> SafeString:
    """A link to the rows of a model that answer the query."""
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return format_html('<a href="{}?{}">{}</a>', address, urlencode(query), text)


def change_link(record: models.Model | None, text: Any = None) -> SafeString | str:
    """A link to a record's own page."""
    if record is None:
        return "—"
    meta = record._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])
    return format_html('<a href="{}" dir="auto">{}</a>', address, text or record)


class ReadOnlyAdmin(RowAdmin):
    """Rows that the machine keeps as evidence: to be looked at only."""

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        # Django would ask the form, which asks for the read-only fields, which are these.
        return self.fields or [field.name for field in self.model._meta.fields if field.editable]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.get_fields(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnlyInline(RowInline):
    """Rows shown beside the record that they belong to, as links."""

    can_delete = False
    view_on_site = False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.get_fields(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def public_link(record: Any) -> SafeString:
    """A link to what readers see of this record."""
    return format_html('<a href="{}">{}</a>', record.get_absolute_url(), _("Public page"))
