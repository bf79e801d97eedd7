"""Which rows a query string asks for: the same on a list, in its downloads and everywhere else."""

from __future__ import annotations

from django.db.models import Value
from django.db.models.functions import NullIf
from django.http import QueryDict
from django.utils.translation import get_language

from people.models import Ministry, Speaker
from statements.browsing import Dimension
from statements.counts import only_told, told, with_told
from statements.filters import (
    ArticleFilter,
    MinistryFilter,
    SessionFilter,
    SpeakerFilter,
    StatementFilter,
)
from statements.models import Article, Session, Statement


def statements(asked: QueryDict) -> StatementFilter:
    """Published statements, newest first."""
    return StatementFilter(asked, queryset=Statement.objects.published())


def speakers(asked: QueryDict) -> SpeakerFilter:
    """Those who have a published statement, by their Arabic names, whatever the reader's language.

    So a download has one order, and the same file comes for everybody.
    """
    return _speakers(asked, NullIf("name_ar", Value("")), "name_latin")


def speakers_as_shown(asked: QueryDict) -> SpeakerFilter:
    """The same, by the names that the reader sees: the script of her language first."""
    if get_language() == "ar":
        return speakers(asked)
    return _speakers(asked, NullIf("name_latin", Value("")), "name_ar")


def _speakers(asked: QueryDict, *order: NullIf | str) -> SpeakerFilter:
    counts = told(Dimension.SPEAKER)
    rows = with_told(Speaker.objects.current(), counts, "public_id")
    spoke = only_told(rows, counts, "public_id")
    return SpeakerFilter(asked, queryset=spoke.order_by(*order, "pk"))


def ministries(asked: QueryDict) -> MinistryFilter:
    """Every ministry and public body, the most addressed first."""
    current = Ministry.objects.current().select_related("parent")
    rows = with_told(current, told(Dimension.MINISTRY), "code")
    return MinistryFilter(asked, queryset=rows.order_by("-statement_count", "name_ar", "pk"))


def sessions(asked: QueryDict) -> SessionFilter:
    """Sittings with at least one published statement, latest first."""
    counts = told(Dimension.SESSION)
    rows = with_told(Session.objects.all(), counts, "public_id")
    told_in = only_told(rows, counts, "public_id")
    return SessionFilter(asked, queryset=told_in.select_related("chamber", "committee"))


def articles(asked: QueryDict) -> ArticleFilter:
    """Articles that were read, latest first."""
    return ArticleFilter(asked, queryset=Article.objects.public())
