"""The sitting in which each act happened: chamber, type, committee, weekday and date."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from people.folding import fold
from statements.extraction.chronology import read_days
from statements.extraction.layout import Layout, layout_of
from statements.extraction.model import (
    ArticleText,
    SessionReading,
    SessionType,
    SpeakerReading,
    SpeakerType,
    StatementReading,
)
from statements.extraction.record import record
from statements.extraction.sessions.evidence import Evidence, read_evidence, words_of
from statements.extraction.sessions.sitting import Scene, Sitting, session_of

_CHAMBERS = frozenset({"representatives", "councillors"})
_Choice = tuple[Sitting | None, str, float]


@record
class Placed:
    """The session of one statement, None where nothing is said; the rule and how sure it is."""

    session: SessionReading | None
    rule: str
    confidence: float


def read_sessions(
    article: ArticleText, statements: Sequence[StatementReading], layout: Layout
) -> list[Placed]:
    """The session of each statement, in their order."""
    language = "fr" if article.lang == "fr" else "ar"
    own_chambers = _own_chambers(statements)
    scene = Scene(
        layout,
        read_evidence(layout, language),
        read_days(layout.words, article.published_at),
        Counter(own_chambers.values()),
        language,
    )
    chooser = _Chooser(scene, statements, own_chambers)
    return [chooser.session(index) for index in range(len(statements))]


def with_sessions(
    article: ArticleText,
    statements: Sequence[StatementReading],
    layout: Layout | None = None,
) -> tuple[StatementReading, ...]:
    """The same statements with session and ``said_on`` filled, confidence and rule named."""
    layout = layout or layout_of(article.text, statements)
    placed = read_sessions(article, statements, layout)
    return tuple(_with(s, p) for s, p in zip(statements, placed, strict=True))


def _with(statement: StatementReading, placed: Placed) -> StatementReading:
    return replace(
        statement,
        session=placed.session,
        said_on=placed.session.date if placed.session else None,
        confidence={**statement.confidence, "session": placed.confidence},
        rules={**statement.rules, "session": placed.rule},
    )


_MEMBER = re.compile(r"\b(?:ال)?(?:(نائب|نايب)ه?|(مستشار)ه?)\b|(depute)|(conseill)", re.IGNORECASE)


def _own_chambers(statements: Sequence[StatementReading]) -> dict[str, str]:
    """Name → the chamber in which that speaker sits, by the register or by what he is called."""
    found: dict[str, str] = {}
    for statement in statements:
        speaker = statement.speaker
        if speaker.chamber in _CHAMBERS and speaker.chamber:
            found.setdefault(speaker.resolved, speaker.chamber)
            continue
        if speaker.chamber is None:
            chamber = _chamber_of_title(f"{speaker.surface} {' '.join(speaker.roles)}")
            if chamber:
                found.setdefault(speaker.resolved, chamber)
    return found


@lru_cache(maxsize=4096)
def _chamber_of_title(title: str) -> str | None:
    """The chamber in which one sits who is called نائب or مستشار."""
    called = _MEMBER.search(fold(title))
    if called is None:
        return None
    return "representatives" if called[1] or called[3] else "councillors"


def _strongest(sittings: Sequence[Sitting]) -> Sitting | None:
    """Of the sittings named in one sentence, the press before the rest."""
    told = [s for s in sittings if s.strength > 1]
    return max(
        told,
        key=lambda s: (s.type is SessionType.MEDIA, s.strength, -s.evidence.first),
        default=None,
    )


_UNSURE = frozenset({"committee-place", "sitting-without-type", "assembly-of-committee"})


def _sure(sitting: Sitting, confidence: float) -> float:
    """Less sure where the wording leaves the type open."""
    return confidence - 0.12 if sitting.rule in _UNSURE else confidence


class _Chooser:
    """Which of the article's sittings each statement belongs to."""

    def __init__(
        self,
        scene: Scene,
        statements: Sequence[StatementReading],
        own_chambers: dict[str, str],
    ) -> None:
        self.scene = scene
        self._chambers = own_chambers
        self._alone: dict[str | None, Placed] = {}
        self.statements = statements
        self._sentences = [place.sentence for place in scene.layout.places]
        self._sittings_in: dict[int, list[Sitting]] = {}
        for sitting in scene.sittings:
            sentence = scene.layout.sentence(sitting.evidence.first)
            self._sittings_in.setdefault(sentence, []).append(sitting)
        self._best_in = {
            sentence: best
            for sentence, here in self._sittings_in.items()
            if (best := _strongest(here)) is not None
        }
        self._own = [self._best_in.get(sentence) for sentence in self._sentences]
        self._told_by: dict[str, list[int]] = {}
        for index, statement in enumerate(statements):
            if self._own[index] and statement.speaker.resolved:
                self._told_by.setdefault(statement.speaker.resolved, []).append(index)
        self._tells_communique = any(e.kind == "communique" for e in scene.evidence)
        self._main = self._main_sitting()

    def session(self, index: int) -> Placed:
        sitting, rule, confidence = self._choice(index)
        speaker = self.statements[index].speaker
        own_chamber = self._chambers.get(speaker.resolved)
        if sitting is not None:
            return Placed(self.scene.session(sitting, own_chamber), rule, confidence)
        if rule == "nothing-said":
            known = self._alone.get(own_chamber)
            if known is None:
                known = self._alone[own_chamber] = Placed(*self._chamber_alone(own_chamber))
            return known
        return Placed(None, rule, confidence)

    def _choice(self, index: int) -> _Choice:
        speaker = self.statements[index].speaker
        own = self._own[index]
        if own:
            return own, f"own-sentence:{own.rule}", _sure(own, 0.97)
        if self._sentences[index] in self.scene.background:
            return None, "background-act", 0.5
        if self._is_communique(speaker):
            return None, "communique", 0.8
        said_elsewhere = self._of_speaker(index)
        if said_elsewhere:
            rule = f"same-speaker:{said_elsewhere.rule}"
            return said_elsewhere, rule, _sure(said_elsewhere, 0.96)
        if self._main and not self._is_anothers(speaker):
            return self._main, f"article:{self._main.rule}", _sure(self._main, 0.95)
        return None, "nothing-said", 0.6

    def _is_anothers(self, speaker: SpeakerReading) -> bool:
        """What a person told the press is no sitting for a body, which is quoted from elsewhere."""
        if self._main is None or self._main.type is not SessionType.MEDIA:
            return False
        collective = speaker.type in (SpeakerType.GROUP, SpeakerType.INSTITUTION)
        return collective and bool(self._told_by) and speaker.resolved not in self._told_by

    def _of_speaker(self, index: int) -> Sitting | None:
        """What the same speaker's other statements are said in: the last before, else the next."""
        name = self.statements[index].speaker.resolved
        same = self._told_by.get(name, [])
        at = bisect_left(same, index)
        if at:
            return self._own[same[at - 1]]
        return self._own[same[0]] if same else None

    def _main_sitting(self) -> Sitting | None:
        sittings = [
            s
            for s in self.scene.sittings
            if self.scene.layout.sentence(s.evidence.first) not in self.scene.background
        ]
        real = [s for s in sittings if s.type is not SessionType.MEDIA]
        best = max(real or sittings, key=self._weight, default=None)
        return self._later_place(best) or best

    def _later_place(self, best: Sitting | None) -> Sitting | None:
        """A chamber with a later day (``اليوم بمجلس النواب``) beats a weakly told sitting."""
        if best is None or best.strength > 2 or best.type is SessionType.MEDIA:
            return None
        told = self.scene.date_beside(best.evidence.first)
        later = [e for e in self._dated_places() if told and self._date(e) > told]
        if not later:
            return None
        return Sitting(max(later, key=self._date), None, "chamber-with-later-day", 2)

    def _date(self, place: Evidence) -> date:
        return self.scene.date_beside(place.first) or date.min

    def _dated_places(self) -> list[Evidence]:
        scene = self.scene
        return [
            e
            for e in scene.evidence
            if e.kind == "chamber" and scene.is_locative(e) and scene.has_day_beside(e.first)
        ]

    def _weight(self, sitting: Sitting) -> tuple[int, date, int]:
        """Strong wording first, then the latest day told beside it, then the first one told."""
        at = sitting.evidence.first
        return sitting.strength, self.scene.date_beside(at) or date.min, -at

    def _is_communique(self, speaker: SpeakerReading) -> bool:
        words = words_of("communique", self.scene.language)
        if not self._tells_communique:
            return False
        printed = f"{speaker.surface} {' '.join(speaker.alternatives)}".split()
        return any(word.strip("،,.") in words for word in printed)

    def _chamber_alone(self, own: str | None) -> tuple[SessionReading | None, str, float]:
        """``أمس الثلاثاء بمجلس المستشارين``, ``كلمة بمجلس النواب``: a place, but no type."""
        scene = self.scene
        places = [
            e for e in scene.chambers if scene.is_locative(e) and not scene.is_announced(e.first)
        ]
        dated = self._dated_places()
        spoken = [e for e in places if scene.near(e.first, "meeting")]
        if dated:
            budget = self._tells_of_finance_bill(dated[0])
            kind = SessionType.PLENARY_BUDGET if budget else None
            reading = session_of(scene, Sitting(dated[0], kind, "chamber", 1), own)
            return reading, "finance-bill-in-chamber" if budget else "chamber-with-day", 0.85
        if spoken:
            reading = session_of(scene, Sitting(spoken[0], None, "chamber", 1), own)
            return replace(reading, weekday=None, date=None), "chamber-named", 0.6
        return None, "nothing-said", 0.6

    def _tells_of_finance_bill(self, place: Evidence) -> bool:
        layout = self.scene.layout
        paragraph = layout.paragraph(place.first)
        return any(
            e.kind == "finance" and layout.paragraph(e.first) == paragraph
            for e in self.scene.evidence
        )
