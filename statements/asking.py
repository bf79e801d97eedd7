"""Which rows a query string asks for: the same on a list, in its downloads and everywhere else."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import NullIf
from django.http import QueryDict
from django.utils.translation import get_language

from people.models import Ministry, Speaker
from statements.counts import with_addressed_counts
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
    """Those who have a published statement, by name."""
    spoke = Statement.objects.published().filter(speaker=OuterRef("pk"))
    rows = Speaker.objects.current().filter(Exists(spoke))
    return SpeakerFilter(asked, queryset=rows.order_by(*_names_as_shown(), "pk"))


def _names_as_shown() -> tuple[NullIf | str, str]:
    """The order of the names that the reader sees: those in the script of her language first."""
    first, second = (
        ("name_ar", "name_latin") if get_language() == "ar" else ("name_latin", "name_ar")
    )
    return NullIf(first, Value("")), second


def ministries(asked: QueryDict) -> MinistryFilter:
    """Every ministry and public body, the most addressed first."""
    rows = with_addressed_counts(Ministry.objects.select_related("parent"))
    return MinistryFilter(asked, queryset=rows.order_by("-statement_count", "name_ar", "pk"))


def sessions(asked: QueryDict) -> SessionFilter:
    """Sittings with at least one published statement, latest first."""
    told = Statement.objects.published().filter(session=OuterRef("pk"))
    rows = Session.objects.filter(Exists(told)).select_related("chamber", "committee")
    return SessionFilter(asked, queryset=rows)


def articles(asked: QueryDict) -> ArticleFilter:
    """Articles that were read, latest first."""
    return ArticleFilter(asked, queryset=Article.objects.public())
