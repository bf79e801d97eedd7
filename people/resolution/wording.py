"""Why a candidate fits, in an editor's words."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Sign:
    """One reason in words; ``speaks`` is "for", "against" or "" where a name was compared."""

    text: str
    speaks: str = ""


def signs_of(reason: str) -> list[Sign]:
    """«same_name; +group; -chamber», each in words; a part that is no code stays as it is."""
    parts = filter(None, (part.strip() for part in reason.split(";")))
    speaks = {"+": "for", "-": "against"}
    return [
        Sign(str(_REASONS.get(part) or _SIGNS.get(part) or part), speaks.get(part[0], ""))
        for part in parts
    ]


def explained(reason: str) -> str:
    """The reasons as a sentence."""
    return gettext(", ").join(sign.text for sign in signs_of(reason))
