"""Who addresses which ministry: as a heat map, and as a net of lines between the two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language_bidi

from statements.arrows import from_to
from statements.browsing import Question, browser
from statements.charts.bars import Bar
from statements.charts.queries import narrowed

STEPS = 5  # shades of a heat map
NAMES, LETTERS = 190, 25  # room for a speaker's name, and how many letters fit into it
CELL = 46
LETTER_RISE, HEAD_ROOM = 4.3, 22  # how far a slanted letter of a ministry rises
LETTER_RUN = 5.2  # and how far it goes sideways
NET_WIDTH, NET_ROW, NET_TOP, NET_NAMES = 760, 34, 14, 225
THICKEST = 13
STRONGEST = 2  # lines of each speaker and of each ministry that are drawn in any case
FEW = 40  # lines that can be told apart; where there are no more, all are drawn


@dataclass(frozen=True, slots=True)
class Pairs:
    """Counts by (speaker's public id, ministry's code), for speakers and ministries in order."""

    speakers: tuple[Bar, ...]
    ministries: tuple[Bar, ...]
    counts: dict[tuple[str, str], int]
    query: str

    def link(self, speaker: Bar, ministry: Bar) -> str:
        return narrowed(self.query, speaker=speaker.value, ministry=ministry.value)

    def count(self, speaker: Bar, ministry: Bar) -> int:
        return self.counts.get((speaker.value, ministry.value), 0)

    @property
    def rows(self) -> list[tuple[Bar, list[tuple[int, str]]]]:
        """The table behind both pictures."""
        return [
            (s, [(self.count(s, m), self.link(s, m)) for m in self.ministries])
            for s in self.speakers
        ]

    @property
    def strongest(self) -> set[tuple[str, str]]:
        """The pairs that a net shows: all where they are few, else the most frequent of each."""
        if len(self.counts) <= FEW:
            return set(self.counts)
        shown: set[tuple[str, str]] = set()
        ends: Counter[str] = Counter()
        for pair in sorted(self.counts, key=lambda pair: -self.counts[pair]):
            if any(ends[end] < STRONGEST for end in pair):
                shown.add(pair)
                ends.update(pair)
        return shown


def pairs_of(
    question: Question, query: str, speakers: Sequence[Bar], ministries: Sequence[Bar]
) -> Pairs | None:
    """How often each of these speakers addresses each of these ministries; None for never."""
    counts = dict(
        browser().pairs(
            question, [bar.value for bar in speakers], [bar.value for bar in ministries]
        )
    )
    if not counts:
        return None
    told = {speaker for speaker, _ in counts}
    asked = {ministry for _, ministry in counts}
    return Pairs(
        tuple(bar for bar in speakers if bar.value in told),
        tuple(bar for bar in ministries if bar.value in asked),
        counts,
        query,
    )


@dataclass(frozen=True, slots=True)
class Label:
    text: str
    full: str
    x: float
    y: float
    query: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A square of the heat map; ``shade`` runs from 0, for nothing, to 5."""

    x: float
    y: float
    count: int
    shade: int
    title: str
    query: str


@dataclass(frozen=True, slots=True)
class HeatMap:
    width: int
    height: int
    size: int
    rows: tuple[Label, ...]
    heads: tuple[Label, ...]
    cells: tuple[Cell, ...]
    slant: int


def heat_map(pairs: Pairs) -> HeatMap:
    """Speakers down, ministries across; right-to-left for those who read so."""
    rtl = get_language_bidi()
    width = round(
        NAMES
        + max(CELL * (n + 0.5) + LETTER_RUN * len(_short(m.label)) + CELL / 2
              for n, m in enumerate(pairs.ministries))
    )  # fmt: skip

    def across(x: float) -> float:
        return width - x if rtl else x

    head = HEAD_ROOM + LETTER_RISE * max(len(_short(m.label)) for m in pairs.ministries)
    most = max(pairs.counts.values())
    left = -CELL if rtl else 0
    rows: list[Label] = []
    cells: list[Cell] = []
    for line, speaker in enumerate(pairs.speakers):
        y = head + CELL * line
        name = Label(_short(speaker.label), speaker.label, across(NAMES - 10), y + CELL / 2 + 5, "")
        rows.append(name)
        cells += [
            _cell(pairs, speaker, ministry, across(NAMES + CELL * place) + left + 1, y + 1, most)
            for place, ministry in enumerate(pairs.ministries)
        ]
    heads = [
        Label(_short(m.label), m.label, across(NAMES + CELL * (n + 0.5)), head - 10, m.query)
        for n, m in enumerate(pairs.ministries)
    ]
    height = round(head + CELL * len(pairs.speakers) + 4)
    return HeatMap(
        width, height, CELL - 2, tuple(rows), tuple(heads), tuple(cells), 40 if rtl else -40
    )


def _cell(pairs: Pairs, speaker: Bar, ministry: Bar, x: float, y: float, most: int) -> Cell:
    count = pairs.count(speaker, ministry)
    title = from_to(speaker.label, ministry.label)
    return Cell(x, y, count, -(-STEPS * count // most), title, pairs.link(speaker, ministry))


@dataclass(frozen=True, slots=True)
class Line:
    """A curve from a speaker to a ministry."""

    path: str
    width: float
    title: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Network:
    width: int
    height: int
    speakers: tuple[Label, ...]
    ministries: tuple[Label, ...]
    lines: tuple[Line, ...]
    start: float
    end: float
    is_whole: bool


def network(pairs: Pairs) -> Network:
    """Speakers where reading starts, ministries on the other side; lines as thick as many."""
    rtl = get_language_bidi()
    height = NET_TOP * 2 + NET_ROW * max(len(pairs.speakers), len(pairs.ministries))
    start, end = NET_NAMES, NET_WIDTH - NET_NAMES
    if rtl:
        start, end = NET_WIDTH - start, NET_WIDTH - end
    gap = 10 if end > start else -10
    from_y = _spread(len(pairs.speakers), height)
    to_y = _spread(len(pairs.ministries), height)
    most = max(pairs.counts.values())
    middle = (start + end) / 2
    shown = pairs.strongest
    lines = [
        Line(
            f"M{start} {y1}C{middle} {y1} {middle} {y2} {end} {y2}",
            round(1.5 + (THICKEST - 1.5) * count / most, 1),
            from_to(speaker.label, ministry.label),
            count,
            pairs.link(speaker, ministry),
        )
        for speaker, y1 in zip(pairs.speakers, from_y, strict=True)
        for ministry, y2 in zip(pairs.ministries, to_y, strict=True)
        if (count := pairs.count(speaker, ministry)) and (speaker.value, ministry.value) in shown
    ]
    return Network(
        NET_WIDTH,
        height,
        tuple(
            Label(_short(bar.label), bar.label, start - gap, y + 5, bar.query)
            for bar, y in zip(pairs.speakers, from_y, strict=True)
        ),
        tuple(
            Label(_short(bar.label), bar.label, end + gap, y + 5, bar.query)
            for bar, y in zip(pairs.ministries, to_y, strict=True)
        ),
        tuple(sorted(lines, key=lambda line: line.count)),
        start,
        end,
        len(shown) == len(pairs.counts),
    )


def _spread(number: int, height: int) -> list[float]:
    room = (height - 2 * NET_TOP) / number
    return [round(NET_TOP + room * (place + 0.5), 1) for place in range(number)]


_PREFIXES = ("وزارة ", "ministère de la ", "ministère de l’", "ministère de l'", "ministère du ",
             "ministère des ", "Ministry of ")  # fmt: skip


def _short(name: str) -> str:
    """A name for a narrow place: without the word for ministry, cut where it is still too long."""
    for prefix in _PREFIXES:
        if name.lower().startswith(prefix.lower()):
            name = name[len(prefix) :]
            break
    return name if len(name) <= LETTERS else name[: LETTERS - 1].rstrip() + "…"
