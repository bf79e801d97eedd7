"""Words that may report an act, judged by their form and their place in the sentence."""

from __future__ import annotations

from statements.extraction.grammar import grammar
from statements.extraction.lexicon import FormKind, Reporting, verb_forms, words as word_list
from statements.extraction.lexicon.people import person_words
from statements.extraction.mention import MentionKind
from statements.extraction.names import is_definite
from statements.extraction.negation import is_litotes, is_unsaid
from statements.extraction.persons import Register
from statements.extraction.record import record
from statements.extraction.segment import MARKS, WORD_CLASSES, Page

_CUES = WORD_CLASSES.add(verb_forms)
_BREAKS = frozenset("،؛:.!؟?()-–—,") | MARKS
_NOMINAL_LEADS = word_list(
    "في مقابل بعد عند خلال مع رغم قبل من عبر على إلى وفي ومع وبعد ورغم عن بين حسب وفق أثناء لدى"
)
_CIRCUMSTANCE = word_list("وهو وهي وهم هو هي الذي التي قبل")
_RELATIVES = word_list("الذي التي الذين اللذين كما")
_BEFORE_PRESENT = word_list("فيما وفيما بينما وبينما حين كما ثم")
_ALSO_NOUNS = frozenset({"رفض", "طلب", "نقل", "ذكر", "وصف", "رد", "وعد", "شكر"})
_FINITE = (FormKind.PAST, FormKind.PRESENT)
_ALREADY = word_list("سبق وسبق")
_SAID_BEFORE = _ALREADY | word_list("بعد وبعد")
_TIMES = word_list("وقت الوقت")
_REFERRING = word_list("ما وما مما كما عما بما فيما")


@record
class Cue:
    """A word that may report, with its readings that fit the place."""

    index: int
    readings: tuple[Reporting, ...]


def find_cues(page: Page, register: Register, first: int, after: int) -> list[Cue]:
    """Candidate cues of a sentence, outside quotations."""
    known = verb_forms()
    found = []
    for index in page.places(_CUES, first, after):
        if page.quote[index] >= 0:
            continue
        readings = known[page.words[index]]
        fitting = tuple([r for r in readings if _fits(page, register, index, first, after, r)])
        if fitting:
            found.append(Cue(index, fitting))
    return found


def _fits(
    page: Page, register: Register, index: int, first: int, after: int, reading: Reporting
) -> bool:
    if is_unsaid(page, index, reading):
        return False
    return is_litotes(reading) or _PLACES[reading.form.kind](
        page, register, index, first, after, reading
    )


def _participle(
    page: Page, register: Register, index: int, first: int, after: int, reading: Reporting
) -> bool:
    """مشيرا إلى: an accusative that no article, preposition or noun makes an adjective."""
    word, previous = page.words[index], page.words[index - 1] if index > first else ""
    if index == first:
        return word.endswith("ا")
    if word in person_words().documents and previous not in _BREAKS:
        return False  # مذكرة الفريق
    if word == "مهددين":
        return False  # those who are threatened
    if word == "مجددا" and previous not in _BREAKS:
        return False  # طرح مجددا
    if word.endswith(("ون", "ات")):
        return previous in ("وهم", "وهن")
    if previous in _BREAKS or reading.form.lead == "و" or previous in grammar().adverbs:
        return True
    if previous in ("وهو", "وهي", "وهم"):
        return True
    if index in register.ending or index - 1 in register.mentions:
        return True
    if previous in verb_forms():
        return True
    # تنسيقا مستعجلا: behind another such accusative it is an adjective
    return word.endswith("ا") and not _is_accusative(previous)


def _is_accusative(word: str) -> bool:
    return word.endswith("ا") and len(word) > 3 and not word.endswith(("ها", "نا", "ما", "هذا"))


def _past(
    page: Page, register: Register, index: int, first: int, after: int, reading: Reporting
) -> bool:
    previous = page.words[index - 1] if index > first else ""
    if previous in _REFERRING and previous not in ("كما", "فيما"):
        return False
    if _only_looks_past(page, index, previous, reading):
        return False
    if index == first or reading.form.lead or previous in _BREAKS:
        return True
    if previous in grammar().turn_markers or _opens_side(page, index):
        return True
    if previous in _TIMES and index + 1 < after and page.words[index + 1] == "فيه":
        return True  # في وقت أعلنت فيه الحكومة …
    if previous in ("انه", "انها") and page.words[index - 2] in ("غير", "الا", "بيد"):
        return True
    if previous == "ان" and _is_told_after(page, register, index - 1):
        return True
    if reading.form.clitic and index + 1 in register.mentions:
        return register.mentions[index + 1].kind in (MentionKind.PERSON, MentionKind.POINTER)
    joined = previous in grammar().joiners or previous.removeprefix("و") in grammar().joiners
    return joined or index in register.ending or _subject_follows(register, index)


def _only_looks_past(page: Page, index: int, previous: str, reading: Reporting) -> bool:
    """التي وردت is not رد; ردا على …, أثار رفض فلان …, المهن الطبية وشبه الطبية are nouns."""
    if previous in _RELATIVES and reading.form.lead:
        return True
    if page.words[index] == "وشبه" and index + 1 < len(page.words):
        return is_definite(page.words[index + 1])
    return page.words[index] == "ردا" or _is_act_noun(previous, reading)


def _opens_side(page: Page, index: int) -> bool:
    """من جهة أخرى طالبت المذكرة ب…"""
    return page.words[index - 1] in _OTHER and page.words[index - 2] in ("جهه", "ناحيه")


_OTHER = word_list("أخرى ثانية ثالثة")


def _is_told_after(page: Page, register: Register, that: int) -> bool:
    """وبعد أن أبرز فلان، سبق أن أعلن، سبق لفلان، النائب عن …، أن نبه: it was said."""
    if page.words[that - 1] in _SAID_BEFORE:
        return True
    found = register.ending.get(that - (page.words[that - 1] == "،"))
    return found is not None and found.first > 0 and page.words[found.first - 1] in _ALREADY


def _is_act_noun(previous: str, reading: Reporting) -> bool:
    """أثار رفض فلان …: behind a finite verb the same letters are its noun."""
    if reading.form.lead or reading.verb is None or reading.verb.lemma not in _ALSO_NOUNS:
        return False
    return any(found.form.kind in _FINITE for found in verb_forms().get(previous, ()))


def _subject_follows(register: Register, index: int) -> bool:
    """من جهة ثانية أكدت فلانة: verb and subject stand together, whatever precedes."""
    found = register.mentions.get(index + 1)
    return (
        found is not None
        and found.kind is not MentionKind.BODY
        and found.kind is not MentionKind.DOCUMENT
    )


def _present(
    page: Page, register: Register, index: int, first: int, after: int, reading: Reporting
) -> bool:
    previous = page.words[index - 1] if index > first else ""
    if _is_no_act(page, index, previous, reading):
        return False
    if reading.form.lead.endswith("ل"):
        return previous in _BREAKS or index + 1 in register.mentions or previous == ""
    if previous == "ان" and index - 2 >= first:
        return page.words[index - 2] in ("قبل", "وقبل")
    if previous in _REFERRING and previous not in ("كما", "فيما"):
        return False
    if index == first or previous in _BEFORE_PRESENT or previous in grammar().turn_markers:
        return True
    if index + 1 in register.mentions and (
        previous in _BREAKS or not previous or reading.form.lead or previous == "ذلك"
    ):
        return True
    if index + 1 < after and page.words[index + 1] in ("فيه", "فيها", "خلاله", "خلالها", "عبره"):
        return True
    return index in register.ending or previous in _CIRCUMSTANCE or previous in _BREAKS


def _is_no_act(page: Page, index: int, previous: str, reading: Reporting) -> bool:
    """يتوقع أن يرتفع العجز, nobody expects it; الذي يتابع فيه, التي يجيب عنها: a custom, no act."""
    if reading.verb is None:
        return False
    following = page.words[index + 1] if index + 1 < len(page.words) else ""
    if reading.verb.lemma == "توقع":
        return following in grammar().complementizers and previous not in _CIRCUMSTANCE
    return previous in _RELATIVES and previous != "كما" and reading.verb.lemma in _CUSTOMS


_CUSTOMS = frozenset({"تابع", "أجاب", "رد"})


def _masdar(
    page: Page, register: Register, index: int, first: int, after: int, reading: Reporting
) -> bool:
    previous = page.words[index - 1] if index > first else ""
    if reading.form.clitic:
        return previous in _NOMINAL_LEADS or reading.form.lead in ("ب", "وب") or index == first
    if reading.verb is None or not page.words[index].endswith(_NAMED_ACTS):
        return False
    if reading.form.lead in ("ب", "وب") or previous in ("مع", "ومع", "جدد", "وجدد"):
        return True
    # ولم يفت فلانا التذكير ب…: a denial that asserts
    return any(word in _MISSED for word in page.words[max(index - 8, first) : index])


_NAMED_ACTS = ("القول", "التاكيد", "التذكير", "التشديد", "التنويه", "التنبيه")
_MISSED = word_list("يفته يفتها يفت يفتهم يفوته يفوتها")

_PLACES = {
    FormKind.PAST: _past,
    FormKind.PRESENT: _present,
    FormKind.PARTICIPLE: _participle,
    FormKind.MASDAR: _masdar,
}
