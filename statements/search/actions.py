"""Nouns of action and their verbs, where the shape of a word tells both: انقطاع، ينقطع.

Measured on 25,000 words of news: of what the forms below join next to nothing is wrong. Left out
are تفعيل، إفعال، فعال: their verbs look like those of the first form (تكوين is no يكون), and
plurals look like them (أعمال، قطاع); four of ten pairs would be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_BEFORE = ("", "و", "ف", "س", "وس", "ل")
_PRESENT = ("", "ون", "ان", "ه", "ها")
_PAST = ("", "ت", "وا", "ه", "ها")
_VERB = re.compile(r"(?:[وف]?س|[وفل])?([يتنا]..+?)(ون|وا|ان|ت|ها|ه)?")

# The noun of a form, what its verb has between its first letter and its last, and its past. The
# letters are those of the root; where the middle one is weak, or the last, verbs show it otherwise.
_Parts = tuple[str, str]  # present without its first letter, past
_NOUNS: tuple[tuple[re.Pattern[str], Callable[..., _Parts]], ...] = (
    (re.compile(r"است(.)(.)ا\2"), lambda a, b: (f"ست{a}{b}", f"است{a}{b}")),  # استمرار
    (re.compile(r"است(.)(.)ا([^ء])"), lambda a, b, c: (f"ست{a}{b}{c}", f"است{a}{b}{c}")),
    (re.compile(r"است(.)ا(.)ه"), lambda a, c: (f"ست{a}ي{c}", f"است{a}ا{c}")),  # استفادة
    (re.compile(r"ان([^ت])(.)ا([^ء])"), lambda a, b, c: (f"ن{a}{b}{c}", f"ان{a}{b}{c}")),
    (re.compile(r"ا(.)ت(ي)ا([^ء])"), lambda a, _, c: (f"{a}تا{c}", f"ا{a}تا{c}")),  # احتياج
    (re.compile(r"ا(.)([تطد])(.)ا([^ء])"), lambda a, t, b, c: (f"{a}{t}{b}{c}", f"ا{a}{t}{b}{c}")),
    (re.compile(r"ا(.)([تطد])(.)اء"), lambda a, t, b: (f"{a}{t}{b}ي", f"ا{a}{t}{b}ي")),  # اختفاء
    (re.compile(r"ت(.)ا(.)([^ي])"), lambda a, b, c: (f"ت{a}ا{b}{c}", f"ت{a}ا{b}{c}")),
    (re.compile(r"ت([^ا])([^اي])([^يا])"), lambda a, b, c: (f"ت{a}{b}{c}", f"ت{a}{b}{c}")),
)
_OF_III = re.compile(r"م(.)ا(.)(.)ه")  # مراجعة
# The same the other way: verbs without what is before and behind them, and their noun.
_VERBS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[يتن]ست(.)(.)(.)|است(.)(.)(.)"), "است{}{}ا{}"),
    (re.compile(r"[يتن]ست(.)ي(.)|است(.)ا(.)"), "است{}ا{}ه"),
    (re.compile(r"[يتن]ست(.)([^اي])|است(.)([^اي])"), "است{0}{1}ا{1}"),
    (re.compile(r"[يتن]ن([^ت])([^ايو])([^اي])|ان([^ت])([^ايو])([^اي])"), "ان{}{}ا{}"),
    (re.compile(r"[يتن](.)تا(.)|ا(.)تا(.)"), "ا{}تيا{}"),
    (
        re.compile(r"[يتن]([^ست])([تطد])([^ايو])([^اي])|ا([^ست])([تطد])([^ايو])([^اي])"),
        "ا{}{}{}ا{}",
    ),
    (re.compile(r"[يتن]([^ست])([تطد])(.)ي|ا([^ست])([تطد])(.)ي"), "ا{}{}{}اء"),
    (re.compile(r"[يتن]ت(.)ا(.)(.)"), "ت{}ا{}{}"),
    (re.compile(r"[يتن]ت([^ا])([^اي])([^اي])"), "ت{}{}{}"),
    (re.compile(r"[ين](.)ا(.)(.)"), "م{}ا{}{}ه"),
)


def same_action(word: str) -> Iterator[str]:
    """The forms of its verb in which a folded noun of action may stand, and the noun of a verb."""
    yield from _verbs(word)
    if not (match := _VERB.fullmatch(word)):
        return
    for shape, noun in _VERBS:
        if found := shape.fullmatch(match[1]):
            name = noun.format(*(letter for letter in found.groups() if letter))
            yield from _noun(name)
    if match[2] in _PAST[1:3] and match[1].startswith("ت"):
        yield from _noun(match[1])  # توقف, the noun of توقفت, is its verb too


def _noun(name: str) -> Iterator[str]:
    yield from (before + name for before in ("", "و", "ب", "ل"))
    yield from _verbs(name)


def _verbs(noun: str) -> Iterator[str]:
    for shape, parts in _NOUNS:
        if found := shape.fullmatch(noun):
            present, past = parts(*found.groups())
            bases = [first + present + after for first in "يتن" for after in _PRESENT]
            bases += [past + after for after in _PAST if past + after != noun]
            yield from (before + base for base in bases for before in _BEFORE)
            return
    if found := _OF_III.fullmatch(noun):
        present = "{}ا{}{}".format(*found.groups())
        # Neither تراجع, which is the fifth form's too, nor راجع, which is who does it.
        bases = [first + present + after for first in "ين" for after in _PRESENT]
        bases += [present + "ت", present + "وا"]
        yield from (before + base for base in bases for before in _BEFORE)
