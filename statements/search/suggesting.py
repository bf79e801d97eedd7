"""Speakers and ministries whose names begin like what is being typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from statements.search.hearing import ARTICLE, BEFORE_NAMES, is_article
from statements.search.names import Heard, Named, Names, known_names
from statements.search.stored import stem, words

MOST = 8
_SHORTEST = 2  # letters, before anything is suggested
_BEGUN = 3  # letters, before names are looked for that are written otherwise


def suggested(typed: str) -> list[Named]:
    """Those that have all words typed, the last as a beginning; in any script, slips allowed."""
    # Also where less than a word stands behind the article, or nothing yet: سالم الب، سالم ال
    bare = (stem(word).removeprefix("ال") for word in words(typed))
    asked = list(_without_articles([word for word in bare if word]))
    if sum(map(len, asked)) < _SHORTEST:
        return []
    names = known_names()
    begin = set.intersection(*map(names.beginning, asked))
    found = sorted(begin, key=lambda at: _rank(names.named[at], at, asked))[:MOST]
    if len(found) < MOST:
        found += [at for at in _otherwise(asked, names) if at not in begin]
    return [names.named[at] for at in found[:MOST]]


def _rank(one: Named, at: int, asked: list[str]) -> tuple[bool, bool, int]:
    """Whole words before beginnings, and persons before ministries."""
    return not set(asked) <= set(one.parts), one.kind != "speaker", at


def _otherwise(asked: Sequence[str], names: Names) -> list[int]:
    """Those whose names may be meant by other letters or with a slip, the nearest first."""
    told = list(_together(asked))
    prices = [_prices(_meant(word, names, is_begun=word == told[-1]), names) for word in told]
    every = set.intersection(*map(set, prices))
    return sorted(
        every,
        key=lambda at: (sum(each[at] for each in prices), names.named[at].kind != "speaker", at),
    )


def _without_articles(asked: Sequence[str]) -> Iterator[str]:
    """The words but for an article in Latin letters, also where nothing follows it yet."""
    for at, word in enumerate(asked):
        is_last = at == len(asked) - 1
        if not (at and ARTICLE.fullmatch(word) if is_last else is_article(word, asked[at + 1])):
            yield word


def _together(asked: Sequence[str]) -> Iterator[str]:
    """With what stands before names joined to them: ben hamou → benhamou."""
    before = ""
    for word, following in zip(asked, (*asked[1:], ""), strict=True):
        if following and word in BEFORE_NAMES and word.isascii():
            before += word
            continue
        yield before + word
        before = ""


def _meant(word: str, names: Names, *, is_begun: bool) -> list[Heard]:
    heard = names.heard(word)
    if is_begun and len(word) >= _BEGUN:
        whole = {one.row for one in heard}
        begun = names.heard(word, is_begun=True)
        heard += [Heard(one.row, one.distance + 1) for one in begun if one.row not in whole]
    slips = [] if heard else [Heard((one,), 2.0) for one in names.near(word)]
    itself: list[Heard] = [Heard((word,), 0.0)]
    return itself + heard + slips


def _prices(meant: Sequence[Heard], names: Names) -> dict[int, float]:
    """Who has anything of what is meant, and how far the nearest of it is."""
    found: dict[int, float] = {}
    for one in meant:
        for at in names.having(one.row):
            found[at] = min(one.distance, found.get(at, one.distance))
    return found
