"""The editors' admin of articles, sessions and statements, and of the people in them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from statements.admin import (
    arrivals,
    articles,
    evidence,
    moving,
    people,
    reports,
    sessions,
    sources,
    statements,
    topics,
)
from statements.admin.names import rulings

__all__ = [
    "arrivals", "articles", "evidence", "moving", "people", "reports", "rulings", "sessions",
    "sources", "statements", "topics",
]  # fmt: skip

admin.site.site_header = _("Qawl for editors")
admin.site.site_title = _("Qawl for editors")
# Lists and texts need the room; the breadcrumbs lead everywhere.
admin.site.enable_nav_sidebar = False
admin.site.index_title = _("What there is to look after")
