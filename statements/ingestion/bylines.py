"""Bylines: the author's name alone, and the date printed with it.

``هسبريس - سلمى الواحي من الرباط (صور: فلان) 23 ماي 2024 - 10:00`` → سلمى الواحي. A desk, an agency
or a bare outlet name is an author too, but only where no person is named.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from people.folding import fold, fold_with_offsets
from statements.ingestion.byline_words import CREDIT, MARKER, NOISE, SEPARATOR, STRONG_MARKER
from statements.ingestion.dates import PrintedDate, find_dates, publication_date
from statements.ingestion.press import (
    AGENCIES,
    DESKS,
    LABELS,
    OUTLETS,
    PLACEHOLDERS,
    SECTIONS,
    TOWNS,
)

_PARENTHESIS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_FROM = re.compile(r"\s+(?:من|à)\s+(?:مدينة\s+)?\S+(?:\s+\S+){0,2}$")
_DOMAIN = re.compile(r"^(?:www\.)?[\w-]+[. ](?:info?|com|ma|net|press|org|tv|فيديو|كوم)$")
_EDGE = " \t\u00a0-–—ـ|•·:：،,/*.؛«»\"“”‘’'…›‹#©"
_CONNECTOR = re.compile(r"^(?:في|يوم|le|on|du|la|the|و)$")
_MOST_WORDS = 7


@dataclass(frozen=True, slots=True)
class Byline:
    author: str | None
    date: PrintedDate | None


def read_byline(line: str, site: str | None = None) -> Byline | None:
    """The byline or date line that this short line is, None when it is something else."""
    if len(line) > 250:
        return None
    dates = find_dates(line)
    rest = _without_dates(line, dates)
    words = len(re.findall(r"[^\W\d_]+", rest))
    if words > _MOST_WORDS + 6:
        return None
    named = _is_named(line, rest, site)
    if not dates and not named:
        return None
    if dates and words and not named and not _looks_like_a_name(rest):
        return None
    return Byline(author_name(rest, site), publication_date(line))


def is_signed(folded: str) -> bool:
    """Whether a folded line says that it is a byline: بقلم, كتبه, publié par."""
    return bool(STRONG_MARKER.match(folded))


def author_name(printed: str, site: str | None = None) -> str | None:
    """The name in what a page gives as author: no prefix, outlet, town, credit or counter."""
    rest = _without_dates(printed, find_dates(printed))
    bare = " ".join(_PARENTHESIS.sub(" ", rest).split()).strip(_EDGE)
    rest = bare or rest.strip("()[] ")
    rest = _unmarked(_cut(rest, CREDIT))
    parts = [part for piece in SEPARATOR.split(rest) if (part := _trimmed(piece))]
    parts = [part for part in parts if fold(part) not in PLACEHOLDERS]
    if not parts or MARKER.fullmatch(fold(rest)):  # بواسطة alone: the name stands elsewhere
        return None
    return _chosen(parts, rest, site)


def is_outlet(text: str, site: str | None = None) -> bool:
    """A bare outlet name or address, such as a dateline ``NEWS.INFO``."""
    folded = fold(text).strip(_EDGE)
    if not folded:
        return False
    return (
        folded in OUTLETS
        or bool(_DOMAIN.match(folded))
        or (bool(site) and folded == fold(site or ""))
    )


def _is_named(line: str, rest: str, site: str | None) -> bool:
    """Marked as a byline (بقلم, كتبه …), or built as one: outlet - name, name من town."""
    if is_signed(fold(line)) and len(rest.split()) <= _MOST_WORDS + 3:
        return True
    if MARKER.match(fold(line)) and _is_capitalised_name(line):
        return True
    if rest.rstrip()[-1:] in ".!?؟…":
        return False
    parts = [
        part
        for piece in SEPARATOR.split(_PARENTHESIS.sub(" ", rest))
        if (part := piece.strip(_EDGE))
    ]
    if not 1 <= len(parts) <= 3 or any(len(part.split()) > _MOST_WORDS for part in parts):
        return False
    if any(_is_press(part, site) for part in parts):
        return True
    towns = [part for part in parts if fold(part) in TOWNS]
    return (
        len(parts) == 2
        and len(towns) == 1
        and any(is_bare_name(p) for p in parts if p not in towns)
    )


def _is_press(part: str, site: str | None) -> bool:
    folded = fold(part)
    place = re.search(r" من (\S+(?: \S+){0,2})$", folded)
    if place and place[1] in TOWNS:
        return True
    return is_outlet(part, site) or _is_agency(folded) or folded in DESKS


def _is_agency(folded: str) -> bool:
    """``و.م.ع``, ``و م ع`` and ``و .م .ع`` are one agency."""
    return folded in AGENCIES or " ".join(re.split(r"[\s.]+", folded.strip(". "))) in AGENCIES


def _is_capitalised_name(line: str) -> bool:
    """``Par Salma Ouahi``, not ``Par ailleurs, …``."""
    words = [word for word in line.split() if word[:1].isalpha()]
    return 2 <= len(words) <= 5 and all(
        word[:1].isupper() or word in {"et", "de", "par"} for word in words[1:]
    )


def _looks_like_a_name(rest: str) -> bool:
    """What stands beside a date: a name of two to five words, an account, an outlet, a section."""
    words = rest.strip(_EDGE).split()
    return len(words) <= _MOST_WORDS and not re.search(r"[.!?؟؛\"«»“”\d]", rest.strip(_EDGE))


def _without_dates(line: str, dates: tuple[PrintedDate, ...]) -> str:
    for printed in reversed(dates):
        line = f"{line[: printed.start]} | {line[printed.end :]}"
    return _without_weekday(_cut(line, NOISE))


def _without_weekday(line: str) -> str:
    from statements.ingestion.calendar import WEEKDAYS

    kept = [
        word
        for word in line.split()
        if fold(word.strip(_EDGE)) not in WEEKDAYS or not word.strip(_EDGE)
    ]
    return " ".join(kept)


def _cut(text: str, pattern: re.Pattern[str]) -> str:
    """The text without what the pattern finds in its fold, a bar left in each place."""
    folded = fold_with_offsets(text)
    for match in reversed(list(pattern.finditer(folded.text))):
        start, end = folded.span(*match.span())
        text = f"{text[:start]} | {text[end:]}"
    return text


def _unmarked(text: str) -> str:
    text = text.strip(_EDGE)
    for _ in range(2):
        folded = fold_with_offsets(text)
        match = MARKER.match(folded.text)
        if not match or match.end() == len(folded.text):
            break
        text = text[folded.span(0, match.end())[1] :].strip(_EDGE)
    return text


def _trimmed(part: str) -> str:
    part = part.strip(_EDGE)
    part = _FROM.sub("", part) if len(part.split()) > 2 or _ends_in_town(part) else part
    words = part.split()
    while words and _CONNECTOR.match(fold(words[-1])):
        words.pop()
    return " ".join(words).strip(_EDGE)


def _ends_in_town(part: str) -> bool:
    return fold(part.rsplit(" ", maxsplit=1)[-1]) in TOWNS if part else False


def _chosen(parts: list[str], whole: str, site: str | None) -> str | None:
    """Persons before agencies before desks before outlets; of several, the one after the outlet."""
    persons = [part for part in parts if _is_person(part, site)]
    if persons:
        joined = f"{persons[0]} / {persons[-1]}"
        if (
            len(persons) == 2
            and re.search(r"\S\s*/\s*\S", whole)
            and all(" " in name for name in persons)
        ):
            return joined if joined in whole else whole.strip(_EDGE)
        full = [name for name in persons if " " in name]
        return (full or persons)[-1]
    return next((part for known in _desks(site) for part in parts if known(part)), None)


def _desks(site: str | None) -> tuple[Callable[[str], bool], ...]:
    """Who signs where no person does, the most telling first."""
    return (
        lambda part: _is_agency(fold(part)),
        lambda part: fold(part) in DESKS,
        lambda part: is_outlet(part, site),
        lambda part: fold(part) in LABELS,
    )


def is_bare_name(line: str) -> bool:
    """Whether the line may be a name and nothing else: it must still stand where a byline does."""
    words = line.strip(_EDGE).split()
    if not 2 <= len(words) <= 4 or not all(
        re.fullmatch(r"[^\W\d_]+(?:['’.-][^\W\d_]*)*", w) for w in words
    ):
        return False
    if not fold(words[0])[0].isascii():
        return fold(line).strip(_EDGE) not in SECTIONS
    return all(word[0].isupper() or word in {"de", "el", "et", "ben"} for word in words)


def _is_person(part: str, site: str | None) -> bool:
    folded = fold(part)
    if _is_agency(folded) or folded in DESKS or folded in TOWNS or folded in LABELS:
        return False
    if is_outlet(part, site) or not re.search(r"[^\W\d_]{2}", part):
        return False
    return len(part.split()) <= _MOST_WORDS
