"""Keeps the topics of statements in step with their words, with the list, and with rulings."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.db import transaction
from django.db.models import Q, prefetch_related_objects

from people.bodies import Bodies
from people.models import Ministry
from people.tracking import unkept
from statements.models import NamedInstitution, Statement, StatementTopic, Topic
from statements.services.reviewing import lock
from statements.services.writing import write_at_once
from statements.topics import Evidence, Found, find_topics, taxonomy
from statements.topics.taxonomy import FILE

FIELD = "topics"
_RULES_VERSION = "1"
BATCH = 500


@cache
def topics_version() -> str:
    """Names the list and the rules by which topics are given at present."""
    digest = hashlib.sha256(_RULES_VERSION.encode() + FILE.read_bytes())
    return digest.hexdigest()[:12]


def load_topics() -> int:
    """Bring the rows of topics to what the list says; returns how many changed.

    A topic that the list no longer has is kept, but no longer in use. A name that an editor has
    set stays.
    """
    with transaction.atomic():
        rows = {row.code: row for row in Topic.objects.select_for_update()}
        changed = 0
        for position, entry in enumerate(taxonomy().entries, start=1):
            topic = rows.pop(entry.code, None) or Topic(code=entry.code)
            names = {"name_ar": entry.name_ar, "name_fr": entry.name_fr, "name_en": entry.name_en}
            place = {"position": position, "is_current": True}
            if topic.take_machine_values(names | place) or topic.pk is None:
                topic.save()
                changed += 1
            _charge(topic, entry.ministries)
        gone = [row.pk for row in rows.values() if row.is_current]
        Topic.objects.filter(pk__in=gone).update(is_current=False)
    return changed + len(gone)


def _charge(topic: Topic, codes: Sequence[str]) -> None:
    if not topic.is_ruled("ministries"):
        named = Q(code__in=codes) | Q(merged_ministries__code__in=codes)
        topic.ministries.set(Ministry.objects.current().filter(named).distinct())


def assign_topics(statements: Iterable[Statement]) -> int:
    """Give statements the topics of their words and addressees; returns how many changed.

    Where an editor has ruled on the topics they stay, and what the machine would say is kept
    beside them. Reads article and institutions of the statements: fetch them with it.
    """
    rows = list(statements)
    found = _found_in(rows)
    topics = _topics({one.code for several in found for one in several})
    present: dict[int, list[StatementTopic]] = defaultdict(list)
    for given in StatementTopic.objects.filter(statement__in=rows):
        present[given.statement_id].append(given)
    changed, old, new = 0, [], []
    for statement, several in zip(rows, found, strict=True):
        wanted = [_given(statement, topics[one.code], one) for one in several]
        if statement.is_ruled_on(FIELD) or _same(present[statement.pk], wanted):
            continue
        old += [given.pk for given in present[statement.pk]]
        new += wanted
        changed += 1
    with unkept([StatementTopic]):
        StatementTopic.objects.filter(pk__in=old).delete()
        StatementTopic.objects.bulk_create(new)
    _remember(rows, found)
    return changed


def topics_of_new(statements: Sequence[Statement], bodies: Bodies) -> list[StatementTopic]:
    """The topics of statements that are not yet stored; what is said of them is noted there.

    The rows of topics are remembered with the bodies of state: both change together, seldom.
    """
    found = _found_in(statements)
    codes = {one.code for several in found for one in several}
    topics = bodies.beside(_topic_of_each_code)
    if codes - topics.keys():
        # Made here, and gone if this transaction is: not to be remembered with the others.
        topics = topics | _topics(codes)
    for statement, several in zip(statements, found, strict=True):
        _note(statement, several)
    return [
        _given(statement, topics[one.code], one)
        for statement, several in zip(statements, found, strict=True)
        for one in several
    ]


def _topic_of_each_code() -> dict[str, Topic]:
    return {row.code: row for row in Topic.objects.all()}


def _found_in(statements: Sequence[Statement]) -> list[list[Found]]:
    prefetch_related_objects([one for one in statements if len(one.content_spans) > 1], "revision")
    return [
        find_topics(
            _stretches(one),
            addressed=[
                named.ministry.code
                for named in one.institutions.all()
                if named.ministry and named.relation == NamedInstitution.Relation.ADDRESSED
            ],
            title=one.article.title,
        )
        for one in statements
    ]


def _stretches(statement: Statement) -> list[str]:
    """What was said, stretch by stretch as ``content_spans`` has them."""
    if len(statement.content_spans) == 1:
        return [statement.content]
    text = statement.revision.text
    return [text[span.lower : span.upper] for span in statement.content_spans]


def _topics(codes: set[str]) -> dict[str, Topic]:
    rows = {row.code: row for row in Topic.objects.filter(code__in=codes)}
    if codes - rows.keys():
        load_topics()
        rows = {row.code: row for row in Topic.objects.filter(code__in=codes)}
    return rows


def _given(statement: Statement, topic: Topic, found: Found) -> StatementTopic:
    return StatementTopic(
        statement=statement,
        topic=topic,
        confidence=found.confidence,
        rule=found.rule,
        evidence=[_as_json(one, statement) for one in found.evidence],
        set_by=StatementTopic.SetBy.MACHINE,
    )


def _as_json(evidence: Evidence, statement: Statement) -> dict[str, Any]:
    """Places of words are characters of the article's text, like every other span."""
    row: dict[str, Any] = {"kind": evidence.kind, "found": evidence.found}
    if evidence.start is not None and evidence.end is not None:
        is_said = evidence.kind == "words"
        begin = statement.content_spans[evidence.text_index].lower if is_said else 0
        row["span"] = [begin + evidence.start, begin + evidence.end]
    return row


def _same(present: Sequence[StatementTopic], wanted: Sequence[StatementTopic]) -> bool:
    def facts(row: StatementTopic) -> tuple[Any, ...]:
        evidence = json.dumps(row.evidence, sort_keys=True)
        return row.topic_id, row.confidence, row.rule, row.set_by, evidence

    return set(map(facts, present)) == set(map(facts, wanted))


def _remember(statements: Sequence[Statement], found: Sequence[list[Found]]) -> None:
    """Note beside each statement what the machine says, and by which list it says it."""
    changed = [
        statement
        for statement, several in zip(statements, found, strict=True)
        if _note(statement, several)
    ]
    write_at_once(changed, ["machine_values", "topics_version"])


def _note(statement: Statement, found: Sequence[Found]) -> bool:
    """Note what the machine says of one statement; True when that is new. Not saved."""
    said = [[one.code, one.confidence, one.rule] for one in found]
    if (statement.machine_values.get(FIELD), statement.topics_version) == (said, topics_version()):
        return False
    statement.machine_values[FIELD] = said
    statement.topics_version = topics_version()
    return True


def assign_batch(after: int, *, everything: bool = False) -> tuple[int, int, int]:
    """Assign to the next statements behind an id that need it, in one transaction.

    Returns (last id, statements looked at, statements changed); nothing was left when none were
    looked at. ``everything`` takes those too that the present list has been applied to.
    """
    waiting = Statement.objects.filter(pk__gt=after).order_by("pk")
    if not everything:
        waiting = waiting.filter(~Q(topics_version=topics_version()))
    pks = list(waiting.values_list("pk", flat=True)[:BATCH])
    if not pks:
        return after, 0, 0
    with transaction.atomic():
        rows = list(lock(Statement.objects.filter(pk__in=pks)))
        prefetch_related_objects(rows, "article", "institutions__ministry")
        return pks[-1], len(pks), assign_topics(rows)
