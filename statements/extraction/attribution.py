"""Ties each act to its speaker: by name, role, pointer, or by what was said before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace

from statements.extraction.act import Act
from statements.extraction.collectives import find_collective
from statements.extraction.discourse import Discourse
from statements.extraction.documents import find_author
from statements.extraction.grammar import grammar
from statements.extraction.lexicon import FormKind, verb_forms, words as word_list
from statements.extraction.lexicon.people import person_words
from statements.extraction.mention import Mention, MentionKind
from statements.extraction.model import Attribution, SpeakerType
from statements.extraction.nominal import SOURCE_WORDS
from statements.extraction.record import record
from statements.extraction.roles import find_holder, longer_title
from statements.extraction.speakers import Entity, Speakers
from statements.extraction.subjects import names_someone
from statements.extraction.tokens import between

_BARE_GROUP = frozenset({"الفريق", "المجموعه", "الحزب"})
_CLAUSE_OPENINGS = frozenset("،؛:.") | word_list(
    "لكن ولكن بينما فيما بعدما وقد قد فقد كما حيث إذ الذي التي أما"
)
_REACH_BACK = 300  # words of a sentence that may hold the subject of a participle
_POINTING_ADJECTIVES = word_list(
    "ذاته نفسه ذاتها نفسها النيابي النيابية البرلماني المعارض المذكور المعارضة عينه"
)


@record
class Attributed:
    """The speaker of an act, the mention that was read and the rule that tied them."""

    entity: Entity
    attribution: Attribution
    rule: str
    mention: Mention | None


class Attributor:
    """Reads an article front to back and remembers who has spoken and who was named."""

    def __init__(self, speakers: Speakers) -> None:
        self.discourse = Discourse(speakers)
        self.speakers, self.register, self.page = speakers, speakers.register, speakers.page
        self._places = sorted(self.register.mentions)

    def _mentions(self, first: int, after: int) -> list[Mention]:
        """Who is mentioned from word ``first`` up to ``after``, in text order."""
        return [self.register.mentions[place] for place in between(self._places, first, after)]

    def attribute(
        self, act: Act, sentence_first: int, inside: Attributed | None, ahead: Act | None
    ) -> Attributed | None:
        """The speaker of ``act``; ``inside`` spoke before it, ``ahead`` names one after it."""
        if act.subject is not None:
            return self._from_mention(act, act.subject)
        if act.unread_subject is not None:
            return self._unread(act.unread_subject)
        return self._elided(act, sentence_first, inside, ahead)

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
        if mention.name is None:
            return None
        if person is None:  # the article names one of this surname, but of the other gender
            entity = self.speakers.of_surface(*mention.name, SpeakerType.PERSON, mention)
            return Attributed(entity, Attribution.LAST_NAME, "unknown-name", mention)
        if len(person.words) == 1:
            entity = self.speakers.of_person(person)
            return Attributed(entity, Attribution.LAST_NAME, "surname-only", mention)
        short = mention.name[1] - mention.name[0] < len(person.words)
        attribution = Attribution.LAST_NAME if short else Attribution.EXPLICIT
        return Attributed(
            self.speakers.of_person(person),
            attribution,
            "last-name" if short else "full-name",
            mention,
        )

    def role(self, act: Act, mention: Mention) -> Attributed | None:
        person = find_holder(self.discourse, mention)
        if person is not None:
            return Attributed(person, Attribution.ROLE, "role-of-person", mention)
        if (
            mention.same
            and self.discourse.last is not None
            and self.discourse.last.agrees(mention.gender, "s")
        ):
            return Attributed(self.discourse.last, Attribution.ROLE, "role-again", mention)
        type_ = SpeakerType.PERSON if mention.definite else SpeakerType.UNNAMED
        entity = longer_title(self.discourse, mention) or self.speakers.of_surface(
            mention.first, mention.after, type_, mention
        )
        return Attributed(entity, Attribution.ROLE, "role-alone", mention)

    def pointer(self, act: Act, mention: Mention) -> Attributed | None:
        for entity in self.discourse.recent(mention.first):
            differs = (
                entity.gender not in (None, mention.gender)
                and self.page.words[mention.first] != "المصدر"
            )
            if differs and entity.type is SpeakerType.PERSON:
                continue
            if self._points_elsewhere(mention, entity):
                continue
            return Attributed(entity, Attribution.PRONOUN, "pointer", mention)
        surface = self.speakers.of_surface(
            mention.first, mention.after, SpeakerType.UNNAMED, mention
        )
        return Attributed(surface, Attribution.ROLE, "pointer-alone", mention)

    def _points_elsewhere(self, mention: Mention, entity: Entity) -> bool:
        """صاحب السؤال is no minister, المصدر النقابي none, المصدر الحكومي only he is."""
        words = self.page.words[mention.first : mention.after]
        governs = "minister" in entity.classes or entity.chamber == "government"
        if words[0][:4] == "صاحب":
            return governs
        if words[0] != "المصدر" or len(words) < 2 or words[1] in person_words().same:
            return False
        if entity.where is not None and entity.type is not SpeakerType.PERSON:
            named = self.page.words[entity.where[0] : entity.where[1]]
            return words[1] not in named and words[1].removeprefix("ال") not in named
        return governs != (words[1] in ("الحكومي", "الوزاري"))

    def group(self, act: Act, mention: Mention) -> Attributed | None:
        meant = find_collective(self.discourse, mention)
        if meant is not None:
            return Attributed(meant, Attribution.ROLE, "full-name-before", mention)
        words = self.page.words[mention.first : mention.after]
        pointing = words[0] in _BARE_GROUP and all(
            word in _POINTING_ADJECTIVES for word in words[1:]
        )
        if pointing or mention.same:
            for entity in reversed(self.discourse.spoken):
                if entity.type is SpeakerType.GROUP:
                    return Attributed(entity, Attribution.ROLE, "group-again", mention)
            for entity in reversed(self.discourse.spoken):
                if entity.group:
                    known = replace(
                        entity,
                        resolved=entity.group,
                        type=SpeakerType.GROUP,
                        roles=(),
                        gender=mention.gender,
                        alternatives=(entity.resolved,),
                    )
                    return Attributed(known, Attribution.ROLE, "group-of-speaker", mention)
        return Attributed(
            self.speakers.of_group(mention), Attribution.EXPLICIT, "group-name", mention
        )

    def many(self, act: Act, mention: Mention) -> Attributed | None:
        if self.page.words[mention.after - 1] in person_words().same:  # المصادر ذاتها
            for entity in reversed(self.discourse.spoken):
                if entity.type is SpeakerType.UNNAMED and self._plural(entity):
                    return Attributed(entity, Attribution.ROLE, "pointer", mention)
        longer = self._longer(mention)
        if longer is not None:
            return Attributed(longer, Attribution.ROLE, "full-name-before", mention)
        return Attributed(self.speakers.of_many(mention), Attribution.EXPLICIT, "several", mention)

    def _longer(self, mention: Mention) -> Entity | None:
        """أعضاء المكتب are أعضاء المكتب السياسي لحزب …, who spoke before."""
        words = self.page.words[mention.first : mention.after]
        for entity in reversed(self.discourse.spoken):
            if len(words) > 1 and entity.type is SpeakerType.UNNAMED and entity.where is not None:
                named = self.page.words[slice(*entity.where)]
                if len(named) > len(words) and named[: len(words)] == words:
                    return entity
        return None

    def _plural(self, entity: Entity) -> bool:
        """مصادر وزارية, not مصدر حكومي: a source alone is counted with the many too."""
        return entity.where is None or self.page.words[entity.where[0]] != "مصدر"

    def body(self, act: Act, mention: Mention) -> Attributed | None:
        meant = find_collective(self.discourse, mention)
        if meant is not None:
            return Attributed(meant, Attribution.ROLE, "full-name-before", mention)
        entity = self.speakers.of_body(mention)
        return Attributed(entity, Attribution.EXPLICIT, "body", mention)

    def document(self, act: Act, mention: Mention) -> Attributed | None:
        """A question or communiqué speaks for its author."""
        for index in (mention.after, *range(mention.after + 1, act.first)):  # سؤال فلان
            found = self.register.mentions.get(index)
            author = (
                self._from_mention(act, found)
                if found and found.kind is not MentionKind.DOCUMENT
                else None
            )
            if author is not None:
                return Attributed(author.entity, Attribution.ROLE, "document-author", mention)
        issued = find_author(self.discourse, mention)
        if issued is not None:
            return Attributed(issued, Attribution.ROLE, "document-of-speaker", mention)
        surface = self.speakers.of_surface(
            mention.first, mention.after, SpeakerType.INSTITUTION, mention
        )
        return Attributed(surface, Attribution.EXPLICIT, "document-alone", mention)

    def _elided(
        self, act: Act, sentence_first: int, inside: Attributed | None, ahead: Act | None
    ) -> Attributed | None:
        form = act.reading.form
        if inside is not None and _goes_on(inside, act):
            return Attributed(inside.entity, Attribution.ELIDED, "same-sentence", None)
        if inside is None:
            found = self._cataphoric(act, ahead)
            if found is not None:
                return found
            if act.kind is FormKind.PARTICIPLE and self._silent(act, sentence_first):
                return None
            reach = self._reach(act, sentence_first)
            found = self._sentence_subject(act, sentence_first, reach)
            if found is not None:
                return found
        for entity in reversed(self.discourse.spoken[-4:]):
            if entity.agrees(form.gender, form.number):
                return Attributed(entity, Attribution.ELIDED, "speaker-before", None)
        return self._named_before(act)

    def _heads_clause(self, index: int, sentence_first: int) -> bool:
        """Whether a mention opens a clause or follows the word that does: لكن فلان …، رد فلان …"""
        if index - sentence_first <= 1:
            return True
        words = self.page.words
        return (
            words[index - 1] in _CLAUSE_OPENINGS
            or words[index - 1] in verb_forms()
            or (
                words[index - 2] in _CLAUSE_OPENINGS
                and words[index - 1] not in grammar().free_prepositions
            )
        )

    def _silent(self, act: Act, sentence_first: int) -> bool:
        """المعطيات … كشفت …، مشيرة إلى: what cannot speak governs the participle too."""
        words, silent = self.page.words, person_words().not_speaking
        if words[sentence_first] in silent or words[sentence_first].removeprefix("و") in silent:
            return True
        told = words[sentence_first] not in verb_forms() and words[sentence_first + 1] in silent
        if told and not self._named_between(sentence_first, act):
            return True  # ونص مشروع القانون على …، مشددا على …
        verbs = [
            i
            for i in range(max(sentence_first, act.first - _REACH_BACK), act.first - 1)
            if words[i] in verb_forms()
        ]
        return any(words[index + 1] in silent for index in verbs)

    def _named_between(self, first: int, act: Act) -> bool:
        """Whether someone is named between the opening of the sentence and the participle."""
        return bisect_left(self._places, first) < bisect_left(self._places, act.first)

    def _reach(self, act: Act, sentence_first: int) -> int:
        """How far into the sentence its own subject may stand for this act to take it."""
        before = self.page.words[act.first - 1] if act.first else ""
        if act.kind in (FormKind.PARTICIPLE, FormKind.MASDAR):
            return act.first
        if before in ("اذ", "حيث", "وهو", "وهي"):
            return sentence_first + 4
        joined = act.reading.form.lead == "و" and sentence_first in self.register.mentions
        return sentence_first + joined  # مصادر وزارية قطعت الشك …، وقالت إن

    def _named_before(self, act: Act) -> Attributed | None:
        """No one has spoken yet: the person named last."""
        form = act.reading.form
        for mention in reversed(self._mentions(max(act.first - 149, 0), act.first)):
            if mention.kind is not MentionKind.PERSON:
                continue
            found = self.person(act, mention)
            if found is not None and found.rule == "unknown-name":
                continue  # of the other gender
            if found is not None and found.entity.agrees(form.gender, form.number):
                return Attributed(found.entity, Attribution.ELIDED, "named-before", mention)
        return None

    def _cataphoric(self, act: Act, ahead: Act | None) -> Attributed | None:
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
        if ahead is None or ahead.subject is None:
            return None
        return self._from_mention(ahead, ahead.subject)

    def _sentence_subject(self, act: Act, sentence_first: int, reach: int) -> Attributed | None:
        """The first who is named in the sentence: أخنوش عاد إلى …، موردا أن."""
        form = act.reading.form
        source = self._source_named(act, sentence_first)
        if source is not None:
            return source
        first = max(sentence_first, act.first - _REACH_BACK)
        for mention in self._mentions(first, min(reach, act.first)):
            if mention.kind is MentionKind.DOCUMENT:
                continue
            if not self._heads_clause(mention.first, sentence_first):
                continue
            found = _RESOLVERS[mention.kind](self, act, mention)
            if found is not None and found.entity.agrees(form.gender, form.number):
                return Attributed(found.entity, found.attribution, "sentence-subject", mention)
        return None

    def _source_named(self, act: Act, sentence_first: int) -> Attributed | None:
        """بلغ عدد الأسر، حسب الوزير، …، موضحا أن: the source speaks on."""
        if act.kind is not FormKind.PARTICIPLE:
            return None
        form, first = act.reading.form, max(sentence_first, act.first - _REACH_BACK)
        for index in self.page.places(SOURCE_WORDS, first, act.first - 1):
            mention = self.register.mentions.get(index + 1)
            if mention is None or mention.kind not in _SOURCES or not mention.definite:
                continue
            found = _RESOLVERS[mention.kind](self, act, mention)
            if found is not None and found.entity.agrees(form.gender, form.number):
                return Attributed(found.entity, found.attribution, "sentence-subject", mention)
        return None


_SOURCES = (MentionKind.PERSON, MentionKind.ROLE, MentionKind.POINTER)


def _goes_on(inside: Attributed, act: Act) -> bool:
    """Whether the speaker before it in the sentence may be the subject left out.

    The verb may agree with his document instead: وأوضحت المراسلة أن …، مشيرة إلى …
    """
    form, mention = act.reading.form, inside.mention
    if mention is not None and mention.kind is MentionKind.DOCUMENT and form.number == "s":
        return mention.gender == form.gender or inside.entity.agrees(form.gender, form.number)
    return inside.entity.agrees(form.gender, form.number)


_RESOLVERS: dict[MentionKind, Callable[[Attributor, Act, Mention], Attributed | None]] = {
    MentionKind.PERSON: Attributor.person,
    MentionKind.ROLE: Attributor.role,
    MentionKind.POINTER: Attributor.pointer,
    MentionKind.GROUP: Attributor.group,
    MentionKind.MANY: Attributor.many,
    MentionKind.BODY: Attributor.body,
    MentionKind.DOCUMENT: Attributor.document,
}
