"""Moving some statements to another speaker or ministry: picked, shown, moved."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _, ngettext

from people.admin.acting import acting_user
from people.models import Ministry, Speaker
from statements.admin.moving.pages import ReasonForm, chooser, log_to, shown_page
from statements.models import Move, NamedInstitution, Statement
from statements.services.moving import (
    Refused,
    move_statements,
    readdress_statements,
)

LISTED = 100  # statements on one page to pick from
MOST_PICKED = 500  # their keys go through an address


def pick_view(owner: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Statements of one record, to pick from."""
    record = get_object_or_404(owner.model, pk=pk)
    return _move_page(request, owner.model, record, picked=None)


def move_view(request: HttpRequest) -> HttpResponse:
    """Statements that were picked on their list, or on the page of a record."""
    asked = request.POST if request.method == "POST" else request.GET
    model = Ministry if asked.get("of") == "ministry" else Speaker
    key = asked.get("from", "")
    record = model.objects.filter(pk=int(key)).first() if _is_key(key) else None
    return _move_page(request, model, record, picked=_keys(asked))


def pick_from(statements: models.QuerySet[Any], of: str) -> HttpResponse:
    """On to the page on which these statements are moved."""
    pks = list(statements.order_by().values_list("pk", flat=True)[:MOST_PICKED])
    query = urlencode({"of": of, "pks": ",".join(map(str, pks))})
    return HttpResponseRedirect(f"{reverse('admin:statements_move_pick')}?{query}")


def _is_key(text: str) -> bool:
    return text.isdecimal() and len(text) < 19


def _keys(asked: Any) -> list[int]:
    values = [*asked.getlist("pk"), *asked.get("pks", "").split(",")]
    return [int(value) for value in dict.fromkeys(values) if _is_key(value)][:MOST_PICKED]


def _move_page(
    request: HttpRequest, model: type[Any], record: Any, picked: list[int] | None
) -> HttpResponse:
    if not request.user.has_perm("statements.change_statement"):
        raise PermissionDenied
    statements = _statements_of(model, record, picked)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    form.fields = {
        "to": chooser(model, _("To whom they belong"), _chosen(model, request)), **form.fields
    }  # fmt: skip
    chosen = _keys(request.POST)
    step = "do" if "_do" in request.POST else "look"
    if request.method == "POST" and form.is_valid() and (chosen or picked):
        to, reason = form.cleaned_data["to"], form.cleaned_data["reason"]
        if step == "do":
            return _do_move(request, record, to, chosen, reason)
        return _preview_move(request, model, record, to, chosen, reason)
    if request.method == "POST" and not chosen:
        form.full_clean()
        form.add_error(None, gettext("Pick the statements that are to be moved."))
    page = Paginator(statements, LISTED).get_page(request.GET.get("p"))
    context = {
        "title": gettext("Move statements"),
        "record": record,
        "of": model._meta.model_name,
        "form": form,
        "page": page,
        "picked": set(chosen or picked or ()),
        "sources": _sources(picked) if model is Ministry and record is None else [],
        "pks": ",".join(map(str, picked or ())),
    }
    return shown_page(request, Statement._meta, "pick", context)


def _chosen(model: type[Any], request: HttpRequest) -> Any:
    key = request.POST.get("to", "")
    return model.objects.current().filter(pk=int(key)).first() if _is_key(key) else None


def _statements_of(
    model: type[Any], record: Any, picked: list[int] | None
) -> models.QuerySet[Statement]:
    rows = Statement.objects.select_related("speaker", "article__source").newest_first()
    if picked is not None:
        rows = rows.filter(pk__in=picked)
    if record is None:
        return rows if model is Speaker else rows.none()
    if model is Speaker:
        return rows if picked is not None else rows.filter(speaker=record)
    named = NamedInstitution.objects.filter(ministry=record, statement=models.OuterRef("pk"))
    return rows.filter(models.Exists(named))


def _sources(picked: list[int] | None) -> list[Ministry]:
    """The ministries that the picked statements name: from which of them is to be said first."""
    named = NamedInstitution.objects.filter(statement__in=picked or [])
    return list(Ministry.objects.filter(named_in__in=named).distinct())


def _preview_move(
    request: HttpRequest, model: type[Any], record: Any, to: Any, chosen: list[int], reason: str
) -> HttpResponse:
    rows = _statements_of(model, record, chosen)
    context = {
        "title": gettext("Move statements"),
        "record": record,
        "to": to,
        "of": model._meta.model_name,
        "rows": rows[:20],
        "count": rows.count(),
        "pks": ",".join(map(str, chosen)),
        "reason": reason,
    }
    return shown_page(request, Statement._meta, "preview", context)


def _do_move(
    request: HttpRequest, record: Any, to: Any, chosen: list[int], reason: str
) -> HttpResponse:
    user, now = acting_user(request), timezone.now()
    with transaction.atomic():
        if isinstance(to, Speaker):
            move = move_statements(chosen, to, user, now, reason)
            ruled = ["speaker"]
        elif record is not None:
            move = readdress_statements(chosen, record, to, user, now, reason)
            ruled = ["addressees", "other_institutions"]
        else:
            raise Http404
        if isinstance(move, Move):
            moved = move.rows.filter(table="statements.statement").values("row")
            log_to(request, Statement.objects.filter(pk__in=moved), [{"ruled": ruled}])
    if isinstance(move, Refused):
        messages.warning(request, str(move.why))
        return HttpResponseRedirect(reverse("admin:statements_statement_changelist"))
    number = move.rows.filter(table="statements.statement").values("row").distinct().count()
    text = ngettext("%d statement was moved.", "%d statements were moved.", number) % number
    messages.success(request, text)
    return HttpResponseRedirect(reverse("admin:statements_move_change", args=[move.pk]))
