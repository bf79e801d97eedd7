"""What a department is called: portfolios by any of their names, and the name at a date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from people.folding import fold
from people.reference import Country, Ministry, Period, load_country
from statements.extraction.phrases import Phrasebook

COUNTRY = "ma"
FRENCH_LINKS = frozenset({"l", "la", "le", "les", "de", "du", "des", "d", "et", "aux", "au", "a"})
# Kinds that take a portfolio behind a title; the others are whole expressions (رئيس الحكومة).
_WITH_PORTFOLIO = frozenset({"ministry", "delegate", "state_minister", "state_secretariat"})


@dataclass(frozen=True, slots=True)
class PortfolioOf:
    """A department that a portfolio may mean, and when."""

    code: str
    period: Period


def country() -> Country:
    return load_country(COUNTRY)


def canonical_name(code: str, on: date | None) -> str:
    """The official Arabic name of a department at a date: وزارة العدل, رئاسة الحكومة."""
    return country().ministry(code).name_on(on).ar


@cache
def portfolios(language: str) -> Phrasebook[tuple[PortfolioOf, ...]]:
    """Portfolio (الداخلية, l'Intérieur) → the departments that it may stand for."""
    skip = FRENCH_LINKS if language == "fr" else frozenset()
    return Phrasebook(_by_phrase(language), skip=skip)


def _by_phrase(language: str) -> Iterator[tuple[str, tuple[PortfolioOf, ...]]]:
    meanings: dict[str, list[PortfolioOf]] = {}
    for ministry in country().ministries:
        if ministry.kind in _WITH_PORTFOLIO:
            for text, period in _portfolio_names(ministry, language):
                meanings.setdefault(_key(text, language), []).append(
                    PortfolioOf(ministry.code, period)
                )
    for phrase, found in meanings.items():
        yield phrase, tuple(found)


def _portfolio_names(ministry: Ministry, language: str) -> Iterator[tuple[str, Period]]:
    for portfolio in ministry.portfolios:
        yield (portfolio.fr if language == "fr" else portfolio.ar), portfolio.period
    for short in ministry.short_fr if language == "fr" else ministry.short_ar:
        yield short.text, short.period


def _key(phrase: str, language: str) -> str:
    folded = fold(phrase).replace("'", " ").replace(",", " ")
    if language != "fr":
        return folded
    return " ".join(word for word in folded.split() if word not in FRENCH_LINKS)


def expressions(language: str) -> Iterator[tuple[str, str]]:
    """Whole expressions (رئيس الحكومة, HCP) with the code that each stands for."""
    for ministry in country().ministries:
        french = language == "fr"
        if ministry.kind not in _WITH_PORTFOLIO:
            for name in ministry.names:
                yield (name.fr if french else name.ar), ministry.code
        listed = (
            (*ministry.aliases_fr, *ministry.holders_fr)
            if french
            else (*ministry.aliases_ar, *ministry.holders_ar)
        )
        for phrase in listed:
            yield phrase, ministry.code


def stands_alone(code: str, portfolio: str) -> bool:
    """Whether the portfolio names the department without a title: الداخلية does, الميزانية not."""
    return fold(portfolio) in {fold(text) for text in country().ministry(code).alone_ar}


def department_of(
    meanings: tuple[PortfolioOf, ...], kinds: tuple[str, ...], on: date | None
) -> str | None:
    """The department that a portfolio means under a title of one of ``kinds``, at a date.

    A department that did not exist yet stands for its predecessor (a 2020 التعليم العالي is EDU);
    kinds are tried in their order.
    """
    known = country()
    for kind in kinds:
        fitting = [m for m in meanings if known.ministry(m.code).kind == kind]
        if not fitting:
            continue
        if on is None:
            return fitting[0].code
        nearest = min(fitting, key=lambda meaning: meaning.period.days_away(on))
        return known.ministry_on(nearest.code, on).code
    return None
