"""Published statements as the database has them, for the index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from statements.browsing.conditions import ONLY, WITH, WITHOUT
from statements.browsing.index.form import Entry
from statements.browsing.model import Dimension
from statements.models import NamedInstitution, Statement, StatementTopic

BATCH = 5000
_OWN = {
    Dimension.STANCE: "stance",
    Dimension.KIND: "kind",
    Dimension.REVIEW: "review_status",
    Dimension.SPEAKER: "speaker__public_id",
    Dimension.MINISTER_OF: "appointment__ministry__code",
    Dimension.PARTY: "party__code",
    Dimension.GROUP: "group__code",
    Dimension.CHAMBER: "chamber__code",
    Dimension.SESSION: "session__public_id",
    Dimension.SESSION_TYPE: "session__type",
}
_RELATIONS = {
    NamedInstitution.Relation.ADDRESSED: Dimension.MINISTRY,
    NamedInstitution.Relation.MENTIONED: Dimension.MENTIONED,
}
Several = dict[int, dict[Dimension, list[str]]]


def entries_of(keys: Sequence[int]) -> Iterator[Entry]:
    """The published ones among the statements with these keys, in three queries."""
    several = _several(keys)
    rows = Statement.objects.published().filter(pk__in=keys).order_by("pk")
    columns = ("pk", "dated_on", "search_text", "is_sample", *_OUTLET, *_OWN.values())
    for key, day, text, is_sample, host, name, *own in rows.values_list(*columns):
        values = {one: [value] for one, value in zip(_OWN, own, strict=True) if value}
        values[Dimension.SAMPLES] = [WITH, ONLY if is_sample else WITHOUT]
        values[Dimension.SOURCE] = [outlet] if (outlet := host or name) else []
        yield Entry(key, day, values | several.get(key, {}), text)


_OUTLET = ("article__source__host", "article__source__name")


def _several(keys: Sequence[int]) -> Several:
    """What a statement may have more than one of."""
    found: Several = defaultdict(lambda: defaultdict(list))
    named = NamedInstitution.objects.filter(statement__in=keys, ministry__isnull=False).order_by()
    for key, relation, code in named.values_list("statement", "relation", "ministry__code"):
        found[key][_RELATIONS[NamedInstitution.Relation(relation)]].append(code)
    topics = StatementTopic.objects.filter(statement__in=keys).order_by()
    for key, code in topics.values_list("statement", "topic__code"):
        found[key][Dimension.TOPIC].append(code)
    return {key: {one: sorted(codes) for one, codes in by.items()} for key, by in found.items()}


def all_keys() -> Iterator[list[int]]:
    """The keys of all statements, published or not, batch by batch."""
    last = 0
    while keys := list(
        Statement.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        yield keys
        last = keys[-1]
