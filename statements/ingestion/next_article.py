"""The next article of an endless page: it stands under the first one, as whole as that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import html

from statements.ingestion.blocks import Block
from statements.ingestion.container import element_weights
from statements.ingestion.lines import LineKind, Reading

_LEAST_TITLE = 4  # words
_LEAST_PROSE = 3  # paragraphs: a teaser has one
_HEAD = frozenset({LineKind.DATE, LineKind.BYLINE})
_TITLE = frozenset({LineKind.SHORT, LineKind.PROSE, LineKind.LINK})


def later_articles(blocks: Sequence[Block], readings: Sequence[Reading]) -> set[int]:
    """Places of the blocks that belong to a second whole article, or a third."""
    titles = [place for place in range(len(readings)) if _is_title(readings, place)]
    if len(titles) < 2:
        return set()
    prose = [
        block
        for block, reading in zip(blocks, readings, strict=True)
        if reading.kind is LineKind.PROSE
    ]
    weights = element_weights(prose)
    whole = [
        element
        for element in _own_elements([blocks[place] for place in titles])
        if element in weights and weights[element].blocks >= _LEAST_PROSE
    ]
    later = {inner for element in whole[1:] for inner in (element, *element.iterdescendants())}
    return {place for place, block in enumerate(blocks) if block.owner in later}


def _is_title(readings: Sequence[Reading], place: int) -> bool:
    """A line of some words with a byline or date under it; no paragraph of a text before that."""
    reading = readings[place]
    if reading.kind is LineKind.PROSE and place and readings[place - 1].kind is LineKind.PROSE:
        return False
    if reading.kind not in _TITLE or len(reading.folded.split()) < _LEAST_TITLE:
        return False
    return any(below.kind in _HEAD for below in readings[place + 1 : place + 3])


def _own_elements(titles: Sequence[Block]) -> Iterator[html.HtmlElement]:
    """For each title the widest element that holds no other one."""
    held = Counter(
        element for title in titles for element in (title.owner, *title.owner.iterancestors())
    )
    for title in titles:
        own = None
        for element in (title.owner, *title.owner.iterancestors()):
            if held[element] > 1:
                break
            own = element
        if own is not None:
            yield own
