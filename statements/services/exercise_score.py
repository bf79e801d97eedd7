"""How the review exercise was done: what is right, what is wrong, what is left, and how fast."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min

from people.folding import fold
from statements.exercise import (
    FIELDS,
    Described,
    ExerciseArticle,
    Place,
    Planted,
    exercise_articles,
)
from statements.models import Article, NamedInstitution, ReviewAct, Statement
from statements.models.review import open_now
from statements.services.exercising import IDENTITY, articles_of_exercise

RIGHT, WRONG, LEFT = "right", "wrong", "left"
FOUND = "found"
# Of the characters of two stretches so many must be shared for them to be of one statement.
_SAME = 0.3
_WORD = re.compile(r"\w+")
_OPENINGS = frozenset(fold("أن إن بأن").split())


@dataclass(slots=True)
class Tally:
    """How often a field is right, wrong or left; how many of its planted mistakes are mended."""

    ways: Counter[str] = field(default_factory=Counter)
    planted: int = 0
    mended: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """The state of the exercise, with who ruled how often and from when to when."""

    fields: dict[str, Tally]
    waiting: int
    signed: int
    articles: int
    editors: dict[str, int]
    first: datetime | None
    last: datetime | None

    @property
    def took(self) -> timedelta | None:
        """From the first ruling to the last one that stands."""
        return self.last - self.first if self.first and self.last else None


def score_exercise() -> Score | None:
    """Compare what the exercise says now with what is true of it; None where there is none."""
    rows = {one.identity: one for one in articles_of_exercise()}
    if not rows:
        return None
    tallies = {name: Tally() for name in (FOUND, *FIELDS)}
    for described in exercise_articles():
        if article := rows.get(IDENTITY + described.slug):
            _judge_article(described, article, tallies)
    acts = ReviewAct.objects.filter(article__in=rows.values(), undone_at__isnull=True)
    times = acts.aggregate(first=Min("made_at"), last=Max("made_at"))
    editors = acts.order_by().values_list("editor__username").annotate(Count("pk"))
    waiting = Statement.objects.filter(open_now(), article__in=rows.values())
    return Score(
        fields=tallies,
        waiting=waiting.count(),
        signed=sum(one.is_fully_reviewed for one in rows.values()),
        articles=len(rows),
        editors=dict(editors),
        **times,
    )


def _judge_article(described: ExerciseArticle, article: Article, tallies: dict[str, Tally]) -> None:
    rows = article.statements.prefetch_related("institutions__ministry")
    statements = list(rows.select_related("speaker", "session", "revision"))
    standing = [one for one in statements if one.review_status != "rejected"]
    pairs = _paired(described.planted, standing)
    for planted, statement in pairs:
        way = _way_of_finding(planted, statement, article)
        _count(tallies[FOUND], way, FOUND in planted.faults)
        if planted.truth is not None and statement is not None:
            _judge_fields(planted, statement, described, tallies)
    # Two where there is one, or words that are no statement, and somebody has ruled so.
    taken = {statement.pk for _, statement in pairs if statement is not None}
    over = [one for one in standing if one.pk not in taken and one.review_status != "extracted"]
    tallies[FOUND].ways[WRONG] += len(over)


def _paired(
    planted: Sequence[Planted], statements: Iterable[Statement]
) -> list[tuple[Planted, Statement | None]]:
    """Each with the statement that shares most of its words; no statement twice."""
    free = {one.pk: one for one in statements}
    pairs: dict[int, Statement] = {}
    shares = sorted(
        (
            (-share, at, pk)
            for at, each in enumerate(planted)
            for pk, one in free.items()
            if (share := _shared(_place(each), one)) >= _SAME
        )
    )
    for _, at, pk in shares:
        if at not in pairs and pk in free:
            pairs[at] = free.pop(pk)
    return [(each, pairs.get(at)) for at, each in enumerate(planted)]


def _place(planted: Planted) -> Place:
    return (planted.truth or planted.found[0]).content


def _shared(place: Place, statement: Statement) -> float:
    start, end = place
    spans = [(span.lower, span.upper) for span in statement.content_spans]
    both = sum(max(0, min(end, until) - max(start, since)) for since, until in spans)
    either = end - start + sum(until - since for since, until in spans) - both
    return float(both / either)


def _way_of_finding(planted: Planted, statement: Statement | None, article: Article) -> str:
    is_there = planted.truth is not None
    if statement is not None and statement.review_status == "extracted":
        return LEFT
    if is_there == (statement is not None):
        return RIGHT
    # Who marks an article as fully reviewed says that nothing is missing in it.
    return WRONG if not is_there or article.is_fully_reviewed or planted.found else LEFT


def _judge_fields(
    planted: Planted, statement: Statement, described: ExerciseArticle, tallies: dict[str, Tally]
) -> None:
    assert planted.truth is not None
    right = _right_fields(planted.truth, statement, described)
    is_left = statement.review_status == "extracted"
    for name in FIELDS:
        way = LEFT if is_left else RIGHT if name in right else WRONG
        _count(tallies[name], way, name in planted.faults)


def _count(tally: Tally, way: str, is_planted: bool) -> None:
    tally.ways[way] += 1
    tally.planted += is_planted
    tally.mended += is_planted and way == RIGHT


def _right_fields(truth: Described, statement: Statement, described: ExerciseArticle) -> set[str]:
    text = statement.revision.text
    content = " ".join(text[span.lower : span.upper] for span in statement.content_spans)
    speaker, session = statement.speaker, statement.session
    is_unnamed = statement.speaker_type == Statement.SpeakerType.UNNAMED
    addressed = {
        one.ministry.code if one.ministry else one.printed
        for one in statement.institutions.all()
        if one.relation == NamedInstitution.Relation.ADDRESSED
    }
    checks = {
        "content": _words(content) == _words(text[slice(*truth.content)]),
        "cue": _words(statement.cue) == _words(text[slice(*truth.cue)]),
        "speaker": speaker.name_ar == truth.speaker
        if speaker
        else is_unnamed and truth.speaker is None,
        "stance": statement.stance == truth.stance,
        "kind": statement.kind == truth.kind,
        "to": addressed == truth.to,
        "session": (session and (session.date, session.type))
        == (truth.session and (truth.session, described.sitting.type)),
    }
    return {name for name, is_right in checks.items() if is_right}


def _words(text: str) -> list[str]:
    """The words that count: without marks, and without the «that» in front of them."""
    words = _WORD.findall(fold(text))
    return words[1:] if words and words[0] in _OPENINGS else words
