"""The stages of a French article as views."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from statements.extraction.engine import Explanation
from statements.extraction.explaining.views import ArticleView, CueView, PersonView, SentenceView
from statements.extraction.french import FrenchReading
from statements.extraction.french.acts import Act
from statements.extraction.french.lexicon import verb_forms
from statements.extraction.model import Span, SpeakerType, StatementReading


def view(explanation: Explanation) -> ArticleView:
    """What the stages found in a French article."""
    reading = explanation.french
    if reading is None:
        return ArticleView((), ())
    by_cue = {statement.cue.start: statement for statement in explanation.statements}
    sentences = tuple(_sentence(reading, *read, by_cue) for read in reading.acts)
    return ArticleView(tuple(_people(reading)), sentences)


def _people(reading: FrenchReading) -> Iterator[PersonView]:
    for party in {id(party): party for party in reading.people.known}.values():
        if party.type is SpeakerType.PERSON:
            yield PersonView(
                party.resolved,
                party.gender,
                tuple(sorted(party.classes)),
                tuple(party.roles),
                reading.tokens.span(*party.where),
                party.group,
                party.party,
                party.chamber,
            )


def _sentence(
    reading: FrenchReading,
    bounds: tuple[int, int],
    acts: list[Act],
    by_cue: dict[int, StatementReading],
) -> SentenceView:
    tokens, mentions = reading.tokens, reading.mentions
    firsts = [mention.first for mention in mentions]
    here = mentions[bisect_left(firsts, bounds[0]) : bisect_left(firsts, bounds[1])]
    named = tuple((m.role or "person", tokens.span(m.first, m.after)) for m in here)
    cues = tuple(_cue(reading, act, by_cue) for act in acts)
    passed = tuple(_passed_over(reading, bounds, acts))
    return SentenceView(tokens.span(*bounds), named, cues, passed)


def _cue(reading: FrenchReading, act: Act, by_cue: dict[int, StatementReading]) -> CueView:
    span = reading.tokens.span(act.first, act.after)
    subject = act.subject
    return CueView(
        span,
        f"{act.kind} · {act.lemma}",
        tuple(sorted(act.verb.frames)) if act.verb else (),
        "",
        reading.tokens.span(subject.first, subject.after) if subject else None,
        act.rule,
        "" if span.start in by_cue else "no-speaker",
        by_cue.get(span.start),
    )


def _passed_over(
    reading: FrenchReading, bounds: tuple[int, int], acts: list[Act]
) -> Iterator[tuple[str, Span]]:
    tokens, forms = reading.tokens, verb_forms()
    taken = {index for act in acts for index in range(act.first, act.after)}
    for index in range(*bounds):
        if tokens.words[index] in forms and index not in taken:
            reason = "quoted" if tokens.quote[index] >= 0 else "place"
            yield reason, tokens.span(index, index + 1)
