"""How sure the engine is of each field, by the rule that decided it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from statements.extraction.lexicon import load

_INHERITED = frozenset({"same-sentence", "speaker-before", "pointer", "role-again"})


class _Rates(dict[str, float]):
    """Rule → probability; a rule that is not listed has that of the others."""

    def __missing__(self, rule: str) -> float:
        return self["other"]


@cache
def _rates() -> dict[str, _Rates]:
    return {name: _Rates(rates) for name, rates in load("confidence").items()}


def confidences(
    rules: Mapping[str, str], unread_subject: bool = False, speaker_before: float | None = None
) -> dict[str, float]:
    """Field → probability. A speaker taken over is no surer than the one it was taken from."""
    return dict(_confidences(tuple(rules.items()), unread_subject, speaker_before))


@lru_cache(maxsize=4096)  # the same few rules decide most statements
def _confidences(
    decided: tuple[tuple[str, str], ...], unread_subject: bool, speaker_before: float | None
) -> dict[str, float]:
    rates, rules = _rates(), dict(decided)
    sure = {name: rates[name][rule] for name, rule in decided}
    if unread_subject:
        sure["detection"] = rates["detection"]["unread"]
    if speaker_before is not None and rules["speaker"] in _INHERITED:
        sure["speaker"] = round(min(sure["speaker"], speaker_before), 2)
    return sure
