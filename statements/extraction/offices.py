"""Whether two titles name one office: أمين عام "البام" is الأمين العام لحزب الأصالة والمعاصرة."""

from __future__ import annotations

from statements.extraction.groups import canonical_group, canonical_party
from statements.extraction.lexicon import words as word_list
from statements.extraction.lexicon.people import person_words
from statements.extraction.segment import MARKS
from statements.extraction.titles import unbound

# Heads that many people of one article may carry: the head alone identifies no one.
_COMMON_HEADS = word_list(
    "الرئيس الرئيسة الوزير الوزيرة النائب النائبة البرلماني البرلمانية المستشار المستشارة "
    "العضو القيادي القيادية المسؤول المسؤولة الكاتب الكاتبة"
)
_SAYS_NOTHING = word_list("البرلماني البرلمانية عن المنتمي المنتمية العام العامة عام عامة")
_LEADERS = word_list("أمين أمينة زعيم زعيمة")
_CHAMBERS = (
    (("الغرفه", "الاولي"), ("مجلس", "النواب")),
    (("الغرفه", "الثانيه"), ("مجلس", "المستشارين")),
    (("مجلس", "الغرفه", "الاولي"), ("مجلس", "النواب")),
)

Title = list[str]


def plain_title(words: Title) -> Title:
    """A title without marks, pointing words and the و that joins it to another."""
    known = person_words()
    found = [word for word in words if word not in known.same and word not in MARKS]
    if found:
        found[0] = unbound(found[0])
    for printed, name in _CHAMBERS:
        if tuple(found[1 : 1 + len(printed)]) == printed:
            return [found[0], *name, *found[1 + len(printed) :]]
    return found


def same_office(title: Title, other: Title) -> bool:
    """Whether ``title`` may stand for the office that ``other`` introduced somebody with."""
    if not title or not other:
        return False
    if title[0] == "ال" + other[0] and title[0] not in _COMMON_HEADS:
        return len(title) == 1 or len(other) == 1 or _adjectives_agree(title[1:], other[1:])
    if _heads_a_party(title) and _heads_a_party(other):
        return _same_party(title, other)
    size = min(len(title), len(other))
    if size < 2 or _bare(title[0]) != _bare(other[0]) or title[1] in _SAYS_NOTHING:
        return _same_group(title, other)
    if title[1] == "ال" + other[1] and len(title) == 2:  # رئيس الجامعة، رئيس جامعة …
        return True
    if title[0] == other[0] and title[:size] == other[:size]:
        return not _of_another_country(title[size:])
    return _same_group(title, other)


def _bare(word: str) -> str:
    return word.removeprefix("ال")


def _adjectives_agree(title: Title, other: Title) -> bool:
    """الخبير الاقتصادي is خبير اقتصادي as well as خبير في الاقتصاد, not خبير قانوني."""
    return _bare(title[0]) == _bare(other[0]) or not other[0].endswith(("ي", "يه"))


def _of_another_country(rest: Title) -> bool:
    """رئيس مجلس النواب الشيلي is none of ours."""
    return bool(rest) and rest[0] in person_words().titles["foreign"]


def _heads_a_party(title: Title) -> bool:
    head = _bare(title[0])
    return head in _LEADERS or (head in ("رييس", "رييسه") and len(title) > 1 and title[1] == "حزب")


def _same_party(title: Title, other: Title) -> bool:
    first, second = canonical_party(" ".join(title)), canonical_party(" ".join(other))
    title = [word for word in title if word not in ("للحزب", "الحزب")]
    if first is None and _bare(title[0]) == _bare(other[0]):
        return len(title) <= 2 or title == other[: len(title)]
    return first is not None and first == second


def _same_group(title: Title, other: Title) -> bool:
    """رئيس فريق "الباطرونا": the head of the group by its nickname."""
    if _bare(title[0]) not in ("رييس", "رييسه") or _bare(title[0]) != _bare(other[0]):
        return False
    if len(title) < 2 or len(other) < 2:
        return False
    if title[1] not in _GROUP_WORDS or other[1] not in _GROUP_WORDS:
        return False
    first, second = canonical_group(" ".join(title)), canonical_group(" ".join(other))
    if first is None:
        return canonical_party(" ".join(title)) is None
    return second is not None and first.canonical == second.canonical


_GROUP_WORDS = word_list("فريق الفريق مجموعة المجموعة")
