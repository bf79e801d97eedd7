"""The queue of names: printed, and meaning nobody yet, several, or somebody provisional."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from statements.admin.names import views


def names_urls(site: AdminSite) -> list[URLPattern]:
    """The addresses of the queue of names, for members of staff only."""

    def staff(view: Callable[..., Any]) -> Any:
        return site.admin_view(view)

    return [
        path("names/", staff(views.queue), name="names"),
        path("names/one/", staff(views.one), name="names_one"),
        path("names/undo/<int:pk>/", staff(views.undo), name="names_undo"),
    ]
