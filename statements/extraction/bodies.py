"""Groups, bodies, unnamed people and documents in the text, each as far as its name runs."""

from __future__ import annotations

from statements.extraction.grammar import grammar
from statements.extraction.groups import canonical_party
from statements.extraction.lexicon import verb_forms, words as word_list
from statements.extraction.lexicon.people import person_words
from statements.extraction.mention import Mention, MentionKind
from statements.extraction.names import (
    is_definite,
    name_like,
)
from statements.extraction.segment import MARKS, Page
from statements.extraction.titled import chains, read_bare_name, read_titled
from statements.extraction.titles import (
    quoted_name,
    run_end,
    title_end,
)


def read_collective(page: Page, index: int, stop: int) -> Mention | None:
    known, word = person_words(), page.words[index]
    if word in known.groups:
        kind = MentionKind.GROUP
    elif word in known.bodies:
        kind = MentionKind.BODY
    else:
        return None
    after = title_end(page, index, stop)
    if after == index + 1 and not word.startswith("ال"):
        adjective = page.words[after] if after < stop else ""
        several = word.endswith("ات") and adjective.endswith("ه")  # جمعيات مدنية
        if several and name_like(adjective):
            kind = MentionKind.MANY
        elif kind is MentionKind.BODY:
            if not _is_unnamed_body(page, index, adjective):
                return None
        elif adjective not in _OF_GROUPS:
            return None
        after += 1
    following = page.words[after + 1] if after + 1 < stop else ""
    led = is_definite(following) and page.words[after][:1] == "ل"
    if kind is MentionKind.BODY and after > index + 1 and led:
        after = run_end(page, after + 1, stop)
    feminine = word.endswith(("ه", "ات")) or word in ("فرق", "الفرق", "احزاب", "الاحزاب")
    gender, same = "f" if feminine else "m", page.words[after - 1] in known.same
    return Mention(index, after, after, kind, gender, definite=word.startswith("ال"), same=same)


_OF_GROUPS = word_list("برلماني نيابي معارض برلمانية نيابية سياسي")


def _is_unnamed_body(page: Page, index: int, adjective: str) -> bool:
    """كشفت لجنة محلية، طالبت هيئة مهنية: a body told only by its kind, behind its verb."""
    kin = "يه" if page.words[index].endswith("ه") else "ي"
    return adjective.endswith(kin) and index > 0 and page.words[index - 1] in verb_forms()


def read_many(page: Page, index: int, stop: int) -> Mention | None:
    """نواب الفريق …، عدد من النواب، أحد أعضاء …، مصادر برلمانية"""
    known, word, start = person_words(), page.words[index], index
    if word in known.some:
        index += 1
        if index < stop and page.words[index] == "من":
            index += 1
        if index >= stop or not _are_people(page.words[index]):
            return None
    elif word not in known.many:
        return None
    after = run_end(page, index + 1, stop)
    adjective = page.words[after] if after < stop else ""
    linked = adjective in ("من", "عن") and index == start
    if after == index + 1 and (adjective in known.names["sources"] or linked):
        after = after + 1 if not linked else _inside_end(page, after + 1, stop)
    elif _has_owner(page, index, after, stop):
        after = _source_end(page, after, stop)
    elif adjective == "عن" and after > index + 1 and page.words[after - 1].startswith("الم"):
        after = run_end(page, after + 1, stop)  # الجمعيات المدافعة عن الطفولة
    if after + 1 < stop and page.words[after] in _TOLD and page.words[after + 1][:1] == "ل":
        after += 2  # مصادر برلمانية تحدثت لهسبريس | أكدت
    head = page.words[index]
    gender = "f" if head.endswith(("ات", "مصادر", "ايبات")) or head in known.groups else "m"
    return Mention(start, after, after, MentionKind.MANY, gender, "p", definite=False)


def _has_owner(page: Page, index: int, after: int, stop: int) -> bool:
    """مصدر هسبريس أن …، مصدر مقرب من …: whose source it is, by what follows."""
    if page.words[index] not in _SOURCES or after != index + 1 or after + 1 >= stop:
        return False
    following = page.words[after + 1]
    if page.words[after] in _CLOSE_TO:
        return following == "من"
    return following in grammar().complementizers and name_like(page.words[after])


def _source_end(page: Page, index: int, stop: int) -> int:
    if page.words[index] not in _CLOSE_TO:
        return index + 1
    first = index + 2
    if first >= stop:
        return first
    found = (
        read_titled(page, first, stop)
        or read_bare_name(page, first, stop)
        or read_collective(page, first, stop)
    )
    return found.core if found else run_end(page, first, stop)


_SOURCES = word_list("مصدر مصادر المصدر المصادر")
_CLOSE_TO = word_list("مقرب مقربة قريب قريبة")
_TOLD = frozenset({"تحدثت", "تحدث", "صرحت", "صرح"})


def _inside_end(page: Page, index: int, stop: int) -> int:
    """مصدر من داخل فريق …، مصادر من وزارة …، نائبان عن الفريق …"""
    index += page.words[index : index + 1] == ["داخل"]
    collective = index < stop and page.words[index] in person_words().groups
    return run_end(page, index + collective, stop)


def _are_people(word: str) -> bool:
    """العديد من | المواطنين: a plural that people have, or a word that means them."""
    known = person_words()
    plural = word.startswith("ال") and word.endswith(("ين", "ون")) and len(word) > 5
    return plural or word in known.many or word in known.groups or word in known.names["people"]


def read_document(page: Page, index: int, stop: int) -> Mention | None:
    known, word = person_words(), page.words[index]
    if word not in known.documents:
        return None
    if word == "مقترح" and page.words[index + 1 : index + 2] not in (["القانون"], ["قانون"]):
        return None
    after = (
        run_end(page, index + 1, stop)
        if word.startswith("ال") or chains(page, index, stop)
        else index + 1
    )
    if after + 2 < stop and page.words[after] in _ISSUED and page.words[after + 1] == "عن":
        after = run_end(page, after + 2, stop)
    gender = "f" if word.endswith(("ه", "ات")) else "m"
    definite = word.startswith("ال")
    return Mention(index, after, after, MentionKind.DOCUMENT, gender, definite=definite)


_ISSUED = frozenset({"صادر", "صادره", "الصادر", "الصادره"})


def read_nickname(page: Page, index: int, stop: int) -> Mention | None:
    """ "البيجيدي" يطالب: a short quoted name where a subject may stand."""
    if page.words[index] not in MARKS:
        return None
    size = quoted_name(page, index, stop)
    previous = page.words[index - 1] if index else "\n"
    if not size or (previous not in ("\n", ".") and not _governs_subject(page, index, previous)):
        return None
    return Mention(index, index + size, index + size, MentionKind.GROUP, definite=False)


def _governs_subject(page: Page, index: int, previous: str) -> bool:
    """Whether the verb before a quoted name has it as subject: شجبت "الصمت" has an object."""
    if previous in person_words().names["everyday_verbs"]:
        return False
    readings = verb_forms().get(previous, ())
    objects = any(reading.verb is not None and reading.verb.object for reading in readings)
    if objects and not _opens_sentence(page, index - 1):
        end = page.quotations[page.quote[index]].last
        return canonical_party(page.printed(index, end)) is not None
    return bool(readings)


def _opens_sentence(page: Page, verb: int) -> bool:
    """وانتقدت "…"، من جهة ثانية، انتقدت "…": no one stands before the verb."""
    words = page.words
    if verb == 0 or words[verb - 1] in ("\n", "."):
        return page.words[page.quotations[page.quote[verb + 1]].last + 1 :][:1] != ["حول"]
    before = words[max(verb - 6, 0) : verb]
    turn = any(word in grammar().turn_markers or word in ("ثانيه", "اخري") for word in before)
    return words[verb - 1] == "،" and turn
