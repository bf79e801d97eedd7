"""How the administration is worked with, for whoever works in it."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext

from statements.admin.review.keys import KEY_GROUPS


def help_page(request: HttpRequest) -> HttpResponse:
    """One page with a heading and an address for each thing an editor does. For staff."""
    context = {
        **admin.site.each_context(request),
        "title": gettext("Help"),
        "key_groups": KEY_GROUPS,
    }
    return TemplateResponse(request, "admin/help.html", context)
