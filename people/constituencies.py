"""The bodies that elect members of the second chamber, which are few and have names in French."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from people.folding import fold

_ELECTORAL_BODIES = {
    fold("هيئة المأجورين"): _("college of employees"),
    fold("هيئة الغرف المهنية"): _("college of professional chambers"),
    fold("هيئة المنظمات المهنية للمشغلين"): _("college of employers' organisations"),
    fold("هيئة الجماعات الترابية"): _("college of local authorities"),
    fold("هيئة مجالس الجماعات الترابية"): _("college of local authorities"),
}


def electoral_body(constituency: str) -> str:
    """The constituency in the reader's language where that is known, else as it is given."""
    return str(_ELECTORAL_BODIES.get(fold(constituency), constituency))
