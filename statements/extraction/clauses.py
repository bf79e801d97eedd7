"""From a cue and its subject to the place where the content begins."""

from __future__ import annotations

from collections.abc import Mapping

from statements.extraction.complements import (
    Complement,
    after_complementizer,
    complement_at,
    opens_content,
    opens_quotation,
)
from statements.extraction.grammar import grammar
from statements.extraction.lexicon import Verb, words as word_list
from statements.extraction.lexicon.people import person_words
from statements.extraction.mention import Mention, MentionKind
from statements.extraction.names import is_definite
from statements.extraction.segment import MARKS, Page
from statements.extraction.titles import run_end

Mentions = Mapping[int, Mention]
_FAR = 90  # words between a cue and its content; more is another construction
_RELATIVES = frozenset({"الذي", "التي", "الذين", "اللذين", "اللتين"})
# حسب بلاغ توصلت به …: a clause without a relative that tells of what stands before it
_IN_ASIDES = word_list("وهو وهي والذي والتي توصلت توصل حصلت تتوفر نشره نشرته عقدها عقده")


def find_complement(
    page: Page, mentions: Mentions, start: int, stop: int, verb: Verb, subject_known: bool
) -> Complement | None:
    """The content's start between ``start`` (after cue and subject) and ``stop``."""
    index, stop = start, min(stop, start + _FAR)
    apposed = subject_known
    if apposed and verb.clause and (second := mentions.get(index)) is not None:
        after = second.after  # عضو المكتب السياسي | نائب رئيس المجلس أن …
        role = second.kind is MentionKind.ROLE and after < stop
        if role and page.words[after] in grammar().complementizers:
            return Complement(after_complementizer(page, after, stop), "that")
    while index < stop:
        here = complement_at(page, index, stop, verb)
        if here is not None:
            return here
        after = _after_aside(page, mentions, index, stop, apposed, verb)
        if page.words[index : index + 2] == ["علي", "لسان"]:
            after = _after_spokesman(page, mentions, index + 2, stop)
        if after == index:
            break
        apposed = apposed and (page.words[index] == "،" or page.words[min(after, stop - 1)] != "،")
        index = after
    if index >= stop:
        return None
    if verb.object and verb.clause:
        clause = _clause_instead(page, index, stop, index > start, subject_known)
        if clause is not None:
            return clause
    return _after_noun(page, mentions, index, stop, verb, subject_known)


def _clause_instead(
    page: Page, index: int, stop: int, after_aside: bool, subject_known: bool
) -> Complement | None:
    """A later أن where no object stands: after an aside's comma or a definite unread subject."""
    complementizers = grammar().complementizers
    cut = (
        page.words[index - 1] in person_words().titles["construct"] or page.words[index - 1] == "في"
    )
    if after_aside or cut or (subject_known and _parts_name(page, index)):
        for place in range(index + 1, stop):
            if (
                page.words[place - 1] == "،"
                and page.words[place] in complementizers
                and page.quote[place] < 0
            ):
                return Complement(after_complementizer(page, place, stop), "that")
    heads = index + 1 < stop and is_definite(page.words[index + 1])  # قيادة الحزب
    if subject_known or not (heads or is_definite(page.words[index])):
        return None
    for place in range(index + 1, min(index + 7, stop)):
        if page.words[place] in complementizers:
            return Complement(after_complementizer(page, place, stop), "that")
        if not page.words[place].isalpha():
            return None
    return None


def _parts_name(page: Page, index: int) -> bool:
    """المرصد الوطني | لحقوق الطفل: the name of the body goes on where its title was cut."""
    return page.words[index][:1] == "ل" and is_definite(page.words[index - 1])


def _after_spokesman(page: Page, mentions: Mentions, index: int, stop: int) -> int:
    """على لسان عضوه فلان، …"""
    for place in range(index, min(index + 4, stop)):
        found = mentions.get(place)
        if found is not None:
            return min(found.after, stop)
    return _next_comma(page, index, stop)


def _after_noun(
    page: Page, mentions: Mentions, index: int, stop: int, verb: Verb, subject_known: bool
) -> Complement | None:
    """A noun stands where the content should begin: object, addressee or unread subject."""
    if verb.addressee:
        found = _scan(page, index + 1, stop, verb, weak=True)
        if found is not None:
            return Complement(found.first, found.rule, (index, _before(page, found, index)))
    quoted = page.words[index] in MARKS and opens_quotation(page, index) and verb.quote
    if verb.object and (quoted or page.words[index][0].isalnum()) and _may_open_object(page, index):
        return Complement(index, "object")
    if verb.addressee:
        return None
    named = verb.bound or verb.prepositions
    if not subject_known and named and index + 3 < stop:
        near = _scan(page, index + 1, index + 4, verb, weak=True)
        if near is not None:  # إلى أن: the search may have stopped between the two
            return Complement(after_complementizer(page, near.first, stop), near.rule)
    return _scan(
        page,
        index + (page.words[index] not in grammar().complementizers),
        stop,
        verb,
        weak=subject_known,
    )


def _before(page: Page, found: Complement, index: int) -> int:
    end = found.first
    while end > index + 1 and page.words[end - 1] in grammar().free_prepositions:
        end -= 1
    return end


def _may_open_object(page: Page, index: int) -> bool:
    word = page.words[index]
    if word.startswith(("لل", "بال")) or (
        word[:1] in ("ل", "ب") and word not in grammar().l_words and word not in grammar().b_words
    ):
        return False
    return word not in _RELATIVES and word not in grammar().joiners and word not in ("و", "او")


def _scan(page: Page, index: int, stop: int, verb: Verb, weak: bool) -> Complement | None:
    """The first mark of a content from ``index`` on; prepositions count only when ``weak``."""
    while index < stop:
        if page.quote[index] >= 0 and not opens_content(page, index):
            index = page.quotations[page.quote[index]].last + 1
            continue
        here = complement_at(page, index, stop, verb, weak)
        if here is not None:
            return here
        if page.words[index] in ("ان", "انه", "انها") and not verb.clause:
            return None  # a clause that this verb cannot govern: another verb's content
        index += 1
    return None


def _after_aside(
    page: Page, mentions: Mentions, index: int, stop: int, apposed: bool, verb: Verb
) -> int:
    """The index after one aside that begins at ``index``, or ``index`` itself."""
    word, words = page.words[index], grammar()
    if word in ("،", "-", "–", "؛", ","):
        return _after_apposition(page, mentions, index + 1, stop, apposed)
    if word == "(":
        return _after_bracket(page, index, stop)
    if word in words.adverbs or word in words.times or word.isdigit():
        return index + 1
    if word in _RELATIVES or word in _IN_ASIDES:
        return _after_relative(page, index, stop, verb)
    if (
        word in words.aside_heads
        or word in ("لدي", "باسم")
        or (word[:1] == "ب" and word[1:] in words.places)
    ):
        return _after_phrase(page, index, stop, verb)
    return index


def _after_apposition(page: Page, mentions: Mentions, index: int, stop: int, apposed: bool) -> int:
    """Past a role between commas: …، رئيس الفريق، …"""
    if page.words[index : index + 1] and page.words[index] in grammar().complementizers:
        return index
    found = mentions.get(index)
    closes = found is not None and found.after < stop and page.words[found.after] in ("،", "(")
    if (
        apposed
        and found is not None
        and closes
        and found.kind in (MentionKind.ROLE, MentionKind.PERSON)
    ):
        return found.after
    if apposed and page.words[index - 1] == "،":
        for place in range(index + 1, min(index + 4, stop - 1)):
            if page.words[place] == "،" and not page.words[place + 1].startswith("و"):
                return place
            if page.words[place] in MARKS or page.words[place] == ":":
                break
    return index


def _after_bracket(page: Page, index: int, stop: int) -> int:
    for position in range(index + 1, min(stop, index + 25)):
        if page.words[position] == ")":
            return position + 1
    return index + 1


def _after_relative(page: Page, index: int, stop: int, verb: Verb) -> int:
    """الحزب الذي يقود الحكومة أن …: a relative clause without a comma ends at the content."""
    end = _next_comma(page, index, stop)
    for place in range(index + 2, end if verb.clause else index):
        if page.words[place] in ("ان", "انه", "انها") and page.quote[place] < 0:
            return place
    return end


def _next_comma(page: Page, index: int, stop: int) -> int:
    while index < stop and page.words[index] not in ("،", ":"):
        index = page.quotations[page.quote[index]].last + 1 if page.quote[index] >= 0 else index + 1
    return index


def _after_phrase(page: Page, index: int, stop: int, verb: Verb) -> int:
    """Past a prepositional phrase: to the next comma or mark of content; short before an object."""
    if verb.object or verb.addressee:
        closing = _closing_comma(page, index, stop, verb)
        return _phrase_end(page, index, stop) if closing is None else closing
    position = index + 1
    while position < stop and page.words[position] != "،":
        if page.quote[position] >= 0:
            position = page.quotations[page.quote[position]].last + 1
            continue
        if complement_at(page, position, stop, verb) is not None:
            return position
        position += 1
    return min(position, stop)


def _closing_comma(page: Page, index: int, stop: int, verb: Verb) -> int | None:
    """رفض فلان، في حديث مع جريدة …، أي تراجع: an aside opened by a comma ends at the next."""
    if page.words[index - 1] != "،":
        return None
    for place in range(index + 1, min(index + _LONGEST_ASIDE, stop - 1)):
        if page.words[place] == "،":
            return place
        if page.quote[place] >= 0 or complement_at(page, place, stop, verb, weak=False):
            return None
    return None


_THIS = word_list("هذا ذات نفس")
_CONTEXTS = word_list("السياق الإطار الصدد الاتجاه الباب الآن")
_LONGEST_ASIDE = 14  # words


def _phrase_end(page: Page, index: int, stop: int) -> int:
    """في جوابه | اللهجة …; خلال جلسة الأسئلة الشفوية بمجلس النواب | …"""
    index += 1
    if index + 1 < stop and page.words[index] in _THIS and page.words[index + 1] in _CONTEXTS:
        return index + 2  # في هذا الإطار | إلى …
    if index < stop and page.words[index] in _CONTEXTS:
        following = page.words[index + 1] if index + 1 < stop else ""
        return index + 1 + (following in person_words().same)
    if index < stop and page.words[index] in ("خلال", "هامش", "اطار", "هذا", "هذه", "لقاء"):
        index += 1
    if index >= stop:
        return index
    owned = page.printed(index, index + 1).endswith(("ه", "ها", "هم")) and not is_definite(
        page.words[index]
    )
    if owned and not (
        index + 1 < stop and page.words[index + 1] in ("له", "لها", "الي", "علي", "عن")
    ):
        known = page.words[index + 1] if index + 1 < stop else ""
        return index + 1 + (known in ("ذاته", "نفسه", "ذاتها", "نفسها"))
    end = run_end(page, index + 1, stop)
    while end < stop and page.words[end] in (
        "له",
        "لها",
        "الي",
        "علي",
        "عن",
        "في",
        "حول",
        "من",
        "و",
    ):
        end = run_end(page, end + 1, stop)
        end += end < stop and page.words[end] not in ("،", ":") and not is_definite(page.words[end])
    return max(end, index + 1)
