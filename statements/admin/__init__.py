"""The editors' admin of articles, sessions and statements, and of the people in them."""

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
