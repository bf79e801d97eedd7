"""Who a French mention is: one person under name, title and pronoun."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from people.folding import fold
from people.reference import FormKind, Group
from statements.extraction.departments import country
from statements.extraction.french.acts import Act
from statements.extraction.french.mentions import Mention
from statements.extraction.french.tokens import Tokens
from statements.extraction.groups import canonical_group, canonical_party
from statements.extraction.model import Attribution, SpeakerType

_CHAMBERS = {
    "member_representatives": "representatives",
    "member_councillors": "councillors",
    "minister": "government",
}
_REMEMBERED = 40  # people that a title or a pronoun is looked back to
_MEMBERS = frozenset({"member", "member_representatives", "member_councillors"})
_TYPES = {
    "group": SpeakerType.GROUP,
    "party": SpeakerType.GROUP,
    "institution": SpeakerType.INSTITUTION,
    "unnamed": SpeakerType.UNNAMED,
}


@dataclass(slots=True)
class Party:
    """Somebody who speaks or may speak, with all that the article says of him."""

    resolved: str
    type: SpeakerType
    where: tuple[int, int]
    gender: str | None = None
    classes: set[str] = field(default_factory=set)
    roles: list[str] = field(default_factory=list)
    code: str | None = None
    group: str | None = None
    party: str | None = None
    chamber: str | None = None


class People:
    """The register of an article: every named person first, then whom each mention means."""

    def __init__(self, tokens: Tokens, mentions: Sequence[Mention], on: date | None) -> None:
        self.tokens, self.on = tokens, on
        self.known: list[Party] = []  # in the order of the text
        self._families: dict[str, list[Party]] = {}
        self._codes: dict[str, Party] = {}
        self.spoken: list[Party] = []
        self.chamber = _only_chamber(mentions)
        for mention in mentions:
            if mention.name:
                self._register(mention)
            elif mention.code and mention.role == "minister" and mention.title:
                self._register_minister(mention)

    def _register(self, mention: Mention) -> Party:
        assert mention.name is not None
        name = self.tokens.printed(*mention.name)
        person = self._by_name(name) or Party(name, SpeakerType.PERSON, mention.name)
        if person.where == mention.name and person.resolved == name:
            self._families.setdefault(name.lower().split()[-1], []).append(person)
            insort(self.known, person, key=lambda known: known.where[0])
        if len(name) > len(person.resolved):
            person.resolved = name
        self._learn(person, mention)
        return person

    def _register_minister(self, mention: Mention) -> None:
        """A minister known by the office alone."""
        assert mention.title is not None
        assert mention.code is not None
        if mention.code in self._codes:
            return
        title = self.tokens.printed(*mention.title)
        minister = Party(title, SpeakerType.PERSON, mention.title)
        insort(self.known, minister, key=lambda known: known.where[0])
        self._learn(minister, mention)

    def _learn(self, person: Party, mention: Mention) -> None:
        person.gender = person.gender or mention.gender
        person.code = person.code or mention.code
        if person.code:
            self._codes.setdefault(person.code, person)
        if mention.role and mention.role != "pronoun":
            person.classes.add(mention.role)
            person.chamber = person.chamber or _CHAMBERS.get(mention.role)
        if mention.title:
            title = self.tokens.printed(*mention.title)
            if title not in person.roles:
                person.roles.append(title)
            person.chamber = person.chamber or _chamber_in(title)
        if mention.affiliation and person.group is None:
            self._affiliate(person, self.tokens.printed(mention.first, mention.after))

    def _affiliate(self, person: Party, printed: str) -> None:
        chamber = person.chamber or self.chamber
        found = canonical_group(printed, self.on, chamber)
        party = canonical_party(printed)
        if found is None and party and person.chamber != "government":
            found_group = group_of_party(party, self.on, chamber)
            person.group = found_group.name_ar if found_group else None
            person.chamber = person.chamber or (found_group.chamber if found_group else None)
        elif found is not None:
            person.group = found.canonical
            person.chamber = person.chamber or found.chamber
            party = found.party
        person.party = person.party or party

    def _by_name(self, name: str) -> Party | None:
        """A person of the same family name of whose full name one is the end of the other."""
        words = name.lower().split()
        for person in self._families.get(words[-1], ()):
            other = person.resolved.lower().split()
            if other[-len(words) :] == words or words[-len(other) :] == other:
                return person
        return None

    def speaker(self, act: Act, before: Party | None) -> tuple[Party, Attribution, str] | None:
        """Who speaks in an act; ``before`` spoke the act before it in the same sentence."""
        if act.subject is not None and act.subject.role != "pronoun":
            return self._meant(act.subject)
        gender = act.pronoun_gender or (act.subject.gender if act.subject else None)
        if act.subject is None and act.pronoun_gender is None and before is not None:
            return before, Attribution.ELIDED, "same-sentence"
        plural = bool(act.subject and act.subject.plural)
        for person in reversed(self.spoken[-_REMEMBERED:]):
            is_many = person.type is SpeakerType.UNNAMED
            if person.gender in (None, gender) and plural == is_many:
                return person, Attribution.PRONOUN, "pronoun"
        named = [p for p in self._named_before(act.first) if p.gender in (None, gender)]
        if named:
            return named[0], Attribution.PRONOUN, "pronoun-of-named"
        return None

    def _meant(self, mention: Mention) -> tuple[Party, Attribution, str] | None:
        if mention.name:
            return self._register(mention), Attribution.EXPLICIT, "full-name"
        if mention.role == "document":
            author = self._author(mention)
            return (author, Attribution.ROLE, "document-of-speaker") if author else None
        known = self._by_role(mention) if mention.definite and not mention.plural else None
        if known is not None:
            self._learn(known, mention)
            return known, Attribution.ROLE, "role-of-person"
        return self._by_title_alone(mention), Attribution.ROLE, "role-alone"

    def _author(self, mention: Mention) -> Party | None:
        """A question speaks for the one who spoke or was named last before it."""
        if self.spoken:
            return self.spoken[-1]
        return next(iter(self._named_before(mention.first)), None)

    def _by_role(self, mention: Mention) -> Party | None:
        """``la ministre`` is the minister told of before; ``l'élue`` any member of that gender."""
        if mention.code:
            return self._codes.get(mention.code)
        nearest = [*reversed(self.spoken[-_REMEMBERED:]), *self._named_before(mention.first)]
        bare = mention.title and mention.title[1] - mention.title[0]
        for person in nearest:
            if person.gender is not None and mention.gender not in (None, person.gender):
                continue
            if mention.role == "minister" and "minister" in person.classes:
                return person
            member = bool(person.classes & _MEMBERS or person.group)
            if mention.role in _MEMBERS and member and "minister" not in person.classes:
                return person
            if mention.role == "office" and bare == 1 and "office" in person.classes:
                return person
        return None

    def _named_before(self, position: int) -> list[Party]:
        """The last of those named before a place, the nearest first."""
        at = bisect_left(self.known, position, key=lambda person: person.where[0])
        return self.known[max(at - _REMEMBERED, 0) : at][::-1]

    def _by_title_alone(self, mention: Mention) -> Party:
        first, after = mention.title or (mention.first, mention.after)
        printed = self.tokens.printed(first if mention.definite else mention.first, after)
        resolved = printed if mention.definite else printed[:1].lower() + printed[1:]
        type_ = (
            SpeakerType.UNNAMED if mention.plural or not mention.definite else SpeakerType.PERSON
        )
        found = Party(
            resolved, _TYPES.get(mention.role or "", type_), (first, after), mention.gender
        )
        self._learn(found, mention)
        if found.type is SpeakerType.GROUP:
            self._affiliate(found, printed)
            found.resolved = found.group or found.party or resolved
        insort(self.known, found, key=lambda known: known.where[0])
        return found


def _chamber_in(title: str) -> str | None:
    """``président de la Chambre des représentants``."""
    folded = fold(title)
    for form in country().chamber_names():
        if form.kind is FormKind.NAME and form.language == "fr" and fold(form.text) in folded:
            return form.code
    return None


def _only_chamber(mentions: Sequence[Mention]) -> str | None:
    chambers = {_CHAMBERS[m.role] for m in mentions if m.role in _CHAMBERS} - {"government"}
    return chambers.pop() if len(chambers) == 1 else None


def group_of_party(party: str, on: date | None, chamber: str | None) -> Group | None:
    """The group in which a party sits in a chamber at a date."""
    known = country()
    groups = [
        group
        for group in known.groups
        if group.party
        and known.party(group.party).name_ar == party
        and chamber in (None, group.chamber)
    ]
    if not groups or (chamber is None and len({g.chamber for g in groups}) > 1):
        return None
    return min(groups, key=lambda group: group.period.days_away(on)) if on else groups[0]
