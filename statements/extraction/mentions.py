"""Noun phrases that may speak: where each begins and, what is harder, where it ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from statements.extraction.grammar import grammar
from statements.extraction.lexicon import load, verb_forms, words
from statements.extraction.segment import MARKS, Page

Range = tuple[int, int]
_ACT_NOUN = re.compile("ت..ي.|است..ا.|ا.ت.?.ا.|ان..ا.|ت.ا..|تو.ي.")
_LONGEST_QUOTED_NAME = 6  # فريق "البام"


class MentionKind(StrEnum):
    PERSON = "person"
    ROLE = "role"
    GROUP = "group"
    BODY = "body"
    MANY = "many"
    POINTER = "pointer"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words ``first`` up to ``after``; ``core`` ends it before roles that no comma sets off."""

    first: int
    after: int
    kind: MentionKind
    gender: str | None = None
    number: str = "s"
    name: Range | None = None
    roles: tuple[Range, ...] = ()
    classes: frozenset[str] = frozenset()
    definite: bool = True
    same: bool = False
    core: int = 0


@dataclass(frozen=True, slots=True)
class PersonWords:
    """The folded words that introduce people, groups and documents."""

    honorifics: frozenset[str]
    links: frozenset[str]
    tails: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    ambiguous: frozenset[str]
    never: frozenset[str]
    roles: dict[str, tuple[str, str, bool]]
    pointers: dict[str, tuple[str, str]]
    same: frozenset[str]
    groups: frozenset[str]
    bodies: frozenset[str]
    many: frozenset[str]
    some: frozenset[str]
    documents: frozenset[str]
    not_speaking: frozenset[str]


@cache
def person_words() -> PersonWords:
    """The word lists, folded once; role heads carry (class, gender, definite)."""
    data, names = load("persons"), load("names")
    roles: dict[str, tuple[str, str, bool]] = {}
    for role, heads in data["roles"].items():
        for gender in ("m", "f"):
            for head in words(heads.get(gender + "_owned", "")):
                roles[head] = (role, gender, True)
            for head in words(heads[gender]):
                first = head.split()[0]
                roles.setdefault(first, (role, gender, False))
                roles.setdefault("ال" + first, (role, gender, True))
    pointers = {word: ("m", "s") for word in words(data["pointers"]["m"])}
    pointers |= {word: ("f", "s") for word in words(data["pointers"]["f"])}
    pointers |= {word: ("m", "p") for word in words(data["pointers"]["plural"])}
    held = data["collectives"]
    return PersonWords(
        words(data["honorifics"]), words(data["name_links"]), words(data["name_tails"]),
        words(names["men"]), words(names["women"]), words(names["ambiguous"]), words(names["never"]),
        roles, pointers, words(data["pointers"]["same"]),
        words(held["group"]) | words(held["party"]), words(held["body"]), words(held["many"]),
        words(held["some"]), words(held["document"]), words(load("words")["not_speaking"]),
    )  # fmt: skip


# Words that a title may run on through: رئيس فريق …، عضو لجنة …
_CONSTRUCT = words(
    "مجلس لجنة فريق حزب مجموعة نقابة جهة جماعة دائرة عمالة إقليم مدينة غرفة مكتب وزارة وزير وزيرة "
    "كتابة إدارة قطاع شبيبة رئاسة اتحاد كلية جامعة جمعية هيئة منظمة مؤسسة نواب أعضاء رئيس مجالس قسم "
    "منتخبي صفوف كتلة بلدية وكالة مصلحة محكمة ائتلاف جبهة فيدرالية"
)
_RUNS_ON = words("عن في لدى باسم بمجلس بالغرفة بالبرلمان لحزب لفريق بحزب لفدرالية بفريق بجهة "
                 "بلجنة للفريق لجهة لمجلس لنقابة لمنظمة لشبيبة لغرفة بجماعة بدائرة لدائرة بحقوق لجماعة بإقليم بمدينة")  # fmt: skip
_MINISTRY_TAILS = words("وإصلاح وسياسة وإعداد وإدارة وتقييم وشؤون وتنمية وحقوق وتحديث")
_BREAKS_RUN = words("الحكومة الوزارة المواطنين المغاربة الوزير الوزيرة النواب البرلمانيين القطاع الدولة السلطات "
                    "الرأي المؤسسات الأبناك البنوك الشركات الجهات المسؤولين الوزراء الهيئات المجتمع الشعب الجميع الأساتذة الأطباء الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد اليوم البرلمان الماضي الجاري")  # fmt: skip
_POLITICAL = words("فريق حزب مجموعة الفريق الحزب المجموعة دائرة جهة الاتحاد الحركة التجمع التقدم الأصالة العدالة "
                   "الكونفدرالية الكنفدرالية النقابة نقابة المعارضة الأغلبية مجلس لجنة البرلمان المجلس صفوف اليسار فيدرالية "
                   "فدرالية تحالف الاستقلال المنظمة الجامعة غرفة شؤون الشؤون التعاضدية ذات نفس منظمة مدينة إقليم المكتب الفيدرالية الجامعة عمالة")  # fmt: skip


def is_definite(word: str) -> bool:
    return word.startswith(("ال", "وال", "لل", "ولل")) and len(word) > 3


def run_end(page: Page, start: int, stop: int) -> int:
    """End of a title or group name that begins before ``start``: definite words, chains, nicknames."""
    index = start
    while index < stop:
        step = _run_step(page, index, stop, index == start)
        if not step:
            break
        index += step
        if page.words[index - 1] in person_words().same:
            break
    return index


def _run_step(page: Page, index: int, stop: int, opening: bool) -> int:
    word, known = page.words[index], person_words()
    following = page.words[index + 1] if index + 1 < stop else ""
    if word in MARKS:
        return _quoted_name(page, index, stop, opening)
    if word in known.same:
        return 1
    if page.words[index - 1] in _CONSTRUCT or opening:
        if is_definite(word) or word in _CONSTRUCT:
            return 1
        if not opening:
            return 0
    if (
        word in _BREAKS_RUN
        or (word in known.men or word in known.women)
        and word in _names_with_article()
    ):
        return 0
    if word in _RUNS_ON or word[0] in "بل" and word[1:] in _CONSTRUCT:
        return _run_on(page, index, stop, following)
    if word[0] == "ب" and (
        word[1:] in grammar().places or word[3:] in grammar().places and word[1:3] == "ال"
    ):
        return 1
    if word in _MINISTRY_TAILS and is_definite(following):
        return 2
    if word in ("المكلف", "المكلفه") and following[:1] == "ب":
        return 2
    if word in ("المنتمي", "المنتميه") and following == "الي":
        return 2 + (following == "الي" and index + 2 < stop and page.words[index + 2] in _CONSTRUCT)
    if word == "مع" and following == "البرلمان":
        return 2
    return 1 if is_definite(word) else 0


def _run_on(page: Page, index: int, stop: int, following: str) -> int:
    word = page.words[index]
    if word in ("عن", "في", "لدي", "باسم"):
        political = following in _POLITICAL or following in MARKS
        if word in ("لدي", "باسم"):
            political = (
                political or is_definite(following) or following in ("وزير", "وزيره", "رييس")
            )
        if not political:
            return 0
        return 1 if following in MARKS else 2
    if word.startswith("بال") and word != "بالغرفه":
        return 1
    if word[0] in "بل" and word[1:] in _CONSTRUCT and is_definite(following):
        return 2
    return (
        2
        if index + 1 < stop and following[:1].isalpha() and following not in person_words().never
        else 1
    )


@cache
def _names_with_article() -> frozenset[str]:
    known = person_words()
    return frozenset(word for word in known.men | known.women if word.startswith("ال"))


def _quoted_name(page: Page, index: int, stop: int, opening: bool) -> int:
    number = page.quote[index]
    if number < 0:
        return 0
    quotation = page.quotations[number]
    size = quotation.last + 1 - index
    fits = quotation.first == index and quotation.closed and size <= _LONGEST_QUOTED_NAME
    return size if fits and index + size <= stop else 0


def name_like(word: str) -> bool:
    """Whether a word may be part of a personal name: a letter word that is no cue and no function word."""
    if len(word) < 2 or not word[0].isalpha() or word in person_words().never:
        return False
    if word.startswith(("وال", "لل", "بال", "فال", "كال")) or word in verb_forms():
        return False
    if word[0] in "بلو" and is_act_noun(word[1:]):
        return False
    return word not in person_words().roles and not is_act_noun(word)


def is_act_noun(word: str) -> bool:
    """تأخير، استمرار، ارتفاع، انخفاض: an object begins here, not a surname."""
    return _ACT_NOUN.fullmatch(word) is not None


def name_end(page: Page, start: int, stop: int, titled: bool) -> int:
    """End of the personal name at ``start``, or ``start`` when none begins there."""
    known, index = person_words(), start
    while index < stop and index - start < 6:
        word = page.words[index]
        if word in known.links and index + 1 < stop and page.words[index + 1][:1].isalpha():
            index += 2
        elif word in known.tails and index > start:
            index += 1
        elif _is_given(page, index, index > start):
            index += 1
        else:
            break
    if index == start:
        return _unknown_name_end(page, start, stop) if titled else start
    if index < stop and name_like(page.words[index]) and not page.words[index].endswith("ا"):
        index += 1
        index += _second_surname(page, index, stop)
    return index


def _is_given(page: Page, index: int, inside: bool) -> bool:
    word, known = page.words[index], person_words()
    if word == "علي":
        return page.printed(index, index + 1).endswith("ي") and (
            inside or page.words[index - 1] != "و"
        )
    return word in known.men or word in known.women or word.startswith("عبدال")


def _second_surname(page: Page, index: int, stop: int) -> int:
    if index >= stop:
        return 0
    word = page.words[index]
    nisba = word.startswith("ال") and word.endswith("ي") and len(word) > 4 and name_like(word)
    return int(nisba and word not in _ADJECTIVES)


_ADJECTIVES = words("الحكومي البرلماني النيابي الاستقلالي الحركي الدستوري الاشتراكي السياسي العمومي المغربي الوطني "
                    "الاجتماعي الاقتصادي القانوني التشريعي المالي الجماعي المحلي الجهوي الإداري النقابي الأممي الرسمي "
                    "التعاطي التراخي التمادي التخلي الثاني التجمعي الاتحادي التقدمي اليساري المعني الماضي الحالي الجاري")  # fmt: skip


def _unknown_name_end(page: Page, start: int, stop: int) -> int:
    """After a title a name may begin with a word that no list knows; two such words make a name."""
    index = start
    while index < stop and index - start < 3 and name_like(page.words[index]):
        word = page.words[index]
        if index == start and (is_definite(word) or word.endswith("ا")):
            break
        if index > start and (word.endswith("ا") or word in _ADJECTIVES):
            break
        index += 1
    if index - start < 2 or page.words[start].endswith(("ات", "ين", "ون", "ه")):
        return start
    closing = page.words[index] if index < stop else "."
    return index if closing in _AFTER_NAME or closing in verb_forms() else start


_AFTER_NAME = words(
    "، . : ؛ ( أن إن أنه أنها إنه إنها على إلى من في خلال عن بأن قد الذي التي حول بشأن أمام قائلا قائلة"
)


@cache
def mention_openers() -> frozenset[str]:
    """Every word at which some mention rule may begin."""
    known = person_words()
    return frozenset().union(
        known.honorifics, known.roles, known.pointers, known.many, known.some, known.groups,
        known.bodies, known.documents, known.men, known.women, known.links, MARKS,
    )  # fmt: skip


def read_mention(page: Page, index: int, stop: int) -> Mention | None:
    """The noun phrase at word ``index`` when its head is one that may speak."""
    for rule in MENTION_RULES:
        found = rule(page, index, stop)
        if found is not None:
            return found if found.core else replace(found, core=found.after)
    return None


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
    head = known.roles.get(word)
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
    if word in ("امين", "امينه") and following not in (
        "العام",
        "العامه",
        "عام",
        "عامه",
        "المال",
        "السر",
    ):
        return None
    end = _title_end(page, index, stop) if definite or _chains(page, index, stop) else index + 1
    if not definite and end == index + 1 and not _indefinite_member(page, index, stop):
        return None
    mention = Mention(start, end, MentionKind.ROLE, gender, "s", None, ((index, end),),
                      frozenset({role}), definite or end > index + 1)  # fmt: skip
    if role == "member" and not definite:
        mention = replace(mention, definite=False)
    return _with_name(page, mention, stop)


def _title_end(page: Page, index: int, stop: int) -> int:
    """A known office ends where its name ends; any other title where its run of words does."""
    known = page.titles.get(index, 0)
    if known > index + 1:
        return min(known, stop)
    head, following = page.words[index], page.words[index + 1] if index + 1 < stop else ""
    if head.startswith("ال") and is_definite(following):
        if (
            head.endswith("ه") != following.endswith("ه")
            and head.endswith("ه")
            or is_act_noun(following[2:])
        ):
            return index + 1  # السفيرة | التأكيد: no adjective of hers
    return run_end(page, index + 1, stop)


def _chains(page: Page, index: int, stop: int) -> bool:
    following = page.words[index + 1] if index + 1 < stop else ""
    return (
        is_definite(following)
        or following in _CONSTRUCT
        or following in ("عن", "في", "بمجلس", "باسم")
        or following[:1] == "ل"
    )


def _indefinite_member(page: Page, index: int, stop: int) -> bool:
    """نائبة عن …، برلماني: speaks unnamed; a lone common noun does not."""
    role, _, _ = person_words().roles[page.words[index]]
    return role == "member"


def _with_name(page: Page, mention: Mention, stop: int) -> Mention:
    """The same title with the name after it, directly or after a comma, and further roles."""
    at, known = mention.after, person_words()
    if at < stop and page.words[at] == "،" and at + 1 < stop:
        after = name_end(page, at + 1, stop, titled=False)
        closes = after < stop and page.words[after] in ("،", ".") or after == stop
        if after > at + 2 and (closes or page.words[at + 1] not in known.ambiguous):
            return _named(
                page,
                mention.first,
                (at + 1, after),
                mention.roles,
                mention.gender,
                mention.classes,
                stop,
            )
        return mention
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


def _named(
    page: Page, first: int, name: Range, roles: tuple[Range, ...], gender: str | None,
    classes: frozenset[str], stop: int,
) -> Mention:  # fmt: skip
    """A named person with the roles that follow the name, set off by a comma or not."""
    if gender is None:
        gender = name_gender(page, name)
    after = core = name[1]
    while after < stop and len(roles) < 4:
        comma = page.words[after] == "،"
        role = _role_at(page, after + comma, stop)
        if role is None:
            break
        span, role_class, role_gender = role
        roles, after, classes = (*roles, span), span[1], classes | {role_class}
        gender = gender or role_gender
        if comma:
            core = after
    return Mention(
        first, after, MentionKind.PERSON, gender, "s", name, roles, classes, True, False, core
    )


def name_gender(page: Page, name: Range) -> str | None:
    known, given = person_words(), page.words[name[0]]
    return "f" if given in known.women else "m" if given in known.men or given == "عبد" else None


def _role_at(page: Page, index: int, stop: int) -> tuple[Range, str, str | None] | None:
    """A role after a name: head and chain, or عن فريق … alone."""
    if index >= stop:
        return None
    word = page.words[index]
    if word in ("عن", "باسم") and index + 1 < stop:
        following = page.words[index + 1]
        if following in _POLITICAL or following in MARKS:
            return (index, run_end(page, index + 1, stop)), "member", None
    head = person_words().roles.get(word)
    if head is None:
        return None
    end = _title_end(page, index, stop)
    if end == index + 1 and not head[2] and head[0] != "member":
        return None
    return (index, end), head[0], head[1]


def _bare_name(page: Page, index: int, stop: int) -> Mention | None:
    known, word = person_words(), page.words[index]
    if word not in known.links and not _is_given(page, index, False):
        return None
    after = name_end(page, index, stop, titled=False)
    if after - index < 2 or after == index + 2 and word in known.links and word != "عبد":
        return None
    mention = _named(page, index, (index, after), (), None, frozenset(), stop)
    if word in known.ambiguous and not mention.roles and not _after_cue(page, index):
        return None
    return mention


def _after_cue(page: Page, index: int) -> bool:
    return index > 0 and page.words[index - 1] in verb_forms()


def _pointer(page: Page, index: int, stop: int) -> Mention | None:
    found = person_words().pointers.get(page.words[index])
    if (
        found is None
        or page.words[index] in person_words().roles
        and not _bare_pointer(page, index, stop)
    ):
        return None
    after = index + 1
    if after < stop and is_definite(page.words[after]) and page.words[after] not in _BREAKS_RUN:
        after += 1
    elif after < stop and page.words[after] in ("بالامر", "بالموضوع"):
        after += 1
    same = after < stop and page.words[after] in person_words().same
    return Mention(index, after + same, MentionKind.POINTER, *found, same=same)


def _bare_pointer(page: Page, index: int, stop: int) -> bool:
    following = page.words[index + 1] if index + 1 < stop else "."
    return following in person_words().same or following in _AFTER_POINTER or following in MARKS


_AFTER_POINTER = words("، . : أن إن أنه أنها إنه إنها على إلى من خلال بأن بأنه بأنها قائلا قائلة")


def _collective(page: Page, index: int, stop: int) -> Mention | None:
    known, word = person_words(), page.words[index]
    if word in known.groups:
        kind = MentionKind.GROUP
    elif word in known.bodies:
        kind = MentionKind.BODY
    else:
        return None
    after = _title_end(page, index, stop)
    if after == index + 1 and not word.startswith("ال"):
        adjective = page.words[after] if after < stop else ""
        if kind is MentionKind.BODY or adjective not in (
            "برلماني",
            "نيابي",
            "معارض",
            "برلمانيه",
            "نيابيه",
            "سياسي",
        ):
            return None
        after += 1
    following = page.words[after + 1] if after + 1 < stop else ""
    if (
        kind is MentionKind.BODY
        and after > index + 1
        and page.words[after][:1] == "ل"
        and is_definite(following)
    ):
        after = run_end(page, after + 1, stop)
    feminine = word.endswith(("ه", "ات")) or word in ("فرق", "الفرق", "احزاب", "الاحزاب")
    same = page.words[after - 1] in known.same
    return Mention(
        index, after, kind, "f" if feminine else "m", definite=word.startswith("ال"), same=same
    )


def _many(page: Page, index: int, stop: int) -> Mention | None:
    """نواب الفريق …، عدد من النواب، أحد أعضاء …، مصادر برلمانية"""
    known, word, start = person_words(), page.words[index], index
    if word in known.some:
        index += 1
        if index < stop and page.words[index] == "من":
            index += 1
        if (
            index >= stop
            or page.words[index] not in known.many
            and page.words[index] not in known.groups
        ):
            return None
    elif word not in known.many:
        return None
    after = run_end(page, index + 1, stop)
    adjective = page.words[after] if after < stop else ""
    if after == index + 1 and (adjective in _ADJECTIVES_OF_SOURCES or adjective in ("من", "عن")):
        after = after + 1 if adjective not in ("من", "عن") else run_end(page, after + 1, stop)
    head = page.words[index]
    gender = "f" if head.endswith(("ات", "مصادر", "ايبات")) or head in known.groups else "m"
    return Mention(start, after, MentionKind.MANY, gender, "p", definite=False)


_ADJECTIVES_OF_SOURCES = words(
    "برلماني برلمانية برلمانيون برلمانيين حكومي حكومية نيابي نيابية مسؤول مسؤولة مطلع مطلعة موثوق موثوقة قيادي حزبي حزبية نقابي نقابية خاص خاصة آخر آخرون رسمي رسمية"
)


def _document(page: Page, index: int, stop: int) -> Mention | None:
    known, word = person_words(), page.words[index]
    if word not in known.documents:
        return None
    after = (
        run_end(page, index + 1, stop)
        if word.startswith("ال") or _chains(page, index, stop)
        else index + 1
    )
    gender = "f" if word.endswith("ه") else "m"
    return Mention(index, after, MentionKind.DOCUMENT, gender, definite=word.startswith("ال"))


_NOT_VERBS = words("عبر بين وبين عقب فصل عدد ثمن حمل عد وعبر")


def _nickname(page: Page, index: int, stop: int) -> Mention | None:
    """ "البيجيدي" يطالب: a short quoted name where a subject may stand."""
    if page.words[index] not in MARKS:
        return None
    size = _quoted_name(page, index, stop, True)
    previous = page.words[index - 1] if index else "\n"
    if (
        not size
        or previous not in ("\n", ".")
        and (previous in _NOT_VERBS or previous not in verb_forms())
    ):
        return None
    return Mention(index, index + size, MentionKind.GROUP, None, definite=False)


MentionRule = Callable[[Page, int, int], Mention | None]
MENTION_RULES: tuple[MentionRule, ...] = (
    _nickname, _pointer, _titled, _bare_name, _many, _collective, _document,
)  # fmt: skip
