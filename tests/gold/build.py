"""Turn the annotated articles into the JSON lines of the gold: ``python -m tests.gold.build``.

Every offset is computed here from the words that the annotator named; a word that is not found
stops the build.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

from tests.gold.institutions import CANONICAL
from tests.gold.source import ELLIPSIS, Act, Source, Who, read
from tests.gold.tags import statement_tags

HERE = Path(__file__).parent
ARTICLES = HERE / "articles"
SAMPLE_PAGES = "../../statements/samples/pages"


def build_all() -> dict[str, list[dict[str, Any]]]:
    """Gold rows by the name of their file, in the order of their ids."""
    folders = sorted(path for path in ARTICLES.iterdir() if path.is_dir())
    return {
        f"{folder.name}.jsonl": [build(read(path)) for path in sorted(folder.glob("*.txt"))]
        for folder in folders
    }


def dump(rows: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def build(source: Source) -> dict[str, Any]:
    """One gold row, with every span checked against the body."""
    text = "\n".join(source.body)
    statements = _statements(source, text)
    is_sample = source.path.parent.name == "samples"
    page = source.one("page")
    file = f"{SAMPLE_PAGES}/{page}" if is_sample else f"articles/{_place(source)}"
    return {
        "id": source.path.stem,
        "file": file,
        "format": "html" if file.endswith(".html") else "txt",
        "lang": source.one("lang") or "ar",
        "is_article": True,
        "negative": source.one("negative"),
        "title": source.one("title"),
        "author": source.one("author"),
        "published_at": source.one("published"),
        "body": source.body,
        "headline_statements": [_headline(line) for line in source.head.get("headline", [])],
        "statements": statements,
        "phenomena": sorted(source.words("tags")),
        "traps": source.head.get("trap", []),
    }


def _place(source: Source) -> str:
    return f"{source.path.parent.name}/{source.path.name}"


def _headline(line: str) -> dict[str, str]:
    speaker, stance, kind, content = (part.strip() for part in line.split("|"))
    return {"speaker": speaker, "content": content, "kind": kind, "stance": stance}


def _statements(source: Source, text: str) -> list[dict[str, Any]]:
    starts = _paragraph_starts(source.body)
    rows, paragraph, after = [], -1, 0
    for act in source.acts:
        if act.paragraph != paragraph:
            paragraph, after = act.paragraph, starts[act.paragraph]
        row, after = _statement(source, text, act, starts[paragraph], after)
        rows.append(_with_names_of_the_time(source, row))
    rows.sort(key=lambda row: row["cue_start"])
    return [{"sid": sid, **row} for sid, row in enumerate(rows, start=1)]


def _paragraph_starts(body: list[str]) -> list[int]:
    starts, position = [], 0
    for paragraph in body:
        starts.append(position)
        position += len(paragraph) + 1
    return starts


def _statement(
    source: Source, text: str, act: Act, start: int, after: int
) -> tuple[dict[str, Any], int]:
    where = f"{source.path.name}: {act.cue}"
    who = source.who[act.who]
    cue = find(text, act.cue, after, where)
    if cue >= start + len(source.body[act.paragraph]):
        raise ValueError(f"{where}: the cue is not in its paragraph")
    cue_end = cue + len(act.cue)
    span = _content_span(text, act.content, start, cue, cue_end, where)
    addressees, explicit = _addressees(act, who, text, source.body[act.paragraph], where)
    row = {
        "speaker": _speaker(act, who),
        "cue": act.cue,
        "cue_start": cue,
        "cue_lemma": act.lemma,
        "stance": act.stance,
        "alt_stance": [s for value in act.values("alts") for s in value.split(",")],
        "kind": act.kind,
        "alt_kind": [k for value in act.values("altk") for k in value.split(",")],
        "content": text[span[0] : span[1]],
        "content_start": span[0],
        "content_end": span[1],
        "alt_contents": [_alternative(text, value, start, where) for value in act.values("alt")],
        "addressees": addressees,
        "addressee_explicit": explicit,
        "session": _session(source, act),
        "other_institutions": [_institution(value) for value in act.values("of")],
        "parliamentary": "nonparl" not in act.extras,
        "optional": "opt" in act.extras,
    }
    tags = statement_tags(row, text, source.one("lang") or "ar")
    return {**row, "phenomena": sorted(tags | set(act.tags))}, cue_end


def _speaker(act: Act, who: Who) -> dict[str, Any]:
    alternatives = (who.get("alt") or "").split(" / ")
    return {
        "surface": act.surface,
        "resolved": who.resolved,
        "alt_resolved": [name for name in alternatives if name],
        "type": who.type,
        "roles": who.roles,
        "group": who.get("group"),
        "party": who.get("party"),
        "chamber": who.get("chamber"),
    }


def _session(source: Source, act: Act) -> dict[str, str | None] | None:
    keys = act.values("ses") or list(source.sessions)[:1]
    return None if not keys or keys[0] == "-" else source.sessions[keys[0]]


def _content_span(
    text: str, content: str, start: int, cue: int, cue_end: int, where: str
) -> tuple[int, int]:
    if content.startswith("^"):
        first, last = _ends(content[1:].strip())
        end = text.rfind(last, 0, cue) + len(last)
        begin = text.rfind(first, 0, end)
        if begin < 0 or end < len(last):
            raise ValueError(f"{where}: no content before the cue: {content}")
        return begin, end
    return _forward(text, content, cue_end, where)


def _alternative(text: str, content: str, start: int, where: str) -> str:
    begin, end = _forward(text, content, start, where)
    return text[begin:end]


def _forward(text: str, content: str, after: int, where: str) -> tuple[int, int]:
    first, last = _ends(content)
    begin = find(text, first, after, where)
    if last == first:
        return begin, begin + len(first)
    return begin, find(text, last, begin + len(first), where) + len(last)


def _ends(content: str) -> tuple[str, str]:
    first, _, last = content.partition(ELLIPSIS)
    return first.strip(), (last or first).strip()


def find(text: str, words: str, after: int, where: str) -> int:
    """Where ``words`` stand as whole words, at or after a place."""
    for match in re.finditer(re.escape(words), text[after:]):
        begin, end = after + match.start(), after + match.end()
        if not (_joins(text, begin - 1, begin) or _joins(text, end - 1, end)):
            return begin
    raise ValueError(f"{where}: not found after {after}: {words}")


def _joins(text: str, left: int, right: int) -> bool:
    """Both characters exist and belong to one word."""
    return left >= 0 and right < len(text) and _inner(text[left]) and _inner(text[right])


def _inner(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char) == "Mn"


def _addressees(
    act: Act, who: Who, text: str, paragraph: str, where: str
) -> tuple[list[dict[str, str]], bool]:
    given = act.values("to")
    if given == ["-"]:
        return [], False
    wanted = [_candidates(value, who) for value in given] if given else who.addressed
    found, explicit = [], False
    for ident, surfaces in wanted:
        here = [s for s in surfaces if _named(s, paragraph)]
        anywhere = [s for s in surfaces if _named(s, text)]
        if not anywhere:
            raise ValueError(f"{where}: addressee not in the text: {surfaces}")
        explicit = explicit or bool(here)
        found.append(_institution(f"{ident}:{(here or anywhere)[0]}"))
    return found, explicit


def _candidates(value: str, who: Who) -> tuple[str, list[str]]:
    ident, _, surfaces = value.partition(":")
    return ident, surfaces.split("/") if surfaces else dict(who.addressed)[ident]


def _named(surface: str, text: str) -> bool:
    """The government is not named by the title of its head or of its spokesman."""
    held = r"(?<!رئيس )(?<!رئيسة )(?<!باسم )" if surface == "الحكومة" else ""
    return re.search(held + re.escape(surface), text) is not None


def _institution(value: str) -> dict[str, str]:
    ident, surface = value.split(":", 1)
    return {"surface": surface, "canonical": CANONICAL[ident], "id": ident}


def _with_names_of_the_time(source: Source, row: dict[str, Any]) -> dict[str, Any]:
    """An older article says ``canonical: EMP = …`` where the department had another name."""
    older = dict(line.split(" = ", 1) for line in source.head.get("canonical", []))
    for institution in [*row["addressees"], *row["other_institutions"]]:
        institution["canonical"] = older.get(institution["id"], institution["canonical"])
    return row


if __name__ == "__main__":
    for name, rows in build_all().items():
        (HERE / name).write_text(dump(rows), encoding="utf-8")
