"""The subject of a cue: after it, before it, or a stretch that no mention rule reads."""

from __future__ import annotations

from statements.extraction.act import STOPS, Range, Sentence, Subject
from statements.extraction.complements import Complement
from statements.extraction.grammar import grammar
from statements.extraction.lexicon import FormKind, Reporting, words as word_list
from statements.extraction.lexicon.people import person_words
from statements.extraction.mention import Mention, MentionKind
from statements.extraction.names import is_act_noun, is_definite, name_like
from statements.extraction.persons import Register
from statements.extraction.segment import Page


def find_subject(
    page: Page, register: Register, sentence: Sentence, index: int, reading: Reporting
) -> Subject:
    """The subject as printed, the rule that found it, and the word after it or after the cue."""
    if reading.form.kind in (FormKind.PARTICIPLE, FormKind.MASDAR):
        return None, reading.form.kind.value, _past_adverbs(page, index + 1, sentence.after)
    start = _past_adverbs(page, index + 1, sentence.after)
    if page.words[index - 1] in ("الذي", "التي", "الذين") and index > sentence.first:
        start += start < sentence.after and page.words[start] in _WITHIN  # التي اعتبر ضمنها فلان
        told = register.mentions.get(start)
        if (
            told is not None
            and _agrees(told, reading)
            and reading.verb
            and not reading.verb.addressee
        ):
            return told, "after-cue", max(told.after, start)
        fronted = _fronted(page, register, sentence, index, reading)
        return (*fronted, start) if fronted else (None, "relative", start)
    if start + 1 < sentence.after and page.words[start] == "فيه" and start + 1 in register.mentions:
        start += 1  # في وقت أعلنت فيه الحكومة …
    found = register.mentions.get(start)
    if found is None and start < sentence.after and page.words[start] in ("في", "خلال", "ضمن"):
        found = _subject_after_phrase(page, register, start, sentence.after)
    if found is not None and _may_be_addressed(found, reading):
        fronted = _fronted(page, register, sentence, index, reading)
        if fronted is not None:  # النائبة عن الفريق دعت الحكومة إلى …
            return fronted[0], fronted[1], start
    if found is not None and _agrees(found, reading) and not _is_object(found, reading, sentence):
        split = reading.verb and reading.verb.addressee and _splits(page, found)
        return found, "after-cue", max(found.core if split else found.after, start)
    fronted = _fronted(page, register, sentence, index, reading)
    if fronted is not None:
        return fronted[0], fronted[1], start
    return None, "elided", start


def _splits(page: Page, mention: Mention) -> bool:
    """دعا فلان وزير الصحة إلى: the role without a comma is the one addressed."""
    return mention.core < mention.after and page.words[mention.core] in (
        "وزير",
        "وزيره",
        "رييس",
        "كاتب",
        "كاتبه",
        "الوزير",
    )


def _subject_after_phrase(page: Page, register: Register, start: int, stop: int) -> Mention | None:
    for index in range(start + 2, min(start + 6, stop)):
        if page.words[index] in STOPS:
            return None
        found = register.mentions.get(index)
        if found is not None and found.kind in (MentionKind.PERSON, MentionKind.POINTER):
            return found
    return None


def _past_adverbs(page: Page, index: int, stop: int) -> int:
    words = grammar()
    while (
        index < stop
        and page.words[index] in words.adverbs
        and page.words[index] not in words.carriers
    ):
        index += 1
    if (
        index + 1 < stop
        and page.words[index] in ("من", "في")
        and page.words[index + 1] in words.turn_markers
    ):
        index += 2
    return index


def _agrees(mention: Mention, reading: Reporting) -> bool:
    gender = reading.form.gender
    if mention.kind in (MentionKind.MANY, MentionKind.GROUP, MentionKind.BODY):
        return (
            mention.gender is None or mention.gender == gender or mention.kind is MentionKind.MANY
        )
    return gender is None or mention.gender in (None, gender)


def _may_be_addressed(mention: Mention, reading: Reporting) -> bool:
    verb = reading.verb
    if verb is None or not verb.addressee:
        return False
    return mention.kind is MentionKind.BODY or "minister" in mention.classes


def _is_object(mention: Mention, reading: Reporting, sentence: Sentence) -> bool:
    """وطالبت الحكومة ب…: after a speaker who agrees, the government is asked, it does not ask."""
    verb = reading.verb
    if verb is None or not verb.addressee or not reading.form.lead:
        return False
    if mention.kind is not MentionKind.BODY and "minister" not in mention.classes:
        return False
    return sentence.previous_gender == reading.form.gender


def _fronted(
    page: Page, register: Register, sentence: Sentence, index: int, reading: Reporting
) -> tuple[Mention, str] | None:
    """فلان أكد، أما فلان، النائب عن …، فقد اعتبر، العثماني، الذي دعا"""
    if reading.form.lead and reading.form.lead != "ف":
        return None
    back = index
    while back > sentence.first and page.words[back - 1] in (
        "قد",
        "فقد",
        "لقد",
        "،",
        "الذي",
        "التي",
        ")",
        "ايضا",
        "بدوره",
        "بدورها",
        "ان",
        "سبق",
        "وسبق",
    ):
        back -= 1
        found = register.ending.get(back)
        if found is not None and found.first >= sentence.first and _agrees(found, reading):
            break
    found = register.ending.get(back)
    if found is not None and found.first >= sentence.first and _agrees(found, reading):
        relative = page.words[index - 1] in ("الذي", "التي")
        if relative or _heads_clause(page, sentence, found):
            return found, "relative" if relative else "fronted"
    if page.words[index - 1] in ("الذي", "التي"):
        return None
    return _opening(page, register, sentence, index, reading)


def _heads_clause(page: Page, sentence: Sentence, mention: Mention) -> bool:
    if mention.first == sentence.first:
        return True
    previous = page.words[mention.first - 1]
    return (
        previous in STOPS
        or previous in grammar().joiners
        or previous in ("اما", "ان", "-", "سبق", "وسبق")
    )


def _opening(
    page: Page, register: Register, sentence: Sentence, index: int, reading: Reporting
) -> tuple[Mention, str] | None:
    """The mention that opens the sentence, when only asides part it from the cue."""
    if page.words[index - 1] not in ("،", "قد", "فقد", ")"):
        return None
    start = sentence.first + (page.words[sentence.first] in ("اما", "واما", "من", "و"))
    found = register.mentions.get(start)
    if found is None or not _agrees(found, reading) or found.after > index:
        return None
    if found.kind in (MentionKind.BODY, MentionKind.DOCUMENT) and page.words[found.after] != "،":
        return None
    return found, "opening"


def unread_subject(page: Page, start: int, found: Complement, rule: str) -> Range | None:
    """A subject that no mention rule reads: أكدت الأرقام أن، قال طبيب مختص إن."""
    if rule != "elided" or found.addressed is not None or found.rule == "object":
        return None
    end = start
    while end < found.first and not _ends_subject(page, end):
        end += 1
    while end > start and page.words[end - 1] in grammar().free_prepositions:
        end -= 1
    return (start, end) if end > start and _may_be_subject(page.words[start]) else None


def _ends_subject(page: Page, index: int) -> bool:
    word = page.words[index]
    if word in STOPS or word in grammar().complementizers:
        return True
    return word in ("خلال", "في") and page.words[index + 1] in grammar().occasions


def _may_be_subject(word: str) -> bool:
    words = grammar()
    if len(word) < 3 or word[0] == "ب" or is_act_noun(word) or word in _WITHIN:
        return False
    closed = [words.aside_heads, words.times, words.free_prepositions, words.adverbs]
    closed += [words.question_words, words.carriers]
    return not any(word in group for group in closed)


_WITHIN = word_list("خلاله خلالها خلالهم فيه فيها فيهم عبره عبرها ضمنه ضمنها بعده بعدها")


def is_unsure(page: Page, subject: Range, found: Complement) -> bool:
    """Before a mere preposition only what looks like a name may be an unread subject."""
    if found.rule not in ("preposition", "bound-preposition"):
        return False
    size = subject[1] - subject[0]
    close = found.first - subject[1] <= 2
    indefinite = not is_definite(page.words[subject[0]])
    return not (
        close
        and indefinite
        and 1 <= size <= 3
        and all(name_like(page.words[i]) for i in range(*subject))
    )


def cannot_speak(page: Page, subject: Range) -> bool:
    """القانون، الأرقام: what registers or shows without speaking."""
    words, known = page.words, person_words()
    first = subject[0] + (words[subject[0]] in known.some and subject[0] + 1 < subject[1])
    return words[first] in known.not_speaking


def between_commas(page: Page, start: int, stop: int) -> Range | None:
    """، يتابع مصدر الصحيفة، …: a short unread subject closed by a comma."""
    if (
        page.words[start - 2] != "،"
        or start >= stop
        or page.words[start] in grammar().free_prepositions
    ):
        return None
    for index in range(start, min(start + 5, stop)):
        if page.words[index] in ("،", ".") and index > start:
            return start, index
        if not page.words[index].isalpha() or page.words[index] in grammar().complementizers:
            return None
    return None


def names_someone(page: Page, subject: Range) -> bool:
    """Whether an unread subject is a name: two to four words that may be one."""
    size = subject[1] - subject[0]
    return 2 <= size <= 4 and all(name_like(page.words[i]) for i in range(*subject))
