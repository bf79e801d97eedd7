"""Names that no list of given names holds, known by the office beside them and by what follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from statements.extraction.lexicon import verb_forms, words as word_list
from statements.extraction.lexicon.people import person_words
from statements.extraction.mention import Mention, MentionKind
from statements.extraction.names import name_like
from statements.extraction.segment import MARKS, WORD_CLASSES, Page

_CUES = WORD_CLASSES.add(verb_forms)
_BEFORE_NAME = word_list("مع من بين إلى وبين ومع")
_STOPS = frozenset("،؛.:\n()") | MARKS
_LONGEST = 4  # words


def find_strangers(page: Page, mentions: Mapping[int, Mention]) -> Iterable[Mention]:
    """دافيد فلان، سفير …, where the article later says وأكد فلان: the name with its office."""
    subjects: frozenset[str] | None = None
    for role in mentions.values():
        if role.kind is not MentionKind.ROLE or not role.definite or role.first < 3:
            continue
        after = role.first - 1
        if page.words[after] != "،":
            continue
        quoted = _quoted_name(page, after)
        first = quoted or _first_of_name(page, mentions, after)
        if first is None:
            continue
        after -= quoted is not None
        subjects = _subjects(page) if subjects is None else subjects
        known = page.words[after - 1] in subjects or _from_abroad(page, role)
        if known or _is_foreign(page, first, after):
            yield replace(
                role, first=first, kind=MentionKind.PERSON, name=(first, after), core=role.after
            )


def _first_of_name(page: Page, mentions: Mapping[int, Mention], after: int) -> int | None:
    """Where two to four words that may be a name begin, set off from what precedes them."""
    first, known = after, person_words()
    while first > 0 and after - first < _LONGEST:
        word = page.words[first - 1]
        if first - 1 in mentions or not name_like(word) or word in _BEFORE_NAME:
            break
        if word[0] in "لب" and (word[1:] in known.men or word[1:] in known.women):
            return None  # لمحمد فلان: its given name is known
        first -= 1
    before = page.words[first - 1] if first else "\n"
    opens = before in _STOPS or before in _BEFORE_NAME or before in verb_forms()
    opens = opens or (page.words[first].isascii() and not before.isascii())
    return first if opens and after - first >= 2 else None


def _quoted_name(page: Page, after: int) -> int | None:
    """ "ديزيغي فلان"، سفيرة …: where a quoted name of two to four words begins."""
    number = page.quote[after - 1]
    if number < 0 or page.quotations[number].last != after - 1:
        return None
    first = page.quotations[number].first + 1
    size = after - 1 - first
    return (
        first
        if 2 <= size <= _LONGEST and all(map(name_like, page.words[first : after - 1]))
        else None
    )


def _from_abroad(page: Page, role: Mention) -> bool:
    """سفيرة هولندا، وزير الخارجية البرتغالي: an office that only a foreigner holds here."""
    words = page.words[role.first : role.after + _TO_COUNTRY]
    return words[0] in _ENVOYS or any(word in person_words().titles["foreign"] for word in words)


_ENVOYS = word_list("سفير سفيرة السفير السفيرة")
_TO_COUNTRY = 4  # words behind a title that may tell of which country


def _is_foreign(page: Page, first: int, after: int) -> bool:
    return all(page.words[index].isascii() for index in range(first, after))


def _subjects(page: Page) -> frozenset[str]:
    """The words that stand where a subject does: وأكد فلان, فلان أكد."""
    words = page.words
    after = {words[cue + 1] for cue in page.classes[_CUES] if cue + 1 < len(words)}
    fronted = {
        words[cue - 1] for cue in page.classes[_CUES] if cue > 1 and words[cue - 2] in _STOPS
    }
    return frozenset(after | fronted)
