"""What was said: sources, articles as fetched and as cleaned, sessions, statements."""

from statements.models.articles import Article, Revision, Snapshot
from statements.models.copies import Fingerprint
from statements.models.sessions import Session
from statements.models.sources import Arrival, Delivery, Source
from statements.models.statements import NamedInstitution, Statement

__all__ = [
    "Arrival",
    "Article",
    "Delivery",
    "Fingerprint",
    "NamedInstitution",
    "Revision",
    "Session",
    "Snapshot",
    "Source",
    "Statement",
]
