"""Words of an article that tell where something was said: sitting, committee, chamber, press."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from people.folding import fold
from people.reference import FormKind
from statements.extraction.departments import FRENCH_LINKS, country
from statements.extraction.layout import Layout
from statements.extraction.model import SessionType, Span
from statements.extraction.phrases import Phrasebook, SearchedBook
from statements.extraction.record import record


@record
class Evidence:
    """A phrase at words ``first`` to ``last`` and what it is evidence of."""

    kind: str
    value: str
    first: int
    last: int


@record
class _Sign:
    kind: str
    value: str = ""


_TABLES = (
    "sitting",
    "media",
    "communique",
    "spoken",
    "meeting",
    "legislative",
    "finance",
    "assembly",
    "visit",
    "background",
)


@cache
def _data() -> dict[str, Any]:
    source = files("statements.extraction") / "data" / "sessions.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


_SIGNS = {
    "ar": SearchedBook(lambda: Phrasebook(_entries("ar"))),
    "fr": SearchedBook(lambda: Phrasebook(_entries("fr"), skip=FRENCH_LINKS)),
}


@cache
def words_of(table: str, language: str) -> frozenset[str]:
    """The folded words of a table of single words."""
    return frozenset(fold(word) for word in _data()[table][language])


def _entries(language: str) -> Iterator[tuple[str, _Sign]]:
    data = _data()
    for code, wordings in data["types"][language].items():
        for wording in wordings:
            yield wording, _Sign("type", code)
    for wording in data["written"][language]:
        yield wording, _Sign("type", "written_question")
    for table in _TABLES:
        for wording in data[table][language]:
            yield wording, _Sign(table)
    yield from _reference_entries(language)


def _reference_entries(language: str) -> Iterator[tuple[str, _Sign]]:
    known = country()
    for form in known.committee_names():
        if form.language == language:
            yield form.text, _Sign("committee", _chambers_of_committee(form.text))
    for form in known.chamber_names():
        if form.language == language and form.kind is FormKind.NAME:
            yield form.text, _Sign("chamber", form.code)
    for session_type in known.session_types:
        if session_type.code == SessionType.PLENARY_BUDGET:
            continue  # the bill is a topic of many sittings: see the table "finance"
        french = language == "fr"
        for wording in session_type.wordings_fr if french else session_type.wordings_ar:
            yield wording, _Sign("type", session_type.code)


@cache
def _committee_chambers() -> dict[str, set[str]]:
    chambers: dict[str, set[str]] = {}
    for form in country().committee_names():
        if form.chamber:
            chambers.setdefault(fold(form.text), set()).add(form.chamber)
    return chambers


def _chambers_of_committee(name: str) -> str:
    """The chamber that a committee's name settles, "" where both have such a committee."""
    chambers = _committee_chambers()[fold(name)]
    return next(iter(chambers)) if len(chambers) == 1 else ""


def read_evidence(layout: Layout, language: str) -> list[Evidence]:
    """The reporter's words about places of speech, in text order, without the speakers' own."""
    signs = _SIGNS[language]
    hits = list(signs.find(layout.words))
    for hit in hits:
        if hit.value.kind in _PLACES and layout.in_content(hit.first):
            _release_tail(layout, hit.first, hit.last, language)
    found = []
    for hit in hits:
        if layout.in_content(hit.first) or _is_no_background(layout, hit.first, hit.value):
            continue
        found.append(Evidence(hit.value.kind, hit.value.value, hit.first, hit.last))
        if hit.value.value == "committee":
            inner = signs.book.match(layout.words, hit.last)  # اجتماع [لجنة العدل]
            if inner and inner.value.kind == "committee":
                found.append(Evidence("committee", inner.value.value, inner.first, inner.last))
    return found


_PLACES = frozenset({"type", "sitting", "spoken", "committee", "media"})
_LEADS = 5  # words between the comma and the sitting: ``، وذلك خلال جلسة …``


def _release_tail(layout: Layout, word: int, last: int, language: str) -> None:
    """``…، وذلك خلال جلسة الأسئلة الشفوية``: a tail that tells the sitting is the reporter's.

    It was read into the content only because nothing parts the two but a comma.
    """
    words, during = layout.words, words_of("during", language)
    start = words.words[layout.sentence_start(word)]
    background = start in words_of("background", language)  # وكان فلان قد أثار الأمر في جلسة …
    for at in range(word, max(word - _LEADS, 0), -1):
        before = words.words[at] == _BEFORE and _COMMA in words.gaps[last + 1 : last + 4]
        leads = before or words.words[at] in during or words.words[at].startswith(("ب", "وب"))
        opens = words.words[at - 1] in _THAT
        comma = words.gaps[at - opens]
        parted = "،" in comma or "," in comma or background or before
        if leads and parted and not layout.in_quotation(at):
            layout.release(at - opens)
            return


_BEFORE = "امام"  # دافع عن المشروع أمام لجنة المالية …، أمس الثلاثاء
_COMMA = "، "
_THAT = frozenset({"وذلك", "ذلك", "وهذا"})


def _is_no_background(layout: Layout, word: int, sign: _Sign) -> bool:
    """``وكان فلان قد دعا`` tells of an earlier act; ``وكان فلان أول المتدخلين`` does not."""
    if sign.kind != "background":
        return False
    if layout.sentence_start(word) != word:
        return True
    following = layout.words.words[word : word + _BACKGROUND_REACH]
    return _COMPLETED.isdisjoint(following)


_BACKGROUND_REACH = 16
_COMPLETED = frozenset({"قد", "سبق", "وسبق", "avait", "avaient"})


def span_of(layout: Layout, evidence: Evidence) -> Span:
    return Span(*layout.words.span(evidence.first, evidence.last))


def surface(layout: Layout, evidence: Evidence) -> str:
    """As printed, without the conjunction or preposition glued in front."""
    text = span_of(layout, evidence).of(layout.words.folded.original)
    for before in ("ولل", "فلل", "لل", "وب", "ول", "و", "ف", "ب", "ل", "ك"):
        rest = text.removeprefix(before)
        if rest != text and fold(rest).startswith(("لجن", "اللجن")):
            return rest
    return text
