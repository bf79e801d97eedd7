"""What went wrong, counted by kind and shown with the text around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from statements.evaluation.scoring import ArticleScore, Pairing, Row

_AROUND = 60  # characters shown on each side
_SHOWN = 160  # characters shown of a content
# The worst first: what a reader of the pages would miss or be misled by.
KINDS = ("missed", "false", "speaker", "stance", "boundary", "session_type", "session_date", "kind")


@dataclass(frozen=True, slots=True)
class Error:
    """One thing wrong with one statement."""

    kind: str
    article: str
    wanted: str
    got: str
    context: str


def errors_of(score: ArticleScore, text: str) -> Iterator[Error]:
    """The errors of one article in the order of its text; missed optional statements are none."""
    for pairing in score.pairings:
        if not pairing.gold.get("optional"):
            yield from _of_pairing(score.id, pairing, text)
    for row in score.false:
        wanted = f"no statement [{_rules(row)}]"
        yield Error("false", score.id, wanted, _short(row["content"]), _around(row, text))


def _of_pairing(article: str, pairing: Pairing, text: str) -> Iterator[Error]:
    gold, predicted = pairing.gold, pairing.predicted
    context = _around(gold, text)
    if predicted is None:
        yield Error("missed", article, f"{gold['cue']} → {_short(gold['content'])}", "", context)
        return
    if not pairing.right["exact"]:
        wanted, got = _short(gold["content"]), _short(predicted["content"])
        yield Error("boundary", article, wanted, f"{got} [{_rules(predicted)}]", context)
    for kind, expected, found in _field_pairs(gold, predicted):
        if pairing.right.get(kind) is False:
            printed = f"{found} [{_rules(predicted)}]"
            yield Error(kind, article, str(expected), printed, context)


def _field_pairs(gold: Row, predicted: Row) -> Iterator[tuple[str, object, object]]:
    yield "speaker", gold["speaker"]["resolved"], (predicted.get("speaker") or {}).get("resolved")
    yield "stance", gold["stance"], predicted.get("stance")
    yield "kind", gold["kind"], predicted.get("kind")
    wanted, got = gold.get("session") or {}, predicted.get("session") or {}
    for part in ("type", "date", "chamber"):
        yield f"session_{part}", wanted.get(part), got.get(part)
    ids = [[i.get("id") for i in row.get("addressees") or []] for row in (gold, predicted)]
    yield "addressees", ids[0], ids[1]


def _rules(row: Row) -> str:
    return ", ".join(f"{field}={rule}" for field, rule in (row.get("rules") or {}).items())


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _around(row: Row, text: str) -> str:
    start = max(row.get("cue_start", 0) - _AROUND, 0)
    end = min(row.get("cue_start", 0) + 2 * _AROUND, len(text))
    return text[start:end].replace("\n", " ⏎ ")


def by_kind(errors: Iterable[Error]) -> Counter[str]:
    return Counter(error.kind for error in errors)


def worst(errors: Iterable[Error], limit: int) -> list[Error]:
    """A selection that shows every kind, the kinds that mislead most first."""
    rank = {kind: place for place, kind in enumerate(KINDS)}
    ordered = sorted(errors, key=lambda error: rank.get(error.kind, len(rank)))
    queues: dict[str, list[Error]] = {}
    for error in ordered:
        queues.setdefault(error.kind, []).append(error)
    chosen: list[Error] = []
    while queues and len(chosen) < limit:
        for kind in list(queues):
            chosen.append(queues[kind].pop(0))
            if not queues[kind]:
                del queues[kind]
    return sorted(chosen[:limit], key=lambda error: rank.get(error.kind, len(rank)))
