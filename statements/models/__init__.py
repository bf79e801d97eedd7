"""What was said: sources, articles as fetched and as cleaned, sessions, statements."""

from statements.models.articles import Article, Revision, Snapshot, Source
from statements.models.sessions import Session
from statements.models.statements import NamedInstitution, Statement

__all__ = [
    "Article",
    "NamedInstitution",
    "Revision",
    "Session",
    "Snapshot",
    "Source",
    "Statement",
]
