"""Ties each act to its speaker: by name, role, pointer, or by what was said before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from statements.extraction.acts import Act, names_someone
from statements.extraction.grammar import grammar
from statements.extraction.groups import canonical_party
from statements.extraction.lexicon import FormKind, verb_forms
from statements.extraction.lexicon import words as word_list
from statements.extraction.mentions import Mention, MentionKind, person_words
from statements.extraction.model import Attribution, SpeakerType
from statements.extraction.persons import Person
from statements.extraction.speakers import Entity, Speakers

_BARE_GROUP = frozenset({"الفريق", "المجموعه", "الحزب"})
_CLAUSE_OPENINGS = frozenset("،؛:.") | word_list(
    "لكن ولكن بينما فيما بعدما وقد قد فقد كما حيث إذ الذي التي أما"
)
_ISSUERS = word_list("مجلس فريق حزب مجموعة وزارة رئاسة لجنة نقابة مكتب جمعية هيئة منظمة")
_COMMUNIQUES = word_list("البلاغ بلاغ البيان بيان النداء نداء")
_POINTING_ADJECTIVES = frozenset(
    {
        "ذاته",
        "نفسه",
        "ذاتها",
        "نفسها",
        "النيابي",
        "النيابيه",
        "البرلماني",
        "المعارض",
        "المذكور",
        "المعارضه",
        "عينه",
    }
)


_COMMON_HEADS = frozenset(
    {"الرييس", "الرييسه", "الوزير", "الوزيره", "النايب", "النايبه", "البرلماني", "البرلمانيه", "المستشار",
     "المستشاره", "العضو", "القيادي", "القياديه", "المسوول", "المسووله", "الكاتب", "الكاتبه"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attributed:
    """The speaker of an act, the mention that was read and the rule that tied them."""

    entity: Entity
    attribution: Attribution
    rule: str
    mention: Mention | None


class Attributor:
    """Reads an article front to back and remembers who has spoken and who was named."""

    def __init__(self, speakers: Speakers) -> None:
        self.speakers, self.register, self.page = speakers, speakers.register, speakers.page
        self.spoken: list[Entity] = []

    @property
    def last(self) -> Entity | None:
        return self.spoken[-1] if self.spoken else None

    def said(self, entity: Entity) -> None:
        self.spoken.append(entity)

    def attribute(
        self, act: Act, sentence_first: int, inside: Entity | None, later: list[Act]
    ) -> Attributed | None:
        """The speaker of ``act``; ``inside`` spoke before it in the same sentence, ``later`` follow it."""
        if act.subject is not None:
            return self._from_mention(act, act.subject)
        if act.unread_subject is not None:
            return self._unread(act.unread_subject)
        return self._elided(act, sentence_first, inside, later)

    def _from_mention(self, act: Act, mention: Mention) -> Attributed | None:
        if act.subject_rule == "relative" and mention.kind in (
            MentionKind.DOCUMENT,
            MentionKind.BODY,
        ):
            return None
        spokesman = self._spokesman(mention)
        if spokesman is not None:
            return spokesman
        return _RESOLVERS[mention.kind](self, act, mention)

    def _spokesman(self, mention: Mention) -> Attributed | None:
        """الفريق، على لسان عضوه فلان: the person speaks, the group is the other reading."""
        if mention.kind not in (MentionKind.GROUP, MentionKind.BODY):
            return None
        for index in range(mention.after, min(mention.after + 4, len(self.page.words) - 2)):
            if self.page.words[index] == "لسان":
                for place in range(index + 1, index + 4):
                    found = self.register.mentions.get(place)
                    person = self.register.person_of(found) if found else None
                    if person is not None:
                        entity = self.speakers.of_person(person)
                        group = self.speakers.of_group(mention)
                        entity.alternatives = (group.resolved,)
                        return Attributed(entity, Attribution.EXPLICIT, "spokesman", found)
        return None

    def _unread(self, subject: tuple[int, int]) -> Attributed:
        named = names_someone(self.page, subject)
        type_ = SpeakerType.PERSON if named else SpeakerType.UNNAMED
        entity = self.speakers.of_surface(*subject, type_)
        return Attributed(entity, Attribution.EXPLICIT, "unread-subject", None)

    def person(self, act: Act, mention: Mention) -> Attributed | None:
        person = self.register.person_of(mention, act.reading.form.gender)
        if person is None or mention.name is None:
            return None
        short = mention.name[1] - mention.name[0] < len(person.words)
        attribution = Attribution.LAST_NAME if short else Attribution.EXPLICIT
        return Attributed(
            self.speakers.of_person(person),
            attribution,
            "last-name" if short else "full-name",
            mention,
        )

    def role(self, act: Act, mention: Mention) -> Attributed | None:
        person = self._by_title(mention) or self._by_class(mention)
        if person is not None:
            return Attributed(person, Attribution.ROLE, "role-of-person", mention)
        if mention.same and self.last is not None and self.last.agrees(mention.gender, "s"):
            return Attributed(self.last, Attribution.ROLE, "role-again", mention)
        type_ = SpeakerType.PERSON if mention.definite else SpeakerType.UNNAMED
        entity = self._longer_title(mention) or self.speakers.of_surface(
            mention.first, mention.after, type_, mention
        )
        return Attributed(entity, Attribution.ROLE, "role-alone", mention)

    def _longer_title(self, mention: Mention) -> Entity | None:
        """الوزير, where only وزير الدولة … was named before: the longer title."""
        if mention.after - mention.first > 1 + mention.same or not mention.definite:
            return None
        for index in range(mention.first - 1, max(mention.first - 400, -1), -1):
            other = self.register.mentions.get(index)
            if (
                other is None
                or other.kind is not MentionKind.ROLE
                or not other.classes & mention.classes
            ):
                continue
            if other.after - other.first > 1 and other.gender == mention.gender:
                return self.speakers.of_surface(*other.roles[0], SpeakerType.PERSON, other)
        return None

    def _by_title(self, mention: Mention) -> Entity | None:
        """وزير الفلاحة is the person introduced as وزير الفلاحة والصيد البحري …"""
        first, after = mention.roles[0]
        title = self.page.words[first:after]
        title = [word for word in title if word not in person_words().same]
        found = [
            p
            for p in self.register.people
            if any(self._same_title(title, role) for role in p.roles)
        ]
        agreeing = [
            p for p in found if mention.gender is None or p.gender in (None, mention.gender)
        ]
        return self.speakers.of_person(agreeing[0]) if agreeing else None

    def _same_title(self, title: list[str], role: tuple[int, int]) -> bool:
        other = self.page.words[role[0] : role[1]]
        size = min(len(title), len(other))
        if title[0] == "ال" + other[0] and title[0] not in _COMMON_HEADS:
            return True
        return (
            size >= 2
            and title[:size] == other[:size]
            and title[1] not in ("البرلماني", "البرلمانيه", "عن", "المنتمي", "المنتميه")
        )

    def _by_class(self, mention: Mention) -> Entity | None:
        """الوزير، النائبة ذاتها، المسؤول الحكومي: the last one of that kind."""
        if not mention.definite and not mention.same and not self._party_of(mention):
            return None
        wanted = self._wanted(mention)
        if wanted is None:
            return None
        party = self._party_of(mention)
        for entity in self._recent(mention.first):
            if (
                not entity.classes & wanted
                or entity.gender not in (None, mention.gender)
                and mention.gender
            ):
                continue
            if party and entity.party and party != entity.party:
                continue
            return entity
        return None

    def _wanted(self, mention: Mention) -> frozenset[str] | None:
        words = self.page.words[mention.first : mention.after]
        if words[0] in ("المسوول", "المسووله"):
            return (
                frozenset({"minister"})
                if "الحكومي" in words or "الحكوميه" in words
                else frozenset({"office", "minister", "head"})
            )
        if mention.classes & {"member"} or words[:2] in (["ممثل", "الامه"], ["ممثله", "الامه"]):
            return frozenset({"member", "head", "member_of"})
        if mention.classes & {"member_of"}:
            return frozenset({"member", "member_of", "head", "office", "minister"})
        bare = len(words) == 1 or words[1] in person_words().same
        if mention.classes & {"minister"} and bare:
            return frozenset({"minister"})
        if mention.classes & {"head", "office"} and bare:
            return mention.classes
        if (
            mention.classes & {"office"}
            and mention.definite
            and words[0].startswith("ال")
            and len(words) <= 2
        ):
            return frozenset({"office"})
        return None

    def _party_of(self, mention: Mention) -> str | None:
        for first, after in mention.roles:
            for index in range(first + 1, after):
                if (
                    self.page.words[index] in ("حزب", "فريق", "الفريق")
                    or self.page.words[index - 1] == "عن"
                ):
                    return canonical_party(self.page.printed(index, after))
        return None

    def _recent(self, position: int) -> list[Entity]:
        """Speakers, the last first, then people by their nearest introduction before the place."""
        named: list[Person] = sorted(
            self.register.people,
            key=lambda p: (
                p.where[0] > position,
                -p.where[0] if p.where[0] <= position else p.where[0],
            ),
        )
        return [*reversed(self.spoken), *(self.speakers.of_person(person) for person in named)]

    def pointer(self, act: Act, mention: Mention) -> Attributed | None:
        for entity in [*reversed(self.spoken), *self._recent(mention.first)]:
            if entity.type is SpeakerType.PERSON and entity.gender not in (None, mention.gender):
                if self.page.words[mention.first] not in ("المصدر", "المصادر"):
                    continue
            return Attributed(entity, Attribution.PRONOUN, "pointer", mention)
        surface = self.speakers.of_surface(
            mention.first, mention.after, SpeakerType.UNNAMED, mention
        )
        return Attributed(surface, Attribution.ROLE, "pointer-alone", mention)

    def group(self, act: Act, mention: Mention) -> Attributed | None:
        words = self.page.words[mention.first : mention.after]
        pointing = words[0] in _BARE_GROUP and all(
            word in _POINTING_ADJECTIVES for word in words[1:]
        )
        if pointing or mention.same:
            for entity in reversed(self.spoken):
                if entity.type is SpeakerType.GROUP:
                    return Attributed(entity, Attribution.ROLE, "group-again", mention)
            for entity in reversed(self.spoken):
                if entity.group:
                    known = Entity(entity.group, SpeakerType.GROUP, mention.gender, "s", (entity.resolved,), (),
                                   entity.group, entity.party, entity.chamber, where=entity.where)  # fmt: skip
                    return Attributed(known, Attribution.ROLE, "group-of-speaker", mention)
        return Attributed(
            self.speakers.of_group(mention), Attribution.EXPLICIT, "group-name", mention
        )

    def many(self, act: Act, mention: Mention) -> Attributed | None:
        return Attributed(self.speakers.of_many(mention), Attribution.EXPLICIT, "several", mention)

    def body(self, act: Act, mention: Mention) -> Attributed | None:
        entity = self.speakers.of_surface(
            mention.first, mention.after, SpeakerType.INSTITUTION, mention
        )
        return Attributed(entity, Attribution.EXPLICIT, "body", mention)

    def document(self, act: Act, mention: Mention) -> Attributed | None:
        """A question or communiqué speaks for its author."""
        for index in range(mention.after, act.first):
            found = self.register.mentions.get(index)
            author = (
                self._from_mention(act, found)
                if found and found.kind is not MentionKind.DOCUMENT
                else None
            )
            if author is not None:
                return Attributed(author.entity, Attribution.ROLE, "document-author", mention)
        issued = self._issuer(mention) or self._author_before(mention)
        if issued is not None:
            return Attributed(issued, Attribution.ROLE, "document-of-speaker", mention)
        surface = self.speakers.of_surface(
            mention.first, mention.after, SpeakerType.INSTITUTION, mention
        )
        return Attributed(surface, Attribution.EXPLICIT, "document-alone", mention)

    def _issuer(self, mention: Mention) -> Entity | None:
        """بلاغ لمجلس النواب، بيان للفريق: the one behind ل issued it."""
        for index in range(mention.first + 1, mention.after):
            word = self.page.words[index]
            if word.startswith("لل"):
                return self._issued_by(index, mention.after, "ال" + word[2:])
            if word[0] == "ل" and word[1:] in _ISSUERS:
                return self._issued_by(index, mention.after, word[1:])
        return None

    def _issued_by(self, first: int, after: int, head: str) -> Entity:
        group = head in ("فريق", "الفريق", "حزب", "الحزب", "مجموعه", "المجموعه")
        for entity in reversed(self.spoken):
            if entity.type in (SpeakerType.GROUP, SpeakerType.INSTITUTION) and after - first == 1:
                return entity
        type_ = SpeakerType.GROUP if group else SpeakerType.INSTITUTION
        entity = self.speakers.of_surface(first, after, type_)
        printed = entity.resolved
        entity.resolved = "ال" + printed[2:] if printed.startswith("لل") else printed[1:]
        return entity

    def _author_before(self, mention: Mention) -> Entity | None:
        """A communiqué speaks for the last group or body, another document for the last speaker."""
        if self.page.words[mention.first] in _COMMUNIQUES:
            for entity in reversed(self.spoken):
                if entity.type in (SpeakerType.GROUP, SpeakerType.INSTITUTION):
                    return entity
        return self.last

    def _elided(
        self, act: Act, sentence_first: int, inside: Entity | None, later: list[Act]
    ) -> Attributed | None:
        form = act.reading.form
        if inside is not None and inside.agrees(form.gender, form.number):
            return Attributed(inside, Attribution.ELIDED, "same-sentence", None)
        if inside is None:
            ahead = self._cataphoric(act, later)
            if ahead is not None:
                return ahead
            if act.kind is FormKind.PARTICIPLE and self._silent(act, sentence_first):
                return None
            reach = self._reach(act, sentence_first)
            found = self._sentence_subject(act, sentence_first, reach) if reach else None
            if found is not None:
                return found
        for entity in reversed(self.spoken[-4:]):
            if entity.agrees(form.gender, form.number):
                return Attributed(entity, Attribution.ELIDED, "speaker-before", None)
        return self._named_before(act)

    def _heads_clause(self, index: int, sentence_first: int) -> bool:
        """Whether a mention opens a clause or follows the word that does: لكن فلان …، رد فلان …"""
        if index - sentence_first <= 1:
            return True
        words = self.page.words
        return words[index - 1] in _CLAUSE_OPENINGS or words[index - 1] in verb_forms() or (
            words[index - 2] in _CLAUSE_OPENINGS and words[index - 1] not in grammar().free_prepositions
        )  # fmt: skip

    def _silent(self, act: Act, sentence_first: int) -> bool:
        """المعطيات … كشفت …، مشيرة إلى: what cannot speak governs the participle too."""
        words, silent = self.page.words, person_words().not_speaking
        if words[sentence_first] in silent or words[sentence_first].removeprefix("و") in silent:
            return True
        verbs = [i for i in range(sentence_first, act.first - 1) if words[i] in verb_forms()]
        return any(words[index + 1] in silent for index in verbs)

    def _reach(self, act: Act, sentence_first: int) -> int:
        """How far into the sentence its own subject may stand for this act to take it."""
        before = self.page.words[act.first - 1] if act.first else ""
        if act.kind in (FormKind.PARTICIPLE, FormKind.MASDAR):
            return act.first
        return sentence_first + 4 if before in ("اذ", "حيث", "وهو", "وهي") else 0

    def _named_before(self, act: Act) -> Attributed | None:
        """No one has spoken yet: the person named last."""
        form = act.reading.form
        for index in range(act.first - 1, max(act.first - 150, -1), -1):
            mention = self.register.mentions.get(index)
            if mention is None or mention.kind is not MentionKind.PERSON:
                continue
            found = self.person(act, mention)
            if found is not None and found.entity.agrees(form.gender, form.number):
                return Attributed(found.entity, Attribution.ELIDED, "named-before", mention)
        return None

    def _cataphoric(self, act: Act, later: list[Act]) -> Attributed | None:
        """وبعدما نوه ب…، دعا فلان إلى: the subject stands with the next verb."""
        before = self.page.words[act.first - 1] if act.first else ""
        opens = before in (
            "بعدما",
            "وبعدما",
            "ان",
            "بعد",
            "حين",
            "فيما",
            "وفيما",
            "بينما",
            "وبينما",
            "اذ",
        )
        if not opens and act.kind is not FormKind.MASDAR:
            return None
        for other in later:
            if other.subject is not None and other.subject_rule == "after-cue":
                return self._from_mention(other, other.subject)
        return None

    def _sentence_subject(self, act: Act, sentence_first: int, reach: int) -> Attributed | None:
        """The first who is named in the sentence: أخنوش عاد إلى …، موردا أن."""
        form = act.reading.form
        for index in range(sentence_first, min(reach, act.first)):
            mention = self.register.mentions.get(index)
            if mention is None or mention.kind is MentionKind.DOCUMENT:
                continue
            if not self._heads_clause(index, sentence_first):
                continue
            found = _RESOLVERS[mention.kind](self, act, mention)
            if found is not None and found.entity.agrees(form.gender, form.number):
                return Attributed(found.entity, found.attribution, "sentence-subject", mention)
        return None


_RESOLVERS: dict[MentionKind, Callable[[Attributor, Act, Mention], Attributed | None]] = {
    MentionKind.PERSON: Attributor.person,
    MentionKind.ROLE: Attributor.role,
    MentionKind.POINTER: Attributor.pointer,
    MentionKind.GROUP: Attributor.group,
    MentionKind.MANY: Attributor.many,
    MentionKind.BODY: Attributor.body,
    MentionKind.DOCUMENT: Attributor.document,
}
