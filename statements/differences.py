"""What changed between two versions of a text: word by word, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD_OR_GAP = re.compile(r"\s+|[^\W_]+|[^\w\s]|_")
# Paragraphs alike in this part of their words are one paragraph that was edited.
EDITED = 0.4

SAME, ADDED, REMOVED = "same", "added", "removed"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of the text, and whether it is in both versions, only the new or only the old."""

    kind: str
    text: str


Paragraph = tuple[Stretch, ...]


def differences(before: str, after: str) -> list[Paragraph]:
    """The paragraphs of both versions in order; all but the removed stretches is the new text."""
    old, new = before.split("\n"), after.split("\n")
    paragraphs: list[Paragraph] = []
    for what, start, end, from_, to in SequenceMatcher(None, old, new, False).get_opcodes():
        if what == "equal":
            paragraphs.extend((Stretch(SAME, text),) for text in old[start:end])
        else:
            paragraphs.extend(_edited(old[start:end], new[from_:to]))
    return paragraphs


def _edited(old: Sequence[str], new: Sequence[str]) -> Iterator[Paragraph]:
    """Each new paragraph beside the first old one that it is an edit of; the rest whole."""
    left = list(old)
    for text in new:
        words = _cut(text)
        at = next((n for n, each in enumerate(left) if _is_edit(_cut(each), words)), None)
        if at is None:
            yield (Stretch(ADDED, text),)
            continue
        for gone in left[:at]:
            yield (Stretch(REMOVED, gone),)
        yield tuple(_stretches(_cut(left[at]), words))
        del left[: at + 1]
    for gone in left:
        yield (Stretch(REMOVED, gone),)


def _cut(text: str) -> list[str]:
    return _WORD_OR_GAP.findall(text)


def _is_edit(before: Sequence[str], after: Sequence[str]) -> bool:
    mine, theirs = set(before), set(after)
    return len(mine & theirs) >= EDITED * max(1, len(mine | theirs))


def _stretches(before: list[str], after: list[str]) -> Iterator[Stretch]:
    for what, start, end, from_, to in SequenceMatcher(None, before, after, False).get_opcodes():
        if what == "equal":
            yield Stretch(SAME, "".join(before[start:end]))
            continue
        if end > start:
            yield Stretch(REMOVED, "".join(before[start:end]))
        if to > from_:
            yield Stretch(ADDED, "".join(after[from_:to]))
