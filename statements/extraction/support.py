"""Support verbs: عبر عن قلقه إزاء …، وجه سؤالا إلى … حول …: the noun gives the stance."""

from __future__ import annotations

from functools import lru_cache

from statements.extraction.complements import Complement, bound
from statements.extraction.grammar import grammar
from statements.extraction.lexicon import Support, words as word_list
from statements.extraction.lexicon.people import person_words
from statements.extraction.model import Stance
from statements.extraction.names import is_definite, name_like
from statements.extraction.record import record
from statements.extraction.segment import MARKS, Page

_REACH = 30  # words between the verb and its noun
_ABOUT = word_list("حول بشأن بخصوص عن إزاء بسبب")
_OPENS = word_list("إزاء من على عن تجاه حول بشأن بخصوص في بسبب أمام لدى نحو")
_BEFORE_NOUN = word_list("بالغ عميق شديد كبير كامل خالص عظيم جزيل أكيد صادق واسع أشد بعض")
_OWNERS = ("ها", "هم", "هما", "هن", "ه", "نا")


@record
class Supported:
    """The noun found, the stance it gives and where the content begins."""

    noun: str
    stance: Stance
    noun_after: int
    complement: Complement


def find_supported(page: Page, start: int, stop: int, support: Support) -> Supported | None:
    """The noun that ``support`` governs between ``start`` and ``stop`` and the content after it."""
    for index in range(start, min(stop, start + _REACH)):
        if page.quote[index] >= 0:
            continue
        if page.words[index] in grammar().complementizers:
            return None  # معلنا أنه …، مع التزامه ب…
        for through in support.through:
            place = _noun_place(page, index, through, stop)
            noun = _noun(place[1], support) if place else None
            if place and noun:
                if page.words[place[0] - 1] == "عدم":
                    return None  # أبدى عدم تفهمه says the opposite of the noun
                after = _after_adjectives(page, place[0] + 1, stop, support)
                complement = _content(page, after, stop, support, place[0])
                if complement is None:
                    return None
                return Supported(noun, support.nouns[noun], place[0] + 1, complement)
    return None


def _noun_place(page: Page, index: int, through: str, stop: int) -> tuple[int, str] | None:
    word = page.words[index]
    if through == "":
        return index, word
    if through == "ب":
        return (index, word[1:]) if word.startswith("ب") else None
    if word == through and index + 1 < stop:
        index += 1 + (index + 2 < stop and page.words[index + 1] in _BEFORE_NOUN)
        return index, page.words[index]
    return None


def _noun(word: str, support: Support) -> str | None:
    for form in _bare_forms(word):
        if form in support.nouns:
            return form
    return None


@lru_cache(maxsize=4096)
def _bare_forms(word: str) -> tuple[str, ...]:
    """The word itself, without its article, without its ending, without its owner."""
    forms = [word]
    if word.startswith("ال"):
        forms.append(word[2:])
    if word.endswith("ا"):
        forms.append(word[:-1])
    for owner in _OWNERS:
        if word.endswith(owner):
            held = word[: -len(owner)]
            forms += [held, held[:-1] + "ه"] if held.endswith("ت") else [held]
    return tuple(forms)


def _after_adjectives(page: Page, index: int, stop: int, support: Support) -> int:
    while index < stop:
        word = page.words[index]
        coordinated = word.startswith("و") and _noun(word[1:], support) is not None
        if not coordinated and word not in grammar().support_adjectives:
            break
        index += 1
    return index


def _content(page: Page, index: int, stop: int, support: Support, noun: int) -> Complement | None:
    if support.family in ("questions", "blame", "explanations"):
        return _about(page, index, stop)
    if support.family in ("calls", "proposals"):
        return _purpose(page, index, stop)
    if support.family == "attention":
        return _behind_to(page, index, stop)
    if page.words[noun].removeprefix("ال").startswith(_CALLS):
        called_for = _behind_to(page, index, stop)
        if called_for is not None:
            return called_for
    if support.family == "responsibility" and not is_definite(page.words[noun]):
        return Complement(noun, "support-object")
    found = _directly(page, index, stop)
    bare = page.words[noun].removeprefix("ب") in support.nouns and support.family != "moods"
    if found is None and bare:
        return _behind_owner(page, index, stop, support, noun)
    governs = support.family == "moods" or _owned(page.words[noun], support)
    if found is None and governs and index < stop and page.words[index].isalpha():
        return Complement(index, "support-object")
    return found


def _behind_to(page: Page, index: int, stop: int) -> Complement | None:
    """لفت انتباه الحكومة إلى …، جدد دعوته للوزارة إلى …"""
    for place in range(index, min(stop, index + _TO_REACH)):
        if page.words[place] == "الي":
            return Complement(_past_that(page, place + 1, stop), "support-preposition")
        if page.words[place] == "،":
            return None
    return None


def _behind_owner(
    page: Page, index: int, stop: int, support: Support, noun: int
) -> Complement | None:
    """استعداد الفريق ل…، رفض حزبه خرق …: whose it is stands between the noun and the content."""
    if index >= stop:
        return None
    word = page.words[index]
    held = word.endswith(_OWNERS) and not is_definite(word)
    following = page.words[index + 1] if index + 1 < stop else ""
    named = name_like(word) and _directly(page, index + 1, stop) is not None  # التزام رواندا ب…
    if not (is_definite(word) or held or named or word in _HOLDERS):
        return None
    if held and following.startswith("و") and following.endswith(_OWNERS):
        index += 2 if index + 2 < stop and is_definite(page.words[index + 2]) else 1
    for position in range(index + 1, min(index + 1 + _OWNER_REACH, stop)):
        if page.words[position] in ("،", "\n", "."):
            break
        found = _directly(page, position, stop)
        in_name = position > index + 1 and page.words[position].startswith("لل")
        in_name = in_name and word in person_words().groups
        if found is not None and page.words[position] not in ("في", "لدي", "امام") and not in_name:
            return found
    stance = support.nouns[page.words[noun].removeprefix("ب")]
    if stance is Stance.DENY and index + 1 < stop and page.words[index + 1][:1].isalpha():
        return Complement(index + 1, "support-object")
    return None


_CALLS = ("دعوه", "دعوت")
_TO_REACH = 7  # words
_HOLDERS = word_list("حزب فريق مجموعة مجلس حكومة وزارة نواب أعضاء لجنة هذه هذا هؤلاء كل جميع")
_OWNER_REACH = 5


def _owned(word: str, support: Support) -> bool:
    """رفضه، تخوفها: the noun has its owner with it, so what follows is its object."""
    return word not in support.nouns and not is_definite(word) and word.endswith(_OWNERS)


def _directly(page: Page, index: int, stop: int) -> Complement | None:
    if index < stop and page.words[index] == "،":
        index += 1
    if index >= stop:
        return None
    word = page.words[index]
    if word == ":" or word in MARKS:
        return Complement(index + (word == ":"), "support-quotation")
    if word in _OPENS:
        return Complement(_past_that(page, index + 1, stop), "support-preposition")
    if word in grammar().complementizers:
        return Complement(_past_that(page, index, stop), "support-that")
    if word[:1] in ("ل", "ب") and len(word) > 1:
        return Complement(index, "support-bound")
    return None


def _past_that(page: Page, index: int, stop: int) -> int:
    free = index < stop and page.words[index] in grammar().free_complementizers
    return index + free


def _about(page: Page, index: int, stop: int) -> Complement | None:
    """After the addressee: … حول, بشأن, يتعلق بـ."""
    for position in range(index, min(stop, index + _REACH)):
        word = page.words[position]
        if page.quote[position] >= 0:
            continue
        if word in ("عما", "يتعلق", "تتعلق", "يهم", "تهم", "يخص", "المتعلق", "متعلقا", "متعلق"):
            return Complement(position + (word != "عما"), "support-about")
        if word in _ABOUT and page.words[position - 1] not in grammar().governors:
            return Complement(_past_that(page, position + 1, stop), "support-about")
        if word == ":":
            return Complement(position + 1, "support-quotation")
    return None


def _purpose(page: Page, index: int, stop: int) -> Complement | None:
    for position in range(index, min(stop, index + _REACH)):
        word = page.words[position]
        if word == "اجل" and page.words[position - 1] == "من":
            return Complement(position + 1, "support-purpose")
        if word in ("قصد", "بغيه"):
            return Complement(position + 1, "support-purpose")
        if word in _ABOUT or (word == "من" and position > index):
            return Complement(_past_that(page, position + 1, stop), "support-about")
        if word in grammar().complementizers:
            return Complement(_past_that(page, position, stop), "support-that")
        if position > index and len(word) > 4 and word[0] in "لب" and bound(page, position, stop):
            return Complement(position, "support-bound")
    return None
