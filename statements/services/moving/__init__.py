"""Merging records and moving statements from one to another, each with the way back."""

from statements.services.moving.carrying import move_statements, readdress_statements
from statements.services.moving.ministries import (
    merge_ministries,
    preview_ministries,
    why_not_merge_ministries,
)
from statements.services.moving.model import Refused
from statements.services.moving.speakers import (
    gather_stragglers,
    merge_speakers,
    preview_speakers,
    why_not_merge_speakers,
)
from statements.services.moving.taking_back import TakenBack, UndoFirst, take_back

__all__ = [
    "Refused",
    "TakenBack",
    "UndoFirst",
    "gather_stragglers",
    "merge_ministries",
    "merge_speakers",
    "move_statements",
    "preview_ministries",
    "preview_speakers",
    "readdress_statements",
    "take_back",
    "why_not_merge_ministries",
    "why_not_merge_speakers",
]
