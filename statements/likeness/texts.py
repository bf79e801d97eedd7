"""How alike two articles are: runs of words compared whole, and keys to find the alike among many.

A text is the set of its runs of four folded words. The keys come from the least hash in each of
sixty parts of that set (MinHash in one permutation): two texts share a band of three such values
with the third power of their resemblance, so among twenty bands copies meet almost surely and
strangers almost never.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate
from zlib import crc32

from people.folding import fold

RUN = 4
BANDS, ROWS = 20, 3
PARTS = BANDS * ROWS
# A text with fewer runs is a stub: too little to tell a copy from a formula.
LEAST_RUNS = 12

# A copy keeps this part of all words of both; or nearly all of the shorter, where one was cut.
COPIED = 0.6
CUT, CUT_COPIED = 0.9, 0.3
# One outlet tells prices and weather in the same words each day: only a second edition is a copy.
SAME_OUTLET = 0.9

_WORD = re.compile(r"[^\W_]+")
_32 = (1 << 32) - 1
_FACTOR = 0x9E3779B1
_BAND = struct.Struct(f"<B{ROWS}I")

Runs = frozenset[int]


@dataclass(frozen=True, slots=True)
class Likeness:
    """``resemblance``: shared runs of all runs; ``containment``: of those of the shorter text."""

    resemblance: float
    containment: float

    def is_copy(self, same_outlet: bool = False) -> bool:
        """True where one text is the other, but for what editors change in what they take over."""
        if same_outlet:
            return self.resemblance >= SAME_OUTLET
        was_cut = self.containment >= CUT and self.resemblance >= CUT_COPIED
        return was_cut or self.resemblance >= COPIED


def runs(text: str) -> Runs:
    """A hash of each run of four folded words; the same on every machine and in every version."""
    words = [word.encode("utf-8", "surrogatepass") for word in _WORD.findall(fold(text))]
    joined = b" ".join(words)
    ends = list(accumulate(len(word) + 1 for word in words))
    begins = (0, *ends)
    return frozenset(
        [
            _mixed(crc32(joined[begin:end]))
            for begin, end in zip(begins, ends[RUN - 1 :], strict=False)
        ]
    )


def packed(mine: Runs) -> bytes:
    """The runs as they are kept: four bytes each, the same on every machine."""
    return struct.pack(f"<{len(mine)}I", *sorted(mine))


def unpacked(kept: bytes) -> Runs:
    """The runs that were kept so."""
    return frozenset(struct.unpack(f"<{len(kept) // 4}I", kept))


def likeness(mine: Runs, theirs: Runs) -> Likeness:
    """How alike two texts are, exactly."""
    shared = len(mine & theirs)
    if not shared:
        return Likeness(0.0, 0.0)
    return Likeness(
        shared / (len(mine) + len(theirs) - shared), shared / min(len(mine), len(theirs))
    )


def bands(mine: Runs) -> list[int]:
    """The keys by which copies of a text are found: signed 64-bit, sorted; none for a stub."""
    if len(mine) < LEAST_RUNS:
        return []
    least = _least_of_each_part(mine)
    return sorted({_key(band, least[band * ROWS : (band + 1) * ROWS]) for band in range(BANDS)})


def _mixed(number: int) -> int:
    # A checksum keeps the pattern of what it sums; a product's high bits do not.
    return (number * _FACTOR & _32) ^ number >> 15


def _least_of_each_part(mine: Runs) -> list[int]:
    least: dict[int, int] = {}
    for number in mine:
        part = number % PARTS
        known = least.get(part)
        if known is None or number < known:
            least[part] = number
    return [least[_filled(part, least)] for part in range(PARTS)]


def _filled(part: int, least: dict[int, int]) -> int:
    """The part itself, or for an empty one another that every text would turn to as well."""
    attempt = 0
    chosen = part
    while chosen not in least:
        attempt += 1
        chosen = _mixed(part * 1009 + attempt) % PARTS
    return chosen


def _key(band: int, values: list[int]) -> int:
    digest = blake2b(_BAND.pack(band, *values), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
