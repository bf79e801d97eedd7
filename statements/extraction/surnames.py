"""People printed as a title and a surname alone: النائب البردعي, whether introduced or not."""

from __future__ import annotations

from collections.abc import Container, Iterable

from statements.extraction.grammar import grammar
from statements.extraction.groups import canonical_party
from statements.extraction.lexicon import verb_forms, words as word_list
from statements.extraction.lexicon.people import person_words
from statements.extraction.mention import Mention, MentionKind
from statements.extraction.names import name_like
from statements.extraction.segment import Page
from statements.extraction.titled import named_with_roles

# Whom the press calls by title and surname; of other offices too many words tell the trade.
_HEADS = word_list("النائب النائبة المستشار المستشارة البرلماني البرلمانية الوزير الوزيرة")
_OF_PARLIAMENT = word_list("البرلماني البرلمانية")
_PLURALS = ("ات", "ين", "ون")
_PREPOSITIONS = word_list("على إلى من في خلال عن حول بشأن أمام")  # an object may stand before them


def find_surnames(
    page: Page, mentions: Iterable[Mention], borne: Container[str]
) -> Iterable[Mention]:
    """Titles that a surname ends or follows, as people; ``borne`` are the article's surnames."""
    for mention in mentions:
        if mention.kind is not MentionKind.ROLE or not mention.definite or mention.same:
            continue
        for place in _places(page, *mention.roles[0]):
            if _names(page, mention.roles[0][0], place, borne):
                yield _named(page, mention, place)
                break


def _places(page: Page, first: int, after: int) -> Iterable[int]:
    """Where a surname may stand: behind the head, البردعي عن فريق …, or at the title's end."""
    stop = page.sentence_end(first)
    behind = first + 1
    behind += behind < stop and page.words[behind] in _OF_PARLIAMENT
    if behind < after - 1 and page.words[behind + 1] in ("عن", "باسم"):
        yield behind
    yield from (place for place in (after - 1, after) if first < place < stop)


def _named(page: Page, title: Mention, place: int) -> Mention:
    name, roles = (place, place + 1), ((title.roles[0][0], place),)
    stop = page.sentence_end(place)
    return named_with_roles(page, title.first, name, roles, title.gender, title.classes, stop)


def _names(page: Page, first: int, place: int, borne: Container[str]) -> bool:
    """Whether the word at ``place`` is the surname of the one whose title begins at ``first``."""
    word = page.words[place]
    if not _may_be_surname(word) or page.words[place - 1] in person_words().titles["construct"]:
        return False
    if word[2:] in borne:
        return True
    head, *rest = page.words[first:place]
    titled = head.removeprefix("و") in _HEADS and _OF_PARLIAMENT.issuperset(rest)
    return titled and _is_closed(page, place) and not _describes(page, place)


def _may_be_surname(word: str) -> bool:
    """A definite word that is no adjective of offices: البردعي, not السابق, الحكومي, المعني."""
    known = person_words()
    if not word.startswith("ال") or len(word) < 5 or word.endswith(("ه", *_PLURALS)):
        return False
    if word.startswith(("المت", "المست")):
        return False  # المتدخل، المستقيل: an open class, while few families are called so
    closed = (known.names["adjectives"], grammar().times, known.same, known.pointers)
    if any(word in words for words in closed) or not name_like(word):
        return False
    return not any(word in known.titles[name] for name in _ADJECTIVES)


_ADJECTIVES = ("qualities", "foreign", "breaks", "belonging", "members", "political")


def _is_closed(page: Page, place: int) -> bool:
    """Whether the name is over behind the word; before a preposition only البردعي is one."""
    if place + 1 >= page.sentence_end(place):
        return True
    following, further = page.words[place + 1], page.words[place + 2 : place + 3]
    if following in ("عن", "باسم") and person_words().titles["political"].issuperset(further):
        return True
    if following in _PREPOSITIONS and not page.words[place].endswith("ي"):
        return False  # انتقد النائب الغلاء في …
    return following in person_words().names["followed_by"] or following in verb_forms()


def _describes(page: Page, place: int) -> bool:
    """An adjective of a party, or one that the article prints of other things too: الحركية."""
    word = page.words[place]
    others = {word + "ه", word[2:], word[2:] + "ه"}
    if any(True for _ in page.places_of(others)):
        return True
    return canonical_party(page.printed(place, place + 1)) is not None
