"""The operator's page of the admin: is everything running, and what goes wrong where?"""

from __future__ import annotations

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext

from statements import operation
from statements.browsing.index.watched import state_of


def operation_page(request: HttpRequest) -> HttpResponse:
    """What came in by outlet and day, failures by kind, the queue, the workers. For staff."""
    now = timezone.now()
    waiting = operation.waiting()
    context = {
        **admin.site.each_context(request),
        "title": gettext("Operation"),
        "queue": operation.queue(),
        "index": state_of(settings.DATA.index)[0],
        "waiting": waiting,
        "incoming": operation.incoming(now),
        "failures": operation.failures(now),
        "left": operation.left_to_people(),
        "troubled": operation.troubled_sources(),
        "days": operation.DAYS,
    }
    response = TemplateResponse(request, "admin/operation.html", context)
    response["Cache-Control"] = "no-store"
    return response
