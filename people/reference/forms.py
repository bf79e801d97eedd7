"""From reference records to every form in which the press prints them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from people.folding import fold
from people.reference import offices
from people.reference.model import (
    Chamber,
    Committee,
    FormKind,
    Group,
    Ministry,
    NameForm,
    Party,
    Period,
)


def ministry_forms(ministry: Ministry, parent: Ministry | None) -> tuple[NameForm, ...]:
    """Every form of a department: official names, offices, portfolios, aliases; no form twice."""
    return _once((*_official(ministry), *_whole(ministry), *_made(ministry, parent)))


def _official(ministry: Ministry) -> Iterator[NameForm]:
    for name in ministry.names:
        for language, text in (("ar", name.ar), ("fr", name.fr)):
            yield NameForm(
                text, ministry.code, FormKind.NAME, language, official=True, period=name.period
            )


def _whole(ministry: Ministry) -> Iterator[NameForm]:
    period = ministry.period
    listed = (
        (ministry.holders_ar, FormKind.HOLDER, "ar"),
        (ministry.holders_fr, FormKind.HOLDER, "fr"),
        (ministry.aliases_ar, FormKind.NAME, "ar"),
        (ministry.aliases_fr, FormKind.NAME, "fr"),
    )
    for texts, kind, language in listed:
        for text in texts:
            gender = _gender_of_holder(text) if kind is FormKind.HOLDER else None
            yield NameForm(text, ministry.code, kind, language, gender, period=period)


def _gender_of_holder(title: str) -> str | None:
    first = title.split(maxsplit=1)[0]
    if "ا" <= first[0] <= "ي":
        return "f" if first.endswith("ة") else "m"
    return None


def _made(ministry: Ministry, parent: Ministry | None) -> Iterator[NameForm]:
    for text, period in _portfolios(ministry, "ar"):
        for title, kind, gender, official in offices.titles_ar(
            ministry.kind, text, _superiors(parent, "ar")
        ):
            yield NameForm(
                title, ministry.code, kind, "ar", gender, official=official, period=period
            )
        if _has_portfolio(ministry):
            alone = text in ministry.alone_ar
            yield NameForm(
                text, ministry.code, FormKind.PORTFOLIO, "ar", alone=alone, period=period
            )
    for text, period in _portfolios(ministry, "fr"):
        for title, kind, gender, official in offices.titles_fr(
            ministry.kind, text, _superiors(parent, "fr")
        ):
            yield NameForm(
                title, ministry.code, kind, "fr", gender, official=official, period=period
            )
        if _has_portfolio(ministry):
            yield NameForm(
                text, ministry.code, FormKind.PORTFOLIO, "fr", alone=False, period=period
            )


def _has_portfolio(ministry: Ministry) -> bool:
    """True where the field of work may be printed without a title (وزارتا الداخلية والصحة)."""
    return ministry.kind in ("ministry", "delegate", "state_minister")


def _portfolios(ministry: Ministry, language: str) -> Iterator[tuple[str, Period]]:
    for portfolio in ministry.portfolios:
        yield (portfolio.ar if language == "ar" else portfolio.fr), portfolio.period
    for short in ministry.short_ar if language == "ar" else ministry.short_fr:
        yield short.text, short.period


def _superiors(parent: Ministry | None, language: str) -> tuple[str, ...]:
    """How a deputy's title names the minister above: رئيس الحكومة, وزيرة السياحة …"""
    if parent is None:
        return ()
    if parent.kind != "ministry":
        return parent.holders_ar if language == "ar" else ("le Chef du gouvernement",)
    texts = [text for text, _ in _portfolios(parent, language)]
    if language == "ar":
        return tuple(f"{title} {text}" for text in texts for title in ("وزير", "وزيرة"))
    return tuple(
        f"{article} ministre {offices.genitive(text)}" for text in texts for article in ("le", "la")
    )


def party_forms(party: Party) -> tuple[NameForm, ...]:
    """Names, short names, symbols and adjectives of a party; the last two never stand alone."""
    named = (
        (party.name_ar, "ar"),
        (party.name_fr, "fr"),
        *((text, "ar") for text in party.short_ar),
        *((f"حزب {text}", "ar") for text in (*party.short_ar, *party.nicknames_ar)),
        *((text, "fr") for text in (*party.abbreviations, *party.aliases_fr)),
    )
    return _once(
        (
            *(
                NameForm(
                    text,
                    party.code,
                    FormKind.NAME,
                    language,
                    official=text in (party.name_ar, party.name_fr),
                    alone=text not in party.short_ar or len(text.split()) > 1,
                    period=party.period,
                )
                for text, language in named
            ),
            *_lesser(party, FormKind.NICKNAME, party.nicknames_ar, None),
            *_lesser(party, FormKind.ADJECTIVE, party.adjectives_m, "m"),
            *_lesser(party, FormKind.ADJECTIVE, party.adjectives_f, "f"),
        )
    )


def _lesser(
    party: Party, kind: FormKind, texts: tuple[str, ...], gender: str | None
) -> Iterator[NameForm]:
    for text in texts:
        yield NameForm(text, party.code, kind, "ar", gender, alone=False, period=party.period)


def group_forms(group: Group, party: Party | None) -> tuple[NameForm, ...]:
    """The official name of a group, its aliases, and «فريق / مجموعة» with its party's names."""
    named = [
        (group.name_ar, "ar"),
        (group.name_fr, "fr"),
        *((text, "ar") for text in group.aliases_ar),
        *((text, "fr") for text in group.aliases_fr),
    ]
    if party is not None:
        named += [(text, "ar") for text in _group_titles(party)]
        named += [(f"groupe {text}", "fr") for text in party.abbreviations]
        named += [(f"groupe du {text}", "fr") for text in party.abbreviations]
    return _once(
        NameForm(
            text,
            group.code,
            FormKind.NAME,
            language,
            official=text in (group.name_ar, group.name_fr),
            alone=text.split(maxsplit=1)[0]
            not in ("التجمع", "الاتحاد", "الكونفدرالية", "المعارضة"),
            chamber=group.chamber,
            period=group.period,
        )
        for text, language in named
    )


def _group_titles(party: Party) -> Iterator[str]:
    for text in (*party.short_ar, *party.nicknames_ar):
        yield f"فريق {text}"
        yield f"فريق حزب {text}"
        yield f"مجموعة {text}"
        yield f"الفريق النيابي {offices.with_li(text)}"
        yield f"الفريق النيابي لحزب {text}"
        yield f"المجموعة النيابية {offices.with_li(text)}"
        yield f"المجموعة النيابية لحزب {text}"
    for adjective in party.adjectives_m:
        yield f"الفريق {adjective}"
        yield f"الفريق النيابي {adjective}"
    for adjective in party.adjectives_f:
        yield f"المجموعة {adjective}"


def committee_forms(committee: Committee) -> tuple[NameForm, ...]:
    """Official names and press short forms of a committee."""
    named = (
        (committee.name_ar, "ar"),
        (committee.name_fr, "fr"),
        *((text, "ar") for text in committee.short_ar),
    )
    return _once(
        NameForm(
            text,
            committee.code,
            FormKind.NAME,
            language,
            official=text in (committee.name_ar, committee.name_fr),
            chamber=committee.chamber,
            period=committee.period,
        )
        for text, language in named
    )


def chamber_forms(chamber: Chamber) -> tuple[NameForm, ...]:
    """Names of a chamber, and what its members are called."""
    named = (
        (chamber.name_ar, "ar"),
        (chamber.name_fr, "fr"),
        *((text, "ar") for text in chamber.aliases_ar),
        *((text, "fr") for text in chamber.aliases_fr),
    )
    members = (
        (chamber.members_ar_m, "ar", "m"),
        (chamber.members_ar_f, "ar", "f"),
        (chamber.members_ar_plural, "ar", None),
        (chamber.members_fr_m, "fr", "m"),
        (chamber.members_fr_f, "fr", "f"),
    )
    code = chamber.code
    return _once(
        (
            *(
                NameForm(
                    text,
                    code,
                    FormKind.NAME,
                    language,
                    official=text in (chamber.name_ar, chamber.name_fr),
                    chamber=code,
                )
                for text, language in named
            ),
            *(
                NameForm(
                    text,
                    code,
                    FormKind.MEMBER,
                    language,
                    gender,
                    alone=len(text.split()) > 1,
                    chamber=code,
                )
                for texts, language, gender in members
                for text in texts
            ),
        )
    )


def _once(forms: Iterable[NameForm]) -> tuple[NameForm, ...]:
    """The first form of each spelling and period wins: official names come first."""
    seen: dict[tuple[str, str, Period], NameForm] = {}
    for form in forms:
        seen.setdefault((fold(form.text), form.kind, form.period), form)
    return tuple(seen.values())


def in_force(forms: Iterable[NameForm], on: date | None) -> tuple[NameForm, ...]:
    """Of each spelling, the forms that hold on that day, else those nearest to it in time.

    Old names are kept: papers go on printing them. Without a day every form is given.
    """
    if on is None:
        return tuple(forms)
    nearest: dict[str, list[NameForm]] = {}
    for form in forms:
        nearest.setdefault(fold(form.text), []).append(form)
    chosen: list[NameForm] = []
    for same in nearest.values():
        least = min(form.period.days_away(on) for form in same)
        codes: dict[tuple[str, str], NameForm] = {}
        for form in same:
            if form.period.days_away(on) == least:
                codes.setdefault((form.code, form.kind), form)
        chosen.extend(codes.values())
    return tuple(chosen)
