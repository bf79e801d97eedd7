"""When two strings count as the same for the scores: spelling, tokens, names, institutions."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

# The scores fix their own folding, so that they stay comparable whatever the engine's fold becomes.
_LETTERS = str.maketrans(
    dict.fromkeys("أإآٱ", "ا")
    | dict.fromkeys("ىیېئ", "ي")
    | dict.fromkeys("کگڭݣ", "ك")
    | dict.fromkeys("’ʼ", "'")
    | {"ة": "ه", "ؤ": "و", "ڤ": "ف", "پ": "ب"}
)
_UNSEEN = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]"
)
_TOKEN = re.compile(r"[^\W_]+(?:['.,:/-][^\W_]+)*")
_COMPLEMENTIZERS = frozenset({"ان", "بان", "que", "qu"})
_TITLES = """النائب النائبة البرلماني البرلمانية المستشار المستشارة السيد السيدة سعادة معالي الدكتور
الدكتورة د دكتور الأستاذ الأستاذة ذ الحاج المهندس الشيخ الوزير الوزيرة وزير وزيرة كاتب كاتبة الدولة
النواب m mme mlle mr dr le la l député députée conseiller conseillère ministre"""


def spelled(text: object) -> str:
    """Text with the spelling differences removed that no score counts."""
    if text is None:
        return ""
    folded = _UNSEEN.sub("", unicodedata.normalize("NFKC", str(text))).translate(_LETTERS).lower()
    return "".join(_as_ascii(character) for character in folded)


def _as_ascii(character: str) -> str:
    digit = unicodedata.digit(character, None) if character.isdigit() else None
    return character if digit is None else str(digit)


_FOLDED_TITLES = frozenset(spelled(_TITLES).split())


def tokens(text: object) -> list[str]:
    return _TOKEN.findall(spelled(text))


def content_tokens(text: object) -> list[str]:
    """Tokens of a content without a leading complementizer."""
    found = tokens(text)
    start = next((i for i, token in enumerate(found) if token not in _COMPLEMENTIZERS), len(found))
    return found[start:]


def overlap(left: list[str], right: list[str]) -> float:
    """Multiset Jaccard of two token lists; two empty lists are equal."""
    if not left and not right:
        return 1.0
    counted, other = Counter(left), Counter(right)
    return sum((counted & other).values()) / sum((counted | other).values())


def name_key(name: object) -> str:
    """A name without the titles in front of it."""
    found = tokens(name)
    while len(found) > 1 and found[0] in _FOLDED_TITLES:
        found = found[1:]
    return " ".join(found)


def names_in(names: object) -> set[str]:
    """The keys of one name or of several parted by semicolons."""
    listed = names if isinstance(names, list | tuple) else re.split("[؛;]", str(names or ""))
    return {key for key in map(name_key, listed) if key}


def speaker_of(statement: Mapping[str, Any]) -> dict[str, Any]:
    """The speaker as a mapping; a plain string is a resolved name."""
    speaker = statement.get("speaker")
    if speaker is None:
        return {}
    return {"resolved": speaker} if isinstance(speaker, str) else dict(speaker)


def same_speaker(gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> bool:
    """Whether the resolved speaker is one that the annotation accepts."""
    wanted, got = speaker_of(gold), speaker_of(predicted)
    resolved = got.get("resolved")
    keys = names_in(got.get("surface") if resolved in (None, "", []) else resolved)
    if wanted.get("type") == "unnamed" and (not keys or got.get("type") == "unnamed"):
        return True
    accepted = [wanted.get("resolved") or "", *(wanted.get("alt_resolved") or [])]
    return any(names_in(name) == keys for name in accepted)


def addressees_of(statement: Mapping[str, Any]) -> list[Any]:
    listed = statement.get("addressees")
    if listed is None and statement.get("addressee"):
        return [statement["addressee"]]
    return listed or []


def institution_keys(listed: Iterable[Any] | None, known: Mapping[str, str]) -> set[str]:
    """Institutions by code; one without a code by its name, looked up in ``known``."""
    keys: set[str] = set()
    for item in listed or []:
        if isinstance(item, Mapping) and item.get("id"):
            keys.add(item["id"])
            continue
        is_named = isinstance(item, Mapping)
        name = spelled((item.get("canonical") or item.get("surface")) if is_named else item)
        keys.add(known.get(name, name))
    return keys


def known_institutions(golds: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Canonical name → code, as the annotations pair them."""
    known: dict[str, str] = {}
    for gold in golds:
        for statement in gold["statements"]:
            for field in ("addressees", "other_institutions"):
                for item in statement.get(field) or []:
                    if isinstance(item, dict) and item.get("id") and item.get("canonical"):
                        known[spelled(item["canonical"])] = item["id"]
    return known
