"""Reference data of a country: bodies of state with their dated names and every form in print.

morocco = load_country("ma")
morocco.ministry("SAN").name_on(date(2020, 5, 1)).ar          # وزارة الصحة
morocco.ministry_names(on=date(2025, 4, 23))                  # forms for a gazetteer
morocco.group_names(on=..., chamber="representatives")
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Protocol, TypeVar

from people.reference import forms
from people.reference.loading import BadReferenceData, read_files
from people.reference.model import (
    Chamber,
    Committee,
    DatedName,
    Files,
    FormKind,
    Group,
    Legislature,
    Ministry,
    NameForm,
    Party,
    Period,
    SessionType,
    without_names,
)


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


_Record = TypeVar("_Record", bound=_Coded)


class Country:
    """The reference data of one country. Unknown codes raise KeyError; forms never do."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.code = files.code
        self.as_of = files.as_of
        self.chambers = files.chambers
        self.legislatures = files.legislatures
        self.session_types = files.session_types
        self.parties = files.parties
        self.groups = files.groups
        self.committees = files.committees
        self.ministries = files.ministries
        self._chambers = _by_code(files.chambers)
        self._parties = _by_code(files.parties)
        self._groups = _by_code(files.groups)
        self._committees = _by_code(files.committees)
        self._ministries = _by_code(files.ministries)
        self._forms = _all_forms(files, self._parties, self._ministries)

    def without(self, names: Mapping[str, Collection[str]]) -> Country:
        """The same without these names (folded, by the code of their body), nor what follows."""
        return Country(without_names(self._files, names))

    def chamber(self, code: str) -> Chamber:
        return self._chambers[code]

    def party(self, code: str) -> Party:
        return self._parties[code]

    def group(self, code: str) -> Group:
        return self._groups[code]

    def committee(self, code: str) -> Committee:
        return self._committees[code]

    def ministry(self, code: str) -> Ministry:
        return self._ministries[code]

    def ministry_on(self, code: str, on: date) -> Ministry:
        """The department that carried this portfolio that day: its predecessor before its birth."""
        ministry = self._ministries[code]
        start = ministry.period.start
        if start is not None and on < start and len(ministry.predecessors) == 1:
            return self.ministry_on(ministry.predecessors[0], on)
        return ministry

    def ministry_names(self, on: date | None = None) -> tuple[NameForm, ...]:
        """Every printed form of every department and public body.

        With a day, each spelling has the meaning it had then; names of other years stay, as papers
        go on printing them. Forms with ``alone=False`` count only beside a title (وزارتي X وY).
        """
        return forms.in_force(self._forms["ministry"], on)

    def party_names(self, on: date | None = None) -> tuple[NameForm, ...]:
        """Names, short names, symbols and adjectives of the parties; several may share one."""
        return forms.in_force(self._forms["party"], on)

    def group_names(
        self, on: date | None = None, chamber: str | None = None
    ) -> tuple[NameForm, ...]:
        """Forms of the groups; without a chamber one form may belong to a group in each."""
        chambers = [chamber] if chamber else list(self._chambers)
        of_chamber = (
            tuple(form for form in self._forms["group"] if form.chamber == code)
            for code in chambers
        )
        return tuple(form for part in of_chamber for form in forms.in_force(part, on))

    def committee_names(self, chamber: str | None = None) -> tuple[NameForm, ...]:
        """Forms of the committees; without a chamber some are ambiguous (لجنة العدل)."""
        return tuple(form for form in self._forms["committee"] if chamber in (None, form.chamber))

    def chamber_names(self) -> tuple[NameForm, ...]:
        """Names of the chambers (kind NAME) and what their members are called (kind MEMBER)."""
        return self._forms["chamber"]


def _by_code(records: Iterable[_Record]) -> dict[str, _Record]:
    return {record.code: record for record in records}


def _all_forms(
    files: Files, parties: dict[str, Party], ministries: dict[str, Ministry]
) -> dict[str, tuple[NameForm, ...]]:
    parts: dict[str, Iterable[tuple[NameForm, ...]]] = {
        "ministry": (
            forms.ministry_forms(m, ministries.get(m.parent or "")) for m in files.ministries
        ),
        "party": (forms.party_forms(party) for party in files.parties),
        "group": (forms.group_forms(g, parties.get(g.party or "")) for g in files.groups),
        "committee": (forms.committee_forms(committee) for committee in files.committees),
        "chamber": (forms.chamber_forms(chamber) for chamber in files.chambers),
    }
    return {name: tuple(form for forms_ in part for form in forms_) for name, part in parts.items()}


@cache
def load_country(code: str) -> Country:
    """A country's reference data by its two-letter code, read once; raises BadReferenceData."""
    return Country(read_files(code))


__all__ = [
    "BadReferenceData",
    "Chamber",
    "Committee",
    "Country",
    "DatedName",
    "FormKind",
    "Group",
    "Legislature",
    "Ministry",
    "NameForm",
    "Party",
    "Period",
    "SessionType",
    "load_country",
]
