"""Who a mention stands for: a person of the register, a group, a body, or someone unnamed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from statements.extraction.groups import canonical_group, canonical_party, party_of_group
from statements.extraction.lexicon import words as word_list
from statements.extraction.lexicon.people import person_words
from statements.extraction.mention import Mention, MentionKind
from statements.extraction.model import Span, SpeakerType
from statements.extraction.names import Range, is_definite
from statements.extraction.persons import Person, Register
from statements.extraction.segment import MARKS
from statements.extraction.titles import advises, deputises, head_of, unbound

_OF_PARLIAMENT = ("نواب", "نايب", "برلماني", "مستشار", "اعضاء", "عضو", "فريق", "فرق", "مجموعه")
_GROUP_HEADS = frozenset(
    {"فريق", "الفريق", "مجموعه", "المجموعه", "للفريق", "لفريق", "بفريق", "بالفريق"}
)
_UNIONS = frozenset(
    {"الكونفدراليه", "الكنفدراليه", "الاتحاد", "الباطرونا", "الفدراليه", "الفيدراليه"}
)
_PARTY_HEADS = frozenset({"حزب", "لحزب", "بحزب", "الحزب"})
_SEATED = _GROUP_HEADS | {"لجنه", "اللجنه", "برلماني", "البرلماني", "البرلمانيه"}
_GOVERNS = word_list("حكومي حكومية وزاري وزارية وزراء")
_GOVERNING = frozenset({"رييس", "الناطق", "ناطق", "الناطقه", "باسم"})
_DEPUTIES = frozenset({"نايب", "نايبه", "النايب", "النايبه"})
_FIRST_CHAMBER = ("مجلس النواب", "الغرفه الاولي", "النايب البرلماني", "النايبه البرلمانيه")
_SECOND_CHAMBER = (
    "مجلس المستشارين",
    "الغرفه الثانيه",
    "المستشار البرلماني",
    "المستشاره البرلمانيه",
)


@dataclass(slots=True)
class Entity:
    """A speaker as resolved inside the article."""

    resolved: str
    type: SpeakerType
    gender: str | None = None
    number: str = "s"
    alternatives: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    group: str | None = None
    party: str | None = None
    chamber: str | None = None
    classes: frozenset[str] = field(default_factory=frozenset)
    where: Range | None = None

    def agrees(self, gender: str | None, number: str) -> bool:
        """Whether a verb of this gender and number may have this subject left out."""
        if self.type in (SpeakerType.GROUP, SpeakerType.INSTITUTION, SpeakerType.UNNAMED):
            return (
                self.number == number == "p" or gender in (None, self.gender) or self.gender is None
            )
        if number == "p":
            return self.number == "p"
        return gender is None or self.gender in (None, gender)


class Speakers:
    """Turns mentions into entities; one entity per person, whatever the mention looks like."""

    def __init__(self, register: Register, on: date | None) -> None:
        self.register, self.page, self.on = register, register.page, on
        self._people: dict[int, Entity] = {}

    def of_person(self, person: Person) -> Entity:
        known = self._people.get(id(person))
        if known is None:
            known = self._people[id(person)] = self._build(person)
        return known

    def _build(self, person: Person) -> Entity:
        chamber = self._chamber(person)
        group, party = self._group_and_party(list(person.roles), chamber)
        roles = tuple(
            dict.fromkeys(self._role_name(role, person.gender, chamber) for role in person.roles)
        )
        entity = Entity(
            person.name,
            SpeakerType.PERSON,
            person.gender,
            roles=roles,
            chamber=chamber,
            classes=frozenset(person.classes),
            where=person.where,
        )
        entity.group, entity.party = group, party
        return entity

    def learn(self, entity: Entity, mention: Mention) -> None:
        """What a title tells of someone who was introduced without it."""
        roles = list(mention.roles)
        entity.classes |= mention.classes
        entity.chamber = entity.chamber or self._role_chamber(roles, mention.classes)
        names = (self._role_name(role, mention.gender, entity.chamber) for role in roles)
        entity.roles = tuple(dict.fromkeys((*entity.roles, *names)))
        group, party = self._group_and_party(roles, entity.chamber)
        entity.group, entity.party = entity.group or group, entity.party or party

    def _role_name(self, role: Range, gender: str | None, chamber: str | None) -> str:
        head = unbound(self.page.words[role[0]])
        known = person_words().roles.get(head)
        following = self.page.words[role[0] + 1] if role[1] > role[0] + 1 else ""
        if known is None or known[0] != "member" or deputises(following):
            return self._printed_title(role, head)
        if chamber == "councillors":
            return "مستشارة برلمانية" if gender == "f" else "مستشار برلماني"
        return "نائبة برلمانية" if gender == "f" else "نائب برلماني"

    def _printed_title(self, role: Range, head: str) -> str:
        """وزير الصحة of لوزير الصحة, الوزيرة of للوزيرة."""
        printed = self.page.printed(*role)
        if head == self.page.words[role[0]]:
            return printed
        return "ال" + printed[2:] if printed.startswith("لل") else printed[1:]

    def _group_and_party(
        self, roles: list[Range], chamber: str | None
    ) -> tuple[str | None, str | None]:
        group = party = None
        roles = [role for role in roles if not self._is_foreign(role)]
        for first, after in roles:
            for index in range(first, after):
                if group is None and self._may_name_group(index, first):
                    surface = self.page.printed(index, after)
                    found = canonical_group(surface, self.on, chamber)
                    if found is not None:
                        group, party = found.canonical, party or found.party
                        break
                    if self.page.words[index] in _GROUP_HEADS:
                        group = surface
                        break
                if party is None and self._may_name_party(index, first):
                    party = canonical_party(self.page.printed(index, after))
        if party is None:
            party = self._party_adjective(roles)
        if group is None and party is not None and chamber in ("representatives", "councillors"):
            seated = canonical_group("فريق " + party.removeprefix("حزب "), self.on, chamber)
            group = seated.canonical if seated else None
        if group is not None and party is None:
            party = party_of_group(group, self.on, chamber)
        return group, party

    def _party_adjective(self, roles: list[Range]) -> str | None:
        """النائبة الحركية، البرلماني الاستقلالي"""
        for first, after in roles:
            known = person_words().roles.get(self.page.words[first])
            if known is not None and known[0] in ("member", "head"):
                for index in range(first + 1, min(after, first + 3)):
                    party = canonical_party(self.page.printed(index, index + 1))
                    if party is not None and is_definite(self.page.words[index]):
                        return party
        return None

    def _may_name_group(self, index: int, first: int) -> bool:
        """فريق …, or a union that sits as a group: المستشار عن الكونفدرالية …"""
        if self.page.words[index] in _GROUP_HEADS:
            return True
        return (
            index > first
            and self.page.words[index - 1] == "عن"
            and self.page.words[index] in _UNIONS
        )

    def _may_name_party(self, index: int, first: int) -> bool:
        previous = self.page.words[index - 1] if index > first else ""
        return self.page.words[index] in _PARTY_HEADS or previous in (
            "عن",
            "في",
            "باسم",
            "الي",
            "علي",
        )

    def _chamber(self, person: Person) -> str | None:
        return self._role_chamber(list(person.roles), frozenset(person.classes))

    def _role_chamber(self, roles: list[Range], classes: frozenset[str]) -> str | None:
        """The chamber that someone's titles tell, the government's for its members."""
        if any(map(self._is_foreign, roles)):
            return None
        if "minister" in classes:
            return "government"
        roles = [role for role in roles if not self._only_advises(role)]
        words = [self.page.words[i] for first, after in roles for i in range(first, after)]
        words += [unbound(self.page.words[first]) for first, _ in roles]
        if "الحكومه" in words and _GOVERNING & set(words):
            return "government"
        if any(word.startswith(("مستشار", "المستشار")) for word in words) or "المستشارين" in words:
            return "councillors"
        if "النواب" in words or any(self._is_deputy(role) for role in roles):
            return "representatives"
        sits = "member" in classes or _SEATED & set(words)
        if not sits:
            return None
        if self.default_chamber is not None:
            return self.default_chamber
        groups = (canonical_group(self.page.printed(*role), self.on) for role in roles)
        return next((group.chamber for group in groups if group), None)

    def _is_foreign(self, role: Range) -> bool:
        """رئيس مجلس النواب الشيلي sits in no chamber of ours."""
        foreign = person_words().titles["foreign"]
        return any(word in foreign for word in self.page.words[role[0] : role[1]])

    def _only_advises(self, role: Range) -> bool:
        """مستشار قانوني: he sits in no chamber."""
        words = self.page.words[role[0] : role[0] + 2]
        return advises(words[0], words[-1])

    def _is_deputy(self, role: Range) -> bool:
        """نائب, unless whose deputy he is follows: نائب رئيس …"""
        return any(
            self.page.words[i] in _DEPUTIES
            and not (i + 1 < role[1] and deputises(self.page.words[i + 1]))
            for i in range(*role)
        )

    @cached_property
    def default_chamber(self) -> str | None:
        """The chamber that the article names most."""
        text = self.page.folded.text
        first = sum(text.count(name) for name in _FIRST_CHAMBER)
        second = sum(text.count(name) for name in _SECOND_CHAMBER)
        if first == second:
            return None
        return "representatives" if first > second else "councillors"

    def of_group(self, mention: Mention) -> Entity:
        surface = self.page.printed(mention.first, mention.after)
        said = self.page.words[mention.first : mention.after + 2]
        chamber = self.default_chamber
        if "المستشارين" in said or "النواب" in said:
            chamber = "councillors" if "المستشارين" in said else "representatives"
        found = canonical_group(surface, self.on, chamber)
        party = found.party if found else canonical_party(surface)
        nickname = party if self._only_names_a_party(mention) else None
        chamber = (found.chamber if found else None) or chamber
        named = self.page.words[mention.first] in _GROUP_HEADS and mention.after > mention.first + 1
        group = found.canonical if found else surface if named else None
        return Entity(
            group or nickname or surface,
            SpeakerType.GROUP,
            mention.gender,
            mention.number,
            (surface,),
            (),
            group,
            party,
            chamber,
            where=(mention.first, mention.after),
        )

    def _only_names_a_party(self, mention: Mention) -> bool:
        """حزب "المصباح"، "البيجيدي": nothing but a party's name."""
        words = [w for w in self.page.words[mention.first : mention.after] if w not in MARKS]
        headed = 0 < len(words) <= 6 and head_of(words[0]) == "حزب"
        return headed or (len(words) <= 2 and self.page.words[mention.first] in MARKS)

    def of_body(self, mention: Mention) -> Entity:
        """A public body; one of parliament or government belongs to its chamber."""
        entity = self.of_surface(mention.first, mention.after, SpeakerType.INSTITUTION, mention)
        words = self.page.words[mention.first : mention.after]
        head = head_of(words[0])
        if head in ("حكومه", "وزاره") or "الحكومه" in words[1:]:
            entity.chamber = "government"
        elif "المستشارين" in words or ("الغرفه" in words and "الثانيه" in words):
            entity.chamber = "councillors"
        elif "النواب" in words or ("الغرفه" in words and "الاولي" in words):
            entity.chamber = "representatives"
        elif head == "لجنه":
            entity.chamber = self.default_chamber
        return entity

    def of_many(self, mention: Mention) -> Entity:
        """نواب فريق … speak as the group; عدد من النواب keep their description."""
        words = self.page.words
        for index in range(mention.first + 1, mention.after):
            if words[index] in _GROUP_HEADS and words[mention.first] in (
                "نواب",
                "اعضاء",
                "مستشارو",
                "برلمانيو",
            ):
                after = mention.after
                inner = Mention(index, after, after, MentionKind.GROUP, mention.gender, "p")
                entity = self.of_group(inner)
                entity.alternatives = (
                    *entity.alternatives,
                    self.page.printed(mention.first, mention.after),
                )
                return entity
        surface = self.page.printed(mention.first, mention.after)
        group, party = self._group_and_party([(mention.first, mention.after)], self.default_chamber)
        return Entity(
            surface,
            SpeakerType.UNNAMED,
            mention.gender,
            mention.number,
            group=group,
            party=party,
            chamber=self._chamber_of_many(mention),
            where=(mention.first, mention.after),
        )

    def _chamber_of_many(self, mention: Mention) -> str | None:
        """عدد من النواب sit in the article's chamber, مصادر وزارية govern, مصدر حزبي neither."""
        words = self.page.words[mention.first : mention.after]
        if any(word.removeprefix("ال") in _GOVERNS for word in words):
            return "government"
        sit = any(word.removeprefix("ال").startswith(_OF_PARLIAMENT) for word in words)
        return self.default_chamber if sit else None

    def of_surface(
        self, first: int, after: int, type_: SpeakerType, mention: Mention | None = None
    ) -> Entity:
        surface = self.page.printed(first, after)
        gender = mention.gender if mention else None
        classes = mention.classes if mention else frozenset()
        chamber = "government" if "minister" in classes else None
        if "member" in classes:
            chamber = self.default_chamber
        roles = (surface,) if classes else ()
        group = party = None
        if classes:
            chamber = self._role_chamber([(first, after)], classes) or chamber
            group, party = self._group_and_party([(first, after)], chamber)
        return Entity(
            surface,
            type_,
            gender,
            mention.number if mention else "s",
            roles=roles,
            group=group,
            party=party,
            chamber=chamber,
            classes=classes,
            where=(first, after),
        )

    def span(self, where: Range | None) -> Span | None:
        return self.page.span(*where) if where else None
