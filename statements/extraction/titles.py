"""How far a title or a group name runs: رئيس لجنة … بمجلس النواب, فريق …, وزير …"""

from __future__ import annotations

from functools import cache

from statements.extraction.grammar import grammar
from statements.extraction.lexicon import words as word_list
from statements.extraction.lexicon.people import person_words
from statements.extraction.names import is_act_noun, is_definite, name_like
from statements.extraction.segment import MARKS, Page

_LONGEST_QUOTED_NAME = 6  # فريق "البام"


def head_of(word: str) -> str:
    """فريق of الفريق, للفريق, بالفريق, لفريق."""
    for lead in ("وال", "بال", "لل", "ال"):
        if word.startswith(lead) and len(word) > len(lead) + 2:
            return word[len(lead) :]
    heads = person_words().groups | person_words().bodies
    return word[1:] if word[:1] in "ولب" and word[1:] in heads else word


def unbound(word: str) -> str:
    """النائبة of للنائبة, وزير of لوزير, والوزير or بوزير: a title without what is glued to it."""
    known = person_words().roles
    if word in known:
        return word
    if word.startswith("لل"):
        return "ال" + word[2:]
    return word[1:] if word[:1] in "ولب" else word


def run_end(page: Page, start: int, stop: int) -> int:
    """End of a title or group name begun before ``start``: definite words, chains, nicknames."""
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
    """How many words the run takes on from ``index``; 0 ends it."""
    word, known = page.words[index], person_words()
    if word in MARKS:
        return quoted_name(page, index, stop)
    if word == "ل" and page.glued(index + 1):
        size = quoted_name(page, index + 1, stop)  # الأمين العام لـ"البام"
        return size and size + 1
    if word == "و" and page.words[index - 1] in MARKS and index + 1 < stop:
        size = quoted_name(page, index + 1, stop)  # أحزاب "…" و"…"
        return size and size + 1
    if word in known.same:
        return 1
    if word in known.titles["relatives"]:
        return 0
    return _next_of_title(page, index, stop, opening)


def _next_of_title(page: Page, index: int, stop: int, opening: bool) -> int:
    word, known = page.words[index], person_words()
    construct, previous = known.titles["construct"], page.words[index - 1]
    if previous in construct and _is_king(page, index, stop):
        return 2
    if opening or previous in construct:
        if opening and word in ("عام", "عامه"):
            return 1
        if is_definite(word) or word in construct:
            return int(not opening or not _is_no_title(word))
        if not opening:
            return int(previous in known.titles["localities"] and name_like(word))
    following = page.words[index + 1] if index + 1 < stop else ""
    return _linked(page, index, stop, following) if not _breaks(word) else 0


def _is_king(page: Page, index: int, stop: int) -> bool:
    """رئيس جامعة | محمد الخامس: what bears a king's name, not who holds the office."""
    named = page.words[index] in _KINGS and index + 1 < stop
    return named and page.words[index + 1] in _ORDINALS


_KINGS = word_list("محمد الحسن إسماعيل")
_ORDINALS = word_list("الأول الثاني الثالث الرابع الخامس السادس")


def _breaks(word: str) -> bool:
    return word in person_words().titles["breaks"] or word in _names_with_article()


def _linked(page: Page, index: int, stop: int, following: str) -> int:
    word, titles = page.words[index], person_words().titles
    if word in titles["runs_on"] or (word[0] in "بل" and word[1:] in titles["construct"]):
        return _run_on(page, index, stop)
    if word[0] == "ب" and _names_a_place(word):
        return 1
    if word in titles["ministry_tails"] and is_definite(following):
        return 2
    if word in ("المكلف", "المكلفه") and following[:1] == "ب":
        return 2
    if word in ("المحسوب", "المحسوبه") and following == "علي":
        return 2 + (index + 2 < stop and is_definite(page.words[index + 2]))
    if word[0] == "و" and word[1:] in person_words().roles:
        return 0
    if word in ("المنتمي", "المنتميه") and following == "الي":
        return 2 + (index + 2 < stop and page.words[index + 2] in titles["construct"])
    if word == "مع" and following == "البرلمان":
        return 2
    if word.startswith("لل") and follows_a_member(page, index):
        return int("ال" + word[2:] in person_words().roles)  # النائب الأول للأمين العام
    return int(is_definite(word) and not _opens_object(page, index))


def _opens_object(page: Page, index: int) -> bool:
    """كاتبة الدولة | الإسراع، كل المتدخلين | التعجيل: what is done, not whose office it is."""
    word = page.words[index]
    if not word.startswith("ال"):
        return False
    done = page.printed(index, index + 1).startswith("الإ") and len(word) == 7 and word[5] == "ا"
    return done or is_act_noun(word[2:])


def follows_a_member(page: Page, index: int) -> bool:
    """المستشار البرلماني للعمل: a member is of nobody, while الفريق البرلماني للوسط is one name."""
    members = person_words().titles["members"]
    return any(word in members for word in page.words[max(index - 2, 0) : index])


def _names_a_place(word: str) -> bool:
    places = grammar().places
    if word in person_words().titles["occasions"]:
        return False
    return word[1:] in places or (word[1:3] == "ال" and word[3:] in places)


def _run_on(page: Page, index: int, stop: int) -> int:
    """عن فريق …، لدى وزير …، باسم الحكومة، بمجلس النواب: a link and what it leads to."""
    titles, word = person_words().titles, page.words[index]
    following = page.words[index + 1] if index + 1 < stop else ""
    if word in ("عن", "في", "لدي", "باسم"):
        leads = following in titles["political"] or quoted_name(page, index + 1, stop) > 0
        if word in ("لدي", "باسم"):
            leads = leads or is_definite(following) or following in ("وزير", "وزيره", "رييس")
        if not leads:
            return 0
        return 1 if following in MARKS else 2
    if word.startswith("بال") and word != "بالغرفه":
        return 1
    if word[1:] in titles["construct"] and is_definite(following):
        return 2
    named = following[:1].isalpha() and following not in person_words().never
    return 2 if named else 1


def _is_no_title(word: str) -> bool:
    """الفريق | اليوم, رئيس | الحبيب: a day or a given name, which the article precedes too."""
    return word in grammar().times or word in _names_with_article()


@cache
def _names_with_article() -> frozenset[str]:
    known = person_words()
    return frozenset(word for word in known.men | known.women if word.startswith("ال"))


def quoted_name(page: Page, index: int, stop: int) -> int:
    """Words of the short quotation that opens at ``index``, its marks included, or 0."""
    number = page.quote[index] if index < stop else -1
    if number < 0:
        return 0
    quotation = page.quotations[number]
    size = quotation.last + 1 - index
    fits = quotation.first == index and quotation.closed and size <= _LONGEST_QUOTED_NAME
    return size if fits and index + size <= stop else 0


def title_end(page: Page, index: int, stop: int) -> int:
    """A known office ends where its name ends; any other title where its run of words does."""
    known = page.titles.get(index, 0)
    if known > index + 1:
        return min(_past_second_field(page, known, stop), stop)
    head, following = page.words[index], page.words[index + 1] if index + 1 < stop else ""
    if head.startswith("ال") and is_definite(following) and not qualifies(head, following):
        return index + 1
    return run_end(page, index + 1, stop)


def _past_second_field(page: Page, known: int, stop: int) -> int:
    """المكلف بالعلاقات مع البرلمان | والمجتمع المدني، فلان: an office longer than its name."""
    if known < stop and page.words[known].startswith("وال"):
        end = run_end(page, known, stop)
        if end < stop and page.words[end] == "،":
            return end
    return known


def qualifies(head: str, following: str) -> bool:
    """النائبة البرلمانية, but السفيرة | التأكيد: no adjective of hers."""
    if is_act_noun(following[2:]) or following.endswith(("ات", "ين", "ون")):
        return False
    if following in person_words().titles["breaks"]:
        return False
    if following.startswith("لل") and head in person_words().roles:
        return False
    if following.endswith("ه") and head in _MASCULINE:
        return False  # سجل المجلس | الحصيلة
    return following.endswith("ه") or not head.endswith("ه")


_MASCULINE = word_list("المجلس الحزب الفريق المكتب البرلمان الاتحاد التحالف الائتلاف المرصد")


def advises(head: str, following: str) -> bool:
    """مستشار ومحلل اقتصادي، مستشار قانوني, مستشار جماعي sit in no chamber."""
    if unbound(head).removeprefix("ال") not in ("مستشار", "مستشاره"):
        return False
    return following.removeprefix("ال") in _ADVISING or following[:1] == "و"


_ADVISING = word_list(
    "قانوني قانونية اقتصادي اقتصادية مالي مالية جماعي جماعية إعلامي إعلامية سياسي سياسية تربوي"
    " تربوية"
)


def deputises(following: str) -> bool:
    """نائب رئيس …، نائبة الكاتب …، النائب الأول ل…: of whom, or which, a member has none."""
    head = person_words().roles.get(following)
    return following in _RANKS or (head is not None and head[0] not in ("member", "member_of"))


_RANKS = word_list("الأول الأولى الثاني الثانية الثالث الثالثة الرابع الرابعة")
