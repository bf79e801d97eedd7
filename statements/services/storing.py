"""Storing what a reading found beside what is already known: machine values move, rulings stay."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.backends.postgresql.psycopg_any import NumericRange
from django.db.models import QuerySet, prefetch_related_objects
from django.utils import timezone

from people.bodies import Bodies
from people.writing import Writing
from statements.models import Article, NamedInstitution, Revision, Statement
from statements.search import document_of
from statements.services.adding import SIGNED, add, institution_row
from statements.services.additions import propose_additions
from statements.services.pairing import Spans, covered, pair, ruled_characters
from statements.services.proposing import Reread, propose, touched_before
from statements.services.topics import assign_topics
from statements.services.values import RELATION_FIELDS, InstitutionValues, StatementValues
from statements.services.writing import write_at_once

__all__ = ["RELATION_FIELDS", "InstitutionValues", "StatementValues", "Stored", "store"]

# Set by the machine, but no reading of the text that an editor could rule on.
PROVENANCE = (
    "position", "confidence", "rules", "least_confidence", "least_certain", "engine_version",
    "unresolved",
)  # fmt: skip
IN_THE_TEXT = (
    "content", "content_spans", "cue", "cue_span", "speaker_span", "antecedent_span", "session_span"
)  # fmt: skip


@dataclass(slots=True)
class Stored:
    """What storing did, in statements."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    retracted: int = 0
    kept_for_editors: int = field(default=0)
    # What was there before, retracted or not, and what is new.
    known: list[int] = field(default_factory=list, compare=False, repr=False)
    new: list[Statement] = field(default_factory=list, compare=False, repr=False)

    def __str__(self) -> str:
        return (
            f"{self.added} added, {self.changed} changed, {self.unchanged} unchanged, "
            f"{self.retracted} retracted, {self.kept_for_editors} kept as ruled"
        )


def store(
    article: Article,
    revision: Revision,
    found: Sequence[StatementValues],
    bodies: Bodies | None = None,
    writing: Writing | None = None,
) -> Stored:
    """Bring the article's statements to what was found; call inside a transaction.

    What ``writing`` holds already, such as the revision, is stored together with what is new.

    A statement that was found before keeps its id and every value that a person set. One that is
    no longer found is retracted, unless a person has touched it. Where a reading says otherwise
    than a person, that is kept as a proposal; so is a new statement in an article signed for, or
    over characters that a person has ruled to be another statement.
    """
    writing = writing or Writing(unkept=SIGNED)
    is_first = revision.number == 1 and writing.makes(revision)
    known = [] if is_first else list(article.statements.prefetch_related("institutions"))
    if known:
        # They may move to the new text, and to new speakers: those must be there by then.
        writing.store()
    pairs, gone, new = pair(known, found, revision)
    stored = Stored()
    # An editor has found every statement of this text: what else is read waits aside for him.
    is_signed = article.is_signed_for(revision)
    had_aside = any(_is_aside(statement) for statement in known)
    held = ruled_characters(known, revision)
    aside = [
        statement
        for statement, values in pairs
        if _is_aside(statement) and (is_signed or covered(values.values["content_spans"], held))
    ]
    pairs = [each for each in pairs if each[0] not in aside]
    moved = []
    reread = [touched_before(statement) for statement, _ in pairs if statement.is_touched]
    for statement, values in pairs:
        if _update(statement, values, revision, held):
            stored.changed += 1
            moved.append(statement)
        else:
            stored.unchanged += 1
    bodies = bodies or Bodies()
    waits = {
        index: is_signed or covered(found[index].values["content_spans"], held) > 0 for index in new
    }
    to_add = [found[index] for index in new if not waits[index]]
    added = add(article, revision, to_add, bodies, writing)
    if waiting := [found[index] for index in new if waits[index]]:
        aside += add(article, revision, waiting, bodies, writing, aside=True)
    stored.known = [one.pk for one in known]
    stored.new = [*added, *(one for one in aside if one not in known)]
    stored.added = len(added)
    stored.kept_for_editors += len(aside)
    writing.store()
    for statement in gone:
        if statement.is_touched:
            stored.kept_for_editors += 1
            reread.append(_not_found(statement, found, revision))
        elif statement.retracted_at is None:
            statement.retracted_at = timezone.now()
            statement.save(update_fields=["retracted_at", "changed_at"])
            stored.retracted += 1
    refresh_derived(statement for statement, _ in pairs)
    propose(reread)
    if aside or had_aside:
        propose_additions(article, aside)
    return stored


def _not_found(
    statement: Statement, found: Sequence[StatementValues], revision: Revision
) -> Reread:
    """No reading is its own; where one takes its words nevertheless, it is still a statement."""
    words = ruled_characters([statement], revision)
    if any(covered(one.values["content_spans"], words) for one in found):
        return touched_before(statement)
    return Reread(statement, {}, is_found=False)


def refresh_derived(statements: Iterable[Statement]) -> int:
    """Compute again what follows from other values: the date in force, search text and topics.

    Call it after a speaker, a ministry, an article's title or date, or a statement has changed.
    Takes statements or a queryset of them; returns in how many date or search text changed.
    """
    rows = list(statements.iterator(2000) if isinstance(statements, QuerySet) else statements)
    if not rows:
        return 0
    changed = derive(rows)
    write_at_once(changed, ["dated_on", "search_text"])
    assign_topics(rows)
    return len(changed)


def derive(rows: Sequence[Statement]) -> list[Statement]:
    """Set the date in force and the search text; returns the rows that are to be saved."""
    prefetch_related_objects(rows, "speaker", "article", "institutions__ministry")
    changed = []
    for statement in rows:
        published_on = statement.article.published_on
        derived = (statement.said_on or published_on, document_of(statement))
        if (statement.dated_on, statement.search_text) != derived:
            statement.dated_on, statement.search_text = derived
            changed.append(statement)
    return changed


def _is_aside(statement: Statement) -> bool:
    """True of one that no reading found lately, or found beyond what was signed for."""
    return statement.retracted_at is not None and not statement.is_touched


def _update(statement: Statement, found: StatementValues, revision: Revision, held: Spans) -> bool:
    """Let a known statement take what was found now; True when anything changed."""
    values = dict(found.values)
    moves = statement.revision_id != revision.pk and _can_move(statement, values, revision)
    stays = statement.revision_id != revision.pk and not moves
    if stays or _would_spread(statement, found, revision, held):
        # The words that an editor fixed are gone from the new text: they stay in the old one.
        # Nor does a statement grow over words that he fixed as another one.
        values = {name: value for name, value in values.items() if name not in IN_THE_TEXT}
    changed = bool(statement.take_machine_values(values))
    if moves:
        statement.revision = revision
        changed = True
    if statement.retracted_at is not None:
        statement.retracted_at = None
        changed = True
    for name, value in found.provenance.items():
        if name == "unresolved" and statement.is_ruled("speaker"):
            # It says why there is no speaker, and the speaker stays as he was ruled.
            continue
        changed = changed or getattr(statement, name) != value
        setattr(statement, name, value)
    statement.save()
    return _update_institutions(statement, found, keep_spans=not stays) or changed


def _would_spread(
    statement: Statement, found: StatementValues, revision: Revision, held: Spans
) -> bool:
    """True where the machine's own statement would take ruled characters that it did not have."""
    if statement.is_touched or statement.revision_id != revision.pk:
        return False
    return covered(found.values["content_spans"], held) > covered(statement.content_spans, held)


def _can_move(statement: Statement, values: dict[str, Any], revision: Revision) -> bool:
    """Take a statement to a new text, if all its ruled words stand there as well."""
    if not any(statement.is_ruled(name) for name in IN_THE_TEXT):
        return True
    spans = {"content": statement.content, "cue": statement.cue}
    places = {name: revision.text.find(words) for name, words in spans.items()}
    if min(places.values()) < 0 or len(statement.content_spans) > 1:
        return False
    for name, words in spans.items():
        span = NumericRange(places[name], places[name] + len(words))
        column, value = ("content_spans", [span]) if name == "content" else ("cue_span", span)
        if statement.is_ruled(name) or statement.is_ruled(column):
            setattr(statement, column, value)
    for column in ("speaker_span", "antecedent_span", "session_span"):
        if statement.is_ruled(column):
            setattr(statement, column, values[column])
    return True


def _update_institutions(statement: Statement, found: StatementValues, keep_spans: bool) -> bool:
    changed = False
    for relation, name in RELATION_FIELDS.items():
        wanted = found.related(relation)
        statement.machine_values[name] = [one.as_json() for one in wanted]
        present = [one for one in statement.institutions.all() if one.relation == relation]
        if statement.is_ruled(name) or _as_values(present) == wanted:
            continue
        NamedInstitution.objects.filter(pk__in=[one.pk for one in present]).delete()
        NamedInstitution.objects.bulk_create(
            institution_row(statement, one, keep_span=keep_spans) for one in wanted
        )
        changed = True
    if changed:
        getattr(statement, "_prefetched_objects_cache", {}).pop("institutions", None)
    statement.save(update_fields=["machine_values"])
    return changed


def _as_values(rows: Iterable[NamedInstitution]) -> list[InstitutionValues]:
    return [
        InstitutionValues(row.ministry_id, row.relation, row.printed, row.read_as, row.span)
        for row in rows
    ]
