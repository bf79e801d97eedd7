"""The names that pages give their elements, and what they say (markup.toml)."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from lxml import html

_SOURCE = files("statements.ingestion") / "markup.toml"
_TABLES = tomllib.loads(_SOURCE.read_text(encoding="utf-8"))

NEVER_TEXT = frozenset(_TABLES["elements"]["never_text"])
WITHOUT_TITLE = frozenset(_TABLES["elements"]["without_title"])
BLOCK = frozenset(_TABLES["elements"]["block"])
SIDE_ROLES = frozenset(_TABLES["names"]["side_roles"])
_SURROUNDINGS = frozenset(_TABLES["names"]["surroundings"])
_FOOTERS = frozenset(_TABLES["names"]["footers"])
_PLAIN = frozenset(_TABLES["names"]["plain"])
_AUTHOR = frozenset(_TABLES["names"]["author"])
# What a layout's name only says that a page has or has not.
_MODIFIERS = ("has-", "no-", "with-", "without-", "show-", "hide-", "right-", "left-", "is-")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MOST_NAMES = 40


def names_of(element: html.HtmlElement) -> str:
    """The element's classes and id."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


@lru_cache(maxsize=4096)
def is_surrounding(names: str) -> bool:
    """A name that says this and nothing else: ``comments-area``, ``related-posts``."""
    for word in _words(names):
        parts = set(word.split("-"))
        if word in _SURROUNDINGS or word in _FOOTERS:
            return True
        if parts <= _SURROUNDINGS | _PLAIN and parts & _SURROUNDINGS:
            return True
    return False


@lru_cache(maxsize=4096)
def hints_at_surrounding(names: str) -> bool:
    """A name of which a part says so: ``td-post-sharing``; not what a page only has or has not."""
    return any(
        not word.startswith(_MODIFIERS) and _parts(word) & _SURROUNDINGS for word in _words(names)
    )


@lru_cache(maxsize=4096)
def says_author(names: str) -> bool:
    """A name that marks the author: ``vcard``, ``post-author``."""
    return any(_parts(word) & _AUTHOR for word in _words(names))


def _words(names: str) -> list[str]:
    words = names.split()[:_MOST_NAMES]
    return [_CAMEL.sub("-", word).lower().replace("_", "-") for word in words]


def _parts(word: str) -> set[str]:
    parts = word.split("-")
    return {*parts, *map("-".join, pairwise(parts))}
