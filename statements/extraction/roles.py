"""Who is meant by a title alone: وزير الفلاحة، النائبة ذاتها، المسؤول الحكومي."""

from __future__ import annotations

from statements.extraction.discourse import Discourse
from statements.extraction.groups import canonical_party
from statements.extraction.lexicon import words as word_list
from statements.extraction.lexicon.people import person_words
from statements.extraction.mention import Mention, MentionKind
from statements.extraction.model import SpeakerType
from statements.extraction.offices import plain_title, same_office
from statements.extraction.persons import Person
from statements.extraction.speakers import Entity

_FAR_BACK = 400  # words within which a longer title may stand for a shorter one
# Whoever is described by trade alone was introduced before, whatever with.
_TRADES = word_list(
    "الخبير الخبيرة الباحث الباحثة الأستاذ الأستاذة الفاعل الفاعلة الناشط الناشطة الحقوقي "
    "الحقوقية المحلل المحللة المحامي المحامية النقابي النقابية الدكتور الدكتورة أستاذ أستاذة"
)
_MEMBERS = frozenset({"member", "head", "member_of"})
_IN_OFFICE = frozenset({"member", "minister"})


def find_holder(discourse: Discourse, mention: Mention) -> Entity | None:
    """The person of the article who holds the title, or the last one of its kind."""
    found = _by_title(discourse, mention) or _by_class(discourse, mention)
    found = found or _by_trade(discourse, mention) or _by_seat(discourse, mention)
    return found or _only_untitled(discourse, mention)


def _by_title(discourse: Discourse, mention: Mention) -> Entity | None:
    """وزير الفلاحة is the person introduced as وزير الفلاحة والصيد البحري …"""
    title = plain_title(discourse.page.words[slice(*mention.roles[0])])
    holder = _titled(discourse, title, mention.gender) or _of_country(discourse, mention)
    if holder is not None:
        return discourse.speakers.of_person(holder)
    if title[:2] == ["رييس", "الحكومه"]:
        for person in discourse.register.people:
            if person.leads_cabinet:
                return discourse.speakers.of_person(person)
    return _only_minister(discourse, mention) if len(title) > 1 else None


def _of_country(discourse: Discourse, mention: Mention) -> Person | None:
    """المسؤول الرواندي: whoever was introduced with an office of that country."""
    words = discourse.page.words[mention.first : mention.after]
    if words[0] not in ("المسوول", "المسووله", "الدبلوماسي", "الدبلوماسيه") or len(words) < 2:
        return None
    return next(
        (
            person
            for person, titles in discourse.titles
            if person.gender in (None, mention.gender)
            if any(words[1] in title[1:] for title in titles)
        ),
        None,
    )


def _only_minister(discourse: Discourse, mention: Mention) -> Entity | None:
    """وزير العدل, where the article names one minister and never says of what."""
    if "minister" not in mention.classes:
        return None
    ministers = [p for p in discourse.register.people if "minister" in p.classes]
    bare = all(after - first == 1 for p in ministers for first, after in p.roles)
    if len(ministers) != 1 or not bare or ministers[0].leads_cabinet:
        return None
    agrees = mention.gender is None or ministers[0].gender in (None, mention.gender)
    return discourse.speakers.of_person(ministers[0]) if agrees else None


def _titled(discourse: Discourse, title: list[str], gender: str | None) -> Person | None:
    """The first person introduced with the title; each title is compared with all only once."""
    key = (*title, gender)
    if key not in discourse.titled:
        discourse.titled[key] = next(
            (
                person
                for person, titles in discourse.titles
                if gender is None or person.gender in (None, gender)
                if any(same_office(title, other) for other in titles)
            ),
            None,
        )
    return discourse.titled[key]


def _only_untitled(discourse: Discourse, mention: Mention) -> Entity | None:
    """البرلمانية عن فريق …, where one woman spoke and nothing told what she is."""
    sits = mention.classes & _MEMBERS
    if not mention.definite or mention.after - mention.first < 2 or not sits:
        return None
    spoken = [entity for entity in discourse.spoken if entity.type is SpeakerType.PERSON]
    if not spoken or spoken[-1].classes or spoken[-1].gender not in (None, mention.gender):
        return None
    others = [e for e in spoken[:-1] if e.gender in (None, mention.gender) and not e.classes]
    if others or " " not in spoken[-1].resolved:
        return None
    discourse.speakers.learn(spoken[-1], mention)
    return spoken[-1]


def _by_trade(discourse: Discourse, mention: Mention) -> Entity | None:
    """الخبير الاقتصادي: the last to speak who neither governs nor sits in parliament."""
    if discourse.page.words[mention.roles[0][0]] not in _TRADES:
        return None
    for entity in reversed(discourse.spoken):
        agrees = mention.gender is None or entity.gender in (None, mention.gender)
        if entity.type is SpeakerType.PERSON and agrees and not entity.classes & _IN_OFFICE:
            return entity
    return None


def _by_seat(discourse: Discourse, mention: Mention) -> Entity | None:
    """البرلماني عن فريق …: the last of that party, with whatever title introduced."""
    party = _party_of(discourse, mention) if "member" in mention.classes else None
    if party is None:
        return None
    for entity in discourse.recent(mention.first):
        agrees = mention.gender is None or entity.gender in (None, mention.gender)
        if entity.type is SpeakerType.PERSON and agrees and entity.party == party:
            return entity
    return None


def _by_class(discourse: Discourse, mention: Mention) -> Entity | None:
    """الوزير، النائبة ذاتها، المسؤول الحكومي: the last one of that kind."""
    party = _party_of(discourse, mention)
    wanted = _wanted(discourse, mention) if mention.definite or mention.same or party else None
    if wanted is None:
        return None
    for entity in discourse.recent(mention.first):
        agrees = mention.gender is None or entity.gender in (None, mention.gender)
        opposed = party and entity.party and party != entity.party
        if entity.classes & wanted and agrees and not opposed:
            return entity
    return None


def _wanted(discourse: Discourse, mention: Mention) -> frozenset[str] | None:
    """The classes of people that a title may point back to."""
    words, classes = discourse.page.words[mention.first : mention.after], mention.classes
    foreign = person_words().titles["foreign"]
    if words[0] in ("المسوول", "المسووله") and words[1:] and words[1] in foreign:
        return None
    if words[0] in ("المسوول", "المسووله"):
        governs = "الحكومي" in words or "الحكوميه" in words
        return frozenset({"minister"} if governs else {"office", "minister", "head"})
    if "member" in classes or words[:2] in (["ممثل", "الامه"], ["ممثله", "الامه"]):
        return _MEMBERS
    if "member_of" in classes:
        return _MEMBERS | {"office", "minister"}
    bare = len(words) == 1 or words[1] in person_words().same
    if bare:
        return classes & {"minister", "head", "office"} or None
    if "office" in classes and mention.definite and len(words) == 2 and words[0][:2] == "ال":
        return frozenset({"office"})
    return None


def _party_of(discourse: Discourse, mention: Mention) -> str | None:
    words = discourse.page.words
    for first, after in mention.roles:
        for index in range(first + 1, after):
            if words[index] in ("حزب", "فريق", "الفريق") or words[index - 1] == "عن":
                return canonical_party(discourse.page.printed(index, after))
    return None


def longer_title(discourse: Discourse, mention: Mention) -> Entity | None:
    """الوزير, where only وزير الدولة … was named before: the longer title."""
    if mention.after - mention.first > 1 + mention.same or not mention.definite:
        return None
    for index in range(mention.first - 1, max(mention.first - _FAR_BACK, -1), -1):
        other = discourse.register.mentions.get(index)
        if other is None or other.kind is not MentionKind.ROLE:
            continue
        longer = other.after - other.first > 1 and other.gender == mention.gender
        if longer and other.classes & mention.classes:
            return discourse.speakers.of_surface(*other.roles[0], SpeakerType.PERSON, other)
    return None
