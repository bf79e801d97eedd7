"""Documents speak for those who wrote them: بلاغ لمجلس النواب، بيان للفريق، السؤال."""

from __future__ import annotations

from statements.extraction.collectives import named, named_before
from statements.extraction.discourse import Discourse
from statements.extraction.lexicon import words as word_list
from statements.extraction.mention import Mention, MentionKind
from statements.extraction.model import SpeakerType
from statements.extraction.names import is_definite
from statements.extraction.speakers import Entity

_ISSUERS = word_list("مجلس فريق حزب مجموعة وزارة رئاسة لجنة نقابة مكتب جمعية هيئة منظمة")
_GROUPS = word_list("فريق الفريق حزب الحزب مجموعة المجموعة")
_COMMUNIQUES = word_list("البلاغ بلاغ البيان بيان النداء نداء")
_TO = word_list("إلى على عن من")
_FAR_BACK = 150  # words
_COLLECTIVE = (SpeakerType.GROUP, SpeakerType.INSTITUTION)


def find_author(discourse: Discourse, mention: Mention) -> Entity | None:
    """Whoever issued the document, as its name says or as the article has told before."""
    return _issuer(discourse, mention) or _author_before(discourse, mention)


def _issuer(discourse: Discourse, mention: Mention) -> Entity | None:
    """بلاغ لمجلس النواب، بيان للفريق: the one behind ل issued it."""
    for index in range(mention.first + 1, mention.after):
        word = discourse.page.words[index]
        if word.startswith("لل"):
            return _issued_by(discourse, index, mention.after, "ال" + word[2:])
        if word[0] == "ل" and word[1:] in _ISSUERS:
            return _issued_by(discourse, index, mention.after, word[1:])
        if discourse.page.words[index - 1] == "عن":
            return _issued_by(discourse, index, mention.after, word)
    return None


def _issued_by(discourse: Discourse, first: int, after: int, head: str) -> Entity:
    if after - first == 1:
        for entity in reversed(discourse.spoken):
            if entity.type in _COLLECTIVE:
                return entity
    kind = MentionKind.GROUP if head in _GROUPS else MentionKind.BODY
    issuer = Mention(first, after, after, kind)
    if after - first == 1 and (full := named_before(discourse, issuer, [head])) is not None:
        return full
    return named(discourse, issuer)


def _author_before(discourse: Discourse, mention: Mention) -> Entity | None:
    """A communiqué speaks for the last group or body, another document for the last speaker."""
    if discourse.page.words[mention.first] in _COMMUNIQUES:
        for entity in reversed(discourse.spoken):
            if entity.type in _COLLECTIVE:
                return entity
    return discourse.last or _first_named(discourse, mention)


def _first_named(discourse: Discourse, mention: Mention) -> Entity | None:
    """وجه نائبان عن فريق … مذكرة إلى …. وجاء في المذكرة أن …: nobody has spoken, one was named."""
    words = discourse.page.words
    for index in range(mention.first - 1, max(mention.first - _FAR_BACK, -1), -1):
        found = discourse.register.mentions.get(index)
        if found is None or words[index - 1] in _TO:
            continue
        person = discourse.register.person_of(found)
        if person is not None and "member" in person.classes:
            return discourse.speakers.of_person(person)
        told = words[mention.first] in _COMMUNIQUES
        if found.kind is MentionKind.MANY and not told and not is_definite(words[found.first]):
            return discourse.speakers.of_many(found)
    return None
