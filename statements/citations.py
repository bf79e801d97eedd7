"""A statement as others cite it: APA, Chicago, BibTeX, RIS, and in Arabic.

The words come from the web: nothing in them may break out of a field of BibTeX or a line of RIS.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import override, pgettext

from statements.provenance import citation, speaker_name

if TYPE_CHECKING:
    from statements.models import Statement

_LONGEST = 200
_SPACES = re.compile(r"\s+")
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """What every style needs, each value on one line. An unknown value is empty or None."""

    public_id: str
    speaker: str
    words: str
    day: date | None
    sitting: str
    outlet: str
    title: str
    language: str
    permalink: str
    source: str


def reference(statement: Statement, permalink: str, language: str = "en") -> Reference:
    """The reference of a statement, in words of this language around the words as printed."""
    article = statement.article
    with override(language):
        return Reference(
            public_id=statement.public_id,
            speaker=_line(speaker_name(statement)),
            words=Truncator(_line(statement.content)).chars(_LONGEST),
            day=statement.said_on or statement.dated_on,
            sitting=str(statement.session.get_type_display()) if statement.session else "",
            outlet=_line(str(article.source)) if article.source else "",
            title=_line(article.title),
            language=statement.language,
            permalink=permalink,
            source=article.url,
        )


def _line(text: str) -> str:
    """Without line ends and other control characters, which would end a field early."""
    return _SPACES.sub(" ", "".join(c if c.isprintable() else " " for c in text)).strip()


def apa(one: Reference) -> str:
    """Speaker. (2025, April 22). “Words” [Statement, oral questions]. Reported in … Qawl. URL"""
    with override("en"):
        day = date_format(one.day, "Y, F j") if one.day else "n.d."
    kind = f"Statement, {one.sitting}" if one.sitting else "Statement"
    inside = ", ".join(part for part in (f"“{one.title}”" if one.title else "", one.outlet) if part)
    reported = f" Reported in {inside}." if inside else ""
    return f"{one.speaker}. ({day}). “{one.words}” [{kind}].{reported} Qawl. {one.permalink}"


def chicago(one: Reference) -> str:
    """Speaker, “Words”, statement, oral questions, April 22, 2025, reported in “Title”, Outlet …"""
    with override("en"):
        day = date_format(one.day, "F j, Y") if one.day else "n.d."
    parts = [
        one.speaker,
        f"“{one.words}”",
        f"statement, {one.sitting}" if one.sitting else "statement",
        day,
        f"reported in “{one.title}”" if one.title else "",
        one.outlet,
        "Qawl",
        one.permalink,
    ]
    return ", ".join(part for part in parts if part) + "."


def arabic(statement: Statement, permalink: str) -> str:
    """The citation as Arabic scholars write it."""
    with override("ar"):
        return (
            f"{citation(statement)}{pgettext('separates the parts of a citation', ', ')}{permalink}"
        )


def bibtex(one: Reference) -> str:
    """An entry of BibTeX; reads as UTF-8 in biber, xelatex and lualatex."""
    via = f"via {one.outlet}" if one.outlet else ""
    note = "; ".join(part for part in (one.sitting, via) if part)
    fields = {
        "author": f"{{{_latex(one.speaker)}}}",
        "title": f"{{{_latex(one.words)}}}",
        "year": f"{one.day:%Y}" if one.day else "",
        "month": f"{one.day:%m}" if one.day else "",
        "day": f"{one.day:%d}" if one.day else "",
        "howpublished": _latex(f"Statement reported in {one.title}" if one.title else "Statement"),
        "publisher": "Qawl",
        "note": _latex(note),
        "langid": {"ar": "arabic", "fr": "french"}.get(one.language, "english"),
        "url": one.permalink,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{qawl-{one.public_id},\n" + ",\n".join(lines) + "\n}\n"


def _latex(text: str) -> str:
    return "".join(_LATEX.get(character, character) for character in text)


def ris(one: Reference) -> str:
    """A record for Zotero, EndNote and Mendeley; lines end as the format asks."""
    tags = [
        ("TY", "GEN"),
        ("ID", one.public_id),
        ("AU", one.speaker),
        ("TI", one.words),
        ("T2", one.title),
        ("PY", f"{one.day:%Y}" if one.day else ""),
        ("DA", f"{one.day:%Y/%m/%d}" if one.day else ""),
        ("M3", f"Statement, {one.sitting}" if one.sitting else "Statement"),
        ("PB", one.outlet),
        ("DP", "Qawl"),
        ("LA", one.language),
        ("UR", one.permalink),
        ("L2", one.source),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in tags if value or tag == "ER")
