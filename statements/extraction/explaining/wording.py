"""Lines of an explanation: a label, then a rule and its meaning, then the words of the text.

Every line but a sentence itself begins with Latin letters and ends with what the article prints, so
that a terminal that turns Arabic around never mixes the two.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from statements.extraction.model import Span

_LABEL = 12
NOTHING = "(none)"


@cache
def meanings() -> dict[str, dict[str, str]]:
    """Field → rule → what the rule means."""
    source = files("statements.extraction") / "data" / "rules.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


def meaning(field: str, rule: str) -> str:
    """What a rule means; "" when nobody has said it. A colon joins two rules."""
    known = meanings().get(field, {})
    parts = [rule] if rule in known else rule.split(":")
    return "; ".join(dict.fromkeys(known[part] for part in parts if part in known))


def labelled(label: str, *lines: str, indent: int = 2) -> Iterator[str]:
    """The label before the first line, the others below it."""
    for number, line in enumerate(lines):
        yield f"{' ' * indent}{'' if number else label:<{_LABEL}}{line}".rstrip()


def decided(rule: str, confidence: float | None, value: str) -> str:
    """``[last-name 0.97] …``: the rule and its confidence, then the value."""
    sure = "" if confidence is None else f" {confidence:.2f}"
    return f"[{rule}{sure}] {value}"


def quoted(text: str, spans: Iterable[Span]) -> str:
    """The words under the spans, each in marks and on one line."""
    return " ".join(f"«{' '.join(span.of(text).split())}»" for span in spans)


def printable(line: str) -> str:
    """The line without characters that would steer the terminal."""
    return "".join(character for character in line if character.isprintable())


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


# Above every explanation, so that nobody has to look up how to read it.
LEGEND = (
    "Read from above: is the article about parliament, who is named in it, then each sentence.",
    "A cue is a word that reports; it stands in brackets in its sentence. Under each cue: what it",
    "may govern, what it governs here, who does it, and the statement, or why it is dropped.",
    "[rule 0.93]: the rule that decided and how often it is right. «…»: printed in the article.",
)
KINDS = {
    "person": "person",
    "role": "title without a name",
    "group": "group or party",
    "body": "public body",
    "many": "several people",
    "pointer": "words that point back",
    "document": "document, which speaks for its author",
}
CLASSES = {
    "member": "sits in parliament",
    "member_of": "member of a party or body",
    "head": "heads a body",
    "office": "holds an office",
    "minister": "governs",
}
GENDERS = {"m": "male", "f": "female"}
NUMBERS = {"s": "singular", "d": "dual", "p": "plural"}
