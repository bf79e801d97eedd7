"""From evidence to one sitting: its type, its committee, its chamber and its day."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from statements.extraction.chronology import DayReading
from statements.extraction.layout import Layout
from statements.extraction.model import SessionReading, SessionType
from statements.extraction.sessions.evidence import (
    Evidence,
    span_of,
    surface,
    words_of,
)

_LOCATIVE_WORDS = frozenset(
    {"في", "وفي", "داخل", "امام", "ضمن", "خلال", "وخلال", "اثناء", "قبه", "devant", "en", "lors"}
)
_NEAR = 14  # words around a committee's name in which a meeting is looked for
_UNDATED = frozenset({SessionType.WRITTEN_QUESTION})
_WEEKDAY_CHAMBERS = {1: "representatives", 2: "councillors"}


@dataclass(frozen=True, slots=True)
class Sitting:
    """A sitting that the text tells of, resting on one piece of evidence."""

    evidence: Evidence
    type: SessionType | None
    rule: str
    strength: int


_Told = TypeVar("_Told", Evidence, DayReading)


def _by_sentence(layout: Layout, told: Sequence[_Told]) -> dict[int, list[_Told]]:
    found: dict[int, list[_Told]] = {}
    for item in told:
        found.setdefault(layout.sentence(item.first), []).append(item)
    return found


def _by_paragraph(layout: Layout, days: Sequence[DayReading]) -> dict[int, list[DayReading]]:
    found: dict[int, list[DayReading]] = {}
    for day in days:
        found.setdefault(layout.paragraph(day.first), []).append(day)
    return found


def _firsts_by_kind(evidence: Sequence[Evidence]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for item in evidence:
        found.setdefault(item.kind, []).append(item.first)
    return found


class Scene:
    """All that an article says about places and days of speech."""

    def __init__(
        self,
        layout: Layout,
        evidence: Sequence[Evidence],
        days: Sequence[DayReading],
        speakers: Counter[str],
        language: str,
    ) -> None:
        self.layout = layout
        self.evidence = evidence
        self.speakers = speakers
        self.language = language
        self._evidence_in = _by_sentence(layout, evidence)
        self.background = {layout.sentence(e.first) for e in evidence if e.kind == "background"}
        told = [d for d in days if not layout.in_content(d.first) and not self._is_limit(d.first)]
        self.days = [d for d in told if not d.future]
        self._days_in = _by_sentence(layout, self.days)
        self._ahead_in = {layout.sentence(d.first) for d in told if d.future}
        self._firsts = _firsts_by_kind(evidence)
        self.chambers = [e for e in evidence if e.kind == "chamber"]
        self.committees = [e for e in evidence if e.kind == "committee"]
        self.committee_starts = {e.first for e in self.committees}
        self.meeting_ends = {e.last for e in evidence if e.value == SessionType.COMMITTEE}
        self.told_days = [
            d
            for d in self.days
            if layout.sentence(d.first) not in self.background and (d.weekday or not d.is_today)
        ]
        self.latest_day = max(
            self.told_days, key=lambda d: (d.date or date.min, -d.first), default=None
        )
        self._told_in_paragraph = _by_paragraph(layout, self.told_days)
        self.sittings = [s for s in map(self._sitting, evidence) if s is not None]
        self._sessions: dict[tuple[Sitting, str | None], SessionReading] = {}

    def session(self, sitting: Sitting, own_chamber: str | None) -> SessionReading:
        """The sitting as a reading; worked out once for each chamber of its speakers."""
        known = self._sessions.get((sitting, own_chamber))
        if known is None:
            known = self._sessions[sitting, own_chamber] = session_of(self, sitting, own_chamber)
        return known

    def _sitting(self, evidence: Evidence) -> Sitting | None:
        if self.is_announced(evidence.first):
            return None
        for rule in _SITTING_RULES:
            found = rule(self, evidence)
            if found is not None:
                return found
        return None

    def near(self, word: int, kind: str, reach: int = _NEAR) -> bool:
        firsts = self._firsts.get(kind, ())
        at = bisect_left(firsts, word - reach)
        sentence = self.layout.sentence(word)
        while at < len(firsts) and firsts[at] <= word + reach:
            if self.layout.sentence(firsts[at]) == sentence:
                return True
            at += 1
        return False

    def told_in_paragraph(self, word: int) -> Sequence[DayReading]:
        return self._told_in_paragraph.get(self.layout.paragraph(word), ())

    def evidence_beside(self, word: int) -> Sequence[Evidence]:
        return self._evidence_in.get(self.layout.sentence(word), ())

    def days_beside(self, word: int) -> Sequence[DayReading]:
        return self._days_in.get(self.layout.sentence(word), ())

    def _is_limit(self, word: int) -> bool:
        before = self.layout.words.words[max(word - 2, 0) : word]
        limits = words_of("limits", self.language)
        return any(w.lstrip("ولب") in limits or w in limits for w in before[-1:]) or (
            before[-1:] == ["يوم"] and before[0] in limits
        )

    def is_announced(self, word: int) -> bool:
        """``تعقد الاثنين المقبل جلسة …``: an agenda item, nothing was said there yet."""
        return self.layout.sentence(word) in self._ahead_in and not self.days_beside(word)

    def word_before(self, evidence: Evidence) -> str:
        return self.layout.words.words[evidence.first - 1] if evidence.first else ""

    def has_day_beside(self, word: int) -> bool:
        return bool(self.days_beside(word))

    def date_beside(self, word: int) -> date | None:
        day = _day_in_sentence(self, word)
        return day.date if day else None

    def is_assembly(self, evidence: Evidence) -> bool:
        word = self.layout.words.words[evidence.first]
        known = words_of("assembly", self.language)
        return word in known or word.lstrip("وب") in known

    def is_locative(self, evidence: Evidence) -> bool:
        """``بمجلس النواب``, ``داخل لجنة …``: a place where something happens."""
        if self.language == "fr":
            before = self.layout.words.words[max(evidence.first - 2, 0) : evidence.first]
            return bool({"a", "au", "devant", "dans", "lors", "en"} & set(before))
        word = self.layout.words.words[evidence.first]
        core = word.lstrip("وف")
        return self.word_before(evidence) in _LOCATIVE_WORDS or (
            core.startswith("ب") and not core.startswith("بلا")
        )


def by_type_wording(scene: Scene, evidence: Evidence) -> Sitting | None:
    """``جلسة الأسئلة الشفوية``, ``سؤال كتابي``, ``الجلسة الشهرية``."""
    if evidence.kind != "type":
        return None
    kind = SessionType(evidence.value)
    if kind is SessionType.MEDIA:
        return Sitting(evidence, kind, "media-wording", 2)
    if kind is SessionType.COMMITTEE and _is_other_committee(scene, evidence):
        return None
    weak = kind in (SessionType.PLENARY_LEGISLATIVE, SessionType.COMMITTEE)
    return Sitting(evidence, kind, "type-wording", 2 if weak else 3)


def by_finance_bill(scene: Scene, evidence: Evidence) -> Sitting | None:
    """``خلال المناقشة العامة لمشروع قانون المالية``: a plenary, or a committee named beside."""
    if evidence.kind != "finance" and evidence.value != SessionType.PLENARY_BUDGET:
        return None
    if evidence.kind == "finance" and not _is_debated(scene, evidence):
        return None
    if _beside_committee(scene, evidence):
        return Sitting(evidence, SessionType.COMMITTEE, "budget-in-committee", 3)
    return Sitting(evidence, SessionType.PLENARY_BUDGET, "finance-bill-debated", 3)


def _is_debated(scene: Scene, evidence: Evidence) -> bool:
    """``خلال التصويت على مشروع قانون المالية``; not ``مذكرة تقديم مشروع قانون المالية``."""
    before = scene.layout.words.words[max(evidence.first - 6, 0) : evidence.first]
    debate, during = (words_of(table, scene.language) for table in ("debate", "during"))
    at = next((i for i, word in enumerate(before) if word in debate), None)
    return at is not None and any(word in during for word in before[:at])


def _beside_committee(scene: Scene, evidence: Evidence) -> bool:
    beside = scene.evidence_beside(evidence.first)
    return any(e.kind == "committee" and not _is_role(scene, e) for e in beside)


def _is_other_committee(scene: Scene, evidence: Evidence) -> bool:
    """``اجتماع لجنة اليقظة``: a committee, but none of parliament's."""
    last = scene.layout.words.words[evidence.last]
    if last not in ("لجنه", "للجنه"):
        return False
    return evidence.last not in scene.committee_starts


def by_committee_meeting(scene: Scene, evidence: Evidence) -> Sitting | None:
    """``اجتماع لجنة العدل``; not ``رئيس لجنة العدل``; a visit of the committee has no type."""
    if evidence.kind != "committee" or _is_role(scene, evidence):
        return None
    if scene.near(evidence.first, "meeting") or _in_committee_meeting(scene, evidence):
        return Sitting(evidence, SessionType.COMMITTEE, "committee-meeting", 3)
    if scene.near(evidence.first, "visit", 40):
        return Sitting(evidence, None, "committee-visit", 2)
    if scene.is_locative(evidence):
        strength = 3 if scene.has_day_beside(evidence.first) else 2
        return Sitting(evidence, SessionType.COMMITTEE, "committee-place", strength)
    return None


def _is_role(scene: Scene, evidence: Evidence) -> bool:
    before = scene.word_before(evidence)
    roles = words_of("role", scene.language)
    return before in roles or before.lstrip("ولفب") in roles


def _in_committee_meeting(scene: Scene, evidence: Evidence) -> bool:
    return evidence.first in scene.meeting_ends


def by_assembly(scene: Scene, evidence: Evidence) -> Sitting | None:
    """``رئيسة لجنة المالية … خلال اجتماع عقد الأربعاء``: the committee is named elsewhere."""
    if evidence.kind not in ("assembly", "meeting") or not scene.is_assembly(evidence):
        return None
    if not scene.committees or not scene.is_locative(evidence):
        return None
    return Sitting(evidence, SessionType.COMMITTEE, "assembly-of-committee", 2)


def by_spoken_question(scene: Scene, evidence: Evidence) -> Sitting | None:
    """``سؤال شفوي``: put in the oral questions, even where the sitting is not named."""
    if evidence.kind != "spoken":
        return None
    return Sitting(evidence, SessionType.ORAL_QUESTIONS, "spoken-question", 2)


def by_sitting_word(scene: Scene, evidence: Evidence) -> Sitting | None:
    """``جلسة عمومية``, ``ملتمس الرقابة``: legislative where a bill is voted on, else of no type."""
    if evidence.kind != "sitting":
        return None
    if scene.near(evidence.first, "finance"):
        return Sitting(evidence, SessionType.PLENARY_BUDGET, "plenary-with-finance-bill", 2)
    if scene.near(evidence.first, "legislative"):
        return Sitting(evidence, SessionType.PLENARY_LEGISLATIVE, "plenary-with-bill", 2)
    return Sitting(evidence, None, "sitting-without-type", 2)


def by_media_wording(scene: Scene, evidence: Evidence) -> Sitting | None:
    """``في تصريح لجريدة``, ``تدوينة``: said to the press or on a network."""
    if evidence.kind != "media":
        return None
    return Sitting(evidence, SessionType.MEDIA, "media-wording", 2)


_SITTING_RULES = (
    by_finance_bill,
    by_type_wording,
    by_committee_meeting,
    by_assembly,
    by_spoken_question,
    by_sitting_word,
    by_media_wording,
)


def session_of(scene: Scene, sitting: Sitting, own_chamber: str | None) -> SessionReading:
    """The sitting as a reading: chamber, committee and day looked up around its evidence."""
    evidence = sitting.evidence
    span = span_of(scene.layout, evidence)
    if sitting.type is SessionType.MEDIA:
        day = _day_in_sentence(scene, evidence.first)
        return _dated(SessionReading(None, sitting.type, None, None, None, span), day)
    committee = _committee(scene, sitting)
    chamber = _chamber(scene, evidence, committee, own_chamber, sitting.type)
    name = surface(scene.layout, committee) if committee else None
    reading = SessionReading(chamber, sitting.type, name, None, None, span)
    day = None if sitting.type in _UNDATED else day_near(scene, evidence.first)
    reading = _dated(reading, day)
    if reading.chamber is None and sitting.type is SessionType.ORAL_QUESTIONS and reading.date:
        weekday = reading.date.isoweekday()
        return replace(reading, chamber=_WEEKDAY_CHAMBERS.get(weekday))
    return reading


def _dated(reading: SessionReading, day: DayReading | None) -> SessionReading:
    if day is None:
        return reading
    return replace(reading, weekday=day.weekday, date=day.date)


def _committee(scene: Scene, sitting: Sitting) -> Evidence | None:
    if sitting.evidence.kind == "committee":
        return sitting.evidence
    if sitting.type is not SessionType.COMMITTEE:
        return None
    at = sitting.evidence.first
    return min(scene.committees, key=lambda e: abs(e.first - at), default=None)


def _chamber(
    scene: Scene,
    evidence: Evidence,
    committee: Evidence | None,
    own_chamber: str | None,
    kind: SessionType | None,
) -> str | None:
    """Named beside the evidence, settled by the committee or the speaker, or the article's own."""
    if kind is SessionType.WRITTEN_QUESTION and own_chamber:
        return own_chamber
    named = scene.chambers
    beside = [e for e in scene.evidence_beside(evidence.first) if e.kind == "chamber"]
    if beside:
        return min(beside, key=lambda e: abs(e.first - evidence.first)).value
    if committee and committee.value:
        return committee.value
    if named:
        votes = Counter(e.value for e in named)
        return _clear_winner(votes) or _clear_winner(scene.speakers) or named[0].value
    return own_chamber or _clear_winner(scene.speakers)


def _clear_winner(votes: Counter[str]) -> str | None:
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _day_in_sentence(scene: Scene, word: int) -> DayReading | None:
    days = scene.days_beside(word)
    # ``عرض حول ما بعد 20 ماي، اليوم الأربعاء``: a day of the week is the day of speech.
    return min(days, key=lambda d: (d.weekday is None, abs(d.first - word)), default=None)


def day_near(scene: Scene, word: int) -> DayReading | None:
    """The day told with the sitting: in its sentence, its paragraph, or first in the article.

    A bare اليوم counts only in the sentence of the sitting: elsewhere it often means nowadays.
    """
    here = _day_in_sentence(scene, word)
    if here:
        return here
    beside = scene.told_in_paragraph(word)
    if beside:
        return min(beside, key=lambda d: abs(d.first - word))
    return scene.latest_day
