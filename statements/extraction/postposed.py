"""Cues behind or inside their content: «…»، يقول فلان. and …، يضيف المتحدث، …"""

from __future__ import annotations

from statements.extraction.act import Act, Range, Sentence, Site
from statements.extraction.lexicon import FormKind, words as word_list
from statements.extraction.segment import MARKS, Page
from statements.extraction.subjects import between_commas


def read_postposed(site: Site) -> Act | None:
    """The act of a cue whose content stands before it, or around it between commas."""
    verb, page, index = site.reading.verb, site.page, site.index
    if (
        verb is None
        or verb.bare == "that"
        or index == site.sentence.first
        or site.reading.form.kind not in _FINITE
    ):
        return None
    after_quotation = _after_said(page, index)
    if not after_quotation and site.reading.form.kind is FormKind.PAST:
        return None
    after, unread = _subject_end(site)
    if after is None or not _ends_there(site, after, after_quotation):
        return None
    before = _content_before(page, index)
    content = _content_around(page, site.sentence, before, after) if before is not None else None
    if content is None:
        return None
    return site.act(
        verb.lemma, verb.stance, content[0], "postposed", unread=unread, content=content
    )


def _subject_end(site: Site) -> tuple[int | None, Range | None]:
    """The word after the subject; one that no rule reads counts between commas."""
    mention, rule, start = site.subject
    if mention is not None:
        return (mention.after if rule == "after-cue" else None), None
    unread = between_commas(site.page, start, site.sentence.after)
    return (unread[1] if unread else None), unread


def _ends_there(site: Site, after: int, after_quotation: bool) -> bool:
    if after >= site.sentence.after:
        return True
    follows = site.page.words[after]
    return follows in ("،", ".", "\n") or (follows in _ADDED and after_quotation)


def _content_before(page: Page, index: int) -> int | None:
    """The word after what stands before the cue: …"، | كما قال."""
    previous = page.words[index - 1]
    if previous in MARKS:
        return index
    if previous == "كما":
        return index - 1 - (page.words[index - 2] == "،")
    return index - 1 if previous == "،" else None


_ADDED = word_list(
    "الذي التي متوجها متوجهة مخاطبا مخاطبة قبل مضيفا مضيفة خلال أثناء أمام ردا وهو وهي معلقا معلقة"
)
_FINITE = (FormKind.PAST, FormKind.PRESENT)


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
