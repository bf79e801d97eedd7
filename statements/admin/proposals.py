"""What later readings would say against rulings: a queue that editors accept from or decline."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _, ngettext
from django.views.decorators.http import require_http_methods

from people.admin.display import label_of, shown
from people.models import Ministry, Speaker
from statements.models import Proposal, Session, Statement
from statements.services.proposing import (
    ADDITION,
    ADDRESSEES,
    DETECTION,
    FIELDS,
    Decided,
    accept,
    decline,
    reopen,
)

PER_PAGE = 25
_ACTS: dict[str, Callable[..., Decided]] = {
    "accept": accept,
    "decline": decline,
    "reopen": reopen,
}
_ROWS = {"speaker": Speaker, "session": Session, ADDRESSEES: Ministry}
States = Proposal.State
# An addition that an editor has ruled on at the statement itself waits for nothing.
_RULED_MEANWHILE = Q(field=ADDITION) & ~Q(statement__review_status="extracted")


def proposal_urls(site: admin.AdminSite) -> list[URLPattern]:
    return [path("proposals/", site.admin_view(queue), name="proposals")]


@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: HttpRequest) -> HttpResponse:
    """Field by field what the machine read before, what was ruled, and what it reads now."""
    if not request.user.has_perm("statements.view_statement"):
        raise PermissionDenied
    if request.method == "POST":
        return _decide(request)
    state = States.DECLINED if request.GET.get("state") == States.DECLINED else States.OPEN
    rows = Proposal.objects.filter(state=state).exclude(_RULED_MEANWHILE)
    counts = dict(rows.order_by().values_list("field").annotate(Count("pk")))
    field = request.GET.get("field", "")
    if field in FIELDS:
        rows = rows.filter(field=field)
    related = ("statement__article__source", "statement__reviewed_by", "statement__speaker")
    page = Paginator(rows.select_related(*related), PER_PAGE).get_page(request.GET.get("p"))
    names = _names(page.object_list)
    context = {
        **admin.site.each_context(request),
        "title": gettext("Proposals"),
        "page": page,
        "shown": [_told(one, names) for one in page.object_list],
        "fields": [(name, _label(name), counts[name]) for name in FIELDS if name in counts],
        "field": field,
        "is_open": state == States.OPEN,
        "may_rule": request.user.has_perm("statements.change_statement"),
    }
    return TemplateResponse(request, "admin/statements/proposals.html", context)


def _label(name: str) -> str:
    return label_of(Statement(), name)


def _names(proposals: Iterable[Proposal]) -> dict[tuple[str, Any], str]:
    """What the linked rows are called: one query to a table."""
    wanted: dict[str, set[Any]] = {name: set() for name in _ROWS}
    for one in proposals:
        for values in (one.earlier, one.ruled, one.values):
            if one.field == ADDRESSEES:
                named = values.get(ADDRESSEES) or ()
                wanted[ADDRESSEES] |= {each["ministry"] for each in named}
            elif one.field in _ROWS:
                wanted[one.field].add(values.get(one.field))
    found: dict[tuple[str, Any], str] = {}
    for name, model in _ROWS.items():
        pks = wanted[name] - {None}
        rows: Any = model._default_manager.filter(pk__in=pks)
        if model is Session:
            rows = rows.select_related("chamber", "committee")
        found |= {(name, row.pk): str(row) for row in rows} if pks else {}
    return found


_IS, _IS_NOT = _("a statement"), _("no statement")
# Field → what was read of the whole, what was ruled, and what is read now.
_VERDICTS = {DETECTION: (_IS, _IS, _IS_NOT), ADDITION: (_IS_NOT, _IS_NOT, _IS)}


def _told(one: Proposal, names: dict[tuple[str, Any], str]) -> dict[str, Any]:
    def said(values: dict[str, Any]) -> str:
        return _said(one.field, values, names)

    verdicts = _VERDICTS.get(one.field)
    # What the statement keeps is of the reading that found it, not of the one that did not.
    evidence = {} if one.field == DETECTION else one.evidence
    confidence = evidence.get("confidence")
    return {
        "proposal": one,
        "label": _label(one.field),
        "earlier": verdicts[0] if verdicts else said(one.earlier),
        "ruled": verdicts[1] if verdicts else said(one.ruled),
        "proposed": verdicts[2] if verdicts else said(one.values),
        "confidence": None if confidence is None else f"{confidence:.0%}",
        "rule": evidence.get("rule"),
        "engine": "" if one.field == DETECTION else one.engine_version,
    }


def _said(name: str, values: dict[str, Any], names: dict[tuple[str, Any], str]) -> str:
    value = values.get(name)
    if name == ADDRESSEES:
        each = [names.get((name, one["ministry"])) or one["printed"] for one in value or ()]
        return gettext(", ").join(each) or "—"
    if name == "speaker" and value is None:
        return shown(values.get("speaker_type"), Statement._meta.get_field("speaker_type"))
    if name in _ROWS and value is not None:
        return names.get((name, value)) or str(gettext("a deleted row (%s)") % value)
    return shown(value, Statement._meta.get_field(name))


def _decide(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("statements.change_statement"):
        raise PermissionDenied
    for name, act in _ACTS.items():
        if name in request.POST:
            chosen = _chosen(request, request.POST[name])
            _do(request, act, chosen)
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(reverse("admin:proposals") + (f"?{query}" if query else ""))


def _chosen(request: HttpRequest, value: str) -> list[Proposal]:
    """The one whose button was pressed, or all that were picked."""
    keys = request.POST.getlist("pk") if value == "picked" else [value]
    pks = [int(key) for key in keys if key.isdecimal() and len(key) < 19]
    return list(Proposal.objects.filter(pk__in=pks).select_related("statement").order_by("pk"))


def _do(request: HttpRequest, act: Callable[..., Decided], chosen: list[Proposal]) -> None:
    done = []
    for one in chosen:
        try:
            result = act(one, request.user, timezone.now())
        except ValidationError as error:
            told = {"statement": one.statement, "why": " ".join(error.messages)}
            text = gettext("“%(statement)s” was left as it is: %(why)s") % told
            messages.warning(request, text)
            continue
        if result is Decided.DONE:
            done.append(one)
        elif result is Decided.STALE:
            text = gettext("“%s” was left as it is: the text or the record is no longer there.")
            messages.warning(request, text % one.statement)
    if act is accept:
        _log(request, done)
    _say(request, act, len(done))


def _log(request: HttpRequest, done: list[Proposal]) -> None:
    user_id = request.user.pk
    assert user_id is not None
    for one in done:
        if one.field != DETECTION:
            message = gettext("Confirmed.") if one.field == ADDITION else [{"ruled": [one.field]}]
            LogEntry.objects.log_actions(user_id, [one.statement], CHANGE, message)


def _say(request: HttpRequest, act: Callable[..., Decided], number: int) -> None:
    if act is accept:
        text = ngettext(
            "%d proposal accepted. It is your correction now, and undone like any other.",
            "%d proposals accepted. They are your corrections now, and undone like any other.",
            number,
        )
    elif act is decline:
        text = ngettext(
            "%d proposal declined: this reading does not come back. Undo it among the declined.",
            "%d proposals declined: these readings do not come back. Undo it among the declined.",
            number,
        )
    else:
        text = ngettext("%d proposal waits again.", "%d proposals wait again.", number)
    if number:
        messages.success(request, text % number)
    else:
        messages.info(request, gettext("Nothing was changed."))
