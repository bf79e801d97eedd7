"""The keys of the workspace, as the list over it explains them.

A key is known by its letter, or on an Arabic keyboard by its place; letters that lie elsewhere on
French keyboards (A, Q, W, Z, M) are not used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Keys = tuple[tuple[str, _StrPromise], ...]

_RULING: Keys = (
    ("C", _("confirm, or save what you changed, and go on")),
    ("Ctrl ↵", _("the same, also while you type in a field")),
    ("R", _("reject and go on")),
    ("N", _("skip: it comes back when you ask for it")),
    ("P", _("previous: what you ruled on before")),
    ("U", _("undo your last ruling")),
    ("F", _("mark the article as fully reviewed")),
    ("K", _("join with the statement before")),
    ("J", _("join with the statement after")),
)
_SELECTED: Keys = (
    ("T", _("the content")),
    ("Y", _("more of the content")),
    ("V", _("the cue")),
    ("L", _("the speaker")),
    ("D", _("an addressee")),
    ("O", _("the session")),
    ("G", _("a missed statement")),
    ("X", _("split off as a statement of their own")),
    ("Esc", _("nothing: drop the selection")),
)
_CHOOSING: Keys = (
    ("1 … 8", _("choose this speaker; 0: nobody")),
    ("B", _("search for a speaker")),
    ("I", _("search for an addressee")),
    ("S", _("search for a session")),
    ("↵", _("take the first that is found")),
    ("↓", _("to what is found; the space bar or the arrows choose")),
    ("E", _("to the stances; the arrows choose")),
    ("Esc", _("leave the field")),
    ("?", _("show or hide this list")),
)
KEY_GROUPS = (
    (_("Ruling"), _RULING),
    (_("The selected words are"), _SELECTED),
    (_("Choosing"), _CHOOSING),
)
