"""Public pages carry an ETag: a page that has not changed answers 304."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def revalidated(view: View[P]) -> View[P]:
    """The view with an ETag; caches may keep its page but ask again before they show it.

    HEAD is answered as GET is: the view makes the whole page, and the server leaves its body out.
    """

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, no_cache=True)
        if request.method not in ("GET", "HEAD"):
            return response
        if not response.has_header("ETag"):
            set_response_etag(response)
        tag = response.get("ETag")
        return get_conditional_response(request, tag, response=response) or response

    return answer
