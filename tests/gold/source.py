"""Read an annotated article: ``key: value`` lines, then paragraphs, each followed by its acts.

An act is one line below the paragraph that holds its cue::

    > cue = lemma | stance | kind | KEY speaker as printed | first words … last words | extras

``KEY`` is a ``who`` of the head; nothing after it means an elided subject. The content is looked
for after the cue, or before it when it begins with ``^``; without ``…`` it is the very words.
Extras: ``to=ID:surface`` ``to=-`` ``of=ID:surface`` ``alt=first … last`` ``alts=stance``
``altk=kind`` ``ses=key`` ``ses=-`` ``opt`` ``nonparl`` ``#phenomenon``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

ELLIPSIS = "…"


@dataclass(frozen=True)
class Who:
    """A speaker of the head, with the institutions that his turn is addressed to."""

    resolved: str
    type: str
    roles: list[str]
    fields: dict[str, str]

    def get(self, name: str) -> str | None:
        return self.fields.get(name)

    @property
    def addressed(self) -> list[tuple[str, list[str]]]:
        """Institution id and the surfaces it may be printed in: ``SAN:وزير الصحة/وزارة الصحة``."""
        pairs = (entry.split(":", 1) for entry in self.fields.get("to", "").split(" + ") if entry)
        return [(ident, surfaces.split("/")) for ident, surfaces in pairs]


@dataclass(frozen=True)
class Act:
    paragraph: int
    cue: str
    lemma: str
    stance: str
    kind: str
    who: str
    surface: str
    content: str
    extras: list[str]

    def values(self, name: str) -> list[str]:
        return [e.split("=", 1)[1] for e in self.extras if e.startswith(f"{name}=")]

    @property
    def tags(self) -> list[str]:
        return [e[1:] for e in self.extras if e.startswith("#")]


@dataclass
class Source:
    path: Path
    head: dict[str, list[str]] = field(default_factory=dict)
    who: dict[str, Who] = field(default_factory=dict)
    sessions: dict[str, dict[str, str | None]] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)

    def one(self, key: str) -> str | None:
        return self.head.get(key, [None])[0]

    def words(self, key: str) -> list[str]:
        return (self.one(key) or "").split()


def read(path: Path) -> Source:
    """The article written in ``path``; a line that cannot be read raises with its number."""
    source = Source(path)
    lines = iter(enumerate(path.read_text(encoding="utf-8").splitlines(), start=1))
    for _, line in lines:
        if not line.strip():
            break
        _read_head_line(source, line)
    for number, line in lines:
        if line.startswith("> "):
            source.acts.append(_act(line[2:], len(source.body) - 1, f"{path.name}:{number}"))
        elif line.strip():
            source.body.append(line.strip())
    return source


def _read_head_line(source: Source, line: str) -> None:
    key, value = (part.strip() for part in line.split(":", 1))
    if key.startswith("who "):
        source.who[key[4:]] = _who(value)
    elif key.startswith("session "):
        source.sessions[key[8:]] = _session(value)
    else:
        source.head.setdefault(key, []).append(value)


def _who(value: str) -> Who:
    resolved, type_, *rest = (part.strip() for part in value.split("|"))
    named = dict(part.split("=", 1) for part in rest if "=" in part)
    roles = [role for part in rest if "=" not in part for role in part.split(" / ") if role]
    return Who(resolved, type_, roles, named)


def _session(value: str) -> dict[str, str | None]:
    parts = [None if part.strip() == "-" else part.strip() for part in value.split("|")]
    return dict(zip(("chamber", "type", "committee", "weekday", "date"), parts, strict=True))


def _act(line: str, paragraph: int, where: str) -> Act:
    parts = [part.strip() for part in line.split(" | ")]
    if len(parts) < 5 or "=" not in parts[0]:
        raise ValueError(f"{where}: not an act: {line}")
    cue, lemma = (part.strip() for part in parts[0].split("=", 1))
    who, _, surface = parts[3].partition(" ")
    extras = [extra.strip() for part in parts[5:] for extra in _extras(part)]
    return Act(paragraph, cue, lemma, parts[1], parts[2], who, surface, parts[4], extras)


def _extras(part: str) -> list[str]:
    """Tags may share one field; everything else has a field of its own."""
    if not part.startswith("#"):
        return [part]
    return [f"#{tag}" for tag in part[1:].split()]
