"""Forms of a reporting verb, generated from its lemma by a table of patterns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class FormKind(StrEnum):
    PAST = "past"
    PRESENT = "present"
    PARTICIPLE = "participle"
    MASDAR = "masdar"


@dataclass(frozen=True, slots=True)
class Form:
    """One written form: gender ``m``/``f``, number ``s``/``d``/``p``, object or owner clitic."""

    text: str
    kind: FormKind
    gender: str | None
    number: str
    clitic: str = ""
    lead: str = ""


CLITICS = ("ه", "ها", "هم", "هما", "هن")
_LEADS = ("", "و", "ف")
_PRESENT_LEADS = (*_LEADS, "ل", "ول", "فل")
_MASDAR_LEADS = (*_LEADS, "ب", "ل", "وب", "ول")


def _filled(template: str, lemma: str) -> str:
    letters = dict(zip("abc", lemma, strict=False))
    whole = {"w": lemma, "h": lemma[:-1], "t": lemma[1:], "z": lemma[-1]}
    return template.format_map(letters | whole)


def stems(lemma: str, pattern: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Principal parts of a folded lemma; what the verb itself gives overrides its pattern."""
    parts = {"past": lemma, "past_f": lemma, "past_n": lemma, "present": lemma}
    parts |= {"participle": "", "masdar": ""}
    parts |= {part: _filled(template, lemma) for part, template in pattern.items()}
    return parts | {part: given[part] for part in parts if part in given}


def forms(parts: Mapping[str, str]) -> Iterator[Form]:
    """Every form that may report an act, with leading و ف ل ب and object clitics."""
    yield from _led(_past(parts), _LEADS)
    yield from _led(_present(parts["present"]), _PRESENT_LEADS)
    if parts["participle"]:
        yield from _led(_participle(parts["participle"]), _LEADS)
    if parts["masdar"]:
        yield from _led(_masdar(parts["masdar"]), _MASDAR_LEADS)


def _led(bare: Iterator[Form], leads: tuple[str, ...]) -> Iterator[Form]:
    for form in bare:
        for lead in leads:
            yield Form(lead + form.text, form.kind, form.gender, form.number, form.clitic, lead)


def _past(parts: Mapping[str, str]) -> Iterator[Form]:
    masculine, feminine, before_n = parts["past"], parts["past_f"], parts["past_n"]
    plural = (feminine if feminine != masculine else masculine) + "و"
    yield from _with_object(masculine, FormKind.PAST, "m", "s", weak=masculine.endswith("ي"))
    yield from _with_object(feminine + "ت", FormKind.PAST, "f", "s")
    yield Form(plural + "ا", FormKind.PAST, "m", "p")
    yield from _with_object(plural, FormKind.PAST, "m", "p", bare=False)
    yield Form(before_n + "ن", FormKind.PAST, "f", "p")
    yield Form(feminine + "تا", FormKind.PAST, "f", "d")
    if feminine == masculine:
        yield Form(masculine + "ا", FormKind.PAST, "m", "d")


def _with_object(
    stem: str, kind: FormKind, gender: str, number: str, weak: bool = False, bare: bool = True
) -> Iterator[Form]:
    if bare:
        yield Form(stem, kind, gender, number)
    held = stem[:-1] + "ا" if weak else stem
    for clitic in CLITICS:
        yield Form(held + clitic, kind, gender, number, clitic)


def _present(stem: str) -> Iterator[Form]:
    weak = stem[-1:] in ("ي", "و")
    short = stem[:-1] if weak else stem
    for prefix, gender in (("ي", "m"), ("ت", "f")):
        yield from _with_object(prefix + stem, FormKind.PRESENT, gender, "s")
        yield Form(prefix + stem + "ان", FormKind.PRESENT, gender, "d")
    yield Form("ي" + short + "ون", FormKind.PRESENT, "m", "p")
    yield Form("ي" + short + "وا", FormKind.PRESENT, "m", "p")


def jussive(parts: Mapping[str, str]) -> Iterator[Form]:
    """لم يخف، ولم تخف: a weak verb loses its end behind لم; what it has in the plural is known."""
    stem = parts["present"]
    if stem[-1:] in ("ي", "و", "ا"):
        yield Form("ي" + stem[:-1], FormKind.PRESENT, "m", "s")
        yield Form("ت" + stem[:-1], FormKind.PRESENT, "f", "s")


def _participle(stem: str) -> Iterator[Form]:
    short = stem.removesuffix("ي")
    yield Form(stem + "ا", FormKind.PARTICIPLE, "m", "s")
    yield Form(stem + "ه", FormKind.PARTICIPLE, "f", "s")
    yield Form(short + "ين", FormKind.PARTICIPLE, "m", "p")
    yield Form(short + "ون", FormKind.PARTICIPLE, "m", "p")
    yield Form(stem + "ات", FormKind.PARTICIPLE, "f", "p")
    yield Form(stem + "تين", FormKind.PARTICIPLE, "f", "d")


def _masdar(stem: str) -> Iterator[Form]:
    owned = stem[:-1] + "ت" if stem.endswith("ه") else stem
    for clitic, gender, number in (
        ("ه", "m", "s"), ("ها", "f", "s"), ("هم", "m", "p"), ("هما", None, "d"), ("هن", "f", "p"),
    ):  # fmt: skip
        yield Form(owned + clitic, FormKind.MASDAR, gender, number, clitic)
    yield Form("ال" + stem, FormKind.MASDAR, None, "s")
    yield Form(stem, FormKind.MASDAR, None, "s")
