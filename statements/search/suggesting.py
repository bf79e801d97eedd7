"""Speakers and ministries whose names begin like what is being typed."""

from __future__ import annotations

from statements.search.names import Named, known_names
from statements.search.stored import stem, words

MOST = 8
_SHORTEST = 2  # letters, before anything is suggested


def suggested(typed: str) -> list[Named]:
    """Those that have all words typed, the last as a beginning; in any script, slips allowed."""
    begun = words(typed)
    if not begun or len(begun[-1]) < _SHORTEST:
        return []
    # Also where less than a word stands behind the article: سالم الب
    asked = [stem(word).removeprefix("ال") or word for word in begun]
    names = known_names()
    found = [one for one in names.named if _begins(one, asked)]
    if not found:
        meant = [{word, *names.sounding_like(word), *names.near(word)} for word in asked]
        found = [one for one in names.named if all(each & set(one.parts) for each in meant)]
    return sorted(found, key=lambda one: _rank(one, asked))[:MOST]


def _begins(one: Named, asked: list[str]) -> bool:
    return all(any(part.startswith(word) for part in one.parts) for word in asked)


def _rank(one: Named, asked: list[str]) -> tuple[bool, bool]:
    """Whole words before beginnings, and persons before ministries."""
    return not set(asked) <= set(one.parts), one.kind != "speaker"
