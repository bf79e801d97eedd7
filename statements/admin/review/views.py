"""The pages of the review: the queue, the workspace, and what its buttons do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.admin.display import label_of, shown, shown_field
from statements.admin.beside import LEGEND
from statements.admin.review.candidates import ministry_choices, session_choices, speaker_choices
from statements.admin.review.desk import (
    AT_HAND,
    MOST_COUNTED,
    Desk,
    article_to_sign,
    left_in,
    progress_of,
)
from statements.admin.review.form import SPANS, ReviewForm
from statements.admin.review.keys import KEY_GROUPS
from statements.filters.review import ReviewFilter, review_filter
from statements.models import Article, ReviewAct, SamplingRun, Skip, Statement
from statements.services.correcting import judge, rule
from statements.services.marking import Marked, mark_fully_reviewed, unmark_fully_reviewed
from statements.services.regrouping import add_statement, join_statements, split
from statements.services.review_queue import hold, let_go, skip, take_next, take_up_again
from statements.services.reviewing import Verdict
from statements.services.sampling import draw_sample, found_by_machine
from statements.services.undoing import ChangedSince, Undone, latest_act, undo_latest

RUNS_SHOWN = 10
LARGEST_SAMPLE = 2_000
SEE, CHANGE_IT = "statements.view_statement", "statements.change_statement"
ADD, SIGN = "statements.add_statement", "statements.mark_reviewed"
DRAW = "statements.add_samplingrun"


def insist(request: HttpRequest, permission: str) -> Any:
    """The user, who may do this; anybody else is refused."""
    if not request.user.has_perm(permission):
        raise PermissionDenied
    return request.user


def _signed(request: HttpRequest) -> tuple[Any, datetime]:
    """Who acts, and when."""
    return request.user, timezone.now()


def _page(
    request: HttpRequest, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    shared = admin.site.each_context(request)
    template = f"admin/statements/review/{name}.html"
    return TemplateResponse(request, template, shared | context, status=status)


def _filter(request: HttpRequest) -> ReviewFilter:
    return review_filter(request.GET)


def _to(name: str, request: HttpRequest, *args: Any) -> HttpResponseRedirect:
    """On to another page of the review, within the same queue."""
    query = _filter(request).query
    return HttpResponseRedirect(
        reverse(f"admin:{name}", args=args) + (f"?{query}" if query else "")
    )


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Where an editor begins: what waits, narrowed by filters, and random samples."""
    user = insist(request, SEE)
    shown, latest = _filter(request), latest_act(user)
    waiting = shown.queue
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    context = {
        "title": gettext("Review"),
        "queue": shown,
        "left": left_in(waiting),
        "most": MOST_COUNTED,
        "skipped": Skip.objects.filter(editor=user.pk, statement__in=waiting.values("pk")).count(),
        "first": list(waiting.select_related("speaker", "article__source")[:12]),
        "runs": SamplingRun.objects.with_progress().select_related("drawn_by")[:RUNS_SHOWN],
        "done": progress_of(user, today),
        "latest": latest,
        "to_sign": article_to_sign(user, latest),
    }
    return _page(request, "queue", context)


@require_GET
def next_one(request: HttpRequest) -> HttpResponse:
    """The first statement of the queue that is free; from now on it is this editor's."""
    user = insist(request, CHANGE_IT)
    statement = take_next(_filter(request).queue, user, timezone.now())
    if statement is None:
        messages.success(request, gettext("Nothing is left in this queue for you."))
        return _to("review", request)
    return _to("review_statement", request, statement.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def workspace(request: HttpRequest, pk: int) -> HttpResponse:
    """One statement beside its article."""
    insist(request, SEE)
    rows = Statement.objects.select_related(*AT_HAND).defer("search_text", "search_vector")
    statement = get_object_or_404(rows.prefetch_related("institutions__ministry"), pk=pk)
    if request.method == "POST":
        return _act(request, statement)
    return _show(request, statement, ReviewForm(statement=statement))


def _show(
    request: HttpRequest, statement: Statement, form: ReviewForm, status: int = 200
) -> HttpResponse:
    user = request.user
    may_rule = user.has_perm(CHANGE_IT)
    other = hold(statement, *_signed(request)) if may_rule else None
    context = {
        "title": gettext("Review"),
        "desk": Desk(statement, _filter(request), user, other, form),
        "may_rule": may_rule,
        "may_add": may_rule and user.has_perm(ADD),
        "may_sign": user.has_perm(SIGN),
        "most": MOST_COUNTED,
        "labels": LEGEND,
        "key_groups": KEY_GROUPS,
    }
    return _page(request, "workspace", context, status)


def _act(request: HttpRequest, statement: Statement) -> HttpResponse:
    insist(request, CHANGE_IT)
    form = ReviewForm(request.POST, statement=statement)
    done = next((act for name, act in _ACTS.items() if name in request.POST), _save)
    if done not in (_skip, _find) and form.changed_by_others:
        return _tell_of_others(request, statement, form)
    try:
        return done(request, statement, form)
    except ValidationError as error:
        form.add_error(None, error)
        return _show(request, statement, form, 422)


def _tell_of_others(request: HttpRequest, statement: Statement, form: ReviewForm) -> HttpResponse:
    """Nothing is saved and nothing is lost: what it says now stands above what was typed."""
    form.is_valid()
    left_out = {"addressees", *SPANS.values()}
    named = [name for name in form.changed_by_others if name not in left_out]
    values = [_theirs_and_mine(statement, name, form.chosen_now) for name in named]
    form.add_error(
        None,
        ValidationError(
            [
                gettext(
                    "Somebody else changed this statement while you had it open. Nothing of yours"
                    " is saved yet; save again to put it over theirs. It now says:"
                ),
                *values,
            ]
        ),
    )
    sent = request.POST.copy()
    sent["seen"] = ReviewForm(statement=statement).initial["seen"]
    form.data = sent
    form.puts_over_others = True
    return _show(request, statement, form, 409)


def _theirs_and_mine(statement: Statement, name: str, chosen: dict[str, Any]) -> str:
    """What a field says now, and what would be put over it."""
    told = {"field": label_of(statement, name), "theirs": shown_field(statement, name)}
    if name not in chosen:
        return f"{told['field']}: {told['theirs']}"
    field: Any = Statement._meta.get_field(name)
    told["yours"] = shown(chosen[name], None if field.is_relation else field)
    return gettext("%(field)s: %(theirs)s — you chose: %(yours)s") % told


def _save(request: HttpRequest, statement: Statement, form: ReviewForm) -> HttpResponse:
    """Confirm the statement as it stands, or as the editor has corrected it; on to the next."""
    if not form.is_valid():
        return _show(request, statement, form, 422)
    with transaction.atomic():
        ruled = rule(statement, form.correction, *_signed(request))
        _log(request, statement, [{"ruled": ruled}] if ruled else gettext("Confirmed."))
    return _to("review_next", request)


def _reject(request: HttpRequest, statement: Statement, form: ReviewForm) -> HttpResponse:
    with transaction.atomic():
        judge(statement, Verdict.REJECT, *_signed(request))
        _log(request, statement, gettext("Rejected."))
    return _to("review_next", request)


def _reopen(request: HttpRequest, statement: Statement, form: ReviewForm) -> HttpResponse:
    with transaction.atomic():
        judge(statement, Verdict.REOPEN, *_signed(request))
        _log(request, statement, gettext("Taken back to never reviewed."))
    return _to("review_statement", request, statement.pk)


def _skip(request: HttpRequest, statement: Statement, form: ReviewForm) -> HttpResponse:
    skip(statement, *_signed(request))
    return _to("review_next", request)


def _selected(form: ReviewForm) -> Any:
    """The stretch of the article that was selected for a statement of its own."""
    form.is_valid()
    found = form.selected
    if found is None:
        raise ValidationError(gettext("Select words of the article first."))
    return found


def _split(request: HttpRequest, statement: Statement, form: ReviewForm) -> HttpResponse:
    insist(request, ADD)
    with transaction.atomic():
        new = split(statement, _selected(form), *_signed(request))
        _log(request, statement, gettext("Split in two."))
        _log(request, new, gettext("Split from another statement."))
    messages.success(request, gettext("Split. This is the second one: look at its cue and stance."))
    return _to("review_statement", request, new.pk)


def _add(request: HttpRequest, statement: Statement, form: ReviewForm) -> HttpResponse:
    insist(request, ADD)
    with transaction.atomic():
        place = _selected(form)
        new = add_statement(statement.article, place, *_signed(request))
        _log(request, new, gettext("Added."))
    let_go([statement.pk], _signed(request)[0])
    messages.success(request, gettext("Added. Cue, speaker and session are guessed: look at them."))
    return _to("review_statement", request, new.pk)


def _join(request: HttpRequest, statement: Statement, form: ReviewForm) -> HttpResponse:
    other = get_object_or_404(statement.article.statements, pk=_number(request.POST["_join"]))
    with transaction.atomic():
        join_statements(statement, other, *_signed(request))
        _log(request, statement, gettext("Joined with another statement."))
        _log(request, other, gettext("Joined into another statement."))
    return _to("review_statement", request, statement.pk)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def _find(request: HttpRequest, statement: Statement, form: ReviewForm) -> HttpResponse:
    """Without a script: the same page, with what was searched for to choose from."""
    form.is_valid()
    return _show(request, statement, form)


_ACTS: dict[str, Callable[[HttpRequest, Statement, ReviewForm], HttpResponse]] = {
    "_skip": _skip,
    "_reject": _reject,
    "_reopen": _reopen,
    "_split": _split,
    "_add": _add,
    "_join": _join,
    "_find": _find,
}


def _log(request: HttpRequest, record: Statement | Article, message: Any) -> None:
    LogEntry.objects.log_actions(_signed(request)[0].pk, [record], CHANGE, message)


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back this editor's last act; he stands before the statement again."""
    user = insist(request, CHANGE_IT)
    with transaction.atomic():
        result = undo_latest(user, timezone.now())
        if isinstance(result, Undone):
            return _undone(request, result.act)
    if isinstance(result, ChangedSince):
        text = gettext("It was changed since: nothing is undone. The history of the record helps.")
        messages.warning(request, text)
    else:
        messages.info(request, gettext("There is nothing to undo."))
    return _back(request)


def _undone(request: HttpRequest, act: ReviewAct) -> HttpResponse:
    """Back to the statement; one that the act had added is gone with it."""
    messages.success(request, gettext("Undone: %s") % act.get_kind_display())
    statement = Statement.objects.filter(pk__in=[act.statement_id]).first()
    if statement is None:
        return _back(request)
    _log(request, statement, gettext("Took back the last ruling."))
    return _to("review_statement", request, statement.pk)


def _back(request: HttpRequest) -> HttpResponse:
    """To the statement from which a button was pressed, else to the queue."""
    pk = _number(request.POST.get("at", ""))
    if pk and Statement.objects.filter(pk=pk).exists():
        return _to("review_statement", request, pk)
    return _to("review", request)


@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark an article as fully reviewed, or take the mark off."""
    user = insist(request, SIGN)
    article = get_object_or_404(Article, pk=pk)
    with transaction.atomic():
        if "_unsign" in request.POST:
            unmark_fully_reviewed(article, user, timezone.now())
            _log(request, article, gettext("No longer marked as fully reviewed."))
        elif mark_fully_reviewed(article, user, timezone.now()) is Marked.DONE:
            _log(request, article, gettext("Marked as fully reviewed."))
        else:
            text = gettext("A statement of this article is not ruled on yet.")
            messages.warning(request, text)
    return _back(request)


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Take up what was skipped in this queue."""
    user = insist(request, CHANGE_IT)
    number = take_up_again(_filter(request).queue, user)
    text = ngettext("%d skipped statement is back.", "%d skipped statements are back.", number)
    messages.success(request, text % number)
    return _to("review", request)


@require_POST
def draw(request: HttpRequest) -> HttpResponse:
    """Draw a random sample from what the filter describes, and begin with it."""
    user = insist(request, DRAW)
    shown = _filter(request)
    size = min(_number(request.POST.get("size", "")), LARGEST_SAMPLE)
    among = found_by_machine(shown.narrowed)
    run = draw_sample(among, size, user, timezone.now(), drawn_from=_plain(shown))
    if run is None:
        messages.warning(request, gettext("There is nothing to draw from."))
        return _to("review", request)
    return HttpResponseRedirect(f"{reverse('admin:review')}?run={run.pk}")


def _plain(shown: ReviewFilter) -> dict[str, str]:
    return {name: str(shown.data[name]) for name in shown.filters if shown.data.get(name)}


_CHOICES = {
    "speaker": speaker_choices,
    "ministry": ministry_choices,
    "session": session_choices,
}


@require_GET
def choices(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """What an editor may choose for a statement, found by what he types, with reasons."""
    insist(request, CHANGE_IT)
    rows = Statement.objects.select_related("article", "chamber")
    statement = get_object_or_404(rows, pk=pk)
    found = _CHOICES[kind](statement, request.GET.get("q", "")[:200])
    return JsonResponse({"choices": [one.as_json() for one in found]})
