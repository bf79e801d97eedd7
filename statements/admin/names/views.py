"""The pages of the queue of names: what waits, one name with its candidates, and taking back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.admin.acting import acting_user
from people.folding import fold
from people.models import Speaker
from people.paging import page_of
from statements.admin.names.forms import PersonForm, ScopeForm
from statements.admin.names.waiting import WaitingForm, grouped, lines, places_of
from statements.admin.review.candidates import Choice, choices_of_name, day_of, speaker_choices
from statements.models import NameRuling, Statement
from statements.services.ruling_names import Scope, make_person, rule_on_name, undo_ruling

PER_PAGE, SHOWN, LATEST = 25, 30, 8
SEE, RULE = "statements.view_statement", "statements.add_nameruling"
UNDO, MAKE = "statements.change_nameruling", "people.add_speaker"
Decision = NameRuling.Decision
_DECISIONS = {"_link": Decision.LINK, "_make": Decision.MAKE, "_ignore": Decision.IGNORE}


def _insist(request: HttpRequest, *permissions: str) -> Any:
    if not request.user.has_perms(permissions):
        raise PermissionDenied
    return request.user


def _page(
    request: HttpRequest, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    shared = admin.site.each_context(request)
    template = f"admin/statements/names/{name}.html"
    return TemplateResponse(request, template, shared | context, status=status)


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Names that mean nobody yet, several, or somebody provisional; and the latest rulings."""
    _insist(request, SEE)
    form = WaitingForm(request.GET)
    page = Paginator(grouped(form.statements()), PER_PAGE).get_page(request.GET.get("page"))
    rulings = NameRuling.objects.select_related("speaker", "ruled_by", "chamber", "group", "source")
    context = {
        "title": gettext("Names"),
        "form": form,
        "page": page,
        "names": lines(page.object_list),
        "rulings": rulings.defer("before", "after")[:LATEST],
    }
    return _page(request, "queue", context)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest) -> HttpResponse:
    """One name: the statements that a ruling covers, and whom it may mean with the reasons."""
    _insist(request, SEE)
    data = request.POST if request.method == "POST" else request.GET
    key = fold(data.get("name", ""))[:500]
    if not key:
        raise Http404
    form = ScopeForm(data, places=places_of(key, data.get("invented") == "1"))
    if request.method == "POST":
        return _rule(request, form)
    return _show(request, form, PersonForm.filled(data["name"]))


def _show(
    request: HttpRequest, form: ScopeForm, person: PersonForm, status: int = 200
) -> HttpResponse:
    scope = form.scope()
    rows = scope.statements().select_related("article__source", "speaker", "chamber", "group")
    rows = rows.defer("search_text", "search_vector").newest_first()
    page = page_of(rows, SHOWN, request.GET.get("p"))
    shown: list[Statement] = list(page)
    query = form.data.get("q", "")[:200]
    context = {
        "title": gettext("Names"),
        "scope": scope,
        "form": form,
        "person": person,
        "page": page,
        "number": page.paginator.count,
        "query": query,
        "roles": list(dict.fromkeys(role for row in shown for role in row.roles_printed))[:6],
        "choices": _choices(shown, query, person.namesakes),
        "chosen": person.namesakes[0].pk if len(person.namesakes) == 1 else None,
        "may_rule": request.user.has_perm(RULE),
        "may_make": request.user.has_perms([RULE, MAKE]),
    }
    return _page(request, "one", context, status)


def _choices(
    shown: Sequence[Statement], query: str, namesakes: Sequence[Speaker]
) -> Sequence[Choice]:
    """Those who bear the name that was to be made, before those whom the printed name may mean."""
    first = choices_of_name(namesakes, day_of(shown[0]) if shown else None)
    known = {one.value for one in first}
    others = speaker_choices(shown[0], query) if shown else []
    return [*first, *(one for one in others if one.value not in known)]


def _rule(request: HttpRequest, form: ScopeForm) -> HttpResponse:
    _insist(request, RULE)
    person = PersonForm(request.POST)
    decision = next((one for name, one in _DECISIONS.items() if name in request.POST), None)
    if not form.is_valid() or decision is None:
        return _show(request, form, person, 422)
    scope = form.scope()
    if str(scope.statements().count()) != request.POST.get("covers"):
        text = gettext("What this ruling covers has changed: look at the statements once more.")
        messages.warning(request, text)
        return _show(request, form, person, 409)
    try:
        with transaction.atomic():
            ruling = _decide(request, scope, decision, person)
    except ValidationError as error:
        form.add_error(None, error)
        return _show(request, form, person, 422)
    number = len(ruling.before)
    text = ngettext(
        "Ruled: “%(name)s”, %(number)d statement.",
        "Ruled: “%(name)s”, %(number)d statements.",
        number,
    )
    messages.success(request, text % {"name": ruling.name, "number": number})
    return HttpResponseRedirect(reverse("admin:names"))


def _decide(
    request: HttpRequest, scope: Scope, decision: NameRuling.Decision, person: PersonForm
) -> NameRuling:
    user, now = acting_user(request), timezone.now()
    speaker = None
    if decision == Decision.LINK:
        speaker = _chosen(request.POST.get("speaker", ""))
    elif decision == Decision.MAKE:
        _insist(request, MAKE)
        if not person.is_valid():
            raise ValidationError(gettext("A person has a name."))
        person.insist_on_nobody_else(scope)
        speaker = make_person(person.person, scope)
    ruling = rule_on_name(scope, decision, speaker, user, now)
    _log(user, [ruling], ADDITION, str(ruling))
    if speaker is not None:
        _log(user, [speaker], CHANGE, gettext("Linked the name “%s”.") % ruling.name)
    return ruling


def _chosen(pk: str) -> Speaker:
    rows = Speaker.objects.current()
    speaker = rows.filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 19 else None
    if speaker is None:
        raise ValidationError(gettext("Choose whom the name means."))
    return speaker


def _log(user: Any, records: list[Any], flag: int, message: str) -> None:
    LogEntry.objects.log_actions(user.pk, records, flag, message)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a ruling back: its statements are as before."""
    user = _insist(request, UNDO)
    ruling = get_object_or_404(NameRuling, pk=pk)
    with transaction.atomic():
        taken = undo_ruling(ruling, user, timezone.now())
        _log(user, [ruling], CHANGE, gettext("Taken back."))
    text = ngettext(
        "Taken back: %d statement is as before.",
        "Taken back: %d statements are as before.",
        taken.restored,
    )
    messages.success(request, text % taken.restored)
    if taken.left:
        text = ngettext(
            "%d statement was changed since and is left as it stands.",
            "%d statements were changed since and are left as they stand.",
            taken.left,
        )
        messages.warning(request, text % taken.left)
    return HttpResponseRedirect(reverse("admin:names"))
