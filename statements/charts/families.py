"""The fourteen stances in six families, as pictures and colours group them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Family:
    """Stances that belong together. ``code`` names their colour in the stylesheet."""

    code: str
    label: str | _StrPromise
    stances: tuple[str, ...]

    def count(self, counts: Mapping[str, int]) -> int:
        """How many of the counted statements belong to the family."""
        return sum(counts.get(stance, 0) for stance in self.stances)


FAMILIES = (
    Family("neutral", _("telling"), ("assert", "explain", "highlight", "announce")),
    Family("weight", _("stressing and judging"), ("stress", "judge")),
    Family("asking", _("questions and demands"), ("ask", "call_for")),
    Family("harsh", _("criticism and denial"), ("criticise", "deny")),
    Family("worry", _("warnings and regret"), ("warn", "regret")),
    Family("warm", _("praise and promises"), ("praise", "promise")),
)
