"""People in the text: by title, by name, by both in either order, and behind a preposition."""

from __future__ import annotations

from dataclasses import replace

from statements.extraction.lexicon import verb_forms, words as word_list
from statements.extraction.lexicon.people import person_words
from statements.extraction.mention import Mention, MentionKind
from statements.extraction.names import (
    Range,
    is_definite,
    is_given,
    name_end,
    name_gender,
    name_like,
)
from statements.extraction.segment import MARKS, Page
from statements.extraction.titles import (
    advises,
    deputises,
    quoted_name,
    run_end,
    title_end,
    unbound,
)


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


def read_titled(page: Page, index: int, stop: int) -> Mention | None:
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
            named_with_roles(page, start, (index, after), (), gender, frozenset(), stop)
            if after > index
            else None
        )
    role, gender, definite = head
    following = page.words[index + 1] if index + 1 < stop else ""
    if word in ("امين", "امينه") and following not in _SECRETARIES:
        return None
    end = title_end(page, index, stop) if definite or chains(page, index, stop) else index + 1
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


def chains(page: Page, index: int, stop: int) -> bool:
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
            return named_with_roles(
                page, mention.first, name, mention.roles, mention.gender, classes, stop
            )
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
        return named_with_roles(
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
    return named_with_roles(page, mention.first, name, mention.roles, mention.gender, classes, stop)


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
    return named_with_roles(
        page, mention.first, (first, after), roles, mention.gender, classes, stop
    )


def named_with_roles(
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


def read_bare_name(page: Page, index: int, stop: int) -> Mention | None:
    known, word = person_words(), page.words[index]
    if word not in known.links and not is_given(page, index):
        return None
    after = name_end(page, index, stop, titled=False)
    if after - index < 2 or (after == index + 2 and word in known.links and word != "عبد"):
        return None
    mention = named_with_roles(page, index, (index, after), (), None, frozenset(), stop)
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
    mention = named_with_roles(page, index, (index, after), (), gender, frozenset(), stop)
    ambiguous = page.words[index][1:] in person_words().ambiguous
    return None if ambiguous and not mention.roles else replace(mention, bound=True)


def read_bound_title(page: Page, index: int, stop: int) -> Mention | None:
    """للنائبة فلانة، لوزير الصحة فلان: whoever is named behind a title with a preposition."""
    role = person_words().roles.get(unbound(page.words[index]))
    if role is None:
        return None
    end = title_end(page, index, stop) if role[2] or chains(page, index, stop) else index + 1
    classes = frozenset({role[0]})
    title = Mention(
        index, end, end, MentionKind.ROLE, role[1], roles=((index, end),), classes=classes
    )
    found = _with_name(page, title, stop)
    return replace(found, bound=True) if found.name is not None else None


def _after_cue(page: Page, index: int) -> bool:
    previous = page.words[index - 1] if index else ""
    return previous in verb_forms() or previous in person_words().names["own"]
