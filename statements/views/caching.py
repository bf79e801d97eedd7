"""Public pages carry an ETag: a page that has not changed answers 304."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def revalidated(view: View[P]) -> View[P]:
    """The view with an ETag; caches may keep its page but ask again before they show it."""

    @conditional_page
    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, no_cache=True)
        return response

    return answer
