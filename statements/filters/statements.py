"""The one FilterSet of statements: the same query string gives the same rows everywhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from heapq import nlargest

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Speaker
from statements.browsing import Dimension, Question
from statements.browsing.conditions import asked_for
from statements.filters.base import ListFilter
from statements.filters.facets import LEEWAY
from statements.filters.fields import MAX_VALUES, AnyOf, Day, Samples, Search, known
from statements.filters.options import Options, speakers
from statements.filters.speakers import named_like
from statements.models import Session, Statement
from statements.models.statements import StatementQuerySet

_ID = re.compile(r"[a-z0-9]{1,20}")
PUBLIC_REVIEW_STATES = [
    (value, label) for value, label in Statement.ReviewStatus.choices if value != "rejected"
]


class StatementFilter(ListFilter):
    """What the filters mean is told by ``question``, which all that answers is asked."""

    offered = ("ministry", "minister_of", "mentioned", "chamber", "party", "group", "topic",
               "source", "speaker")  # fmt: skip
    folded = ("session_type", "session", "group", "minister_of", "mentioned", "kind", "source",
              "review", "samples")  # fmt: skip
    ordered = ("samples", "kind", "review")
    places = ("sort", "after", "before", "skip")
    searchable = ("speaker", "ministry", "minister_of", "mentioned", "source", "party", "group",
                  "topic")  # fmt: skip
    found_by_name = ("speaker",)

    q = Search()
    stance = AnyOf(choices=Statement.Stance.choices, label=_("stance"))
    ministry = AnyOf(label=_("ministry addressed"))
    speaker = AnyOf(label=_("speaker"))
    date_after = Day(label=_("from day"))
    date_before = Day(label=_("to day"))
    topic = AnyOf(label=_("topic"))
    chamber = AnyOf(label=_("chamber"))
    party = AnyOf(label=_("party"))
    session_type = AnyOf(choices=Session.SessionType.choices, label=_("type of session"))
    session = AnyOf(label=_("session"))
    group = AnyOf(label=_("parliamentary group"))
    minister_of = AnyOf(label=_("speaker’s ministry"))
    mentioned = AnyOf(label=_("institution only mentioned"))
    kind = AnyOf(choices=Statement.Kind.choices, label=_("direct or indirect"))
    source = AnyOf(label=_("outlet"))
    review = AnyOf(choices=PUBLIC_REVIEW_STATES, label=_("review"))
    samples = Samples()

    class Meta(ListFilter.Meta):
        model = Statement
        fields: tuple[str, ...] = ()

    @cached_property
    def question(self) -> Question:
        """What is asked, every value in its one spelling; only where nothing is wrong."""
        cleaned = self.form.cleaned_data
        choices = {one: _several(cleaned[one.value]) for one in Dimension}
        return Question(
            {one: values for one, values in choices.items() if values},
            cleaned["date_after"],
            cleaned["date_before"],
            cleaned["q"],
        )

    @property
    def qs(self) -> StatementQuerySet:
        """The rows asked for, newest first. Nothing at all where a value is wrong."""
        if self.is_bound and not self.form.is_valid():
            return Statement.objects.none()
        return asked_for(self.question).newest_first()

    @cached_property
    def options(self) -> Options:
        """The values of the facets; of speakers those that are asked for."""
        return Options.load(self.offered, self._ids_given("speaker"))

    @cached_property
    def form(self) -> forms.Form:
        form: forms.Form = super().form
        known(form, "session").offer(self._sessions)
        return form

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

    @cached_property
    def facet_names(self) -> list[str]:
        """All but the sittings, of which there are too many: only those asked for are shown."""
        names = super().facet_names
        return [name for name in names if name != "session" or self._given(name)]

    def labelled(self, name: str, counts: Mapping[str, int]) -> list[tuple[str, str]]:
        """Of the speakers, who are very many, those with the most statements or with a name."""
        choices = super().labelled(name, counts)
        if name != "speaker" or not counts:
            return choices
        asked = dict(choices)
        return [*choices, *(one for one in self._speakers(counts) if one[0] not in asked)]

    def _speakers(self, counts: Mapping[str, int]) -> list[tuple[str, str]]:
        sought = self.unfolded.sought.get("speaker")
        if sought:
            rows = Speaker.objects.only("public_id", "name_ar", "name_latin").order_by()
            found = rows.filter(named_like(sought), merged_into=None)
            return [(one.public_id, one.name) for one in found if one.public_id in counts]
        most = self.unfolded.most("speaker") + LEEWAY
        return speakers(nlargest(most, counts, key=lambda one: (counts[one], one)))


def _several(value: str | list[str]) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    return tuple(one for one in values or () if one and one != Samples.WITH)
