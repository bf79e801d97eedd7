"""Which group, party or body is meant by a bare head, a nickname or a word that points back."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from people.folding import fold
from statements.extraction.discourse import Discourse
from statements.extraction.groups import canonical_group
from statements.extraction.lexicon import words as word_list
from statements.extraction.lexicon.people import person_words
from statements.extraction.mention import Mention, MentionKind
from statements.extraction.model import SpeakerType
from statements.extraction.names import is_definite
from statements.extraction.segment import MARKS, Page
from statements.extraction.speakers import Entity
from statements.extraction.titles import head_of, qualifies, run_end

_POINTING = word_list(
    "النيابي النيابية البرلماني البرلمانية المعارض المعارضة المذكور المذكورة سالف سالفة الذكر "
    "السالف السالفة المعني المعنية نفسه نفسها ذاته ذاتها عينه عينها ذاتهم نفسهم "
    "المشارك المشاركة القائد القائدة للأغلبية للحكومة"
)
_GROUPS = word_list("فريق مجموعة")
_PARTIES = word_list("حزب")
_FOLLOWERS = word_list("إخوان رفاق أصدقاء حزب فريق")  # إخوان فلان: his party
_SAME = word_list("ذاته ذاتها نفسه نفسها عينه عينها ذاتهم نفسهم المذكور المذكورة")
_LOOKED_AT = 30  # places before a bare head that may hold the full name
_OWNERS = word_list("حزب نقابة جمعية هيئة منظمة مجلس وزارة")
_COLLECTIVE = (SpeakerType.GROUP, SpeakerType.INSTITUTION)
_BODIES_LEFT_BARE = word_list("الحكومة المعارضة الأغلبية البرلمان الرئاسة")


def find_collective(discourse: Discourse, mention: Mention) -> Entity | None:
    """The group or body named in full elsewhere, None when the mention is a full name itself."""
    words = _words(discourse, mention)
    if not words or words[0] in _BODIES_LEFT_BARE:
        return None
    if len(words) == 2 and words[0] in _FOLLOWERS:
        return _followers(discourse, words)
    if words[1:] in (["المجلس"], ["اللجنه"], ["الحزب"]) and not words[0].startswith("ال"):
        return _organ(discourse, mention, words)
    if not words[0].startswith("ال"):
        return None
    if any(word not in _POINTING for word in words[1:]):
        return _continued(discourse, mention, words)
    return _spoken(discourse, words) or _of_last_speaker(discourse, mention, words) or named_before(
        discourse, mention, words
    ) or _pointed_back(discourse, words)  # fmt: skip


def _continued(discourse: Discourse, mention: Mention, words: list[str]) -> Entity | None:
    """الأمانة الوطنية is الأمانة الوطنية للاتحاد …, when the article named it so before."""
    page, size = discourse.page, len(words)
    places = list(_backwards(discourse.places_of(head_of(words[0])), mention.first))
    told = [found for first in places if (found := _longer(discourse, mention, words, first))]
    if told:
        return named(discourse, min(told, key=lambda found: found.after - found.first))
    for first in places:
        if page.words[first : first + size] == words and first + size < len(page.words):
            after = _name_end(page, first)
            owner = page.words[first + size]
            if after > first + size and (
                owner.startswith("لل") or (owner[:1] == "ل" and owner[1:] in _OWNERS)
            ):
                return named(discourse, replace(mention, first=first, after=after, core=after))
    return None


def _longer(discourse: Discourse, mention: Mention, words: list[str], first: int) -> Mention | None:
    """المندوبية العامة لإدارة السجون, which goes on with whose or what it is."""
    page, size = discourse.page, len(words)
    found = discourse.register.mentions.get(first)
    if found is None or found.kind is not mention.kind or found.after <= first + size:
        return None
    goes_on = page.words[first + size][:1] == "ل" and page.words[first : first + size] == words
    return found if goes_on else None


def _organ(discourse: Discourse, mention: Mention, words: list[str]) -> Entity | None:
    """مكتب المجلس: the bureau of the one named in full before."""
    whole = _spoken(discourse, words[1:]) or named_before(discourse, mention, words[1:])
    if whole is None:
        return None
    printed = discourse.page.printed(mention.first, mention.first + 1)
    return replace(
        whole, resolved=f"{printed} {whole.resolved}", alternatives=(), where=None, group=None
    )


def _words(discourse: Discourse, mention: Mention) -> list[str]:
    words = discourse.page.words[mention.first : mention.after]
    return [word for word in words if word not in MARKS]


def _spoken(discourse: Discourse, words: list[str]) -> Entity | None:
    """A collective of that head that has spoken under its full name."""
    for entity in reversed(discourse.spoken):
        if entity.type in _COLLECTIVE and entity.where is not None:
            named = [w for w in discourse.page.words[slice(*entity.where)] if w not in MARKS]
            full = len(named) > 1 and any(word not in _POINTING for word in named[1:])
            if full and head_of(named[0]) == head_of(words[0]):
                return entity
    return None


def _of_last_speaker(discourse: Discourse, mention: Mention, words: list[str]) -> Entity | None:
    """الفريق، الحزب: of the member who spoke last and belongs to one."""
    head = head_of(words[0])
    for entity in reversed(discourse.spoken):
        name = entity.group if head in _GROUPS else entity.party if head in _PARTIES else None
        if name is not None:
            return replace(
                entity,
                resolved=name,
                type=SpeakerType.GROUP,
                roles=(),
                gender=mention.gender,
                alternatives=(entity.resolved,),
                classes=frozenset(),
            )
    return None


def named_before(discourse: Discourse, mention: Mention, words: list[str]) -> Entity | None:
    """The full name with that head that the article printed last before the mention."""
    places = discourse.places_of(head_of(words[0]))
    for first in _backwards(places, mention.first):
        after = _name_end(discourse.page, first)
        rest = [w for w in discourse.page.words[first + 1 : after] if w not in MARKS]
        if not rest or all(word in _POINTING for word in rest) or not _opens_name(rest[0]):
            continue
        head = discourse.page.words[first]
        if head.startswith("ال") and is_definite(rest[0]) and not qualifies(head, rest[0]):
            continue
        kind = MentionKind.GROUP if _is_group(words[0]) else MentionKind.BODY
        full = replace(mention, first=first, after=after, core=after, kind=kind)
        return named(discourse, full)
    return None


def _name_end(page: Page, first: int) -> int:
    """الجمعية الوطنية لأرباب المخابز: whose body it is belongs to the name."""
    stop = min(first + 12, len(page.words))
    after = run_end(page, first + 1, stop)
    if after + 1 < stop and page.words[after][0] == "ل" and is_definite(page.words[after + 1]):
        after = run_end(page, after + 1, stop)
    return after


def _backwards(places: list[int], position: int) -> Iterator[int]:
    before = bisect_left(places, position)
    return reversed(places[max(before - _LOOKED_AT, 0) : before])


def _opens_name(word: str) -> bool:
    titles = person_words().titles
    return is_definite(word) or word in titles["construct"]


def _is_group(word: str) -> bool:
    return head_of(word) in _GROUPS | _PARTIES


def named(discourse: Discourse, mention: Mention) -> Entity:
    """The entity of a full name, its preposition taken off and its nickname resolved."""
    if mention.kind is MentionKind.GROUP:
        entity = discourse.speakers.of_group(mention)
    else:
        entity = discourse.speakers.of_body(mention)
    entity.resolved = without_preposition(entity.resolved)
    return entity


def without_preposition(name: str) -> str:
    """مجلس النواب of لمجلس النواب, الاتحاد العام of للاتحاد العام."""
    if name.startswith("لل"):
        return "ال" + name[2:]
    if name.startswith(("بال", "وال")):
        return name[1:]
    first = fold(name.split(" ", maxsplit=1)[0])
    return name[1:] if first[:1] in "ولب" and head_of(first) == first[1:] else name


def _pointed_back(discourse: Discourse, words: list[str]) -> Entity | None:
    """التنظيمات ذاتها: the last collective that spoke."""
    if not _SAME & set(words[1:]):
        return None
    for entity in reversed(discourse.spoken):
        if entity.type in _COLLECTIVE:
            return entity
    return None


def _followers(discourse: Discourse, words: list[str]) -> Entity | None:
    """ "إخوان فلان"، "حزب فلان": the party of the one who is named in the article."""
    for person in discourse.register.by_name.get(words[1].removeprefix("ال"), []):
        entity = discourse.speakers.of_person(person)
        party = entity.party
        if party is None:
            continue
        group = canonical_group("فريق " + party.removeprefix("حزب "), discourse.speakers.on)
        name = group.canonical if group and words[0] == "فريق" else party
        return Entity(
            name,
            SpeakerType.GROUP,
            alternatives=(group.canonical if group and name == party else party,),
            group=group.canonical if group and words[0] == "فريق" else None,
            party=party,
        )
    return None
