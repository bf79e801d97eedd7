"""What an editor narrows a list of statements by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from people.models import Ministry
from statements.models import NamedInstitution

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class ChoiceFilter(admin.SimpleListFilter):
    """A filter whose every choice is a condition."""

    conditions: ClassVar[dict[str, tuple[_StrPromise, Q]]]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(key, label) for key, (label, _condition) in self.conditions.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.conditions.get(self.value() or "")
        return queryset.filter(chosen[1]) if chosen else queryset


class SpeakerFilter(ChoiceFilter):
    title = _("speaker")
    parameter_name = "who"
    conditions = {
        "known": (_("known"), Q(speaker__isnull=False)),
        "unknown": (
            _("unknown"),
            Q(speaker__isnull=True) & ~Q(speaker_type__in=("unnamed", "multi")),
        ),
        "unnamed": (_("an unnamed source"), Q(speaker_type="unnamed")),
        "several": (_("several speakers"), Q(speaker_type="multi")),
        "provisional": (_("provisional person"), Q(speaker__is_provisional=True)),
    }


class RuledFilter(ChoiceFilter):
    title = _("ruled by an editor")
    parameter_name = "ruled"
    conditions = {
        "yes": (_("some field"), Q(ruled_fields__len__gt=0)),
        "no": (_("no field"), Q(ruled_fields__len=0)),
    }


class FoundFilter(ChoiceFilter):
    title = _("found by the latest reading")
    parameter_name = "found"
    conditions = {
        "yes": (_("still found"), Q(retracted_at__isnull=True)),
        "no": (_("no longer found"), Q(retracted_at__isnull=False)),
    }


class GoneFilter(ChoiceFilter):
    title = _("at the outlet")
    parameter_name = "gone"
    conditions = {
        "yes": (_("deleted there"), Q(gone_at__isnull=False)),
        "no": (_("still there, as far as known"), Q(gone_at__isnull=True)),
    }


class WithdrawnFilter(ChoiceFilter):
    title = _("withdrawn")
    parameter_name = "withdrawn"
    conditions = {
        "yes": (_("withdrawn"), Q(withdrawn_at__isnull=False)),
        "no": (_("not withdrawn"), Q(withdrawn_at__isnull=True)),
    }


class MinistryFilter(admin.SimpleListFilter):
    """Statements addressed to a ministry; those that only mention it are not meant."""

    title = _("addressed to")
    parameter_name = "ministry"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        addressed = NamedInstitution.objects.filter(relation="addressed", ministry=OuterRef("pk"))
        ministries = Ministry.objects.filter(Exists(addressed))
        return [(str(ministry.pk), ministry.name) for ministry in ministries]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value() or ""
        if not chosen.isdecimal():
            return queryset
        addressed = NamedInstitution.objects.filter(
            relation="addressed", ministry=int(chosen), statement=OuterRef("pk")
        )
        return queryset.filter(Exists(addressed))
