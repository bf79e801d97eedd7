"""Addressees that the speaker's turn carries on, and those of the sitting."""

from __future__ import annotations

from dataclasses import replace

from statements.extraction.addressees.explicit import Rule
from statements.extraction.addressees.turns import Address, Turns
from statements.extraction.model import SessionReading, SessionType, SpeakerType

_QUESTIONED = frozenset({SessionType.ORAL_QUESTIONS, SessionType.COMMITTEE})


def inherited(turns: Turns, index: int) -> Address | None:
    """The addressee by the first rule that finds one; none for a minister who answers."""
    if turns.answers(index):
        return None
    for rule in _INHERITANCE:
        found = rule(turns, index)
        if found:
            return found
    return None


def from_question_of_speaker(turns: Turns, index: int) -> Address | None:
    """The institution that the same speaker's question went to."""
    for _, address in turns.addressed_by_speaker(index):
        if address.lasting and turns.may_inherit(index, address):
            return replace(address, rule=f"same-turn:{address.rule}", confidence=0.88)
    return None


def from_question_of_article(turns: Turns, index: int) -> Address | None:
    """The only question that an article about a question tells of, for all who sign it."""
    statement = turns.statements[index]
    speaker = statement.speaker
    sits = speaker.chamber or speaker.group or _answers_to_name(turns, index)
    if not sits or not statement.parliamentary or _is_other_sitting(turns.sessions[index]):
        return None
    if len({m.id for m in turns.put}) != 1:
        return None
    return Address(turns.put[0], "question-of-article", 0.85)


def _answers_to_name(turns: Turns, index: int) -> bool:
    """A speaker who has other statements in the article, not مصادر or معلقون in passing."""
    speaker = turns.statements[index].speaker
    return speaker.type is not SpeakerType.UNNAMED and bool(turns.same_speaker(index))


def _is_other_sitting(session: SessionReading | None) -> bool:
    return session is not None and session.type not in (None, SessionType.WRITTEN_QUESTION)


def from_minister_in_sitting(turns: Turns, index: int) -> Address | None:
    """The only minister who answers in the same sitting, or who is said to be present."""
    statement, session = turns.statements[index], turns.sessions[index]
    if session is None or session.type not in _QUESTIONED or not statement.parliamentary:
        return None
    if statement.speaker.type is SpeakerType.UNNAMED:
        return None
    ids = turns.answering.get(session.type) or turns.present
    if len(ids) != 1:
        return None
    mention = turns.first_of.get(next(iter(ids)))
    return Address(mention, "minister-in-sitting", 0.78) if mention else None


def from_monthly_session(turns: Turns, index: int) -> Address | None:
    """In the monthly sitting members address the head of government."""
    session = turns.sessions[index]
    if session is None or session.type is not SessionType.MONTHLY_POLICY:
        return None
    mention = turns.first_of.get("HOG")
    return Address(mention, "monthly-session", 0.55) if mention else None


def from_turn(turns: Turns, index: int) -> Address | None:
    """What the same speaker addressed before, whatever the act was."""
    if turns.statements[index].speaker.type is SpeakerType.UNNAMED:
        return None
    for _, address in turns.addressed_by_speaker(index):
        if turns.may_inherit(index, address):
            return replace(address, rule=f"same-turn:{address.rule}", confidence=0.75)
    return None


def from_paragraph(turns: Turns, index: int) -> Address | None:
    """The minister whom the same speaker addressed before in the same paragraph."""
    address = _said_in_paragraph(turns, index)
    return address if address and address.mention.id != "GOV" else None


def government_of_paragraph(turns: Turns, index: int) -> Address | None:
    """The government, where no minister is questioned."""
    return _said_in_paragraph(turns, index)


def _said_in_paragraph(turns: Turns, index: int) -> Address | None:
    here = turns.layout.places[index].paragraph
    for other, address in turns.addressed_by_speaker(index):
        if turns.layout.places[other].paragraph == here:
            return replace(address, rule=f"same-paragraph:{address.rule}", confidence=0.82)
    return None


_INHERITANCE: tuple[Rule, ...] = (
    from_question_of_speaker,
    from_paragraph,
    from_monthly_session,
    from_minister_in_sitting,
    from_question_of_article,
    government_of_paragraph,
    from_turn,
)
