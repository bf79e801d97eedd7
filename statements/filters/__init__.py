"""What may be asked of a list. One FilterSet serves a list, its CSV and all that comes after."""

from statements.filters.base import ListFilter
from statements.filters.directories import (
    ArticleFilter,
    MinistryFilter,
    SessionFilter,
    SpeakerFilter,
)
from statements.filters.facets import Facet
from statements.filters.statements import StatementFilter

__all__ = [
    "ArticleFilter",
    "Facet",
    "ListFilter",
    "MinistryFilter",
    "SessionFilter",
    "SpeakerFilter",
    "StatementFilter",
]
