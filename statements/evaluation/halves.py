"""The fixed halves of a gold: one to tune on, one whose texts stay unread."""

from __future__ import annotations

import hashlib
from enum import StrEnum


class Half(StrEnum):
    TUNING = "tuning"
    HELD_BACK = "held-back"
    ALL = "all"


def half_of(article_id: str) -> Half:
    """By the parity of the SHA-256 of the id: odd is tuning, even is held back."""
    digest = hashlib.sha256(article_id.encode("utf-8")).digest()
    return Half.TUNING if digest[-1] % 2 else Half.HELD_BACK


def belongs(article_id: str, half: Half) -> bool:
    return half is Half.ALL or half_of(article_id) is half
