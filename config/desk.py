"""The administration's first page: what editors do first stands first, machinery apart and last."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

# Of each app its models, in the order in which an editor comes to need them.
_ORDER = {
    "statements": (
        "Statement", "Article", "Session", "ErrorReport", "NameRuling", "Move", "Delivery",
        "Arrival", "Source", "Topic", "NamedInstitution", "Revision", "Snapshot",
    ),
    "people": (
        "Speaker", "Ministry", "Appointment", "Alias", "Group", "Party", "Committee", "Chamber",
        "Legislature", "MinistryName",
    ),
    "auth": ("User", "Group"),
}  # fmt: skip
_APPS = tuple(_ORDER)
_NAMES = {"auth": _("Accounts")}


class Desk(AdminSite):
    site_header = _("Qawl for editors")
    site_title = _("Qawl for editors")
    index_title = _("What there is to look after")
    # Lists and texts need the room; the breadcrumbs lead everywhere.
    enable_nav_sidebar = False

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """What this user may see; apps that are not listed above come last."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            known = _ORDER.get(app["app_label"], ())
            app["name"] = _NAMES.get(app["app_label"], app["name"])
            app["models"].sort(key=lambda model: _place(model["object_name"], known))
        return sorted(apps, key=lambda app: _place(app["app_label"], _APPS))

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """What only whoever runs the server may see is folded away."""
        apps = self.get_app_list(request)
        context = {
            "app_list": [app for app in apps if app["app_label"] in _APPS],
            "machinery": [app for app in apps if app["app_label"] not in _APPS],
        }
        return super().index(request, context | (extra_context or {}))


def _place(name: str, order: tuple[str, ...]) -> int:
    return order.index(name) if name in order else len(order)
