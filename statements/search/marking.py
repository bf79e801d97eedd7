"""Showing why a statement was found: its words marked, in a part of the text that holds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from people.folding import fold_with_offsets
from statements.search.asking import Clause
from statements.search.reading import read
from statements.search.stored import WORD, stem, words

Span = tuple[int, int]
_SPACE = re.compile(r"\s")
_BEFORE = 90  # characters shown before the first word that matches, about


def mark(text: str, query: str) -> SafeString:
    """The text as safe HTML, with the words that the query asked for in ``<mark>``."""
    return _marked(text, spans(text, query))


def snippet(text: str, query: str, size: int = 420) -> SafeString:
    """The part of a long text around the words asked for, marked; the whole of a short one."""
    found = spans(text, query)
    if len(text) <= size * 1.2:
        return _marked(text, found)
    start, end = _window(text, found, size)
    inside = [(a - start, b - start) for a, b in found if start <= a and b <= end]
    shown = _marked(text[start:end], inside)
    return format_html("{}{}{}", "… " if start else "", shown, " …" if end < len(text) else "")


def found_elsewhere(
    query: str, shown: Iterable[str], elsewhere: Mapping[str, str]
) -> dict[str, SafeString]:
    """Of the texts that are not shown, by name: those that hold what no shown one does, marked."""
    held = {name: _held(words(text), read(query).wanted) for name, text in elsewhere.items()}
    if not any(held.values()):
        return {}  # as for most rows, whose long texts need not be looked at again
    seen = {clause for text in shown for clause in _held(words(text), read(query).wanted)}
    found: dict[str, SafeString] = {}
    for name, clauses in held.items():
        if clauses - seen:
            found[name] = mark(elsewhere[name], query)
            seen |= clauses
    return found


def _held(text: list[str], wanted: Iterable[Clause]) -> set[Clause]:
    """Which of the clauses the text holds."""
    return {clause for clause in wanted if _hits(text, [clause])}


def spans(text: str, query: str) -> list[Span]:
    """Where the text has what was asked for: whole phrases, and single words."""
    asked = read(query)
    if not asked.wanted:
        return []
    folded = fold_with_offsets(text)
    found = [(match.start(), match.end(), match.group()) for match in WORD.finditer(folded.text)]
    hits = _hits([word for _, _, word in found], asked.wanted)
    marked: list[Span] = []
    for at in sorted(hits):
        start, end = folded.span(found[at][0], found[at][1])
        if not marked or start >= marked[-1][1]:  # ¼ is two words
            marked.append((start, end))
    return marked


def _hits(text: list[str], wanted: Iterable[Clause]) -> set[int]:
    """Which words of the text hold one of the clauses."""
    stems = [stem(word) for word in text]
    hits: set[int] = set()
    for clause in wanted:
        told = text if clause.is_exact else stems
        for way in clause.ways:
            rows = [{word.typed} if clause.is_exact else set(word.stems) for word in way]
            for at in _starts(told, rows):
                hits.update(range(at, at + len(rows)))
    return hits


def _starts(told: list[str], rows: list[set[str]]) -> Iterator[int]:
    for at in range(len(told) - len(rows) + 1):
        if all(told[at + n] in row for n, row in enumerate(rows)):
            yield at


def _window(text: str, found: list[Span], size: int) -> Span:
    """About ``size`` characters from a little before the first match, cut between words."""
    first = found[0][0] if found else 0
    start = max(0, min(first - _BEFORE, len(text) - size))
    if start and (space := _SPACE.search(text, start)) and space.end() <= first:
        start = space.end()
    end = min(len(text), start + size)
    if (
        end < len(text)
        and (cut := max(text.rfind(" ", start, end), text.rfind("\n", start, end))) > start
    ):
        end = cut
    return start, end


def _marked(text: str, found: list[Span]) -> SafeString:
    pieces, done = [], 0
    for start, end in found:
        pieces.append((text[done:start], format_html("<mark>{}</mark>", text[start:end])))
        done = end
    return format_html("{}{}", format_html_join("", "{}{}", pieces), text[done:])
