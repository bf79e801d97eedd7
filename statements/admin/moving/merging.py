"""Merging two records: chosen, shown side by side, merged."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from people.admin.acting import acting_user
from people.admin.display import label_of, shown_field
from people.admin.rows import RowAdmin
from people.models import Ministry, Speaker
from statements.admin.moving.pages import (
    ReasonForm,
    chooser,
    log_to,
    may_merge,
    shown_page,
    to_order,
)
from statements.admin.moving.picking import pick_view
from statements.models import Move
from statements.services.moving import (
    MANY,
    Refused,
    merge_ministries,
    merge_speakers,
    order_merge,
    orders_about,
    orders_under_way,
    preview_ministries,
    preview_speakers,
    size_of_merge,
    unsettled,
    why_not_merge_ministries,
    why_not_merge_speakers,
)
from statements.services.moving.speakers import CHOOSABLE

_COMPARED = {
    Speaker: (
        "name_ar", "name_latin", "kind", "gender", "group", "party", "committee", "ministry",
        "is_provisional", "public_id", "created_at",
    ),
    Ministry: (
        "name_ar", "name_fr", "name_en", "kind", "code", "parent", "valid_from", "valid_until",
        "public_id",
    ),
}  # fmt: skip


# What the comparison names beside the record itself.
_AT_HAND = {
    Speaker: ("group", "party", "committee", "ministry"),
    Ministry: ("parent", "as_speaker"),
}


def _key(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None


class MergesRecords(RowAdmin):
    """Two records that are one: chosen on the list or on a page, compared, merged."""

    change_form_template = "admin/statements/move/record.html"

    def get_urls(self) -> Any:
        view, name = self.admin_site.admin_view, self.opts.model_name
        return [
            path("<int:pk>/merge/", view(self.merge_view), name=f"people_{name}_merge"),
            path("<int:pk>/move/", view(partial(pick_view, self)), name=f"people_{name}_move"),
            *super().get_urls(),
        ]

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)
        if not may_merge(request, self.model):
            actions.pop("merge", None)
        return actions

    @admin.action(description=_("Merge these two"))
    def merge(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> Any:
        if not may_merge(request, self.model):
            raise PermissionDenied
        # What somebody has confirmed rather stays than what was only met in an article.
        firm = ("is_provisional",) if self.model is Speaker else ()
        pks = list(queryset.order_by(*firm, "pk").values_list("pk", flat=True)[:3])
        if len(pks) != 2:
            text = gettext("Select the two records that are to become one.")
            self.message_user(request, text, messages.WARNING)
            return None
        return HttpResponseRedirect(f"{self.merge_address(pks[0])}?other={pks[1]}")

    def merge_address(self, pk: int) -> str:
        return reverse(f"admin:people_{self.opts.model_name}_merge", args=[pk])

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A merged record stays as it was merged until that is undone."""
        if obj is not None and obj.merged_into_id:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Its address leads to the other record for good."""
        if obj is not None and obj.merged_into_id:
            return False
        return super().has_delete_permission(request, obj)

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        rows, may_repeat = super().get_search_results(request, queryset, search_term)
        match = request.resolver_match
        if match and match.url_name == "autocomplete":
            rows = rows.filter(merged_into__isnull=True)
        return rows, may_repeat

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        record = kwargs.get("obj")
        if record is not None and record.pk:
            name = self.opts.model_name
            rows = Move.objects.filter(
                models.Q(**{f"from_{name}": record}) | models.Q(**{f"to_{name}": record})
            )
            ends = (f"from_{name}", f"to_{name}", "made_by", "undone_by")
            context |= {
                "moves": list(rows.select_related(*ends)[:20]),
                "orders": list(unsettled(orders_about(record), timezone.now())[:5]),
                "may_merge": may_merge(request, self.model) and not record.merged_into_id,
                "merge_address": self.merge_address(record.pk),
                "may_move": not record.merged_into_id
                and request.user.has_perm("statements.change_statement"),
                "move_address": reverse(f"admin:people_{name}_move", args=[record.pk]),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def merge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Choose the other record; see both side by side; then merge."""
        if not may_merge(request, self.model):
            raise PermissionDenied
        other_pk = _key(request.GET.get("other", ""))
        waiting = orders_under_way(self.model).values("pk")[:1]
        found = self.model._default_manager.select_related(*_AT_HAND[self.model])
        found = found.annotate(order_under_way=models.Subquery(waiting))
        both = found.in_bulk({pk, other_pk} - {None})
        if (record := both.get(pk)) is None:
            raise Http404
        if (other := both.get(other_pk)) is None:
            return self._choose_other(request, record)
        kept, gone = (other, record) if request.GET.get("keep") == "other" else (record, other)
        if gone.order_under_way:
            return to_order(gone.order_under_way)
        refused = _SERVICES[self.model][0](kept, gone)
        if request.method == "POST" and refused is None:
            return self._merge(request, kept, gone)
        return self._compare(request, kept, gone, refused)

    def _choose_other(self, request: HttpRequest, record: Any) -> HttpResponse:
        form = forms.Form()
        form.fields["other"] = chooser(self.model, _("The other record"))
        context = {
            "title": gettext("Merge: %(record)s") % {"record": record},
            "record": record,
            "form": form,
            "alike": _alike(record),
        }
        return shown_page(request, self.opts, "choose", context)

    def _compare(
        self, request: HttpRequest, kept: Any, gone: Any, refused: Refused | None
    ) -> HttpResponse:
        context = {
            "title": gettext("Merge two records"),
            "kept": kept,
            "gone": gone,
            "refused": refused,
            "rows": [_compared(kept, gone, name) for name in _COMPARED[self.model]],
            "preview": None if refused else _SERVICES[self.model][1](kept, gone),
            "form": ReasonForm(),
            "swapped": f"{self.merge_address(gone.pk)}?other={kept.pk}",
        }
        return shown_page(request, self.opts, "merge", context, 422 if refused else 200)

    def _merge(self, request: HttpRequest, kept: Any, gone: Any) -> HttpResponse:
        form = ReasonForm(request.POST)
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        how: dict[str, Any] = {}
        if self.model is Speaker:
            how["take"] = [n for n in CHOOSABLE if request.POST.get(f"take_{n}") == "gone"]
        user = acting_user(request)
        if size_of_merge(kept, gone) > MANY:
            return to_order(order_merge(kept, gone, user, timezone.now(), reason, **how).pk)
        with transaction.atomic():
            merged = _SERVICES[self.model][2](
                kept, gone, user, timezone.now(), reason=reason, **how
            )
            if isinstance(merged, Move):
                log_to(request, [kept, gone], gettext("Merged: %s") % merged)
        if isinstance(merged, Refused):
            return self._compare(request, kept, gone, merged)
        text = gettext("Merged. It can be undone below, or later from the page of either record.")
        self.message_user(request, text, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:statements_move_change", args=[merged.pk]))


_SERVICES: dict[type[models.Model], tuple[Callable[..., Any], ...]] = {
    Speaker: (why_not_merge_speakers, preview_speakers, merge_speakers),
    Ministry: (why_not_merge_ministries, preview_ministries, merge_ministries),
}


def _compared(kept: Any, gone: Any, name: str) -> dict[str, Any]:
    ours, theirs = shown_field(kept, name), shown_field(gone, name)
    both = getattr(kept, name) and getattr(gone, name)
    choosable = isinstance(kept, Speaker) and name in CHOOSABLE
    return {
        "name": name,
        "label": label_of(kept, name),
        "kept": ours,
        "gone": theirs,
        "differs": ours != theirs,
        "may_choose": bool(choosable and both and ours != theirs),
    }


def _alike(record: Any) -> list[Any]:
    """Records with a name that may be the same: one click away."""
    if not isinstance(record, Speaker):
        names = [one for one in (record.name_ar, record.name_fr) if one]
        named = models.Q(name_ar__in=names) | models.Q(name_fr__in=names)
        return list(Ministry.objects.current().filter(named).exclude(pk=record.pk)[:10])
    keys = record.name_keys or []
    near = Speaker.objects.current().filter(is_sample=record.is_sample).exclude(pk=record.pk)
    near = near.filter(
        models.Q(name_keys__overlap=keys) | models.Q(aliases__name_keys__overlap=keys)
    )
    return list(near.distinct()[:10])
