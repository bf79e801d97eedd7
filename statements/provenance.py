"""How we know, in plain words: attribution, certainty and citation of a statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_lazy as _, pgettext

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from statements.models import Statement

_ATTRIBUTIONS: dict[str, _StrPromise] = {
    "explicit": _("The article names the speaker at this very statement."),
    "role": _("The article names the speaker here by role, not by name."),
    "last_name": _("The article gives only the last name here; the full name stands elsewhere."),
    "pronoun": _("The article refers back to a speaker named before; the place is marked."),
    "elided": _("The verb has no subject of its own: the speaker is the one of the words before."),
    "continuation": _("The sentence goes on with the speaker of the statement before it."),
    "headline": _("Only the headline names the speaker."),
}

_FIELDS: dict[str, _StrPromise] = {
    "detection": _("that it is a statement"),
    "content": _("where the words begin and end"),
    "speaker": _("who speaks"),
    "stance": _("the stance"),
    "kind": _("direct or indirect speech"),
    "addressees": _("whom it addresses"),
    "session": _("the sitting"),
    "said_on": _("the day"),
}


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure the reading of one field is. ``level`` names it for a stylesheet."""

    code: str
    field: str
    words: str
    level: str
    percent: int
    rule: str


def how_attributed(statement: Statement) -> str:
    """One sentence on how the text ties the statement to its speaker."""
    return str(_ATTRIBUTIONS[statement.attribution])


def certainty_in_words(probability: float) -> tuple[str, str]:
    """(level, words) for a probability."""
    if probability >= 0.9:
        return "high", gettext("sure")
    if probability >= 0.75:
        return "good", gettext("fairly sure")
    if probability >= 0.5:
        return "low", gettext("unsure")
    return "poor", gettext("little more than a guess")


def certainties(statement: Statement) -> list[Certainty]:
    """How sure the extractor was, field by field, with the rule that decided."""
    rows = []
    for field, words in _FIELDS.items():
        probability = statement.confidence.get(field)
        if not isinstance(probability, int | float):
            continue
        level, sure = certainty_in_words(probability)
        rule = str(statement.rules.get(field, ""))
        percent = round(probability * 100)
        rows.append(Certainty(field, str(words), sure, level, percent, rule))
    return rows


def speaker_name(statement: Statement) -> str:
    """The speaker in the reader's script where known, else as the article has it."""
    if statement.speaker:
        return statement.speaker.name
    return (
        statement.speaker_read
        or statement.speaker_printed
        or str(statement.get_speaker_type_display())
    )


def citation(statement: Statement) -> str:
    """One line that cites statement, sitting and outlet; the permanent link comes after it."""
    article = statement.article
    words = Truncator(" ".join(statement.content.split())).chars(200)
    said = statement.said_on or statement.dated_on
    parts = [
        speaker_name(statement),
        pgettext("citation", "“%(words)s”") % {"words": words},
        str(statement.session.get_type_display()) if statement.session else "",
        date_format(said, "j F Y") if said else "",
        gettext("reported by %(outlet)s") % {"outlet": article.source} if article.source else "",
        pgettext("citation", "“%(words)s”") % {"words": article.title} if article.title else "",
        gettext("Qawl"),
    ]
    return pgettext("separates the parts of a citation", ", ").join(part for part in parts if part)
