"""Text whose parts are named, as forms and archives leave it: ``العنوان: …``, ``Auteur : …``.

A label is believed where at least two of them name parts of an article: ``العنوان: شارع …`` at a
page's foot is an address.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from people.folding import fold
from statements.ingestion.dates import find_dates

TITLE_LABELS = ("عنوان", "العنوان", "عنوان المقال", "عنوان الخبر", "titre", "title")
_WORDS = {
    "title": TITLE_LABELS,
    "author": (
        "بقلم", "كتبه", "كتبته", "الكاتب", "الكاتبة", "كاتب المقال", "المؤلف", "المحرر",
        "auteur", "auteure", "author", "par", "by",
    ),
    "date": (
        "تاريخ", "التاريخ", "تاريخ النشر", "نشر في", "نشر بتاريخ", "date", "date de publication",
        "publié le", "published",
    ),
    "source": ("مصدر", "المصدر", "الجريدة", "الموقع", "source", "journal"),
    "body": (
        "نص", "النص", "نص المقال", "نص الخبر", "المتن", "المحتوى", "المقال", "texte",
        "texte intégral", "corps", "contenu", "article", "text", "body",
    ),
}  # fmt: skip
_LABELS = {fold(word): name for name, words in _WORDS.items() for word in words}
_LONGEST_LABEL = 24
_LONGEST = {"title": 300, "author": 100, "date": 100, "source": 80, "body": 10_000_000}
_EDGE = " \t*_#>•-"


@dataclass(slots=True)
class Labelled:
    """What the labels name, and the lines that are left for the body."""

    named: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)


def read_labels(lines: Sequence[str]) -> Labelled | None:
    """The parts that lines name; None where they are no labelled text."""
    found, waiting = Labelled(), ""
    for line in lines:
        name, value = _label(line)
        if waiting and line.strip() and not name:
            # The value stands under its label.
            name, value, waiting = waiting, line.strip(), ""
        if not name or found.named.get(name) or len(value) > _LONGEST[name]:
            found.lines.append(line)
            continue
        found.named[name], waiting = value, "" if value or name == "body" else name
        if name == "body":
            found.lines.append(value)
    return found if _is_told(found, lines) else None


def _is_told(found: Labelled, lines: Sequence[str]) -> bool:
    """Two parts beside the source, which a credit at any article's foot names as well."""
    if (date := found.named.get("date")) and not find_dates(date):
        return False
    told = {name for name, value in found.named.items() if value or name == "body"}
    heads = [name for line in lines[:6] if (name := _label(line)[0])]
    return len(told - {"source"}) >= 2 or (told >= {"title", "source"} and len(heads) >= 2)


def _label(line: str) -> tuple[str, str]:
    """The part that a line names, "" when it names none, and what it says of it."""
    label, colon, value = line.replace("：", ":").partition(":")
    if not colon or len(label) > _LONGEST_LABEL:
        return "", ""
    name = _LABELS.get(" ".join(fold(label.strip(_EDGE)).split()), "")
    return name, value.strip(_EDGE) if name else ""
