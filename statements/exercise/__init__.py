"""The review exercise: invented articles, what is true of their statements, what was misread.

Everything here is data and its places in the text; no database. Nobody in it exists.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from statements.samples import SamplePerson, read_people

HERE = Path(__file__).parent
HOST = "exercise.example"
Place = tuple[int, int]
_RIGHT, _WRONG = 0.9, 0.5
_PARTS = " … "


@dataclass(frozen=True, slots=True)
class Sitting:
    """Where an article's statements were made, and the words that say so."""

    type: str
    date: date
    place: Place
    chamber: str | None = None
    committee: str | None = None


@dataclass(frozen=True, slots=True)
class Described:
    """One statement of an article, with its places in the text.

    ``speaker`` is a person's name; "" is nobody known, None an unnamed source. ``session`` is the
    day of the sitting, None where it was said outside of one. ``to`` holds codes of institutions.
    """

    content: Place
    cue: Place
    stance: str
    kind: str
    speaker: str | None
    printed: Place | None
    to: frozenset[str]
    session: date | None


@dataclass(frozen=True, slots=True)
class Planted:
    """What is true of a statement, and what the machine is said to have found of it.

    Nothing is true of a statement that is none; nothing was found of one that was missed; two
    were found where one was torn.
    """

    truth: Described | None
    found: tuple[Described, ...]
    certain: float

    @property
    def faults(self) -> tuple[str, ...]:
        """The fields of the one found that are wrong; "found" where not exactly one was found."""
        if self.truth is None or len(self.found) != 1:
            return ("found",)
        (found,) = self.found
        return tuple(
            name for name in FIELDS if getattr(found, name) != getattr(self.truth, name)
        )  # fmt: skip


FIELDS = ("content", "cue", "speaker", "stance", "kind", "to", "session")


@dataclass(frozen=True, slots=True)
class ExerciseArticle:
    """An invented article; ``published_at`` is an aware time."""

    slug: str
    outlet: str
    host: str
    title: str
    author: str
    published_at: datetime
    text: str
    sitting: Sitting
    planted: tuple[Planted, ...]

    @property
    def url(self) -> str:
        return f"https://{self.host}/{self.slug}.html"


@cache
def exercise_people() -> tuple[SamplePerson, ...]:
    """Every person of the exercise, with the offices held in it."""
    return read_people(HERE / "people.toml")


@cache
def exercise_articles() -> tuple[ExerciseArticle, ...]:
    """The articles, each with its statements in the order of the text."""
    data = tomllib.loads((HERE / "articles.toml").read_text(encoding="utf-8"))
    return tuple(_article(row, data["outlets"]) for row in data["article"])


def _article(row: Mapping[str, Any], outlets: Mapping[str, str]) -> ExerciseArticle:
    text = row["text"].strip()
    given = dict(row["session"])
    sitting = Sitting(place=place_of(given.pop("phrase"), text), **given)
    return ExerciseArticle(
        outlet=outlets[row["outlet"]],
        host=f"{row['outlet']}.{HOST}",
        text=text,
        sitting=sitting,
        planted=_planted(row["statements"], text, sitting),
        **{name: row[name] for name in ("slug", "title", "author", "published_at")},
    )


def place_of(words: str, text: str, after: int = 0) -> Place:
    """Where words stand in a text; "a … b" is everything from a to b."""
    first, *last = words.split(_PARTS)
    start = text.index(first, after)
    end = text.index(last[0], start) + len(last[0]) if last else start + len(first)
    return start, end


def _planted(rows: Sequence[Mapping[str, Any]], text: str, sitting: Sitting) -> tuple[Planted, ...]:
    truths, after = [], 0
    for row in rows:
        truths.append(_described(row, text, sitting, after))
        after = truths[-1].cue[1]
    planted: list[Planted] = []
    lost = False
    for at, (row, truth) in enumerate(zip(rows, truths, strict=True)):
        read = row.get("read", {})
        found = () if lost or "missed" in read else _found(read, truth, text)
        lost = "run_on" in read
        if lost:
            found = (replace(found[0], content=(truth.content[0], truths[at + 1].content[1])),)
        true = None if "spurious" in read else truth
        certain = row.get("certain", _WRONG if read else _RIGHT)
        planted.append(Planted(true, found, certain))
    return tuple(planted)


def _described(row: Mapping[str, Any], text: str, sitting: Sitting, after: int) -> Described:
    cue = place_of(row["cue"], text, after)
    paragraph = text.rfind("\n", 0, cue[0]) + 1
    return Described(
        cue=cue,
        content=place_of(row["content"], text, cue[1]),
        stance=row["stance"],
        kind=row.get("kind", "indirect"),
        speaker=row["speaker"] or None,
        printed=place_of(row["printed"], text, paragraph) if "printed" in row else None,
        to=frozenset(row.get("to", ())),
        session=sitting.date if row.get("in_session", True) else None,
    )


def _found(read: Mapping[str, Any], truth: Described, text: str) -> tuple[Described, ...]:
    """The statement with what is misread in it, or its two halves."""
    changed: dict[str, Any] = {name: read[name] for name in ("stance", "kind") if name in read}
    if "content" in read:
        changed["content"] = place_of(read["content"], text, truth.cue[1])
    if "speaker" in read:
        changed["speaker"] = read["speaker"]
    if "to" in read:
        changed["to"] = frozenset(read["to"])
    if "session" in read:
        changed["session"] = date.fromisoformat(read["session"]) if read["session"] else None
    found = replace(truth, **changed)
    if "torn" not in read:
        return (found,)
    at = text.index(read["torn"], found.content[0])
    first = replace(found, content=(found.content[0], at - 1))
    return first, replace(found, content=(at, found.content[1]), printed=None)
