"""A page as a row of text blocks, cut at block elements and line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from statements.ingestion.lines import Line
from statements.ingestion.names import BLOCK, names_of, says_author

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# ``<span>Par Une Telle</span><span>Publié à 10h45</span><span>Lecture``: the eye sees a gap.
_GLUED = re.compile(r"(?:[^\W\d_]|\d\d)$")
_SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(slots=True)
class Block:
    """One paragraph's worth of text. ``owner`` is the element it stands in."""

    text: str
    owner: html.HtmlElement
    link_characters: int = 0
    stamp: str | None = None
    byline: bool = False

    @property
    def heading(self) -> int:
        for element in (self.owner, *self.owner.iterancestors()):
            if element.tag in _HEADINGS:
                return _HEADINGS[element.tag]
            if element.tag in ("div", "article", "section", "td", "body"):
                break
        return 0

    @property
    def link_share(self) -> float:
        return self.link_characters / max(1, len(self.text))

    def line(self) -> Line:
        return Line(self.text, self.link_share, self.owner.tag in ("p", "blockquote"), self.heading)


@dataclass(slots=True)
class _Run:
    """Text that is being collected until the next block boundary."""

    pieces: list[str] = field(default_factory=list)
    link: int = 0
    stamp: str | None = None
    byline: bool = False


def text_blocks(root: html.HtmlElement) -> list[Block]:
    """The page's text in reading order, cut at block elements and line breaks."""
    blocks: list[Block] = []
    run = _Run()
    owner = root
    for event, element in _walk(root):
        is_break = element.tag == "br" or element.tag in BLOCK
        if is_break:
            _close(run, owner, blocks)
            run = _Run()
        if element.tag == "time":
            run.pieces.append(" ")  # a word that a date is glued to is none
        if event == "start":
            _note(element, run)
            owner = element if element.tag in BLOCK else owner
            _collect(run, element.text, element)
        else:
            parent = element.getparent()
            owner = _block_of(parent) if is_break and parent is not None else owner
            _collect(run, element.tail, parent if parent is not None else element)
    _close(run, owner, blocks)
    return blocks


def _walk(root: html.HtmlElement) -> Iterator[tuple[str, html.HtmlElement]]:
    """Start and end of each element, without recursion: pages may be nested very deep."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if isinstance(element.tag, str):
            yield event, element


def _block_of(element: html.HtmlElement) -> html.HtmlElement:
    while element.tag not in BLOCK and element.getparent() is not None:
        element = element.getparent()
    return element


def _note(element: html.HtmlElement, run: _Run) -> None:
    """Marks that bylines carry: a machine-readable date, a class or relation that says author."""
    if element.tag == "time" or "datePublished" in (element.get("itemprop") or ""):
        run.stamp = run.stamp or element.get("datetime") or element.get("content")
    elif element.tag == "abbr" and "published" in (element.get("class") or ""):
        run.stamp = run.stamp or element.get("title")
    if (
        element.get("rel") == "author"
        or element.get("itemprop") == "author"
        or says_author(names_of(element))
    ):
        run.byline = True


def _collect(run: _Run, text: str | None, within: html.HtmlElement) -> None:
    if not text:
        return
    if run.pieces and text[0].isupper() and _ends_a_word(run.pieces[-1]):
        run.pieces.append(" ")
    run.pieces.append(text)
    if within.tag == "a" or any(ancestor.tag == "a" for ancestor in within.iterancestors("a")):
        run.link += len(_SPACE.sub(" ", text))


def _ends_a_word(piece: str) -> bool:
    """Lower case or a number: a capital that follows begins another word (not a drop capital)."""
    return bool(_GLUED.search(piece)) and not piece[-1].isupper()


def _close(run: _Run, owner: html.HtmlElement, blocks: list[Block]) -> None:
    text = _SPACE.sub(" ", "".join(run.pieces)).strip(" ")
    if text or run.stamp:
        blocks.append(Block(text, owner, run.link, run.stamp, run.byline))
