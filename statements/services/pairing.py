"""Recognising a statement that was found before, so that it keeps its id and its rulings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from people.folding import fold
from statements.models import Revision, Statement

if TYPE_CHECKING:
    from statements.services.storing import StatementValues

# The same act told in other words shares at least this part of its words or characters.
SAME = 0.5

Pairs = list[tuple[Statement, "StatementValues"]]


def pair(
    known: Sequence[Statement], found: Sequence[StatementValues], revision: Revision
) -> tuple[Pairs, list[Statement], list[int]]:
    """Pair what is known with what was found, best likeness first and each at most once.

    Returns the pairs, the known statements without a partner, and the indexes of what is new.
    Inside one text likeness is shared characters, between two texts shared words.
    """
    candidates = sorted(
        (
            (-likeness, -_same_cue(statement, values), index, number)
            for index, statement in enumerate(known)
            for number, values in enumerate(found)
            if (likeness := _likeness(statement, values, revision)) >= SAME
        ),
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, index, number in candidates:
        if index not in partner and number not in taken:
            partner[index] = number
            taken.add(number)
    pairs = [(known[index], found[number]) for index, number in sorted(partner.items())]
    gone = [statement for index, statement in enumerate(known) if index not in partner]
    return pairs, gone, [number for number in range(len(found)) if number not in taken]


def _likeness(statement: Statement, found: StatementValues, revision: Revision) -> float:
    if statement.revision_id == revision.pk:
        return _shared_characters(
            _spans_once_read(statement), _spans(found.values["content_spans"])
        )
    return _shared_words(statement.content, found.values["content"])


def _spans(ranges: Sequence[object]) -> list[tuple[int, int]]:
    return [(span.lower, span.upper) for span in ranges]  # type: ignore[attr-defined]


def _spans_once_read(statement: Statement) -> list[tuple[int, int]]:
    """Where the machine last saw it: an editor may have moved it since."""
    read = statement.machine_values.get("content_spans")
    return [(start, end) for start, end in read] if read else _spans(statement.content_spans)


def _shared_characters(ours: list[tuple[int, int]], theirs: list[tuple[int, int]]) -> float:
    both = sum(
        max(0, min(end, other_end) - max(start, other_start))
        for start, end in ours
        for other_start, other_end in theirs
    )
    either = sum(end - start for start, end in ours + theirs) - both
    return both / either if either else 0.0


def _shared_words(ours: str, theirs: str) -> float:
    mine, other = Counter(fold(ours).split()), Counter(fold(theirs).split())
    either = (mine | other).total()
    return (mine & other).total() / either if either else 0.0


def _same_cue(statement: Statement, found: StatementValues) -> bool:
    return bool(statement.cue == found.values["cue"])
