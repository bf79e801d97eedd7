"""Titles of office made from a portfolio: وزير الصحة, كاتبة الدولة في…, ministre de la Santé."""

from __future__ import annotations

import re
from collections.abc import Iterator

from people.reference.model import FormKind

# (text, what it names, gender, is the official shape)
Title = tuple[str, FormKind, str | None, bool]

_FRENCH_ARTICLE = re.compile(r"(^|, | et )(les |le |la |l')", re.IGNORECASE)
_GENITIVE = {"le ": "du ", "les ": "des ", "la ": "de la ", "l'": "de l'"}
_DATIVE = {"le ": "au ", "les ": "aux ", "la ": "à la ", "l'": "à l'"}


def with_li(phrase: str) -> str:
    """«ل» joined to a phrase: الصحة → للصحة."""
    return "لل" + phrase[2:] if phrase.startswith("ال") else "ل" + phrase


def genitive(phrase: str) -> str:
    """«de» before every noun: la Santé et le Budget → de la Santé et du Budget."""
    return _FRENCH_ARTICLE.sub(lambda m: m[1] + _GENITIVE[m[2].lower()], phrase)


def dative(phrase: str) -> str:
    """«à» before every noun: le Commerce extérieur → au Commerce extérieur."""
    return _FRENCH_ARTICLE.sub(lambda m: m[1] + _DATIVE[m[2].lower()], phrase)


def without_article(phrase: str) -> str:
    """A French name as a title: le Haut-Commissariat → Haut-Commissariat."""
    bare = re.sub(r"^(les |le |la |l')", "", phrase, flags=re.IGNORECASE)
    return bare[:1].upper() + bare[1:]


def official_ar(kind: str, portfolio: str, under: str) -> str:
    """The department's official Arabic name."""
    if kind == "ministry":
        return f"وزارة {portfolio}"
    if kind == "delegate":
        return f"الوزارة المنتدبة لدى {under} المكلفة ب{portfolio}"
    if kind == "state_secretariat":
        return f"كتابة الدولة لدى {under} المكلفة ب{portfolio}"
    if kind == "state_minister":
        return f"وزارة الدولة المكلفة ب{portfolio}"
    return portfolio


def official_fr(kind: str, portfolio: str) -> str:
    """The department's official French name."""
    if kind == "ministry":
        return f"Ministère {genitive(portfolio)}"
    if kind == "delegate":
        return f"Ministère délégué chargé {genitive(portfolio)}"
    if kind == "state_secretariat":
        return f"Secrétariat d'État chargé {genitive(portfolio)}"
    if kind == "state_minister":
        return f"Ministère d'État chargé {genitive(portfolio)}"
    return without_article(portfolio)


def titles_ar(kind: str, portfolio: str, superiors: tuple[str, ...]) -> Iterator[Title]:
    """Every Arabic shape of the department and of its holder for this portfolio."""
    if kind == "ministry":
        yield from _plain_ministry_ar(portfolio)
    elif kind == "delegate":
        yield from _plain_ministry_ar(portfolio)
        for under in ("", *(f"لدى {superior} " for superior in superiors)):
            yield f"الوزارة المنتدبة {under}المكلفة ب{portfolio}", FormKind.NAME, None, False
            yield f"الوزير المنتدب {under}المكلف ب{portfolio}", FormKind.HOLDER, "m", False
            yield f"الوزيرة المنتدبة {under}المكلفة ب{portfolio}", FormKind.HOLDER, "f", False
        yield from _in_charge_ar("الوزارة", "الوزير", "الوزيرة", portfolio)
        yield f"الوزير المنتدب في {portfolio}", FormKind.HOLDER, "m", False
        yield f"الوزيرة المنتدبة في {portfolio}", FormKind.HOLDER, "f", False
    elif kind == "state_minister":
        yield from _plain_ministry_ar(portfolio)
        yield from _in_charge_ar("وزارة الدولة", "وزير الدولة", "وزيرة الدولة", portfolio)
        yield from _in_charge_ar("الوزارة", "الوزير", "الوزيرة", portfolio)
    elif kind == "state_secretariat":
        yield from _secretariat_ar(portfolio, superiors)


def _plain_ministry_ar(portfolio: str) -> Iterator[Title]:
    yield f"وزارة {portfolio}", FormKind.NAME, None, False
    yield f"وزير {portfolio}", FormKind.HOLDER, "m", False
    yield f"وزيرة {portfolio}", FormKind.HOLDER, "f", False


def _in_charge_ar(body: str, man: str, woman: str, portfolio: str) -> Iterator[Title]:
    yield f"{body} المكلفة ب{portfolio}", FormKind.NAME, None, False
    yield f"{man} المكلف ب{portfolio}", FormKind.HOLDER, "m", False
    yield f"{woman} المكلفة ب{portfolio}", FormKind.HOLDER, "f", False


def _secretariat_ar(portfolio: str, superiors: tuple[str, ...]) -> Iterator[Title]:
    for under in ("", *(f" لدى {superior}" for superior in superiors)):
        yield from _in_charge_ar(
            f"كتابة الدولة{under}", f"كاتب الدولة{under}", f"كاتبة الدولة{under}", portfolio
        )
    for link in (f"في {portfolio}", with_li(portfolio)):
        yield f"كتابة الدولة {link}", FormKind.NAME, None, False
        yield f"كاتب الدولة {link}", FormKind.HOLDER, "m", False
        yield f"كاتبة الدولة {link}", FormKind.HOLDER, "f", False


def titles_fr(kind: str, portfolio: str, superiors: tuple[str, ...]) -> Iterator[Title]:
    """Every French shape of the department and of its holder for this portfolio."""
    of = genitive(portfolio)
    if kind in ("ministry", "delegate", "state_minister"):
        yield f"ministère {of}", FormKind.NAME, None, False
        yield f"ministre {of}", FormKind.HOLDER, None, False
    if kind == "state_minister":
        yield f"ministère d'État chargé {of}", FormKind.NAME, None, False
        yield f"ministre d'État chargé {of}", FormKind.HOLDER, "m", False
        yield f"ministre d'État chargée {of}", FormKind.HOLDER, "f", False
    if kind == "delegate":
        yield f"ministère délégué chargé {of}", FormKind.NAME, None, False
        yield f"ministre chargé {of}", FormKind.HOLDER, "m", False
        yield f"ministre chargée {of}", FormKind.HOLDER, "f", False
        yield f"ministre délégué {dative(portfolio)}", FormKind.HOLDER, "m", False
        yield f"ministre déléguée {dative(portfolio)}", FormKind.HOLDER, "f", False
        yield from _deputy_fr("ministre délégué", "ministre déléguée", of, superiors)
    if kind == "state_secretariat":
        yield f"secrétariat d'État chargé {of}", FormKind.NAME, None, False
        yield f"secrétariat d'État {dative(portfolio)}", FormKind.NAME, None, False
        yield f"secrétaire d'État {dative(portfolio)}", FormKind.HOLDER, None, False
        yield from _deputy_fr("secrétaire d'État", "secrétaire d'État", of, superiors)


def _deputy_fr(man: str, woman: str, of: str, superiors: tuple[str, ...]) -> Iterator[Title]:
    for under in ("", *(f" auprès {genitive(superior)}" for superior in superiors)):
        for comma in ("", ","):
            yield f"{man}{under}{comma} chargé {of}", FormKind.HOLDER, "m", False
            yield f"{woman}{under}{comma} chargée {of}", FormKind.HOLDER, "f", False
