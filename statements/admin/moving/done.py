"""What was merged and moved, and the way back."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext, gettext_lazy as _

from people.admin.acting import acting_user
from people.admin.rows import ReadOnlyAdmin, change_link
from statements.admin.moving.pages import log_to, may_merge, shown_page, to_order
from statements.admin.moving.picking import move_view
from statements.models import Move, MoveOrder, Statement
from statements.services.moving import (
    MANY,
    TakenBack,
    UndoFirst,
    order_undoing,
    share_done,
    size_of_undoing,
    take_back,
    unsettled,
)

ROWS_SHOWN = 50


@admin.register(Move)
class MoveAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "made_by", "made_at", "reason", "state")
    list_filter = ("kind", "made_at")
    list_select_related = (
        "from_speaker", "to_speaker", "from_ministry", "to_ministry", "made_by", "undone_by",
    )  # fmt: skip
    search_fields = ("reason",)
    fields = ("kind", "origin_link", "target_link", "made_by", "made_at", "reason", "state")
    change_form_template = "admin/statements/move/change_form.html"
    change_list_template = "admin/statements/move/change_list.html"

    def get_urls(self) -> Any:
        view = self.admin_site.admin_view
        return [
            path("statements/", view(move_view), name="statements_move_pick"),
            path("orders/<int:pk>/", view(self.order_view), name="statements_move_order"),
            path("<int:pk>/undo/", view(self.undo_view), name="statements_move_undo"),
            *super().get_urls(),
        ]

    @admin.display(description=_("from"))
    def origin_link(self, move: Move) -> str:
        return change_link(move.origin)

    @admin.display(description=_("to"))
    def target_link(self, move: Move) -> str:
        return change_link(move.target)

    @admin.display(description=_("state"))
    def state(self, move: Move) -> str:
        if move.undone_at is None:
            return gettext("in force")
        return gettext("undone by %(who)s") % {"who": move.undone_by}

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        move = kwargs["obj"]
        rows = move.rows.order_by().values_list("table", "row").distinct()
        tables: dict[str, set[int]] = {}
        for table, row in rows:
            tables.setdefault(table, set()).add(row)
        context |= {
            "counts": [(_name_of(table), len(pks)) for table, pks in sorted(tables.items())],
            "touched": _touched(tables.get("statements.statement", set())),
            "may_undo": move.undone_at is None and may_undo(request, move),
            "orders": list(unsettled(move.orders.filter(is_undoing=True), timezone.now())[:3]),
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What undoing would put back and what not; then do it."""
        move = get_object_or_404(Move, pk=pk)
        if not may_undo(request, move):
            raise PermissionDenied
        here = reverse("admin:statements_move_change", args=[pk])
        only_try = request.method != "POST"
        if not only_try and size_of_undoing(move) > MANY and move.undone_at is None:
            return to_order(order_undoing(move, acting_user(request), timezone.now()).pk)
        done = take_back(move, acting_user(request), timezone.now(), only_try=only_try)
        if isinstance(done, UndoFirst):
            text = gettext("The record has itself been merged since: undo that first.")
            messages.warning(request, text)
            return HttpResponseRedirect(
                reverse("admin:statements_move_change", args=[done.move.pk])
            )
        if not isinstance(done, TakenBack):
            messages.info(request, gettext("It is undone already."))
            return HttpResponseRedirect(here)
        if only_try:
            context = {"title": gettext("Undo: %s") % move, "move": move, "done": done}
            return shown_page(request, self.opts, "undo", context)
        ends = [one for one in (move.origin, move.target) if one is not None]
        log_to(request, ends, gettext("Undone: %s") % move)
        text = gettext("Undone. What could not be put back is listed below.")
        messages.success(request, text if done.left else gettext("Undone, all of it."))
        return HttpResponseRedirect(here)

    def order_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """How far a merge or an undoing is that a worker carries out, and what came of it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        order = get_object_or_404(MoveOrder, pk=pk)
        share = share_done(order.pk) if order.is_waiting else None
        context = {
            "title": str(order),
            "order": order,
            "again": _again(order),
            "percent": None if share is None else round(share * 100),
        }
        return shown_page(request, self.opts, "order", context)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        orders = list(unsettled(MoveOrder.objects.all(), timezone.now())[:20])
        return super().changelist_view(request, {"orders": orders, **(extra_context or {})})


def _again(order: MoveOrder) -> str:
    """Where what came to nothing is asked for again."""
    if order.kept is None or order.gone is None:
        return reverse("admin:statements_move_change", args=[order.move_id])
    merge = f"admin:people_{order.kept._meta.model_name}_merge"
    return f"{reverse(merge, args=[order.kept.pk])}?other={order.gone.pk}"


def _name_of(table: str) -> str:
    app, model = table.split(".")
    names = {
        "people.ministry_predecessors": _("predecessors"),
        "statements.topic_ministries": _("topics"),
    }
    if table in names:
        return str(names[table])
    return str(apps.get_model(app, model)._meta.verbose_name_plural)


def _touched(pks: set[int]) -> str:
    rows = Statement.objects.filter(pk__in=sorted(pks)[:ROWS_SHOWN]).select_related("speaker")
    return format_html_join("", "<li>{}</li>", ((change_link(one),) for one in rows))


def may_undo(request: HttpRequest, move: Move) -> bool:
    """A merge by whoever may merge; moved statements by whoever may change statements."""
    if move.is_merge and move.target is not None:
        return may_merge(request, type(move.target))
    return request.user.has_perm("statements.change_statement")
