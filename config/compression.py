"""Pages go out compressed, so that a phone behind no front server waits for less."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

# Stylesheets and scripts are collected compressed; straight from a checkout they are not.
STATIC_TEXT = ("text/css", "text/javascript", "image/svg+xml")


class CompressedPagesMiddleware(GZipMiddleware):
    """Compress what a browser shows; leave downloads, which must begin at once, as they stream."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """The answer, compressed where it is shown in a page and the browser takes it."""
        if response.streaming and not _is_static_text(response):
            return response
        return super().process_response(request, response)


def _is_static_text(response: HttpResponseBase) -> bool:
    """Whether it is a whole stylesheet, script or drawing, not a part of one."""
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    return response.status_code == 200 and kind in STATIC_TEXT
