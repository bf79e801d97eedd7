"""Why a candidate fits, in an editor's words."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_lazy as _

_REASONS = {
    "same_name": _("the same name"),
    "family_name_first": _("the same name, family name first"),
    "given_names_turned": _("the same given names in another order"),
    "near_spelling": _("a name spelled almost alike"),
    "part_left_out": _("a longer or shorter form of the name"),
    "last_name": _("the same family name"),
    "given_name": _("the same given name only"),
    "alias": _("known under this name"),
    "office": _("held this office that day"),
    "shared_name": _("bears this name"),
    "ruled": _("an editor linked this name"),
}
_SIGNS = {
    "+chamber": _("sits in this chamber"),
    "+group": _("is in this group"),
    "+party": _("is in this party"),
    "+ministry": _("heads this ministry"),
    "+committee": _("chairs this committee"),
    "+government": _("is in the government"),
    "-chamber": _("sits in another chamber"),
    "-group": _("is in another group"),
    "-party": _("is in another party"),
    "-ministry": _("heads another ministry"),
}


def explained(reason: str) -> str:
    """«same_name; +group; -chamber» as a sentence; a part that is no code stays as it is."""
    parts = (part.strip() for part in reason.split(";"))
    said = [str(_REASONS.get(part) or _SIGNS.get(part) or part) for part in parts if part]
    return gettext(", ").join(said)
