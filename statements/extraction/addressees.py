"""To whom each statement is directed, and which institutions it only talks about."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

from people.folding import fold
from statements.extraction.chronology import local_day
from statements.extraction.institutions import (
    InstitutionKind,
    InstitutionMention,
    read_institutions,
)
from statements.extraction.layout import Layout, Place, layout_of
from statements.extraction.model import (
    ArticleText,
    Institution,
    SessionReading,
    SessionType,
    SpeakerType,
    Stance,
    StatementReading,
)

_GOVERNMENT = "government"
_ARTICLES = frozenset({"le", "la", "l", "du"})
_QUESTIONED = frozenset({SessionType.ORAL_QUESTIONS, SessionType.COMMITTEE})
_ACT_TO_INSTITUTION = 9  # words between سؤال and the ministry that it goes to
_TARGET_AT_HEAD = 5  # انتقد [سياسة وزارة الطاقة]: words of the content in which its target stands
_ATTACKS = frozenset({Stance.CRITICISE, Stance.ASK, Stance.CALL_FOR})
_MINISTERIAL = frozenset({InstitutionKind.MINISTRY, InstitutionKind.MINISTER})


@dataclass(frozen=True, slots=True)
class Address:
    """An institution as the one addressed: where it is named, by which rule, how surely."""

    mention: InstitutionMention
    rule: str
    confidence: float
    lasting: bool = False  # holds for the rest of the turn, as the target of a question does


@dataclass(frozen=True, slots=True)
class Directed:
    """To whom one statement is directed, and which ministries it only talks about."""

    addressees: tuple[Institution, ...]
    explicit: bool
    others: tuple[Institution, ...]
    rule: str
    confidence: float


def read_addressees(
    article: ArticleText,
    statements: Sequence[StatementReading],
    sessions: Sequence[SessionReading | None],
    layout: Layout,
    mentions: Sequence[InstitutionMention] | None = None,
) -> list[Directed]:
    """For each statement, in text order; the speaker's turn carries an addressee on.

    ``mentions`` are the institutions of the whole text, read here when they are not given.
    """
    if mentions is None:
        on = local_day(article.published_at)
        mentions = read_institutions(layout.words, on, article.lang)
    turns = _Turns(layout, statements, sessions, mentions, _language(article))
    return [turns.directed(index) for index in range(len(statements))]


def with_addressees(
    article: ArticleText,
    statements: Sequence[StatementReading],
    mentions: Sequence[InstitutionMention] | None = None,
    layout: Layout | None = None,
) -> tuple[StatementReading, ...]:
    """The same statements, which have their sessions, with addressees and others filled."""
    layout = layout or layout_of(article.text, statements)
    sessions = [statement.session for statement in statements]
    found = read_addressees(article, statements, sessions, layout, mentions)
    return tuple(_with(s, directed) for s, directed in zip(statements, found, strict=True))


def _with(statement: StatementReading, directed: Directed) -> StatementReading:
    return replace(
        statement,
        addressees=directed.addressees,
        addressee_explicit=directed.explicit,
        other_institutions=directed.others,
        confidence={**statement.confidence, "addressees": directed.confidence},
        rules={**statement.rules, "addressees": directed.rule},
    )


def _language(article: ArticleText) -> str:
    return "fr" if article.lang == "fr" else "ar"


@dataclass(frozen=True, slots=True)
class _Wording:
    """Words of one language that put an act to somebody."""

    object_lemmas: frozenset[str]
    nouns: frozenset[str]
    verbs: frozenset[str]
    to: frozenset[str]
    straight: frozenset[str]
    honorifics: frozenset[str]
    presence: frozenset[str]


@cache
def _wording(language: str) -> _Wording:
    source = files("statements.extraction") / "data" / "addressing.toml"
    rows = tomllib.loads(source.read_text(encoding="utf-8"))[language]
    return _Wording(**{name: frozenset(map(fold, rows[name])) for name in _Wording.__slots__})


def _has(words: Iterable[str], known: frozenset[str]) -> bool:
    return any(word in known or word.lstrip("وفبل") in known for word in words)


@lru_cache(maxsize=4096)
def _office(roles: str, language: str) -> tuple[str | None, bool] | None:
    """The institution that printed roles name; False where it is the government as a whole."""
    named = read_institutions(roles, None, language)
    if not named:
        return None
    office = next((m for m in named if m.kind is not InstitutionKind.GOVERNMENT), None)
    return (office or named[0]).id, office is not None


class _Turns:
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
        self.wording = _wording(language)
        self.mentions = mentions
        self.told = [m for m in mentions if not layout.in_content(m.first)]
        self._told_in = _by_sentence(layout, self.told)
        self.put = {m.first for m in self.told if _is_put_to(self, m)}
        self.own = [self._own_institution(s) for s in statements]
        self._names = self._ministers_by_name()
        self._by_speaker = _by_speaker(statements)
        self._explicit = [self._named(index) for index in range(len(statements))]

    def directed(self, index: int) -> Directed:
        address = self._address(index)
        others = self._others(index, address)
        text = self.layout.words.folded.original
        return Directed(
            (address.mention.as_institution(text),) if address else (),
            address is not None and self._in_paragraph(index, address),
            tuple(m.as_institution(text) for m in others),
            address.rule if address else "none-named",
            address.confidence if address else 0.8,
        )

    def _address(self, index: int) -> Address | None:
        if self._answers(index):
            return None
        return self._explicit[index] or self._inherited(index)

    def _answers(self, index: int) -> bool:
        """A minister who answers members addresses no institution."""
        return self.own[index] is not None

    def _named(self, index: int) -> Address | None:
        if self._answers(index):
            return None
        for rule in _RULES:
            found = rule(self, index)
            if found and found.mention.id != self.own[index]:
                return found
        return None

    def _own_institution(self, statement: StatementReading) -> str | None:
        """The institution that the speaker is or heads; "" for a government speaker without one."""
        roles = " ، ".join((*statement.speaker.roles, statement.speaker.resolved))
        office = _office(roles, self.language)
        if statement.speaker.chamber == _GOVERNMENT:
            return (office[0] or "") if office else ""
        if office is None or not office[1] or statement.speaker.group:
            return None
        return office[0]

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
        return [m for m in self.mentions if any(a <= m.first <= b for a, b in ranges)]

    def _in_paragraph(self, index: int, address: Address) -> bool:
        paragraph = self.layout.places[index].paragraph
        return any(
            m.id == address.mention.id and self.layout.paragraph(m.first) == paragraph
            for m in self.mentions
        )

    def _others(self, index: int, address: Address | None) -> list[InstitutionMention]:
        """Ministries and ministers in the content, neither addressed nor the speaker's own."""
        known = {address.mention.id if address else "", self.own[index]}
        found: list[InstitutionMention] = []
        for mention in self.in_content(index):
            if mention.kind in _MINISTERIAL and mention.id not in known:
                known.add(mention.id)
                found.append(mention)
        return found

    def _inherited(self, index: int) -> Address | None:
        for rule in _INHERITANCE:
            found = rule(self, index)
            if found:
                return found
        return None

    def same_speaker(self, index: int) -> list[int]:
        """Statements of the same speaker, the nearest before first, then the nearest after."""
        same = self._by_speaker.get(self.statements[index].speaker.resolved, [])
        before = [i for i in same if i < index]
        return [*reversed(before), *(i for i in same if i > index)]

    def explicit(self, index: int) -> Address | None:
        return self._explicit[index]

    def may_inherit(self, index: int, address: Address) -> bool:
        """In the press only within the paragraph: there the speaker turns to the public."""
        return not self.is_media(index) or self._in_paragraph(index, address)

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


_Rule = Callable[[_Turns, int], Address | None]


def by_question_to(turns: _Turns, index: int) -> Address | None:
    """``وجه سؤالا كتابيا إلى وزير الصحة``, ``مداخلة وجهها لكتابة الدولة``: said in the sentence."""
    for mention in turns.told_in_sentence(index):
        if mention.first in turns.put:
            return Address(mention, "act-put-to", 0.93, lasting=True)
    return None


def _is_put_to(turns: _Turns, mention: InstitutionMention) -> bool:
    before = turns.words[max(mention.first - _ACT_TO_INSTITUTION, 0) : mention.first]
    if not before:
        return False
    first, wording = turns.words[mention.first], turns.wording
    while before and before[-1] in wording.honorifics | _ARTICLES:
        before = before[:-1]
    joined = turns.language == "ar" and first.startswith(("ل", "ول"))
    led = bool(before) and before[-1] in wording.to
    if not (led or joined):
        return _has(before[-1:], wording.straight)
    return _has(before, wording.nouns) or _has(before, wording.verbs)


def by_object_of_cue(turns: _Turns, index: int) -> Address | None:
    """``طالب الحكومة ب…``, ``ساءل وزير الصحة عن …``: between the cue and its content."""
    statement, place = turns.statements[index], turns.layout.places[index]
    if fold(statement.cue_lemma) not in turns.wording.object_lemmas:
        return None
    first, last = _between(place)
    for mention in turns.told:
        if first <= mention.first <= last and not _is_genitive(turns, mention):
            return Address(mention, "object-of-cue", 0.92)
    named = turns.name_in(first, last)
    return Address(named, "object-of-cue-by-name", 0.8, lasting=True) if named else None


def _between(place: Place) -> tuple[int, int]:
    after = [first for first, _ in place.contents if first > place.cue]
    return place.cue + 1, (after[0] - 1 if after else place.cue)


def _is_genitive(turns: _Turns, mention: InstitutionMention) -> bool:
    """``المدافع عن وزير …``, ``بحضور وزير …``: named on the way, not the object."""
    before = turns.words[mention.first - 1] if mention.first else ""
    return before in turns.wording.presence | {"عن", "مع", "من", "حضور"}


def by_attack_by_name(turns: _Turns, index: int) -> Address | None:
    """``هاجم فلان العثماني متهما إياه``: the minister is named by family name before the cue."""
    statement, place = turns.statements[index], turns.layout.places[index]
    if statement.stance not in _ATTACKS or not turns.knows_ministers:
        return None
    start = turns.layout.sentence_start(place.cue)
    attack = [
        at
        for at in range(start, place.cue)
        if _has(turns.words[at : at + 1], turns.wording.straight)
        and not turns.layout.in_content(at)
    ]
    if not attack:
        return None
    named = turns.name_in(attack[0] + 1, place.cue)
    return Address(named, "attacked-by-name", 0.85, lasting=True) if named else None


def by_target_of_criticism(turns: _Turns, index: int) -> Address | None:
    """``انتقد سياسة وزارة الطاقة``: the target stands at the head of the content."""
    statement = turns.statements[index]
    if statement.stance is not Stance.CRITICISE or turns.is_media(index):
        return None
    for first, _ in turns.layout.places[index].contents[:1]:
        for mention in turns.in_content(index):
            if mention.first - first < _TARGET_AT_HEAD:
                return Address(mention, "target-of-criticism", 0.75)
    return None


def by_vocative(turns: _Turns, index: int) -> Address | None:
    """``السيد وزير الصحة`` inside the speaker's own words."""
    honorifics = turns.wording.honorifics
    for mention in turns.in_content(index):
        before = turns.words[max(mention.first - 2, 0) : mention.first]
        if any(word in honorifics for word in before) and not turns.is_media(index):
            return Address(mention, "vocative", 0.85)
    return None


_RULES: tuple[_Rule, ...] = (
    by_question_to,
    by_object_of_cue,
    by_attack_by_name,
    by_vocative,
    by_target_of_criticism,
)


def from_question_of_speaker(turns: _Turns, index: int) -> Address | None:
    """The institution that the same speaker's question went to."""
    for other in turns.same_speaker(index):
        address = turns.explicit(other)
        if address and address.lasting and turns.may_inherit(index, address):
            return replace(address, rule=f"same-turn:{address.rule}", confidence=0.85)
    return None


def from_question_of_article(turns: _Turns, index: int) -> Address | None:
    """The only question that an article about a question tells of, for all who sign it."""
    statement = turns.statements[index]
    if not statement.parliamentary or _is_other_sitting(turns.sessions[index]):
        return None
    put = [m for m in turns.told if m.first in turns.put]
    if len({m.id for m in put}) != 1:
        return None
    return Address(put[0], "question-of-article", 0.7)


def _is_other_sitting(session: SessionReading | None) -> bool:
    return session is not None and session.type not in (None, SessionType.WRITTEN_QUESTION)


def from_minister_in_sitting(turns: _Turns, index: int) -> Address | None:
    """The only minister who answers in the same sitting, or who is said to be present."""
    statement, session = turns.statements[index], turns.sessions[index]
    if session is None or session.type not in _QUESTIONED or not statement.parliamentary:
        return None
    if statement.speaker.type is SpeakerType.UNNAMED:
        return None
    speaking = {
        own
        for own, other, sitting in zip(turns.own, turns.statements, turns.sessions, strict=True)
        if own and other.speaker.chamber == _GOVERNMENT and sitting and sitting.type is session.type
    }
    present = {m.id for m in turns.told if _is_present(turns, m)}
    ids = speaking or present
    if len(ids) != 1:
        return None
    mention = next((m for m in turns.mentions if m.id in ids), None)
    return Address(mention, "minister-in-sitting", 0.7) if mention else None


def _is_present(turns: _Turns, mention: InstitutionMention) -> bool:
    before = turns.words[max(mention.first - 1, 0) : mention.first]
    return _has(before, turns.wording.presence)


def from_monthly_session(turns: _Turns, index: int) -> Address | None:
    """In the monthly sitting members address the head of government."""
    session = turns.sessions[index]
    if session is None or session.type is not SessionType.MONTHLY_POLICY:
        return None
    mention = next((m for m in turns.mentions if m.id == "HOG"), None)
    return Address(mention, "monthly-session", 0.75) if mention else None


def from_turn(turns: _Turns, index: int) -> Address | None:
    """What the same speaker addressed before, whatever the act was."""
    if turns.is_media(index) or turns.statements[index].speaker.type is SpeakerType.UNNAMED:
        return None
    for other in turns.same_speaker(index):
        address = turns.explicit(other)
        if address:
            return replace(address, rule=f"same-turn:{address.rule}", confidence=0.6)
    return None


def from_paragraph(turns: _Turns, index: int) -> Address | None:
    """What the same speaker addressed a sentence before, in the same paragraph."""
    places = turns.layout.places
    paragraph = places[index].paragraph
    for other in turns.same_speaker(index):
        address = turns.explicit(other)
        if address and other < index and places[other].paragraph == paragraph:
            return replace(address, rule=f"same-paragraph:{address.rule}", confidence=0.75)
    return None


_INHERITANCE: tuple[_Rule, ...] = (
    from_question_of_speaker,
    from_paragraph,
    from_monthly_session,
    from_minister_in_sitting,
    from_question_of_article,
    from_turn,
)
