"""The review: a queue of statements, and the workspace in which an editor rules on one of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path, re_path

from statements.admin.review import views


def review_urls(site: AdminSite) -> list[URLPattern]:
    """The addresses of the review, for members of staff only."""

    def staff(view: Callable[..., Any]) -> Any:
        return site.admin_view(view)

    return [
        path("review/", staff(views.queue), name="review"),
        path("review/next/", staff(views.next_one), name="review_next"),
        path("review/undo/", staff(views.undo), name="review_undo"),
        path("review/again/", staff(views.again), name="review_again"),
        path("review/sample/", staff(views.draw), name="review_draw"),
        path("review/article/<int:pk>/", staff(views.sign), name="review_sign"),
        path("review/<int:pk>/", staff(views.workspace), name="review_statement"),
        re_path(
            r"^review/(?P<pk>[0-9]{1,18})/(?P<kind>speaker|ministry|session)/$",
            staff(views.choices),
            name="review_choices",
        ),
    ]
