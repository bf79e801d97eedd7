"""The keys of the workspace, as the list beside it explains them.

A key is known by its letter, or on an Arabic keyboard by its place; letters that lie elsewhere on
French keyboards (A, Q, W, Z, M) are not used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

KEYS: tuple[tuple[str, _StrPromise], ...] = (
    ("C", _("confirm, or save what you changed, and go on")),
    ("S", _("the same")),
    ("Ctrl ↵", _("the same, also while you type in a field")),
    ("R", _("reject and go on")),
    ("N", _("skip: it comes back when you ask for it")),
    ("P", _("previous: what you ruled on before")),
    ("U", _("undo your last ruling")),
    ("F", _("mark the article as fully reviewed")),
    ("T", _("the selected words are the content")),
    ("Y", _("the selected words belong to the content too")),
    ("V", _("the selected words are the cue")),
    ("L", _("the selected words are the speaker")),
    ("D", _("the selected words are an addressee")),
    ("O", _("the selected words tell the session")),
    ("G", _("the selected words are a missed statement")),
    ("X", _("the selected words are split off as a statement of their own")),
    ("K", _("join with the statement before")),
    ("J", _("join with the statement after")),
    ("1 … 8", _("choose this speaker; 0: nobody")),
    ("B", _("search for a speaker; Enter takes the first")),
    ("E", _("to the stances; the arrows choose")),
    ("I", _("search for an addressee; Enter takes the first")),
    ("Esc", _("leave a field, drop a selection")),
    ("H", _("show or hide this list")),
)
