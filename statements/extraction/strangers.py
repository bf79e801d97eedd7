"""Names that no list of given names holds, known by the office beside them and by what follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from statements.extraction.lexicon import verb_forms, words as word_list
from statements.extraction.lexicon.people import person_words
from statements.extraction.mentions import Mention, MentionKind
from statements.extraction.names import name_like
from statements.extraction.segment import MARKS, Page

_BEFORE_NAME = word_list("مع من بين إلى وبين ومع")
_STOPS = frozenset("،؛.:\n()") | MARKS
_LONGEST = 4  # words


def find_strangers(page: Page, mentions: Mapping[int, Mention]) -> Iterable[Mention]:
    """دافيد فلان، سفير …, where the article later says وأكد فلان: the name with its office."""
    for role in mentions.values():
        if role.kind is not MentionKind.ROLE or not role.definite or role.first < 3:
            continue
        after = role.first - 1
        if page.words[after] != "،":
            continue
        first = _first_of_name(page, mentions, after)
        if first is not None and (_is_foreign(page, first, after) or _speaks(page, after - 1)):
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
    return first if opens and after - first >= 2 else None


def _is_foreign(page: Page, first: int, after: int) -> bool:
    return all(page.words[index].isascii() for index in range(first, after))


def _speaks(page: Page, surname: int) -> bool:
    """Whether the last word is a subject elsewhere: وأكد فلان, فلان أكد."""
    word, known = page.words[surname], verb_forms()
    for place in page.index[word]:
        if place == surname or place + 1 >= len(page.words):
            continue
        previous, following = page.words[place - 1] if place else "\n", page.words[place + 1]
        if previous in known or (previous in _STOPS and following in known):
            return True
    return False
