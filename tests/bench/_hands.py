"""A browser worked by hand: every key, click and decision is done, counted, and given the time
that people need for it."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field

# Seconds, after Card, Moran and Newell's keystroke-level model. One who types 40 words a minute.
KEY, POINT, BUTTON, HOMING, DECISION = 0.28, 1.10, 0.10, 0.40, 1.35
WORDS_A_MINUTE = 180
_IS_QUIET = "() => !document.body.classList.contains('is-busy')"
_PLACE = """([start, end]) => {
    const find = (at, bias) => {
        for (const paragraph of document.querySelectorAll(".rv-text p")) {
            let from = Number(paragraph.dataset.start);
            const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const length = walker.currentNode.length;
                if (at - bias >= from && at - bias < from + length)
                    return [walker.currentNode, at - from];
                from += length;
            }
        }
    };
    const edge = (at, bias) => {
        const [node, offset] = find(at, bias);
        const range = document.createRange();
        range.setStart(node, offset - bias);
        range.setEnd(node, offset - bias + 1);
        node.parentElement.scrollIntoView({ block: "nearest" });
        const box = range.getBoundingClientRect();
        // Arabic runs from the right: a letter begins at its right edge.
        return [bias ? box.left + 1 : box.right - 1, box.top + box.height / 2];
    };
    return [edge(start, 0), edge(end, 1)];
}"""


@dataclass
class Work:
    """What one kind of ruling took: how many, what was pressed, seconds by what they went for."""

    rulings: int = 0
    keys: int = 0
    clicks: int = 0
    drags: int = 0
    seconds: Counter[str] = field(default_factory=Counter)


class Hands:
    """An editor's hands, eyes and head at a page; ``pace`` 1 takes as long as a person would."""

    def __init__(self, page, pace=0.0):
        self.page = page
        self.pace = pace
        self.work: dict[str, Work] = {}
        self.kind = "finding the queue"
        self._at_mouse = False

    def at(self, kind, rulings=1):
        """From now on it is this kind of ruling."""
        self.kind = kind
        self._now.rulings += rulings

    @property
    def _now(self) -> Work:
        return self.work.setdefault(self.kind, Work())

    def press(self, key):
        self._move_to(mouse=False)
        self._spend("keys", KEY)
        self._now.keys += 1
        self._act(lambda: self.page.keyboard.press(key))

    def type(self, words):
        self._move_to(mouse=False)
        self._spend("keys", KEY * len(words))
        self._now.keys += len(words)
        self._act(lambda: self.page.keyboard.type(words))

    def click(self, locator):
        self._move_to(mouse=True)
        self._spend("pointing", POINT + 2 * BUTTON)
        self._now.clicks += 1
        self._act(locator.click)

    def select(self, place):
        """Draw over a stretch of the article, given in characters of its text."""
        self._move_to(mouse=True)
        self._spend("pointing", 2 * (POINT + BUTTON))
        self._now.drags += 1
        (left, top), (right, bottom) = self.page.evaluate(_PLACE, list(place))
        mouse = self.page.mouse
        mouse.move(left, top)
        mouse.down()
        mouse.move((left + right) / 2, (top + bottom) / 2)
        mouse.move(right, bottom)
        self._act(mouse.up)

    def decide(self, times=1):
        self._spend("decisions", DECISION * times)

    def read(self, words):
        self._spend("reading", len(words.split()) * 60 / WORDS_A_MINUTE)

    def _move_to(self, *, mouse):
        if self._at_mouse != mouse:
            self._spend("homing", HOMING)
        self._at_mouse = mouse

    def _act(self, act):
        begun = time.perf_counter()
        act()
        self.page.wait_for_function(_IS_QUIET)
        self._now.seconds["waiting"] += time.perf_counter() - begun

    def _spend(self, on, seconds):
        self._now.seconds[on] += seconds
        if self.pace:
            time.sleep(seconds * self.pace)
