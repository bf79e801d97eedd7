"""The statements of an article with what each says of institutions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from people.folding import fold
from statements.extraction.addressees.wording import anaphors, has, office, wording
from statements.extraction.institutions import InstitutionKind, InstitutionMention
from statements.extraction.layout import Layout, Place
from statements.extraction.model import (
    SessionReading,
    SessionType,
    Span,
    SpeakerReading,
    StatementReading,
)

GOVERNMENT = "government"
MINISTERIAL = frozenset({InstitutionKind.MINISTRY, InstitutionKind.MINISTER})
_ARTICLES = frozenset({"le", "la", "l", "du"})
_ACT_TO_INSTITUTION = 9  # words between سؤال and the ministry that it goes to
_MEMBER = re.compile(
    r"\b(?:نايب|مستشار)ه? برلماني|\b(?:عضو|عن|رييس)ه? (?:ال)?(?:فريق|مجموعه)|depute|conseill"
)


@dataclass(frozen=True, slots=True)
class Address:
    """An institution as the one addressed: where it is named, by which rule, how surely."""

    mention: InstitutionMention
    rule: str
    confidence: float
    lasting: bool = False  # holds for the rest of the turn, as the target of a question does


class Turns:
    """The statements of an article with what each says of institutions."""

    def __init__(
        self,
        layout: Layout,
        statements: Sequence[StatementReading],
        sessions: Sequence[SessionReading | None],
        mentions: Sequence[InstitutionMention],
        language: str,
    ) -> None:
        self.layout = layout
        self.words = layout.words.words
        self.statements = statements
        self.sessions = sessions
        self.language = language
        self.wording = wording(language)
        self.mentions = mentions
        self.named = sorted((*mentions, *self._pointed()), key=lambda m: m.first)
        self.told = [m for m in self.named if not layout.in_content(m.first)]
        self._told_in = _by_sentence(layout, self.told)
        self.put = {m.first for m in self.told if _is_put_to(self, m)}
        self._questioning = self._who_question()
        self.own = [self._own_institution(s) for s in statements]
        self._names = self._ministers_by_name()
        self._by_speaker = _by_speaker(statements)
        self.addresses: list[Address | None] = []

    def answers(self, index: int) -> bool:
        """A minister who answers members addresses no institution."""
        return self.own[index] is not None

    def _pointed(self) -> Iterator[InstitutionMention]:
        """Titles without a department, each as the minister or ministry named before it."""
        taken = {place for m in self.mentions for place in range(m.first, m.last + 1)}
        ministerial = [m for m in self.mentions if m.kind in MINISTERIAL and m.id]
        for hit in anaphors(self.language).find(self.layout.words):
            if hit.first in taken or not ministerial:
                continue
            before = [m for m in ministerial if m.first < hit.first]
            meant = before[-1] if before else ministerial[0]
            span = Span(*self.layout.words.span(hit.first, hit.last))
            yield replace(meant, span=span, first=hit.first, last=hit.last)

    def _who_question(self) -> frozenset[str]:
        """Speakers who put a question to a minister: whatever title was read to them, members."""
        asking = self.wording.lasting_lemmas
        return frozenset(
            statement.speaker.resolved
            for statement, place in zip(self.statements, self.layout.places, strict=True)
            if fold(statement.cue_lemma) in asking and self.object_of(place) is not None
        )

    def object_of(self, place: Place) -> InstitutionMention | None:
        """The institution between a cue and its content, not on the way in another phrase."""
        first, last = between(place)
        for mention in self.told:
            if first <= mention.first <= last and not is_part(self, mention):
                return mention
        return None

    def _own_institution(self, statement: StatementReading) -> str | None:
        """The institution that the speaker is or heads; "" for a government speaker without one."""
        if statement.speaker.resolved in self._questioning or _is_member(statement.speaker):
            return None
        roles = " ، ".join((*statement.speaker.roles, statement.speaker.resolved))
        held = office(roles, self.language)
        if statement.speaker.chamber == GOVERNMENT:
            return (held[0] or "") if held else ""
        return held[0] if held and held[1] and not statement.speaker.group else None

    def _ministers_by_name(self) -> dict[str, InstitutionMention]:
        """Family names of ministers who speak in the article → a mention of their institution."""
        found: dict[str, InstitutionMention] = {}
        for statement, own in zip(self.statements, self.own, strict=True):
            name = fold(statement.speaker.resolved).split()
            mention = next((m for m in self.mentions if own and m.id == own), None)
            if mention and len(name) > 1 and len(name[-1]) > 3:
                found[name[-1]] = mention
        return found

    @property
    def knows_ministers(self) -> bool:
        return bool(self._names)

    def name_in(self, first: int, last: int) -> InstitutionMention | None:
        for word in self.words[first : last + 1]:
            if word in self._names:
                return self._names[word]
        return None

    def told_in_sentence(self, index: int) -> list[InstitutionMention]:
        return self._told_in.get(self.layout.places[index].sentence, [])

    def in_content(self, index: int) -> Iterable[InstitutionMention]:
        ranges = self.layout.places[index].contents
        return [m for m in self.named if any(a <= m.first <= b for a, b in ranges)]

    def is_in_paragraph(self, index: int, address: Address) -> bool:
        paragraph = self.layout.places[index].paragraph
        return any(
            m.id == address.mention.id and self.layout.paragraph(m.first) == paragraph
            for m in self.mentions
        )

    def others(self, index: int, address: Address | None) -> list[InstitutionMention]:
        """Ministries and ministers in the content, neither addressed nor the speaker's own."""
        known = {address.mention.id if address else "", self.own[index]}
        found: list[InstitutionMention] = []
        ranges = self.layout.places[index].contents
        for mention in self.mentions:
            if not any(first <= mention.first <= last for first, last in ranges):
                continue
            if mention.kind in MINISTERIAL and mention.id not in known:
                known.add(mention.id)
                found.append(mention)
        return found

    def same_speaker(self, index: int) -> list[int]:
        """Statements of the same speaker, the nearest before first, then the nearest after."""
        same = self._by_speaker.get(self.statements[index].speaker.resolved, [])
        before = [i for i in same if i < index]
        return [*reversed(before), *(i for i in same if i > index)]

    def explicit(self, index: int) -> Address | None:
        return self.addresses[index]

    def may_inherit(self, index: int, address: Address) -> bool:
        """In the press only within the paragraph: there the speaker turns to the public."""
        return not self.is_media(index) or self.is_in_paragraph(index, address)

    def is_media(self, index: int) -> bool:
        session = self.sessions[index]
        return bool(session and session.type is SessionType.MEDIA)


def _by_sentence(
    layout: Layout, mentions: Sequence[InstitutionMention]
) -> dict[int, list[InstitutionMention]]:
    found: dict[int, list[InstitutionMention]] = {}
    for mention in mentions:
        found.setdefault(layout.sentence(mention.first), []).append(mention)
    return found


def _by_speaker(statements: Sequence[StatementReading]) -> dict[str, list[int]]:
    """Name → the numbers of that speaker's statements; one without a name has none."""
    found: dict[str, list[int]] = {}
    for index, statement in enumerate(statements):
        if statement.speaker.resolved:
            found.setdefault(statement.speaker.resolved, []).append(index)
    return found


def _is_put_to(turns: Turns, mention: InstitutionMention) -> bool:
    before = turns.words[max(mention.first - _ACT_TO_INSTITUTION, 0) : mention.first]
    if not before:
        return False
    first, wording = turns.words[mention.first], turns.wording
    while before and before[-1] in wording.honorifics | _ARTICLES:
        before = before[:-1]
    joined = turns.language == "ar" and first.startswith(("ل", "ول"))
    led = bool(before) and before[-1] in wording.to
    if not (led or joined):
        return has(before[-1:], wording.straight)
    return has(before, wording.nouns) or has(before, wording.verbs)


def between(place: Place) -> tuple[int, int]:
    after = [first for first, _ in place.contents if first > place.cue]
    return place.cue + 1, (after[0] - 1 if after else place.cue)


def is_part(turns: Turns, mention: InstitutionMention) -> bool:
    """``خصوم الحكومة``, ``بحضور وزير …``: named on the way, not the object."""
    before = turns.words[mention.first - 1] if mention.first else ""
    return before in turns.wording.part_of


def _is_member(speaker: SpeakerReading) -> bool:
    """A member by one of his titles; a minister's title beside it is of one whom he addresses."""
    return bool(speaker.group or _MEMBER.search(fold(" ، ".join(speaker.roles))))
