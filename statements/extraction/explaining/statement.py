"""The values of one statement: each with its rule, its confidence and the words it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from statements.extraction.explaining.wording import NOTHING, decided, labelled, meaning, quoted
from statements.extraction.model import Institution, Span, StatementReading


def statement_lines(
    text: str, statement: StatementReading, told: Callable[[Span], str]
) -> Iterator[str]:
    """The accepted act, field by field; ``told`` says in which sentence a span stands."""
    yield from _field(statement, "detection", f"accepted as statement {statement.sid}")
    yield from _speaker(text, statement, told)
    yield from _field(statement, "content", quoted(text, statement.content))
    yield from _field(statement, "stance", f"{statement.stance} · {statement.cue_lemma}")
    yield from _field(statement, "kind", statement.kind)
    yield from _addressees(text, statement)
    yield from _session(text, statement)


def _field(
    statement: StatementReading, field: str, value: str, *more: str, label: str = ""
) -> Iterator[str]:
    rule = statement.rules.get(field, "")
    lines = [decided(rule, statement.confidence.get(field), value), meaning(field, rule), *more]
    yield from labelled(label or field, *(line for line in lines if line), indent=4)


def _speaker(text: str, statement: StatementReading, told: Callable[[Span], str]) -> Iterator[str]:
    speaker = statement.speaker
    more = []
    if speaker.mention is not None:
        more.append(f"printed {quoted(text, (speaker.mention,))}")
    if speaker.antecedent is not None and speaker.antecedent != speaker.mention:
        more.append(f"antecedent in {told(speaker.antecedent)}")
    yield from _field(statement, "speaker", speaker.resolved or NOTHING, *more)


def _addressees(text: str, statement: StatementReading) -> Iterator[str]:
    names = "، ".join(found.canonical for found in statement.addressees) or NOTHING
    more = [_printed(text, found) for found in statement.addressees]
    if statement.other_institutions:
        others = "، ".join(found.canonical for found in statement.other_institutions)
        more.append(f"only mentioned: {others}")
    yield from _field(statement, "addressees", names, *more, label="addressee")


def _printed(text: str, found: Institution) -> str:
    return f"printed {quoted(text, (found.span,))}" if found.span else f"printed «{found.surface}»"


def _session(text: str, statement: StatementReading) -> Iterator[str]:
    session = statement.session
    if session is None:
        yield from _field(statement, "session", NOTHING)
        return
    parts = (session.type, session.chamber, session.date, session.weekday, session.committee)
    value = " · ".join(str(part) for part in parts if part) or NOTHING
    more = [f"printed {quoted(text, (session.span,))}"] if session.span else []
    yield from _field(statement, "session", value, *more)
