"""Merging records and moving statements from one to another, each with the way back."""

from statements.services.moving.carrying import move_statements, readdress_statements
from statements.services.moving.ministries import (
    merge_ministries,
    preview_ministries,
    why_not_merge_ministries,
)
from statements.services.moving.model import Refused
from statements.services.moving.orders import (
    MANY,
    order_merge,
    order_undoing,
    orders_about,
    orders_under_way,
    size_of_merge,
    size_of_undoing,
    unsettled,
)
from statements.services.moving.progress import share_done
from statements.services.moving.speakers import (
    gather_stragglers,
    merge_speakers,
    preview_speakers,
    why_not_merge_speakers,
)
from statements.services.moving.taking_back import TakenBack, UndoFirst, take_back

__all__ = [
    "MANY",
    "Refused",
    "TakenBack",
    "UndoFirst",
    "gather_stragglers",
    "merge_ministries",
    "merge_speakers",
    "move_statements",
    "order_merge",
    "order_undoing",
    "orders_about",
    "orders_under_way",
    "preview_ministries",
    "preview_speakers",
    "readdress_statements",
    "share_done",
    "size_of_merge",
    "size_of_undoing",
    "take_back",
    "unsettled",
    "why_not_merge_ministries",
    "why_not_merge_speakers",
]
