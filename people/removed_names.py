"""Names that the reference files give and editors have taken out: nothing resolves to them.

The engine reads names from the files, which know nothing of editors. What it finds under a name
that was taken out is found here, so that it means nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.db import connection

from people.folding import fold
from people.reference import Country, NameForm, load_country

# Spellings that count no more, each with the code of its body in the files.
Removed = frozenset[tuple[str, str]]
Forms = dict[str, list[NameForm]]

# A row of the files that no name of the ministry, nor of the one it was merged into, says any more.
_NAMES_GONE = """
    SELECT ministry.id, gone.identity::json ->> 3
    FROM people_loadedrecord AS gone
    JOIN people_ministry AS ministry ON ministry.id = (gone.identity::json ->> 0)::bigint
    WHERE gone."table" = 'ministryname' AND NOT EXISTS (
        SELECT FROM people_ministryname AS name
        WHERE name.text = gone.identity::json ->> 3
        AND name.ministry_id IN (ministry.id, ministry.merged_into_id))
"""
# Written before a name without a space: «والصحة», «لوزارة», and «للصحة» for «الصحة».
_PREFIXES = "[وفبكل]{0,2}"


def ministry_names_gone() -> list[tuple[int, str]]:
    """Ministries with the names that they have lost, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMES_GONE)
        return list(cursor.fetchall())


def short_names_gone(row: Any) -> set[str]:
    """The short names that an editor took from a party, group, committee or chamber."""
    if "short_names" not in row.ruled_fields:
        return set()
    left = {fold(text) for text in (*row.short_names, row.name_ar, row.name_fr, row.name_en)}
    return {fold(text) for text in row.machine_values.get("short_names") or ()} - left


@lru_cache(maxsize=64)
def forms_of(country: str, names: str, removed: Removed = frozenset()) -> Forms:
    """Every form of the files by its fold; names only printed beside a title left out."""
    forms: Forms = {}
    for form in _read(country, names, removed):
        if form.kind not in ("portfolio", "adjective", "member"):
            forms.setdefault(fold(form.text), []).append(form)
    return forms


def _read(country: str, names: str, removed: Removed) -> Iterable[NameForm]:
    """The forms but those removed and those made of them (وزير الصحة of الصحة)."""
    known = _country(country, removed)
    read: Callable[[], Iterable[NameForm]] = getattr(known, names)
    return [form for form in read() if (form.code, fold(form.text)) not in removed]


@lru_cache(maxsize=64)
def _country(code: str, removed: Removed) -> Country:
    by_code: dict[str, set[str]] = {}
    for body, text in removed:
        by_code.setdefault(body, set()).add(text)
    return load_country(code).without(by_code) if removed else load_country(code)


@lru_cache(maxsize=256)
def _lost_and_left(country: str, names: str, removed: Removed, code: str) -> Mapping[str, bool]:
    """Every spelling of a body, and whether it was lost with a name that was removed."""
    left = {fold(one.text) for one in _read(country, names, removed) if one.code == code}
    all_forms = _read(country, names, frozenset())
    return {text: text not in left for one in all_forms if one.code == code
            for text in [fold(one.text)]}  # fmt: skip


def rests_on_removed(
    country: str, names: str, removed: Removed, code: str, words: Iterable[str]
) -> bool:
    """True where these words say the body's name by a form that was removed.

    The longest form in them tells: «وزارة الصحة والحماية الاجتماعية» stays when «الصحة» goes.
    """
    if not any(body == code for body, _ in removed):
        return False
    spelled = [fold(each) for each in words]
    forms = _lost_and_left(country, names, removed, code)
    there = [text for text in forms if any(_is_in(text, each) for each in spelled)]
    return bool(there) and forms[max(there, key=len)]


def _is_in(name: str, words: str) -> bool:
    spellings = [re.escape(name)]
    if name.startswith("ال"):
        spellings.append("لل" + re.escape(name[2:]))
    return bool(re.search(rf"(?<!\w){_PREFIXES}(?:{'|'.join(spellings)})(?!\w)", words))
