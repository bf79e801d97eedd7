"""What the engine reaches on the project's own gold, and the floors under it.

``python -m tests.gold.floors`` (``make floors``) raises floors that the engine has outgrown; it
never lowers one. It also writes which output the engine's version stands for.
"""

from __future__ import annotations

import hashlib
import json
import math
import tomllib
from pathlib import Path
from typing import Any

from statements.evaluation.halves import Half, belongs
from statements.evaluation.reading import article_of, predict, read_rows
from statements.evaluation.scoring import ArticleScore, score_articles
from statements.evaluation.summary import counts, share
from statements.extraction.engine import ENGINE_VERSION, extract_statements

HERE = Path(__file__).parent
FLOORS = HERE / "floors.toml"
OUTPUT = HERE / "output.toml"
STEP = 0.005
F1 = ("detect_partial", "detect_exact", "+speaker", "+speaker+stance")
FIELDS = ("kind", "session_type", "session_date", "addressee_explicit")
FALSE = "false_on_negatives"
HEADER = """\
# The least that the engine must reach on the project's own gold: F1; of kind, sittings and explicit
# addressees the share that is right of all that the gold tells, in statements found or missed; and
# the most false statements in articles that have none. Written by `make floors`, which raises and
# never lowers.
"""

Levels = dict[str, float]
Output = dict[str, Any]


OUTPUT_HEADER = """\
# What the engine makes of the project's own gold, and the version that made it. Written by
# `make floors`, which stops where the output changed and ENGINE_VERSION did not.
"""


def _rows() -> list[dict[str, Any]]:
    return [row for path in sorted(HERE.glob("*.jsonl")) for row in read_rows(path)]


def reached(half: Half) -> Levels:
    """The engine's level on one half of the gold."""
    golds = [row for row in _rows() if belongs(row["id"], half)]
    scores = score_articles(golds, predict(golds, extract_statements))
    levels: Levels = {metric: counts(scores, metric).f1 for metric in F1}
    told = [s for gold in golds for s in gold["statements"] if not s["optional"]]
    levels |= {name: _share(name, scores, told) for name in FIELDS}
    levels[FALSE] = sum(len(score.false) for score in scores if score.negative)
    return levels


def _share(field: str, scores: list[ArticleScore], told: list[dict[str, Any]]) -> float:
    """Right of all that is told, so that a statement found with a flaw never lowers a level."""
    if field == "addressee_explicit":
        wanted = sum(len(s["addressees"]) for s in told if s["addressee_explicit"])
        return counts(scores, field).tp / wanted
    part = field.removeprefix("session_")
    wanted = sum(
        bool(s[field] if field == "kind" else (s["session"] or {}).get(part)) for s in told
    )
    return share(scores, field).ok / wanted


def read_floors() -> dict[str, Levels]:
    """Half → level → floor; empty before the first one is written."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}


def broken(floors: Levels, levels: Levels) -> list[str]:
    """What fell below its floor, in words."""
    told = []
    for name, floor in floors.items():
        level = levels[name]
        if level > floor if name == FALSE else level < floor:
            told.append(f"{name} is {level:.4f}, its floor {floor}")
    return told


def raised(floors: Levels, levels: Levels) -> Levels:
    """The floors after the engine reached ``levels``: the better of both, name by name."""
    return {name: _better(name, floors.get(name), level) for name, level in levels.items()}


def _better(name: str, floor: float | None, level: float) -> float:
    if name == FALSE:
        return level if floor is None else min(floor, level)
    # a level like 0.935 may be stored a hair below itself
    stepped = round(math.floor(level / STEP + 1e-9) * STEP, 3)
    return stepped if floor is None else max(floor, stepped)


def written(floors: dict[str, Levels]) -> str:
    tables = (
        f"[{half}]\n" + "".join(f'"{name}" = {value}\n' for name, value in levels.items())
        for half, levels in floors.items()
    )
    return "\n".join([HEADER, *tables])


def output() -> Output:
    """The engine's version and, for each article, digests of its text and of its statements."""
    rows = _rows()
    made = predict(rows, extract_statements)
    for row in made:
        for statement in row["statements"]:
            del statement["confidence"]
    pairs = zip(rows, made, strict=True)
    digests = {row["id"]: f"{_digest(article_of(row))} {_digest(told)}" for row, told in pairs}
    return {"version": ENGINE_VERSION, "articles": dict(sorted(digests.items()))}


def _digest(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def read_output() -> Output:
    """The version and digests that were kept; none before the first are written."""
    if not OUTPUT.exists():
        return {"version": "", "articles": {}}
    return tomllib.loads(OUTPUT.read_text(encoding="utf-8"))


def stale(kept: Output, made: Output) -> str | None:
    """What is to be done where the kept output is not what the engine makes now."""
    if kept == made:
        return None
    if kept["version"] == made["version"] and _reads_otherwise(kept, made):
        return "The engine's output changed: raise ENGINE_VERSION, then run `make floors`."
    return "The engine has a new version, or the gold other articles: run `make floors`."


def _reads_otherwise(kept: Output, made: Output) -> bool:
    """Whether an article whose text is the same has other statements."""
    for article, digests in made["articles"].items():
        text, statements = kept["articles"].get(article, digests).split()
        if text == digests.split()[0] and statements != digests.split()[1]:
            return True
    return False


def _keep(made: Output) -> None:
    lines = (f'"{name}" = "{value}"\n' for name, value in made["articles"].items())
    head = f'{OUTPUT_HEADER}version = "{made["version"]}"\n\n[articles]\n'
    OUTPUT.write_text(head + "".join(lines), encoding="utf-8")


def main() -> None:
    made, kept = output(), read_output()
    if kept["version"] == made["version"] and _reads_otherwise(kept, made):
        raise SystemExit(stale(kept, made))
    _keep(made)
    old = read_floors()
    halves = (Half.TUNING, Half.HELD_BACK)
    new = {half.value: raised(old.get(half.value, {}), reached(half)) for half in halves}
    FLOORS.write_text(written(new), encoding="utf-8")
    for half, levels in new.items():
        for name, value in levels.items():
            before = old.get(half, {}).get(name)
            if value != before:
                print(f"{half} {name}: {before} → {value}")


if __name__ == "__main__":
    main()
