"""Pages go out compressed, so that a phone behind no front server waits for less."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressedPagesMiddleware(GZipMiddleware):
    """Compress what a browser shows; leave downloads, which must begin at once, as they stream."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """The answer, compressed where it is whole and the browser takes it."""
        return response if response.streaming else super().process_response(request, response)
