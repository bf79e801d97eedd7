"""What stands on an editor's desk: a statement, its article, what may be chosen, what is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Count
from django.urls import reverse

from people.models import Speaker
from statements.admin.review.candidates import (
    Choice,
    ministry_choices,
    session_choices,
    speaker_choices,
)
from statements.admin.review.form import ReviewForm, addressed, written_addressee
from statements.admin.review.marking import MarkedParagraph, marked_text
from statements.filters.review import ReviewFilter
from statements.models import Article, Claim, ReviewAct, Session, Statement
from statements.models.review import open_now
from statements.provenance import Certainty, certainties, how_attributed
from statements.services.undoing import latest_act

MOST_COUNTED = 10_000

AT_HAND = (
    "article__source", "article__reviewed_by", "revision", "speaker", "appointment", "group",
    "party", "chamber", "session__chamber", "session__committee", "reviewed_by",
)  # fmt: skip
_KINDS = ("speaker", "ministry", "session")
HEAVY = ("search_text", "search_vector", "machine_values", "confidence", "rules")


def left_in(queue: Any) -> int:
    """How many statements wait; beyond ten thousand nobody counts."""
    return int(queue.order_by()[: MOST_COUNTED + 1].count())


@dataclass
class Desk:
    """One page of the workspace; every property is asked of the database once at most."""

    statement: Statement
    queue: ReviewFilter
    user: Any
    claimed_by: Claim | None
    form: ReviewForm

    @cached_property
    def others(self) -> list[Statement]:
        """The article's other statements in text order, without those rejected or not found."""
        rows = self.statement.article.statements.standing().exclude(pk=self.statement.pk)
        rows = rows.select_related("speaker", "session__chamber", "session__committee")
        ordered = rows.defer(*HEAVY).prefetch_related("institutions__ministry")
        return list(ordered.order_by("position", "pk"))

    @property
    def in_order(self) -> list[Statement]:
        both = [*self.others, self.statement]
        return sorted(both, key=lambda one: (one.content_spans[0].lower, one.pk))

    @property
    def neighbours(self) -> dict[str, Statement | None]:
        """The statements of the same text right before and after, to be joined with."""
        same = [one for one in self.in_order if one.revision_id == self.statement.revision_id]
        at = same.index(self.statement)
        return {
            "before": same[at - 1] if at else None,
            "after": same[at + 1] if at + 1 < len(same) else None,
        }

    @property
    def paragraphs(self) -> list[MarkedParagraph]:
        same = [one for one in self.others if one.revision_id == self.statement.revision_id]
        return marked_text(self.statement.revision.text, self.statement, same)

    @cached_property
    def speakers(self) -> list[Choice]:
        found = speaker_choices(self.statement, self.asked.get("speaker", ""), self.others)
        return _with_chosen(found, self._row(Speaker, "speaker"))

    @cached_property
    def sessions(self) -> list[Choice]:
        found = session_choices(self.statement, self.asked.get("session", ""), self.others)
        return _with_chosen(found, self._row(Session, "session"))

    def _row(self, model: type[Any], name: str) -> Any:
        """The chosen row: mostly the one in force, which is at hand."""
        chosen, in_force = self.chosen[name], getattr(self.statement, name)
        if in_force is None or chosen != in_force.pk:
            return model.objects.filter(pk=chosen).first() if chosen else None
        return in_force

    @property
    def addressed(self) -> list[dict[str, str]]:
        return [
            {"value": written_addressee(one), "label": str(one), "printed": one.printed}
            for one in addressed(self.statement)
        ]

    @property
    def ministries(self) -> list[Choice]:
        there = {one.ministry_id for one in addressed(self.statement)}
        around = [*self.others, self.statement]
        found = ministry_choices(self.statement, self.asked.get("ministry", ""), around)
        return [one for one in found if one.value not in there]

    @cached_property
    def sure(self) -> dict[str, Certainty]:
        """How sure the machine was, by field; nothing in a random sample, where its own doubt
        must not lead the editor's eye."""
        if self.queue.run_in_force:
            return {}
        return {one.code: one for one in certainties(self.statement)}

    @cached_property
    def asked(self) -> dict[str, str]:
        """What was searched for without a script, by kind of choice."""
        if "_find" not in self.form.data:
            return {}
        return {kind: self.form.data.get(f"q_{kind}", "") for kind in _KINDS}

    @cached_property
    def chosen(self) -> dict[str, int | None]:
        """What is chosen in the form as it stands, sent or not."""
        values = {name: self.form[name].value() for name in ("speaker", "session")}
        return {name: int(value) if _is_key(value) else None for name, value in values.items()}

    @property
    def attribution(self) -> str:
        return how_attributed(self.statement)

    @cached_property
    def left(self) -> int:
        return left_in(self.queue.queue)

    @cached_property
    def latest(self) -> ReviewAct | None:
        return latest_act(self.user)

    @property
    def previous(self) -> str:
        """The statement that this editor had before this one."""
        acts = ReviewAct.objects.filter(
            editor=self.user.pk, undone_at__isnull=True, statement__isnull=False
        )
        mine = acts.filter(statement=self.statement).values_list("pk", flat=True).first()
        earlier = acts.filter(pk__lt=mine) if mine else acts
        pk = earlier.exclude(statement=self.statement).values_list("statement", flat=True).first()
        return self.address_of(pk) if pk else ""

    def address_of(self, pk: int) -> str:
        query = f"?{self.queue.query}" if self.queue.query else ""
        return reverse("admin:review_statement", args=[pk]) + query

    @cached_property
    def to_sign(self) -> Article | None:
        return article_to_sign(self.user, self.latest, self.statement.article)


def article_to_sign(
    user: Any, latest: ReviewAct | None, at_hand: Article | None = None
) -> Article | None:
    """An article in which everything is ruled: the one just left, else the one at hand."""
    if not user.has_perm("statements.mark_reviewed"):
        return None
    near = {one.pk: one for one in (latest and latest.article, at_hand) if one}
    ready = [one for one in near.values() if one.current_id and not one.is_fully_reviewed]
    waiting = Statement.objects.filter(open_now(), article__in=ready)
    unruled = set(waiting.values_list("article", flat=True)) if ready else set()
    return next((one for one in ready if one.pk not in unruled), None)


def _is_key(value: Any) -> bool:
    return str(value or "").isdecimal() and len(str(value)) < 19


def _with_chosen(choices: list[Choice], chosen: Any) -> list[Choice]:
    """The value in force stands first, also where nothing speaks for it."""
    if chosen is None:
        return choices
    own = next((one for one in choices if one.value == chosen.pk), None)
    own = own or Choice(chosen.pk, getattr(chosen, "name", None) or str(chosen))
    return [own, *(one for one in choices if one.value != chosen.pk)]


def progress_of(user: Any, since: datetime) -> dict[str, int]:
    """What this editor has done since a moment, by kind of act in words."""
    rows = ReviewAct.objects.filter(editor=user.pk, undone_at__isnull=True, made_at__gte=since)
    numbers = rows.order_by().values_list("kind").annotate(Count("pk"))
    return {str(ReviewAct.Kind(kind).label): number for kind, number in numbers}
