"""An article followed through the stages of the engine, as lines for the terminal."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from statements.extraction.chronology import local_day
from statements.extraction.engine import Explanation
from statements.extraction.explaining import arabic, french
from statements.extraction.explaining.statement import statement_lines
from statements.extraction.explaining.views import CueView, PersonView, SentenceView
from statements.extraction.explaining.wording import (
    CLASSES,
    GENDERS,
    KINDS,
    LEGEND,
    NOTHING,
    counted,
    decided,
    labelled,
    meaning,
    printable,
    quoted,
)
from statements.extraction.gate import GateDecision
from statements.extraction.model import ArticleText, Span

__all__ = ["explained"]


def explained(article: ArticleText, explanation: Explanation) -> Iterator[str]:
    """What each stage found: gate, register of persons, then every sentence with its cues."""
    return map(printable, _lines(article, explanation))


def _lines(article: ArticleText, explanation: Explanation) -> Iterator[str]:
    text = article.text
    yield from LEGEND
    yield ""
    yield from _gate(text, explanation.gate)
    if not explanation.gate.passed:
        return
    if article.lang == "fr":
        found = french.view(explanation)
    else:
        found = arabic.view(explanation, local_day(article.published_at))
    places = _Places(text, [sentence.span for sentence in found.sentences])
    yield ""
    yield from labelled("Register", counted(len(found.people), "person"), indent=0)
    for person in found.people:
        yield from _person(text, person, places)
    for number, sentence in enumerate(found.sentences, 1):
        yield ""
        yield from _sentence(text, number, sentence, places)


class _Places:
    """Which sentence and which paragraph a character belongs to, counted from one."""

    def __init__(self, text: str, sentences: list[Span]) -> None:
        self._text = text
        self._starts = [span.start for span in sentences]

    def sentence(self, position: int) -> int:
        return max(bisect_right(self._starts, position), 1)

    def paragraph(self, position: int) -> int:
        return self._text.count("\n", 0, position) + 1

    def told(self, span: Span) -> str:
        return f"sentence {self.sentence(span.start)}: {quoted(self._text, (span,))}"


def _gate(text: str, gate: GateDecision) -> Iterator[str]:
    outcome = "passed" if gate.passed else "not about parliament, nothing is read"
    evidence = quoted(text, gate.evidence[:6])
    lines = [decided(gate.rule, gate.confidence, outcome), meaning("gate", gate.rule)]
    yield from labelled("Gate", *lines, *([evidence] if evidence else []), indent=0)


def _person(text: str, person: PersonView, places: _Places) -> Iterator[str]:
    classes = [CLASSES.get(known, known) for known in person.classes]
    known = [GENDERS.get(person.gender or "", "gender unknown"), *classes]
    lines = [person.name, " · ".join(known), f"introduced in {places.told(person.where)}"]
    if person.roles:
        lines.append(f"role {' '.join(f'«{role}»' for role in person.roles)}")
    for label in ("chamber", "group", "party"):
        value = getattr(person, label)
        if value:
            lines.append(f"{label} {value}")
    yield from labelled("person", *lines)


def _sentence(text: str, number: int, sentence: SentenceView, places: _Places) -> Iterator[str]:
    yield f"Sentence {number}, paragraph {places.paragraph(sentence.span.start)}"
    yield "  " + _marked(text, sentence)
    if sentence.refused:
        yield from labelled("dropped", _reason(sentence.refused))
    if sentence.named:
        named = (
            f"{KINDS.get(kind, kind)} {quoted(text, (span,))}" for kind, span in sentence.named
        )
        yield from labelled("named", *named)
    for reason in dict.fromkeys(reason for reason, _ in sentence.passed_over):
        spans = [span for why, span in sentence.passed_over if why == reason]
        yield from labelled("no cue", _reason(reason), quoted(text, spans))
    if not sentence.cues and not sentence.refused:
        yield from labelled("cues", NOTHING)
    for place, cue in enumerate(sentence.cues, 1):
        yield from labelled(f"cue {place}", f"{cue.form} · [{cue.span.of(text)}]")
        yield from _cue(text, cue, places)


def _cue(text: str, cue: CueView, places: _Places) -> Iterator[str]:
    if cue.frames:
        yield from labelled("may govern", " · ".join(cue.frames), indent=4)
    if cue.content_rule:
        told = decided(cue.content_rule, None, meaning("content", cue.content_rule))
        yield from labelled("governs", told, indent=4)
    subject = quoted(text, (cue.subject,)) if cue.subject else NOTHING
    if cue.subject_rule:
        lines = [decided(cue.subject_rule, None, meaning("subject", cue.subject_rule)), subject]
        yield from labelled("subject", *lines[: 2 if cue.subject else 1], indent=4)
    elif cue.content_rule:
        yield from labelled("subject", subject, indent=4)
    if cue.statement is None:
        yield from labelled("dropped", _reason(cue.refused), indent=4)
    else:
        yield from statement_lines(text, cue.statement, places.told)


def _reason(refused: str) -> str:
    return decided(refused, None, meaning("refused", refused))


def _marked(text: str, sentence: SentenceView) -> str:
    """The sentence on one line with its cues in brackets."""
    parts, position = [], sentence.span.start
    for cue in sorted(sentence.cues, key=lambda cue: cue.span.start):
        if cue.span.start >= position:
            parts += [text[position : cue.span.start], f"[{cue.span.of(text)}]"]
            position = cue.span.end
    return " ".join("".join([*parts, text[position : sentence.span.end]]).split())
