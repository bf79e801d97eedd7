"""The statements of an article with what each says of institutions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from people.folding import fold
from statements.extraction.addressees.wording import ANAPHORS, folded, has, office, wording
from statements.extraction.institutions import InstitutionKind, InstitutionMention
from statements.extraction.layout import Layout, Place
from statements.extraction.model import (
    SessionReading,
    SessionType,
    Span,
    SpeakerReading,
    SpeakerType,
    StatementReading,
)
from statements.extraction.record import record

GOVERNMENT = "government"
MINISTERIAL = frozenset({InstitutionKind.MINISTRY, InstitutionKind.MINISTER})
_COLLECTIVE = (SpeakerType.GROUP, SpeakerType.INSTITUTION)
_ARTICLES = frozenset({"le", "la", "l", "du"})
_REMEMBERED = 40  # statements of a speaker that are looked back to
_ACT_TO_INSTITUTION = 9  # words between سؤال and the ministry that it goes to
_MEMBER = re.compile(
    r"\b(?:نايب|مستشار)ه? برلماني|\b(?:عضو|عن|رييس)ه? (?:ال)?(?:فريق|مجموعه)|depute|conseill"
)


@record
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
        pointed = list(self._pointed())
        self._pointing = {m.first for m in pointed}
        self.named = sorted((*mentions, *pointed), key=lambda m: m.first)
        self.named_firsts = [m.first for m in self.named]
        self.told = [m for m in self.named if not layout.in_content(m.first)]
        self._told_firsts = [m.first for m in self.told]
        self.put = [m for m in self.told if _is_put_to(self, m)]
        self._put_in = _first_in_sentence(layout, self.put)
        self._paragraphs_of = {(m.id, layout.paragraph(m.first)) for m in mentions}
        self.first_of = {m.id: m for m in reversed(mentions)}
        self._questioning = self._who_question()
        self.own = [self._own_institution(s.speaker) for s in statements]
        self._names = self._ministers_by_name()
        self._by_speaker = _by_speaker(statements)
        self.answering = self._who_answer()
        self.present = {m.id for m in self.told if has(self._before(m), self.wording.presence)}
        self.addresses: list[Address | None] = []
        self._addressing: set[str] = set()

    def address(self, addresses: list[Address | None]) -> None:
        """Note what each statement addresses by its own words."""
        self.addresses = addresses
        said = zip(self.statements, addresses, strict=True)
        self._addressing = {statement.speaker.resolved for statement, address in said if address}

    def answers(self, index: int) -> bool:
        """A minister who answers members addresses no institution."""
        return self.own[index] is not None

    def _pointed(self) -> Iterator[InstitutionMention]:
        """Titles without a department, each as the minister or ministry named before it."""
        taken = {place for m in self.mentions for place in range(m.first, m.last + 1)}
        ministerial = [m for m in self.mentions if m.kind in MINISTERIAL and m.id]
        firsts = [m.first for m in ministerial]
        for hit in ANAPHORS[self.language].find(self.layout.words):
            if hit.first in taken or not ministerial:
                continue
            meant = ministerial[max(bisect_left(firsts, hit.first) - 1, 0)]
            span = Span(*self.layout.words.span(hit.first, hit.last))
            yield replace(meant, span=span, first=hit.first, last=hit.last)

    def _who_question(self) -> frozenset[str]:
        """Speakers who put a question to a minister: whatever title was read to them, members."""
        asking = self.wording.lasting_lemmas
        return frozenset(
            statement.speaker.resolved
            for statement, place in zip(self.statements, self.layout.places, strict=True)
            if folded(statement.cue_lemma) in asking
            and self.object_of(place) is not None
            and office(statement.speaker.resolved, self.language) is None
        )

    def object_of(
        self, place: Place, speaker: SpeakerReading | None = None
    ) -> InstitutionMention | None:
        """The institution between a cue and its content, which does not speak itself."""
        first, last = between(place)
        at = bisect_left(self._told_firsts, first)
        for mention in self.told[at : bisect_right(self._told_firsts, last)]:
            if not is_part(self, mention) and not _speaks(mention, speaker):
                return mention
        return None

    def _before(self, mention: InstitutionMention) -> list[str]:
        return self.words[max(mention.first - 1, 0) : mention.first]

    def _who_answer(self) -> dict[SessionType | None, set[str]]:
        """Sitting → the institutions whose ministers speak there."""
        found: dict[SessionType | None, set[str]] = {}
        for own, statement, session in zip(self.own, self.statements, self.sessions, strict=True):
            if own and session and statement.speaker.chamber == GOVERNMENT:
                found.setdefault(session.type, set()).add(own)
        return found

    def _own_institution(self, speaker: SpeakerReading) -> str | None:
        """The institution that the speaker is or heads; "" for a government speaker without one."""
        if speaker.group or speaker.resolved in self._questioning:
            return None
        governs = speaker.chamber == GOVERNMENT
        return _institution_of(speaker.resolved, speaker.roles, governs, self.language)

    def _ministers_by_name(self) -> dict[str, InstitutionMention]:
        """Family names of ministers who speak in the article → a mention of their institution."""
        found: dict[str, InstitutionMention] = {}
        for statement, own in zip(self.statements, self.own, strict=True):
            mention = self.first_of.get(own) if own else None
            name = folded(statement.speaker.resolved).split() if mention else []
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

    def put_in_sentence(self, index: int) -> InstitutionMention | None:
        """The institution to which the sentence of a statement says that an act is put."""
        return self._put_in.get(self.layout.places[index].sentence)

    def in_content(self, index: int) -> list[InstitutionMention]:
        firsts = self.named_firsts
        return [
            mention
            for first, last in self.layout.places[index].contents
            for mention in self.named[bisect_left(firsts, first) : bisect_right(firsts, last)]
        ]

    def is_in_paragraph(self, index: int, address: Address) -> bool:
        here = self.layout.places[index].paragraph
        return (address.mention.id, here) in self._paragraphs_of

    def others(self, index: int, address: Address | None) -> list[InstitutionMention]:
        """Ministries and ministers in the content, neither addressed nor the speaker's own."""
        known = {address.mention.id if address else "", self.own[index]}
        found: list[InstitutionMention] = []
        for mention in self.in_content(index):
            told_in_full = mention.first not in self._pointing
            if told_in_full and mention.kind in MINISTERIAL and mention.id not in known:
                known.add(mention.id)
                found.append(mention)
        return found

    def addressed_by_speaker(self, index: int) -> list[tuple[int, Address]]:
        """What the same speaker's other statements address, the nearest before first."""
        if self.statements[index].speaker.resolved not in self._addressing:
            return []
        others = ((other, self.addresses[other]) for other in self.same_speaker(index))
        return [(other, address) for other, address in others if address is not None]

    def same_speaker(self, index: int) -> list[int]:
        """Statements of the same speaker, the nearest before first, then the nearest after."""
        same = self._by_speaker.get(self.statements[index].speaker.resolved, [])
        at = bisect_left(same, index)
        before = same[max(at - _REMEMBERED, 0) : at]
        return [*reversed(before), *same[at + 1 : at + 1 + _REMEMBERED]]

    def may_inherit(self, index: int, address: Address) -> bool:
        """In the press only within the paragraph: there the speaker turns to the public."""
        far = self.is_media(index) or self._is_from_elsewhere(index)
        return not far or self.is_in_paragraph(index, address)

    def _is_from_elsewhere(self, index: int) -> bool:
        """A body quoted outside of any sitting, in an article that tells of one."""
        collective = self.statements[index].speaker.type in _COLLECTIVE
        return collective and self.sessions[index] is None and any(self.sessions)

    def is_media(self, index: int) -> bool:
        session = self.sessions[index]
        return bool(session and session.type is SessionType.MEDIA)


def _first_in_sentence(
    layout: Layout, mentions: Sequence[InstitutionMention]
) -> dict[int, InstitutionMention]:
    found: dict[int, InstitutionMention] = {}
    for mention in mentions:
        found.setdefault(layout.sentence(mention.first), mention)
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


def _speaks(mention: InstitutionMention, speaker: SpeakerReading | None) -> bool:
    """``ونبه المجلس الأعلى … إلى``: the body between cue and content is the subject."""
    if speaker is None or speaker.mention is None or speaker.type is SpeakerType.PERSON:
        return False
    return speaker.mention.start == mention.span.start


def is_part(turns: Turns, mention: InstitutionMention) -> bool:
    """``خصوم الحكومة``, ``بحضور وزير …``: named on the way, not the object."""
    before = turns.words[mention.first - 1] if mention.first else ""
    return before in turns.wording.part_of


@lru_cache(maxsize=4096)
def _institution_of(name: str, roles: tuple[str, ...], governs: bool, language: str) -> str | None:
    """A member holds none: a minister's title beside his own is of one whom he addresses."""
    if _MEMBER.search(fold(" ، ".join(roles))):
        return None
    held = office(" ، ".join((*roles, name)), language)
    if governs:
        return (held[0] or "") if held else ""
    return held[0] if held and held[1] else None
