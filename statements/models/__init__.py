"""What was said: sources, articles as fetched and as cleaned, sessions, statements."""

from statements.models.articles import Article, Revision, Snapshot
from statements.models.changes import StatementChange
from statements.models.copies import Fingerprint
from statements.models.institutions import NamedInstitution
from statements.models.moves import Move, MovedRow, MoveOrder
from statements.models.names import NamePlace, NameRuling
from statements.models.proposals import Proposal
from statements.models.reports import ErrorReport
from statements.models.review import Claim, ReviewAct, Sample, SamplingRun, Skip
from statements.models.sessions import Session
from statements.models.sources import Arrival, Delivery, Source
from statements.models.statements import Statement
from statements.models.topics import StatementTopic, Topic

__all__ = [
    "Arrival",
    "Article",
    "Claim",
    "Delivery",
    "ErrorReport",
    "Fingerprint",
    "Move",
    "MoveOrder",
    "MovedRow",
    "NamePlace",
    "NameRuling",
    "NamedInstitution",
    "Proposal",
    "ReviewAct",
    "Revision",
    "Sample",
    "SamplingRun",
    "Session",
    "Skip",
    "Snapshot",
    "Source",
    "Statement",
    "StatementChange",
    "StatementTopic",
    "Topic",
]
