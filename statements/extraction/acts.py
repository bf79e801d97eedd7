"""Acts of reporting in one sentence: a cue, its subject as printed, and where its content begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from statements.extraction.clauses import Complement, find_complement
from statements.extraction.cues import Cue, find_cues
from statements.extraction.grammar import grammar
from statements.extraction.lexicon import FormKind, Reporting, verb_forms
from statements.extraction.lexicon import words as word_list
from statements.extraction.mentions import (
    Mention,
    MentionKind,
    is_act_noun,
    is_definite,
    name_like,
    person_words,
)
from statements.extraction.model import Stance
from statements.extraction.persons import Register
from statements.extraction.segment import MARKS, Page
from statements.extraction.support import find_supported

Range = tuple[int, int]
_SPEAKING = frozenset(MentionKind)
_STOPS = frozenset("،؛.:") | MARKS
_WEAK_OBJECT = frozenset(
    {
        "سجل",
        "كشف",
        "أعلن",
        "أثار",
        "أبرز",
        "أوضح",
        "شرح",
        "فسر",
        "أورد",
        "طلب",
        "ثمن",
        "زف",
        "عزا",
        "أرجع",
        "لاحظ",
    }
)


@dataclass(frozen=True, slots=True)
class Act:
    """A possible act. ``content`` is fixed for a postposed cue, else it runs from ``content_first``."""

    first: int
    after: int
    lemma: str
    stance: Stance
    reading: Reporting
    content_first: int
    rule: str
    subject: Mention | None
    subject_rule: str
    unread_subject: Range | None = None
    addressed: Range | None = None
    content: Range | None = None

    @property
    def kind(self) -> FormKind:
        return self.reading.form.kind


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where a sentence stands and who spoke before it: his gender, and whether he may be questioned."""

    first: int
    after: int
    previous_gender: str | None = None


def read_acts(page: Page, register: Register, sentence: Sentence) -> list[Act]:
    """Every possible act of the sentence, in text order."""
    cues = find_cues(page, register, sentence.first, sentence.after)
    acts: list[Act] = []
    barrier = sentence.after
    for cue in reversed(cues):  # an act that follows ends the search for the content of one before
        act = _first_reading(page, register, sentence, cue, barrier)
        if act is None:
            continue
        if act.rule == "carrier":
            acts = [later for later in acts if later.first >= act.content_first]
        acts.append(act)
        if _bars(page, act):
            barrier = act.first
    return acts[::-1]


def _bars(page: Page, act: Act) -> bool:
    """Whether an act ends the search for an earlier one's content."""
    previous = page.words[act.first - 1] if act.first else ""
    return previous not in ("الذي", "التي", "الذين") and act.kind is not FormKind.MASDAR


def _first_reading(
    page: Page, register: Register, sentence: Sentence, cue: Cue, barrier: int
) -> Act | None:
    ordered = sorted(cue.readings, key=lambda reading: reading.support is None)
    for reading in ordered:
        subject, rule, start = _subject(page, register, sentence, cue.index, reading)
        for read in ACT_RULES:
            act = read(
                page, register, sentence, cue.index, reading, barrier, (subject, rule, start)
            )
            if act is not None:
                return act
    return None


Subject = tuple[Mention | None, str, int]


def _subject(
    page: Page, register: Register, sentence: Sentence, index: int, reading: Reporting
) -> Subject:
    """The subject as printed, the rule that found it, and the word after it or after the cue."""
    if reading.form.kind in (FormKind.PARTICIPLE, FormKind.MASDAR):
        return None, reading.form.kind.value, _past_adverbs(page, index + 1, sentence.after)
    start = _past_adverbs(page, index + 1, sentence.after)
    if page.words[index - 1] in ("الذي", "التي", "الذين") and index > sentence.first:
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
    found = register.mentions.get(start)
    if found is None and start < sentence.after and page.words[start] in ("في", "خلال", "ضمن"):
        found = _subject_after_phrase(page, register, start, sentence.after)
    if (
        found is not None
        and not reading.form.clitic
        or found is not None
        and _agrees(found, reading)
    ):
        if _agrees(found, reading) and not _is_object(found, reading, sentence):
            end = (
                found.core
                if reading.verb and reading.verb.addressee and _splits(page, found)
                else found.after
            )
            return found, "after-cue", max(end, start)
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
        if page.words[index] in _STOPS:
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
    return previous in _STOPS or previous in grammar().joiners or previous in ("اما", "ان", "-")


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


def _complemented(
    page: Page, register: Register, sentence: Sentence, index: int, reading: Reporting,
    barrier: int, subject: Subject,
) -> Act | None:  # fmt: skip
    """A verb with a content of its own after it."""
    verb, (mention, rule, start) = reading.verb, subject
    if verb is None:
        return None
    known = mention is not None or rule in ("participle", "masdar")
    if reading.form.clitic and reading.form.kind is not FormKind.MASDAR and not verb.addressee:
        return None
    found = find_complement(page, register.mentions, start, barrier, verb, known)
    if found is None or found.first >= sentence.after:
        return None
    unread = _unread(page, start, found, rule, sentence)
    if unread is not None and (_cannot_speak(page, unread) or _unsure(page, unread, found)):
        return None
    if found.rule == "object" and not _object_holds(
        page, register, index, reading, found, mention, rule
    ):
        return None
    if verb.bare and unread is not None:
        return None
    if verb.bare == "that" and (found.rule != "that" or found.first - start > 3):
        return None
    return Act(index, index + 1, verb.lemma, verb.stance, reading, found.first, found.rule,
               mention, rule, unread, found.addressed)  # fmt: skip


def _unread(
    page: Page, start: int, found: Complement, rule: str, sentence: Sentence
) -> Range | None:
    """A subject that no mention rule reads: أكدت الأرقام أن، قال طبيب مختص إن."""
    if rule != "elided" or found.addressed is not None or found.rule == "object":
        return None
    end = start
    while (
        end < found.first
        and page.words[end] not in _STOPS
        and page.words[end] not in grammar().complementizers
    ):
        if page.words[end] in ("خلال", "في") and page.words[end + 1] in _OCCASIONS:
            break
        end += 1
    while end > start and page.words[end - 1] in grammar().free_prepositions:
        end -= 1
    first = page.words[start] if start < end else ""
    words = grammar()
    if (
        not first
        or first in words.aside_heads
        or first in words.times
        or first in words.free_prepositions
    ):
        return None
    if len(first) < 3 or is_act_noun(first):
        return None
    if (
        first in words.adverbs
        or first in words.question_words
        or first in words.carriers
        or first[:1] == "ب"
    ):
        return None
    return start, end


_OCCASIONS = word_list(
    "هذا هذه تصريح تصريحات كلمة اتصال حديث السياق مداخلة مداخلته كلمته تدوينة جلسة لقاء الاجتماع الجلسة معرض ذات"
)


def _unsure(page: Page, subject: Range, found: Complement) -> bool:
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


def _cannot_speak(page: Page, subject: Range) -> bool:
    return page.words[subject[0]] in person_words().not_speaking


def _object_holds(
    page: Page, register: Register, index: int, reading: Reporting, found: Complement,
    mention: Mention | None, rule: str,
) -> bool:  # fmt: skip
    """An object is content when it says something and someone is there to say it."""
    assert reading.verb is not None
    if reading.form.kind is FormKind.MASDAR:
        return False
    if reading.form.kind is FormKind.PARTICIPLE:
        return not _only_a_person(page, register, found.first)
    following = page.words[found.first + 1] if found.first + 1 < len(page.words) else ""
    if mention is None and page.words[found.first] in person_words().not_speaking:
        if following in reading.verb.prepositions:
            return False  # وأكد الاجتماع على …: it is the subject, and it cannot speak
    if mention is None and (reading.verb.lemma in _WEAK_OBJECT or not reading.form.lead):
        return False
    return not _only_a_person(page, register, found.first)


def _only_a_person(page: Page, register: Register, first: int) -> bool:
    mention = register.mentions.get(first)
    if mention is None or mention.kind not in (
        MentionKind.PERSON,
        MentionKind.ROLE,
        MentionKind.BODY,
        MentionKind.GROUP,
    ):
        return False
    following = page.words[mention.after] if mention.after < len(page.words) else "."
    return following in _STOPS or following in ("في", "خلال") or following in verb_forms()


def _supported(
    page: Page, register: Register, sentence: Sentence, index: int, reading: Reporting,
    barrier: int, subject: Subject,
) -> Act | None:  # fmt: skip
    """A support verb whose noun gives the stance."""
    if reading.support is None:
        return None
    mention, rule, start = subject
    found = find_supported(page, start, barrier, reading.support)
    if found is None or found.complement.first >= sentence.after:
        return None
    if rule == "elided" and found.noun_after - start > 3:
        return None  # someone whom no rule reads stands between
    lemma = f"{reading.support.lemma} {found.noun}"
    after = found.noun_after if reading.support.family == "alarm" else index + 1
    return Act(index, after, lemma, found.stance, reading, found.complement.first,
               found.complement.rule, mention, rule)  # fmt: skip


def _carried(
    page: Page, register: Register, sentence: Sentence, index: int, reading: Reporting,
    barrier: int, subject: Subject,
) -> Act | None:  # fmt: skip
    """وزاد فلان قائلا: …: the first verb reports, the carrier only opens the quotation."""
    verb, (mention, rule, start) = reading.verb, subject
    if verb is None or not verb.quote or reading.form.kind is FormKind.MASDAR:
        return None
    for place in range(start, min(sentence.after - 1, start + 25)):
        if page.words[place] in grammar().carriers:
            if reading.form.kind is FormKind.PARTICIPLE and place > start:
                return None
            found = _opened_after(page, place + 1, sentence.after)
            if found is None:
                return None
            return Act(
                index, index + 1, verb.lemma, verb.stance, reading, found, "carrier", mention, rule
            )
        if page.words[place] in _STOPS and page.words[place] != "،" or place > barrier:
            return None
    return None


def _carried_close(
    page: Page, register: Register, sentence: Sentence, index: int, reading: Reporting,
    barrier: int, subject: Subject,
) -> Act | None:  # fmt: skip
    """علل فلان سبب الرفض بالقول: "…": no comma before the carrier."""
    act = _carried(page, register, sentence, index, reading, barrier, subject)
    if act is None:
        return None
    for place in range(act.content_first - 1, subject[2] - 1, -1):
        if page.words[place] in grammar().carriers:
            return act if page.words[place - 1] not in _STOPS else None
    return None


def _opened_after(page: Page, index: int, stop: int) -> int | None:
    while index < stop and page.words[index] in ("،", ":"):
        index += 1
    if index < stop and page.words[index] in grammar().free_complementizers:
        index += 1
    return index if index < stop else None


def _postposed(
    page: Page, register: Register, sentence: Sentence, index: int, reading: Reporting,
    barrier: int, subject: Subject,
) -> Act | None:  # fmt: skip
    """«…»، يقول فلان. and …، يضيف المتحدث، …: the content stands before the cue or around it."""
    mention, rule, start = subject
    verb = reading.verb
    if verb is None or index == sentence.first or reading.form.kind not in _FINITE:
        return None
    if not _after_said(page, index) and reading.form.kind is FormKind.PAST:
        return None
    unread = None if mention is not None else _between_commas(page, start, sentence.after)
    after = mention.after if mention is not None else unread[1] if unread is not None else -1
    if after < 0 or mention is not None and rule != "after-cue":
        return None
    follows = page.words[after] if after < sentence.after else "."
    plain = follows in ("،", ".", "\n") or after >= sentence.after
    if not plain and (follows not in _ADDED or not _after_said(page, index)):
        return None
    comma = page.words[index - 1] in ("،", "كما")
    before = index - 1 - (page.words[index - 1] == "كما" and page.words[index - 2] == "،")
    if not comma and page.words[index - 1] not in MARKS:
        return None
    content = _content_around(page, sentence, before + (page.words[index - 1] in MARKS), after)
    if content is None:
        return None
    return Act(index, index + 1, verb.lemma, verb.stance, reading, content[0], "postposed",
               mention, "after-cue", unread, content=content)  # fmt: skip


_ADDED = word_list(
    "الذي التي متوجها متوجهة مخاطبا مخاطبة قبل مضيفا مضيفة خلال أثناء أمام ردا وهو وهي معلقا معلقة"
)
_FINITE = (FormKind.PAST, FormKind.PRESENT)


def _between_commas(page: Page, start: int, stop: int) -> Range | None:
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


def _after_said(page: Page, index: int) -> bool:
    """A past cue is postposed only after كما or straight after a quotation."""
    if page.words[index - 1] == "كما":
        return True
    before = index - 1 - (page.words[index - 1] == "،")
    return before > 0 and page.words[before] in MARKS and page.quote[before] >= 0


def _content_around(page: Page, sentence: Sentence, before: int, after: int) -> Range | None:
    if page.quote[before - 1] >= 0:
        quotation = page.quotations[page.quote[before - 1]]
        return quotation.first, quotation.last + 1
    short = before - sentence.first <= 6
    if short and after < sentence.after and page.words[after] == "،":
        return after + 1, sentence.after
    if before - sentence.first < 3:
        return None
    return sentence.first, before


ActRule = Callable[[Page, Register, Sentence, int, Reporting, int, Subject], Act | None]
ACT_RULES: tuple[ActRule, ...] = (
    _supported, _postposed, _carried_close, _complemented, _carried,
)  # fmt: skip


def names_someone(page: Page, subject: Range) -> bool:
    """Whether an unread subject is a name: two to four words that may be one."""
    size = subject[1] - subject[0]
    return 2 <= size <= 4 and all(name_like(page.words[i]) for i in range(*subject))
