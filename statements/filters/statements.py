"""The one FilterSet of statements: the same query string gives the same rows everywhere."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from people.folding import fold
from people.models import Speaker
from statements.filters.base import ListFilter
from statements.filters.fields import MAX_VALUES, AnyOf, Day, Samples, Search, known
from statements.models import Session, Statement
from statements.models.statements import StatementQuerySet
from statements.search import matching

SPEAKERS_OFFERED = 100
_ID = re.compile(r"[a-z0-9]{1,20}")
PUBLIC_REVIEW_STATES = [
    (value, label) for value, label in Statement.ReviewStatus.choices if value != "rejected"
]


def _by_label(option: tuple[str, str]) -> str:
    return fold(option[1])


class StatementFilter(ListFilter):
    offered = ("ministry", "chamber", "party", "group", "topic", "source")
    folded = (
        "topic", "speaker", "session", "session_type", "kind", "party", "group", "source", "review",
        "samples",
    )  # fmt: skip

    q = Search(method="search")
    stance = AnyOf(choices=Statement.Stance.choices, label=_("stance"))
    ministry = AnyOf(method="addressed_to", label=_("ministry addressed"))
    topic = AnyOf(method="about", label=_("topic"))
    chamber = AnyOf(field_name="chamber__code", label=_("chamber"))
    date_after = Day(field_name="dated_on", lookup_expr="gte", label=_("from day"))
    date_before = Day(field_name="dated_on", lookup_expr="lte", label=_("to day"))
    speaker = AnyOf(field_name="speaker__public_id", label=_("speaker"))
    session_type = AnyOf(
        field_name="session__type", choices=Session.SessionType.choices, label=_("type of session")
    )
    session = AnyOf(field_name="session__public_id", label=_("session"))
    party = AnyOf(field_name="party__code", label=_("party"))
    group = AnyOf(field_name="group__code", label=_("parliamentary group"))
    kind = AnyOf(choices=Statement.Kind.choices, label=_("direct or indirect"))
    source = AnyOf(method="in_outlet", label=_("outlet"))
    review = AnyOf(field_name="review_status", choices=PUBLIC_REVIEW_STATES, label=_("review"))
    samples = Samples()

    class Meta(ListFilter.Meta):
        model = Statement
        fields: tuple[str, ...] = ()

    @property
    def form(self) -> forms.Form:
        fresh = not hasattr(self, "_form")
        form = super().form
        if fresh:
            speakers = self._speakers
            known(form, "speaker").offer(
                sorted({s.public_id: s.name for s in speakers.values()}.items(), key=_by_label),
                {given: speaker.public_id for given, speaker in speakers.items()},
            )
            known(form, "session").offer(self._sessions)
        return form

    @cached_property
    def _speakers(self) -> dict[str, Speaker]:
        """Public id → speaker: those asked for (one merged leads to its other), and some more."""
        asked = self._ids_given("speaker")
        spoke = Statement.objects.published().filter(speaker=OuterRef("pk"))
        is_asked = ExpressionWrapper(Q(public_id__in=asked), BooleanField())
        found = (
            Speaker.objects.filter(
                Q(public_id__in=asked) | Q(Exists(spoke), merged_into__isnull=True)
            )
            .select_related("merged_into")
            .order_by(is_asked.desc(), "name_ar", "name_latin")[:SPEAKERS_OFFERED]
        )
        return {speaker.public_id: speaker.merged_into or speaker for speaker in found}

    def _ids_given(self, name: str) -> list[str]:
        """The values that could be public ids; what could not is no question for the database."""
        return [value for value in self._given(name) if _ID.fullmatch(value)][:MAX_VALUES]

    @cached_property
    def _sessions(self) -> list[tuple[str, str]]:
        asked = self._ids_given("session")
        if not asked:
            return []
        sessions = Session.objects.filter(public_id__in=asked).select_related(
            "chamber", "committee"
        )
        return [(session.public_id, str(session)) for session in sessions]

    def search(self, queryset: StatementQuerySet, name: str, value: str) -> StatementQuerySet:
        return matching(queryset, value)

    def addressed_to(
        self, queryset: StatementQuerySet, name: str, codes: list[str]
    ) -> StatementQuerySet:
        return queryset.addressed_to(*codes) if codes else queryset

    def about(self, queryset: StatementQuerySet, name: str, codes: list[str]) -> StatementQuerySet:
        return queryset.about(*codes) if codes else queryset

    def in_outlet(
        self, queryset: StatementQuerySet, name: str, outlets: list[str]
    ) -> StatementQuerySet:
        source = Q(article__source__host__in=outlets) | Q(
            article__source__name__in=outlets, article__source__host=""
        )
        return queryset.filter(source) if outlets else queryset

    @property
    def qs(self) -> StatementQuerySet:
        """The rows asked for, in the order of the list. Nothing at all where a value is wrong."""
        rows: Any = super().qs
        return rows.newest_first()  # type: ignore[no-any-return]
