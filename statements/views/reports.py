"""“Report an error”: a form of its own for each statement, and thanks for what was sent."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from redis.exceptions import RedisError

from statements.models import Statement
from statements.models.reports import LONGEST_COMMENT
from statements.report_form import ReportForm
from statements.services.rate_limit import network_of, take_place
from statements.services.reporting import mail_is_set_up, report_error
from statements.views.caching import revalidated
from statements.views.statements import instead_of


# No account is at stake, so no cookie protects it: a signed token with its time does.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """The form of one statement; what is sent goes into the editors' queue."""
    found = _statement(public_id)
    elsewhere = instead_of(request, found)
    if elsewhere is not None:
        return elsewhere
    if request.method != "POST":
        return _show(request, found, ReportForm(public_id=public_id))
    form = ReportForm(request.POST, public_id=public_id)
    if not form.is_valid():
        return _show(request, found, form.renewed(), 422)
    return _refused(request, found, form) or _taken(request, found, form)


def _statement(public_id: str) -> Statement:
    rows = Statement.objects.filter(public_id=public_id).with_what_a_row_shows()
    found = rows.select_related("same_as", "joined_into").first()
    if found is None:
        raise Http404
    return found


def _show(
    request: HttpRequest, found: Statement, form: ReportForm, status: int = 200
) -> HttpResponse:
    context = {
        "statement": found,
        "form": form,
        "longest": LONGEST_COMMENT,
        "days": settings.REPORT_ADDRESS_DAYS,
        "tells": mail_is_set_up(),
    }
    return render(request, "report.html", context, status=status)


def _refused(request: HttpRequest, found: Statement, form: ReportForm) -> HttpResponse | None:
    """The form again, with when it can be sent, where too much came in this hour."""
    now = timezone.now()
    try:
        later = take_place(
            "reports",
            network_of(request),
            now,
            each=settings.REPORTS_PER_HOUR,
            in_all=settings.REPORTS_PER_HOUR_IN_ALL,
        )
    except RedisError:
        text = gettext("Reports cannot be taken at this moment. What you typed is still here.")
        form.add_error(None, ValidationError(text))
        return _show(request, found, form.renewed(), 503)
    if later is None:
        return None
    text = gettext(
        "Many reports were sent in this hour, and no more are taken until %(time)s. What you"
        " typed is still here; send it again then."
    )
    moment = time_format(timezone.localtime(later), "H:i")
    form.add_error(None, ValidationError(text % {"time": moment}))
    response = _show(request, found, form.renewed(), 429)
    response["Retry-After"] = str(int((later - now).total_seconds()))
    return response


def _taken(request: HttpRequest, found: Statement, form: ReportForm) -> HttpResponse:
    page = request.build_absolute_uri(found.get_absolute_url())
    report_error(found, form.cleaned_data, page, (get_language() or "ar")[:2], timezone.now())
    response = HttpResponseRedirect(reverse("report_thanks", args=[found.public_id]))
    response.status_code = 303
    return response


@require_safe
@revalidated
def thanks(request: HttpRequest, public_id: str) -> HttpResponse:
    """What happens next with a report."""
    found = _statement(public_id)
    context = {
        "statement": found,
        "days": settings.REPORT_ADDRESS_DAYS,
        "tells": mail_is_set_up(),
    }
    return instead_of(request, found) or render(request, "report_thanks.html", context)
