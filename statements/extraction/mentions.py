"""Noun phrases that may speak: persons, offices, groups, documents, and words that point back."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import replace
from enum import StrEnum
from functools import cache

from statements.extraction.grammar import grammar
from statements.extraction.groups import canonical_party
from statements.extraction.lexicon import verb_forms, words as word_list
from statements.extraction.lexicon.people import PersonWords, person_words
from statements.extraction.names import (
    Range,
    is_definite,
    is_given,
    name_end,
    name_gender,
    name_like,
)
from statements.extraction.record import record
from statements.extraction.segment import MARKS, Page
from statements.extraction.titles import (
    advises,
    deputises,
    quoted_name,
    run_end,
    title_end,
    unbound,
)


class MentionKind(StrEnum):
    PERSON = "person"
    ROLE = "role"
    GROUP = "group"
    BODY = "body"
    MANY = "many"
    POINTER = "pointer"
    DOCUMENT = "document"


@record
class Mention:
    """Words ``first`` up to ``after``; ``core`` ends it before roles that no comma sets off."""

    first: int
    after: int
    core: int
    kind: MentionKind
    gender: str | None = None
    number: str = "s"
    name: Range | None = None
    roles: tuple[Range, ...] = ()
    classes: frozenset[str] = frozenset()
    definite: bool = True
    same: bool = False
    bound: bool = False


@cache
def mention_openers() -> dict[str, tuple[MentionRule, ...]]:
    """Every word at which some mention rule may begin, with those rules in their order."""
    openers: dict[str, tuple[MentionRule, ...]] = {}
    for rule, opens in MENTION_RULES:
        for word in opens(person_words()):
            openers[word] = (*openers.get(word, ()), rule)
    return openers


def read_mention(page: Page, index: int, stop: int) -> Mention | None:
    """The noun phrase at word ``index`` when its head is one that may speak."""
    for rule in mention_openers().get(page.words[index], _OF_COMPOUND_NAMES):
        found = rule(page, index, stop)
        if found is not None:
            return found
    return None


def _head(page: Page, index: int, stop: int) -> tuple[str, str, bool] | None:
    """Class, gender and definiteness of the role that begins at ``index``."""
    word = page.words[index]
    head = person_words().roles.get(word) or person_words().roles.get(word.removeprefix("و"))
    if head and head[1] == "m" and word[-1] == "ه" and page.ends_in(index, "ة"):
        head = (head[0], "f", word.startswith("ال"))  # رئيسة, which reads like رئيسه once folded
    following = page.words[index + 1] if index + 1 < stop else ""
    if head and advises(word, following):
        return ("office", *head[1:])  # مستشار ومحلل اقتصادي
    if head and word.removeprefix("ال") in ("نايب", "نايبه") and deputises(following):
        return ("office", *head[1:])  # نائبة الكاتب الإقليمي sits in no chamber
    if head is None or word.removeprefix("ال") not in ("كاتب", "كاتبه"):
        return head
    of_state = following == "الدوله"
    return ("minister" if of_state else "office", *head[1:])


def _titled(page: Page, index: int, stop: int) -> Mention | None:
    """النائب البرلماني فلان …، وزير الصحة، فلان، رئيسة اللجنة فلانة"""
    known, start = person_words(), index
    while (
        index < stop
        and page.words[index] in known.honorifics
        and page.words[index] not in known.roles
    ):
        index += 1
    if index >= stop:
        return None
    word = page.words[index]
    head = _head(page, index, stop)
    if head is None:
        if index == start:
            return None
        after = name_end(page, index, stop, titled=True)
        if after == index and name_like(page.words[index]) and page.words[start] not in ("د", "ذ"):
            after = index + 1
        gender = "f" if page.words[start].endswith("ه") and page.words[start] != "معالي" else "m"
        return (
            _named(page, start, (index, after), (), gender, frozenset(), stop)
            if after > index
            else None
        )
    role, gender, definite = head
    following = page.words[index + 1] if index + 1 < stop else ""
    if word in ("امين", "امينه") and following not in _SECRETARIES:
        return None
    end = title_end(page, index, stop) if definite or _chains(page, index, stop) else index + 1
    if not definite and end == index + 1 and not _indefinite_member(page, index, stop):
        if word not in _ENVOYS or not name_like(following):
            return None
        end = run_end(page, index + 2, stop) if following in _STATES else index + 2
    owned = following in known.titles["construct"]  # نائب حزب … is definite, نائب عن حزب … not
    chained = end > index + 1 and (role != "member" or owned)
    mention = Mention(
        start,
        end,
        end,
        MentionKind.ROLE,
        gender,
        roles=((index, end),),
        classes=frozenset({role}),
        definite=definite or chained,
    )
    return _with_name(page, mention, stop)


_STATES = word_list("جمهورية مملكة دولة")
_ENVOYS = word_list("سفير سفيرة قنصل قنصلة")
_SECRETARIES = frozenset({"العام", "العامه", "عام", "عامه", "المال", "السر"})


def _chains(page: Page, index: int, stop: int) -> bool:
    following = page.words[index + 1] if index + 1 < stop else ""
    return (
        is_definite(following)
        or (following in ("عام", "عامه") and page.words[index] in ("امين", "امينه"))
        or following in person_words().titles["construct"]
        or following in ("عن", "في", "بمجلس", "باسم")
        or following[:1] == "ل"
        or quoted_name(page, index + 1, stop) > 0
    )


def _indefinite_member(page: Page, index: int, stop: int) -> bool:
    """نائبة عن …، برلماني: speaks unnamed; a lone common noun does not."""
    return person_words().roles[page.words[index]][0] == "member"


def _with_name(page: Page, mention: Mention, stop: int) -> Mention:
    """The same title with the name after it, directly or after a comma, and further roles."""
    at, known = mention.after, person_words()
    if at < stop and page.words[at] == "،" and at + 1 < stop:
        after = name_end(page, at + 1, stop, titled=False)
        closes = (after < stop and page.words[after] in ("،", ".")) or after == stop
        if after > at + 2 and (closes or page.words[at + 1] not in known.ambiguous):
            name, classes = (at + 1, after), mention.classes
            return _named(page, mention.first, name, mention.roles, mention.gender, classes, stop)
        return (
            _with_second_title(page, mention, stop)
            or _with_unlisted_name(page, mention, stop)
            or mention
        )
    if page.words[at - 1] in known.same and name_end(page, at, stop, titled=False) == at:
        return replace(mention, same=True)
    while at < stop and page.words[at] in known.honorifics:
        at += 1
    after = name_end(page, at, stop, titled=True)
    if after > at and not (after == at + 1 and page.words[at] in known.ambiguous):
        return _named(
            page, mention.first, (at, after), mention.roles, mention.gender, mention.classes, stop
        )
    return mention


def _with_unlisted_name(page: Page, mention: Mention, stop: int) -> Mention | None:
    """رئيسة الوفد، كلوديت مورينو سانتوس، …: between commas, though no list knows her given name."""
    first, after = mention.after + 1, mention.after + 1
    while after < stop and after - first <= _LONGEST_UNLISTED and _may_be_unlisted(page, after):
        after += 1
    size = after - first
    if (
        not mention.definite
        or not 2 <= size <= _LONGEST_UNLISTED
        or page.words[after : after + 1] != ["،"]
    ):
        return None
    name, classes = (first, after), mention.classes
    return _named(page, mention.first, name, mention.roles, mention.gender, classes, stop)


def _may_be_unlisted(page: Page, index: int) -> bool:
    word = page.words[index]
    plain = word[0] not in "بلو" and not word.endswith(("ا", "ات", "ين", "ون"))
    return plain and len(word) > 2 and name_like(word)


_LONGEST_UNLISTED = 4  # words


def _with_second_title(page: Page, mention: Mention, stop: int) -> Mention | None:
    """رئيس الحكومة، الأمين العام لحزب …، فلان: two titles of one person before the name."""
    role = _role_at(page, mention.after + 1, stop)
    if role is None or not mention.definite or role[2] not in (None, mention.gender):
        return None
    span, role_class, _ = role
    comma = span[1] < stop and page.words[span[1]] == "،"
    first = span[1] + comma
    after = name_end(page, first, stop, titled=not comma)
    closes = after == stop or page.words[after] in ("،", ".")
    if after < first + 2 or (
        comma and not closes and page.words[first] in person_words().ambiguous
    ):
        return None
    roles, classes = (*mention.roles, span), mention.classes | {role_class}
    return _named(page, mention.first, (first, after), roles, mention.gender, classes, stop)


def _named(
    page: Page, first: int, name: Range, roles: tuple[Range, ...], gender: str | None,
    classes: frozenset[str], stop: int,
) -> Mention:  # fmt: skip
    """A named person with the roles that follow the name, set off by a comma or not."""
    if gender is None or page.words[name[0]] not in person_words().ambiguous:
        gender = name_gender(page, name) or gender  # أمينه العام محمد
    after = core = name[1]
    while after < stop and len(roles) < 4:
        comma = page.words[after] == "،"
        role = _role_at(page, after + comma, stop)
        if role is None:
            break
        span, role_class, role_gender = role
        if page.words[span[0]].startswith("وال") and _is_another(
            page, span[1], gender, role_gender
        ):
            break  # فلانة والنائب فلان
        governs = role_class == "minister" or page.words[span[0] + 1 : span[0] + 2] == ["الحكومه"]
        if gender == "m" and role_gender == "f" and page.ends_in(span[0], "ة"):
            break  # فلان، رئيس المجلس، رئيسة الوفد فلانة
        if governs and not _may_govern(page, roles, classes, gender, role_gender):
            break  # هنأت النائبة فلانة، عن الفريق …، كاتبة الدولة على …
        roles, after, classes = (*roles, span), span[1], classes | {role_class}
        gender = gender or role_gender
        if comma:
            core = after
    return Mention(first, after, core, MentionKind.PERSON, gender, "s", name, roles, classes)


def _is_another(page: Page, after: int, gender: str | None, role_gender: str | None) -> bool:
    """Whether a role joined by و is someone else's: of the other gender, or with a name."""
    if None not in (gender, role_gender) and gender != role_gender:
        return True
    return after < len(page.words) and is_given(page, after)


def _may_govern(
    page: Page, roles: tuple[Range, ...], classes: frozenset[str], *genders: str | None
) -> bool:
    """Whether an office of government may be one more role of somebody; a member has none."""
    sits = "member" in classes or any(page.words[role[0] + 1] in _SEATS for role in roles)
    return not sits and genders[0] in (None, genders[1])


_SEATS = frozenset({"فريق", "الفريق", "مجموعه", "المجموعه"})


def _role_at(page: Page, index: int, stop: int) -> tuple[Range, str, str | None] | None:
    """A role after a name: head and chain, or عن فريق … alone."""
    if index >= stop:
        return None
    word = page.words[index]
    if word in ("عن", "باسم") and index + 1 < stop:
        following = page.words[index + 1]
        if following in person_words().titles["political"] or following in MARKS:
            return (index, run_end(page, index + 1, stop)), "member", None
    if word in person_words().titles["belonging"] and index + 2 < stop:
        following = page.words[index + 1]
        if following in ("الي", "علي", "حزب", "فريق") or following.startswith("لل"):
            return (index, run_end(page, index + 2, stop)), "member", None
    head = _head(page, index, stop)
    if head is None:
        return None
    end = title_end(page, index, stop)
    set_off = page.words[index - 1] == "،"  # فلان، باحث في …
    if set_off and end == index + 1:
        end += _trade_adjective(page, end, stop)
    if end == index + 1 and not head[2] and head[0] != "member" and not set_off:
        return None
    return (index, end), head[0], head[1]


def _trade_adjective(page: Page, index: int, stop: int) -> int:
    """فلان، مستشار | قانوني، …; فلانة، فاعلة | حقوقية، …"""
    if index + 1 >= stop or page.words[index + 1] not in ("،", "."):
        return 0
    return int(page.words[index].endswith(("ي", "يه")) and not is_definite(page.words[index]))


def _bare_name(page: Page, index: int, stop: int) -> Mention | None:
    known, word = person_words(), page.words[index]
    if word not in known.links and not is_given(page, index):
        return None
    after = name_end(page, index, stop, titled=False)
    if after - index < 2 or (after == index + 2 and word in known.links and word != "عبد"):
        return None
    mention = _named(page, index, (index, after), (), None, frozenset(), stop)
    if word in known.ambiguous and not mention.roles and not _after_cue(page, index):
        return None
    return mention


def read_bound_name(page: Page, index: int, stop: int) -> Mention | None:
    """لمحمد فلان، رئيس …: a name whose given name carries a preposition of one letter."""
    rest = index + 1 + (page.words[index][1:] == "عبد")
    if rest >= stop or not name_like(page.words[rest]):
        return None
    after = max(name_end(page, rest, stop, titled=False), rest + 1)
    gender = "f" if page.words[index][1:] in person_words().women else "m"
    mention = _named(page, index, (index, after), (), gender, frozenset(), stop)
    ambiguous = page.words[index][1:] in person_words().ambiguous
    return None if ambiguous and not mention.roles else replace(mention, bound=True)


def read_bound_title(page: Page, index: int, stop: int) -> Mention | None:
    """للنائبة فلانة، لوزير الصحة فلان: whoever is named behind a title with a preposition."""
    role = person_words().roles.get(unbound(page.words[index]))
    if role is None:
        return None
    end = title_end(page, index, stop) if role[2] or _chains(page, index, stop) else index + 1
    classes = frozenset({role[0]})
    title = Mention(
        index, end, end, MentionKind.ROLE, role[1], roles=((index, end),), classes=classes
    )
    found = _with_name(page, title, stop)
    return replace(found, bound=True) if found.name is not None else None


def _after_cue(page: Page, index: int) -> bool:
    previous = page.words[index - 1] if index else ""
    return previous in verb_forms() or previous in person_words().names["own"]


def _author(page: Page, index: int, stop: int) -> Mention | None:
    """صاحب السؤال، كاتبة المقال"""
    if index + 1 >= stop or page.words[index + 1] not in person_words().names["written"]:
        return None
    gender = "f" if page.words[index].endswith("ه") else "m"
    return Mention(index, index + 2, index + 2, MentionKind.POINTER, gender)


def _pointer(page: Page, index: int, stop: int) -> Mention | None:
    found = person_words().pointers.get(page.words[index])
    if found is None or (
        page.words[index] in person_words().roles and not _bare_pointer(page, index, stop)
    ):
        return None
    after = index + 1
    if (
        after < stop
        and is_definite(page.words[after])
        and page.words[after] not in person_words().titles["breaks"]
    ) or (after < stop and page.words[after] in ("بالامر", "بالموضوع")):
        after += 1
    same = after < stop and page.words[after] in person_words().same
    after += same
    return Mention(index, after, after, MentionKind.POINTER, *found, same=same)


def _bare_pointer(page: Page, index: int, stop: int) -> bool:
    following = page.words[index + 1] if index + 1 < stop else "."
    return (
        following in person_words().same
        or following in person_words().names["after_pointer"]
        or following in MARKS
    )


def _collective(page: Page, index: int, stop: int) -> Mention | None:
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


def _many(page: Page, index: int, stop: int) -> Mention | None:
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
    found = read_mention(page, index + 2, stop) if index + 2 < stop else None
    return found.core if found is not None else run_end(page, index + 2, stop)


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


def _document(page: Page, index: int, stop: int) -> Mention | None:
    known, word = person_words(), page.words[index]
    if word not in known.documents:
        return None
    if word == "مقترح" and page.words[index + 1 : index + 2] not in (["القانون"], ["قانون"]):
        return None
    after = (
        run_end(page, index + 1, stop)
        if word.startswith("ال") or _chains(page, index, stop)
        else index + 1
    )
    if after + 2 < stop and page.words[after] in _ISSUED and page.words[after + 1] == "عن":
        after = run_end(page, after + 2, stop)
    gender = "f" if word.endswith(("ه", "ات")) else "m"
    definite = word.startswith("ال")
    return Mention(index, after, after, MentionKind.DOCUMENT, gender, definite=definite)


_ISSUED = frozenset({"صادر", "صادره", "الصادر", "الصادره"})


def _nickname(page: Page, index: int, stop: int) -> Mention | None:
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


MentionRule = Callable[[Page, int, int], Mention | None]

# The rules in their order, each with the words at which it may begin.
MENTION_RULES: tuple[tuple[MentionRule, Callable[[PersonWords], Set[str]]], ...] = (
    (_nickname, lambda _: MARKS),
    (_author, lambda _: frozenset({"صاحب", "صاحبه", "كاتب", "كاتبه"})),
    (_pointer, lambda words: words.pointers.keys()),
    (_titled, lambda words: words.honorifics | words.roles.keys()),
    (_bare_name, lambda words: words.links | words.men | words.women),
    (_many, lambda words: words.many | words.some),
    (_collective, lambda words: words.groups | words.bodies),
    (_document, lambda words: words.documents),
)
_OF_COMPOUND_NAMES = (_bare_name,)  # عبدالله and its kin, which no list needs to hold
