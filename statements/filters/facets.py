"""Facets: the values of a filter to choose from, with the number of rows that each would give."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.http import QueryDict

from people.folding import fold

TOP, LEEWAY = 7, 2  # shown before "all of them", which is not offered for two more
FEW = 20  # are shown even where nothing could be counted
MOST = 200  # values are shown at once; the others are found by their names
LONGEST_SOUGHT = 60


@dataclass(frozen=True, slots=True)
class Option:
    """One value. ``share`` is its length as a bar out of 100; without a count there is none."""

    value: str
    label: str
    count: int | None
    share: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one filter, those that are shown at the moment.

    ``number`` tells how many there are in all. A folded one is counted when somebody opens it.
    """

    name: str
    label: str
    options: list[Option]
    errors: list[str]
    number: int
    sought: str
    is_open: bool
    is_counted: bool
    is_single: bool
    is_searchable: bool
    is_whole: bool

    def tells_apart(self, total: int | None) -> bool:
        """Whether choosing a value would change a list of so many rows."""
        if len(self.options) == 1 and not self.options[0].is_chosen:
            return self.options[0].count != total or bool(self.sought)
        return bool(self.options or self.sought)

    @property
    def has_more(self) -> bool:
        return not self.sought and self.number > len(self.options) and not self.is_whole

    @property
    def is_cut(self) -> bool:
        """True where there are more values than can be shown at once."""
        return bool(self.is_whole or self.sought) and self.number > len(self.options)


@dataclass(frozen=True, slots=True)
class Unfolded:
    """What of the facets a reader has opened, wants whole or looks for: no part of the question."""

    opened: Collection[str] = ()
    whole: Collection[str] = ()
    sought: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, data: QueryDict, names: Collection[str]) -> Unfolded:
        """As the query string says by ``open``, ``more`` and ``find_…``; else nothing."""
        sought = {name: data.get(f"find_{name}", "").strip()[:LONGEST_SOUGHT] for name in names}
        return cls(
            [name for name in data.getlist("open") if name in names],
            [name for name in data.getlist("more") if name in names],
            {name: text.replace("\x00", "") for name, text in sought.items() if text},
        )

    def touches(self, name: str) -> bool:
        return name in self.opened or name in self.whole or name in self.sought

    def most(self, name: str) -> int:
        """How many values of a facet are shown."""
        return MOST if name in self.whole or name in self.sought else TOP


@dataclass(frozen=True, slots=True)
class Values:
    """What a facet is made of: its labelled values in their order, and those that are chosen.

    ``is_found`` says that the values are those that were looked for, by more than their labels.
    """

    name: str
    label: str
    choices: Sequence[tuple[str, str]]
    chosen: Collection[str]
    errors: Sequence[str] = ()
    keeps_order: bool = False
    is_single: bool = False
    is_searchable: bool = False
    is_open: bool = True
    is_found: bool = False


def facet(values: Values, counts: Mapping[str, int] | None, unfolded: Unfolded) -> Facet:
    """The facet as it is drawn; without ``counts`` the values that are chosen or given."""
    shown = _shown(values, counts, unfolded)
    sought = unfolded.sought.get(values.name, "")
    return Facet(
        name=values.name,
        label=values.label,
        options=_options(values, shown, counts),
        errors=list(values.errors),
        number=_number(values, counts, "" if values.is_found else sought, bool(sought)),
        sought=sought,
        is_open=values.is_open or unfolded.touches(values.name),
        is_counted=counts is not None,
        is_single=values.is_single,
        is_searchable=values.is_searchable,
        is_whole=values.name in unfolded.whole,
    )


def _number(values: Values, counts: Mapping[str, int] | None, sought: str, is_part: bool) -> int:
    if counts is None:
        return len(values.choices)
    if is_part:
        return len(_found(values, counts, sought))
    return len(set(counts) | set(values.chosen))


def _shown(
    values: Values, counts: Mapping[str, int] | None, unfolded: Unfolded
) -> list[tuple[str, str]]:
    if counts is None:
        is_short = len(values.choices) <= FEW
        return [one for one in values.choices if is_short or one[0] in values.chosen]
    sought = "" if values.is_found else unfolded.sought.get(values.name, "")
    found = _found(values, counts, sought)
    if not values.keeps_order:
        found.sort(key=lambda choice: (-counts.get(choice[0], 0), _folded(choice[1])))
    most = unfolded.most(values.name)
    if _number(values, counts, sought, bool(unfolded.sought.get(values.name))) <= most + LEEWAY:
        return found
    return [one for place, one in enumerate(found) if place < most or one[0] in values.chosen]


def _found(values: Values, counts: Mapping[str, int], sought: str) -> list[tuple[str, str]]:
    words = fold(sought).split()
    return [
        (value, label) for value, label in values.choices
        if value in values.chosen or (counts.get(value) and all(w in _folded(label) for w in words))
    ]  # fmt: skip


_folded = lru_cache(maxsize=4096)(fold)


def _options(
    values: Values, shown: Sequence[tuple[str, str]], counts: Mapping[str, int] | None
) -> list[Option]:
    longest = max((counts.get(value, 0) for value, _label in shown), default=0) if counts else 0
    return [
        Option(
            value,
            label,
            None if counts is None else counts.get(value, 0),
            _share(counts.get(value, 0), longest) if counts else 0,
            value in values.chosen,
        )
        for value, label in shown
    ]


def _share(count: int, longest: int) -> int:
    return max(1, round(100 * count / longest)) if count else 0
