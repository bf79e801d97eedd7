"""Merging records and moving statements: choose, look at what would happen, do it, undo it."""

from statements.admin.moving.done import MoveAdmin
from statements.admin.moving.merging import MergesRecords
from statements.admin.moving.picking import pick_from

__all__ = ["MergesRecords", "MoveAdmin", "pick_from"]
