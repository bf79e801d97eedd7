"""How sure the engine is of each field, by the rule that decided it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from statements.extraction.lexicon import load

_INHERITED = frozenset({"same-sentence", "speaker-before", "pointer", "role-again"})


@cache
def _rates() -> dict[str, dict[str, float]]:
    return load("confidence")


def confidences(
    rules: Mapping[str, str], unread_subject: bool = False, speaker_before: float | None = None
) -> dict[str, float]:
    """Field → probability. A speaker taken over is no surer than the one it was taken from."""
    rates = _rates()
    sure = {name: rates[name].get(rule, rates[name]["other"]) for name, rule in rules.items()}
    if unread_subject:
        sure["detection"] = rates["detection"]["unread"]
    if speaker_before is not None and rules["speaker"] in _INHERITED:
        sure["speaker"] = round(min(sure["speaker"], speaker_before), 2)
    return sure
