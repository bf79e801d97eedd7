"""Acts of reporting in one sentence: a cue, its subject, and where its content begins."""

from __future__ import annotations

from collections.abc import Callable

from statements.extraction.act import STOPS, Act, Range, Sentence, Site
from statements.extraction.clauses import find_complement
from statements.extraction.complements import Complement
from statements.extraction.cues import Cue, find_cues
from statements.extraction.grammar import grammar
from statements.extraction.lexicon import FormKind, verb_forms, words as word_list
from statements.extraction.lexicon.people import person_words
from statements.extraction.mention import MentionKind
from statements.extraction.model import Stance
from statements.extraction.nominal import read_closing, read_nominal
from statements.extraction.persons import Register
from statements.extraction.postposed import read_postposed
from statements.extraction.segment import WORD_CLASSES, Page
from statements.extraction.subjects import cannot_speak, find_subject, is_unsure, unread_subject
from statements.extraction.support import find_supported


def read_acts(page: Page, register: Register, sentence: Sentence) -> list[Act]:
    """Every possible act of the sentence, in text order."""
    acts: list[Act] = []
    barrier = sentence.after
    # From the end: an act that follows ends the search for the content of one before it.
    for cue in reversed(find_cues(page, register, sentence.first, sentence.after)):
        act = _first_reading(page, register, sentence, cue, barrier)
        if act is None:
            continue
        if act.rule == "carrier":
            acts = [later for later in acts if later.first >= act.content_first]
        acts.append(act)
        if _bars(page, act):
            barrier = act.first
    nominal = read_nominal(page, register, sentence)
    if nominal is not None and all(act.first > nominal.content_first for act in acts):
        acts.append(nominal)
    if not acts:
        closing = read_closing(page, register, sentence)
        acts = [closing] if closing is not None else []
    return acts[::-1]


def _bars(page: Page, act: Act) -> bool:
    """Whether an act ends the search for an earlier one's content."""
    previous = page.words[act.first - 1] if act.first else ""
    return previous not in ("الذي", "التي", "الذين") and act.kind is not FormKind.MASDAR


def _first_reading(
    page: Page, register: Register, sentence: Sentence, cue: Cue, barrier: int
) -> Act | None:
    """The reading whose support noun is there, or of several verbs that of the nearest content."""
    nearest: Act | None = None
    for reading in cue.readings:
        subject = find_subject(page, register, sentence, cue.index, reading)
        act = _read(Site(page, register, sentence, cue.index, reading, barrier, subject))
        if act is not None and reading.support is not None:
            return act
        if act is not None and (nearest is None or act.content_first < nearest.content_first):
            nearest = act  # ذكر … أن is nearer than the ب that ذكّر would take
    return nearest


def _read(site: Site) -> Act | None:
    for rule in ACT_RULES:
        act = rule(site)
        if act is not None:
            return act
    return None


def _supported(site: Site) -> Act | None:
    """عبر عن قلقه من …: a support verb whose noun gives the stance."""
    support, (_, rule, start) = site.reading.support, site.subject
    if support is None:
        return None
    found = find_supported(site.page, start, site.barrier, support)
    if found is None or found.complement.first >= site.sentence.after:
        return None
    if rule == "elided" and found.noun_after - start > 3:
        return None  # someone whom no rule reads stands between
    after = found.noun_after if support.family == "alarm" else site.index + 1
    lemma = f"{support.lemma} {found.noun}"
    return site.act(lemma, found.stance, found.complement.first, found.complement.rule, after=after)


def _complemented(site: Site) -> Act | None:
    """أكد فلان أن …: a verb with a content of its own after it."""
    verb, (mention, rule, start) = site.reading.verb, site.subject
    if verb is None or (_has_object(site) and not verb.addressee):
        return None
    known = mention is not None or rule in ("participle", "masdar")
    found = find_complement(site.page, site.register.mentions, start, site.barrier, verb, known)
    if found is None or found.first >= site.sentence.after:
        return None
    unread = unread_subject(site.page, start, found, rule)
    if not _subject_holds(site, found, unread):
        return None
    if found.rule == "object" and not _object_holds(site, found):
        return None
    return site.act(
        verb.lemma, verb.stance, found.first, found.rule, unread=unread, addressed=found.addressed
    )


def _has_object(site: Site) -> bool:
    form = site.reading.form
    return bool(form.clitic) and form.kind is not FormKind.MASDAR


def _subject_holds(site: Site, found: Complement, unread: Range | None) -> bool:
    """Whether what no rule reads may be the subject, and an everyday word a cue at all."""
    assert site.reading.verb is not None
    bare, start = site.reading.verb.bare, site.subject[2]
    if unread is not None:
        silent = cannot_speak(site.page, unread) or is_unsure(site.page, unread, found)
        return not silent and not bare
    return bare != "that" or (found.rule == "that" and found.first - start <= 3)


def _object_holds(site: Site, found: Complement) -> bool:
    """An object is content when it says something and someone is there to say it."""
    verb, form, mention = site.reading.verb, site.reading.form, site.subject[0]
    assert verb is not None
    if form.kind is FormKind.MASDAR or _only_names(site, found.first):
        return False
    if verb.lemma == "رفض" and site.page.words[found.first] in _REFUSED:
        return False  # رفض الرد على سؤال: nothing is said
    if verb.lemma == "رفض" and _is_counted(site, found.first):
        return False  # رفضت الأغلبية تعديلا بـ 38 صوتا: a vote, which says nothing
    if form.kind is FormKind.PARTICIPLE or mention is not None:
        return True
    words, first = site.page.words, found.first
    following = words[first + 1] if first + 1 < len(words) else ""
    if words[first] in person_words().not_speaking and following in verb.prepositions:
        return False  # وأكد الاجتماع على …: it is the subject, and it cannot speak
    meanwhile = words[site.index - 2] == "،" and words[site.index - 1] in _MEANWHILE
    if meanwhile and form.kind is FormKind.PRESENT:
        return verb.stance in _FELT  # …، وهي تستغرب غياب …, not وهي تستعرض مضامين …
    opened = words[site.index - 1] in _OPENS_ACT or (
        words[site.index - 2] in ("غير", "الا", "بيد") and words[site.index - 1] in ("انه", "انها")
    )
    if opened and not form.lead:  # كما علل اقتراحه، …: too little to be said
        opened = form.kind is FormKind.PAST and following not in ("،", "؛", ".")
    return (bool(form.lead) or opened) and not verb.timid


def _only_names(site: Site, first: int) -> bool:
    """هاجم فلان الوزير، …: someone is named and nothing is said."""
    mention, words = site.register.mentions.get(first), site.page.words
    if mention is None or mention.kind not in _NAMED:
        return False
    following = words[mention.after] if mention.after < len(words) else "."
    return following in STOPS or following in ("في", "خلال") or following in verb_forms()


def _is_counted(site: Site, first: int) -> bool:
    """Whether votes are counted for what begins here."""
    words = site.page.words
    return any(
        words[place] in _VOTES and words[place - 1][-1:].isdigit()
        for place in range(first + 1, min(site.barrier, site.sentence.after))
    )


_VOTES = word_list("صوتا صوت أصوات")
_REFUSED = word_list("الرد التعليق الإجابة الجواب الإدلاء الإفصاح الحديث النظر الكشف الخوض")
_OPENS_ACT = frozenset({"حيث", "لكنه", "لكنها", "ثم", "كما"})
_MEANWHILE = frozenset({"وهو", "وهي", "وهم"})
_FELT = (Stance.CRITICISE, Stance.REGRET, Stance.PRAISE)
_NAMED = (MentionKind.PERSON, MentionKind.ROLE, MentionKind.BODY, MentionKind.GROUP)
_CARRIERS = WORD_CLASSES.add(lambda: grammar().carriers)
_CARRIER_REACH = 25  # words between a first verb and قائلا


def _carried(site: Site) -> Act | None:
    """وزاد فلان، في رده، قائلا: …: the first verb reports, the carrier only opens the quotation."""
    place = _carrier(site)
    opened = _opened_after(site, place + 1) if place is not None else None
    verb = site.reading.verb
    if verb is None or opened is None:
        return None
    return site.act(verb.lemma, verb.stance, opened, "carrier")


def _carried_close(site: Site) -> Act | None:
    """علل فلان سبب الرفض بالقول: "…": no comma before the carrier."""
    place = _carrier(site)
    if place is None or site.page.words[place - 1] in STOPS:
        return None
    return _carried(site)


def _carrier(site: Site) -> int | None:
    """Where the carrier of this cue stands, when one does."""
    verb, form, start = site.reading.verb, site.reading.form, site.subject[2]
    if verb is None or not verb.quote or form.kind is FormKind.MASDAR:
        return None
    if not site.page.classes[_CARRIERS]:
        return None
    words, carriers = site.page.words, grammar().carriers
    stop = min(site.sentence.after - 1, start + _CARRIER_REACH)
    if not site.page.places(_CARRIERS, start, stop):
        return None
    for place in range(start, min(stop, site.barrier + 1)):
        if words[place] in carriers:
            return place if form.kind is not FormKind.PARTICIPLE or place == start else None
        if words[place] in STOPS and words[place] != "،":
            return None
    return None


def _opened_after(site: Site, index: int) -> int | None:
    words, stop = site.page.words, site.sentence.after
    while index < stop and words[index] in ("،", ":"):
        index += 1
    if index < stop and words[index] in grammar().free_complementizers:
        index += 1
    return index if index < stop else None


ActRule = Callable[[Site], Act | None]
ACT_RULES: tuple[ActRule, ...] = (
    _supported,
    read_postposed,
    _carried_close,
    _complemented,
    _carried,
)
