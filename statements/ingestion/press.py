"""Names that stand beside an author's in bylines: outlets, agencies, desks, towns (press.toml)."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from people.folding import fold

_SOURCE = files("statements.ingestion") / "press.toml"
_TABLES = {
    name: frozenset(map(fold, names))
    for name, names in tomllib.loads(_SOURCE.read_text(encoding="utf-8")).items()
}

OUTLETS = _TABLES["outlets"]
AGENCIES = _TABLES["agencies"]
DESKS = _TABLES["desks"]
LABELS = _TABLES["labels"]
"""Words that may sign alone but name no one: متابعة, خاص."""
PLACEHOLDERS = _TABLES["placeholders"]
"""Accounts that are no author: admin."""
TOWNS = _TABLES["towns"]
SECTIONS = _TABLES["sections"]
"""Names of an outlet's sections: never an author, never a title."""
