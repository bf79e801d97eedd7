"""Suggestions while a search is typed."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_safe

from statements.filters.fields import MAX_SEARCH_LENGTH
from statements.search.names import Named
from statements.search.suggesting import suggested


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Names, what kind each is and the list it leads to; how many, for who does not see them."""
    found = suggested(request.GET.get("q", "")[:MAX_SEARCH_LENGTH])
    said = ngettext("%(number)s suggestion", "%(number)s suggestions", len(found))
    told = {"found": [_told(one) for one in found], "said": said % {"number": len(found)}}
    response = JsonResponse(told)
    response["Cache-Control"] = "private, max-age=60"
    return response


def _told(one: Named) -> dict[str, str]:
    arabic_reader = (get_language() or "").startswith("ar")
    first, second = (one.arabic, one.latin) if arabic_reader else (one.latin, one.arabic)
    kind = gettext("speaker") if one.kind == "speaker" else gettext("ministry")
    address = f"{reverse('statements')}?{urlencode({one.kind: one.value})}"
    return {"name": first or second, "kind": kind, "address": address}
