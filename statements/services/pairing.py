"""Recognising a statement that was found before, so that it keeps its id and its rulings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from people.folding import fold
from statements.models import Revision, Statement

if TYPE_CHECKING:
    from statements.services.storing import StatementValues

# The same act told in other words shares at least this part of its words or characters.
SAME = 0.5

Spans = list[tuple[int, int]]
Pairs = list[tuple[Statement, "StatementValues"]]


def pair(
    known: Sequence[Statement], found: Sequence[StatementValues], revision: Revision
) -> tuple[Pairs, list[Statement], list[int]]:
    """Pair what is known with what was found, best likeness first and each at most once.

    Returns the pairs, the known statements without a partner, and the indexes of what is new.
    Inside one text likeness is shared characters, between two texts shared words. What an editor
    let stand comes before the rest: a reading over its characters is a reading of it.
    """
    candidates = []
    for index, statement in enumerate(known):
        held = ruled_characters([statement], revision)
        for number, values in enumerate(found):
            likeness = _likeness(statement, values, revision)
            same_cue = _same_cue(statement, values)
            share = _share_of_shorter(_spans(values.values["content_spans"]), held)
            rank = _rank(statement, likeness, share, same_cue=same_cue)
            if rank is not None:
                candidates.append((rank, -likeness, -same_cue, index, number))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for *_, index, number in sorted(candidates):
        if index not in partner and number not in taken:
            partner[index] = number
            taken.add(number)
    pairs = [(known[index], found[number]) for index, number in sorted(partner.items())]
    gone = [statement for index, statement in enumerate(known) if index not in partner]
    return pairs, gone, [number for number in range(len(found)) if number not in taken]


def ruled_characters(known: Iterable[Statement], revision: Revision) -> Spans:
    """The characters of this text on which an editor has ruled that they are a statement."""
    return [
        span
        for statement in known
        if statement.is_touched and not _is_rejected(statement)
        for span in _spans_in(statement, revision)
    ]


def covered(content_spans: Sequence[object], spans: Spans) -> int:
    """How many of these characters a content takes."""
    return _common(_spans(content_spans), spans)


def _rank(statement: Statement, likeness: float, share: float, *, same_cue: bool) -> int | None:
    """Which candidates come first; None for what is no candidate."""
    if statement.is_touched and not _is_rejected(statement):
        if likeness >= SAME or (share and same_cue):
            return 0
        if share >= SAME:
            return 1
        return 4 if share else None
    if likeness < SAME:
        return None
    return 3 if _is_rejected(statement) else 2


def _is_rejected(statement: Statement) -> bool:
    return statement.review_status == Statement.ReviewStatus.REJECTED


def _likeness(statement: Statement, found: StatementValues, revision: Revision) -> float:
    if statement.revision_id == revision.pk:
        there = _spans(found.values["content_spans"])
        return max(
            _shared_characters(spans, there)
            for spans in (_spans_once_read(statement), _spans(statement.content_spans))
        )
    return _shared_words(statement.content, found.values["content"])


def _spans(ranges: Sequence[object]) -> Spans:
    return [(span.lower, span.upper) for span in ranges]  # type: ignore[attr-defined]


def _spans_in(statement: Statement, revision: Revision) -> Spans:
    """Where its words stand in this text; nowhere if another text has them twice or not at all."""
    if statement.revision_id == revision.pk:
        return _spans(statement.content_spans)
    if revision.text.count(statement.content) != 1:
        return []
    start = revision.text.index(statement.content)
    return [(start, start + len(statement.content))]


def _spans_once_read(statement: Statement) -> Spans:
    """Where the machine last saw it: an editor may have moved it since."""
    read = statement.machine_values.get("content_spans")
    return [(start, end) for start, end in read] if read else _spans(statement.content_spans)


def _common(ours: Spans, theirs: Spans) -> int:
    return sum(
        max(0, min(end, other_end) - max(start, other_start))
        for start, end in ours
        for other_start, other_end in theirs
    )


def _share_of_shorter(ours: Spans, theirs: Spans) -> float:
    """How much of the shorter stands in the longer: all of it where one contains the other."""
    shorter = min(sum(end - start for start, end in spans) for spans in (ours, theirs))
    return _common(ours, theirs) / shorter if shorter else 0.0


def _shared_characters(ours: Spans, theirs: Spans) -> float:
    both = _common(ours, theirs)
    either = sum(end - start for start, end in ours + theirs) - both
    return both / either if either else 0.0


def _shared_words(ours: str, theirs: str) -> float:
    mine, other = Counter(fold(ours).split()), Counter(fold(theirs).split())
    either = (mine | other).total()
    return (mine & other).total() / either if either else 0.0


def _same_cue(statement: Statement, found: StatementValues) -> bool:
    return bool(statement.cue == found.values["cue"])
