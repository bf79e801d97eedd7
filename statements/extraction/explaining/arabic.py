"""The stages of an Arabic article as views: register, sentences, cues, acts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from statements.extraction.act import Act, Sentence
from statements.extraction.cues import find_cues
from statements.extraction.engine import Explanation
from statements.extraction.explaining.views import ArticleView, CueView, PersonView, SentenceView
from statements.extraction.explaining.wording import GENDERS, NUMBERS
from statements.extraction.lexicon import Reporting, Verb, verb_forms
from statements.extraction.model import Span, StatementReading
from statements.extraction.negation import is_unsaid
from statements.extraction.speakers import Speakers


def view(explanation: Explanation, on: date | None) -> ArticleView:
    """What the stages found in an Arabic article that was published ``on`` a day."""
    by_cue = {statement.cue.start: statement for statement in explanation.statements}
    people = tuple(_people(explanation, on))
    sentences = tuple(_sentence(explanation, *read, by_cue) for read in explanation.acts)
    return ArticleView(people, sentences)


def _people(explanation: Explanation, on: date | None) -> Iterator[PersonView]:
    page, speakers = explanation.page, Speakers(explanation.register, on)
    for person in explanation.register.people:
        entity = speakers.of_person(person)
        yield PersonView(
            person.name,
            person.gender,
            tuple(sorted(person.classes)),
            tuple(page.printed(*role) for role in person.roles),
            page.span(*person.where),
            entity.group,
            entity.party,
            entity.chamber,
        )


def _sentence(
    explanation: Explanation,
    sentence: Sentence,
    acts: tuple[Act, ...],
    by_cue: dict[int, StatementReading],
) -> SentenceView:
    page, register = explanation.page, explanation.register
    first, after = sentence.first, sentence.after
    named = tuple(
        (register.mentions[index].kind.value, page.span(index, register.mentions[index].after))
        for index in range(first, after)
        if index in register.mentions
    )
    if first in explanation.framed:
        return SentenceView(page.span(first, after), named, (), refused="framed")
    cues = {cue.index: cue.readings for cue in find_cues(page, register, first, after)}
    read = {act.first: act for act in acts}
    views = [
        _read(explanation, read[index], by_cue)
        if index in read
        else _unread(explanation, index, cues[index], acts)
        for index in sorted({*cues, *read})  # حسب فلان is an act without a reporting verb
    ]
    passed = tuple(_passed_over(explanation, first, after, set(cues)))
    return SentenceView(page.span(first, after), named, tuple(views), passed)


def _read(explanation: Explanation, act: Act, by_cue: dict[int, StatementReading]) -> CueView:
    page = explanation.page
    span = page.span(act.first, act.after)
    statement = by_cue.get(span.start)
    refused = explanation.refused.get(act.first, "")
    subject_rule, subject = act.subject_rule, None
    if act.subject is not None:
        subject = page.span(act.subject.first, act.subject.core)
    elif act.unread_subject is not None:
        subject_rule, subject = "unread", page.span(*act.unread_subject)
    return CueView(
        span,
        _form(act.reading),
        _frames(act.reading),
        subject_rule,
        subject,
        act.rule,
        refused or ("" if statement else "government-only"),
        None if refused else statement,
    )


def _unread(
    explanation: Explanation, index: int, readings: tuple[Reporting, ...], acts: tuple[Act, ...]
) -> CueView:
    """A cue from which no act is read."""
    span = explanation.page.span(index, index + 1)
    carried = any(act.after <= index < act.content_first for act in acts)
    refused = "covered" if carried else "no-content"
    return CueView(span, _form(readings[0]), _frames(readings[0]), refused=refused)


def _form(reading: Reporting) -> str:
    """قال · past, male, singular"""
    form = reading.form
    parts = [form.kind.value, GENDERS.get(form.gender or "", ""), NUMBERS.get(form.number, "")]
    told = ", ".join(part for part in parts if part)
    lemma = reading.verb.lemma if reading.verb else reading.support.lemma if reading.support else ""
    return f"{told} · {lemma}"


def _frames(reading: Reporting) -> tuple[str, ...]:
    if reading.verb is not None:
        return tuple(_verb_frames(reading.verb))
    if reading.support is None:
        return ()
    return ("noun", *filter(None, reading.support.through))


def _verb_frames(verb: Verb) -> Iterator[str]:
    flags = (
        (verb.quote, "quotation"),
        (verb.object, "object"),
        (verb.addressee, "addressee"),
        (verb.question, "question"),
        (verb.clause, "أن"),
    )
    yield from (name for given, name in flags if given)
    yield from sorted(verb.prepositions)
    yield from (f"{letter}ـ" for letter in sorted(verb.bound))


def _passed_over(
    explanation: Explanation, first: int, after: int, cues: set[int]
) -> Iterator[tuple[str, Span]]:
    """Words that could report and are no cue where they stand, with the reason."""
    page, forms = explanation.page, verb_forms()
    covered = _covered(explanation, first, after)
    for index in range(first, after):
        readings = forms.get(page.words[index])
        if readings is None or index in cues or index in covered:
            continue
        if page.quote[index] >= 0:
            reason = "quoted"
        elif all(is_unsaid(page, index, reading) for reading in readings):
            reason = "unsaid"
        else:
            reason = "place"
        yield reason, page.span(index, index + 1)


def _covered(explanation: Explanation, first: int, after: int) -> set[int]:
    """Words of names and titles: nobody takes وزير for a verb there."""
    mentions = explanation.register.mentions
    return {
        word
        for index in range(first, after)
        if index in mentions
        for word in range(index, mentions[index].after)
    }
