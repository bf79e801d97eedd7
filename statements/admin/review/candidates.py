"""Who, to whom, where: what an editor may choose, each with the reasons why it fits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from people.bodies import Bodies
from people.folding import fold
from people.models import Appointment, Ministry, Speaker
from people.names import read_name
from people.resolution.candidates import NameIndex, Setting
from people.resolution.wording import Sign, signs_of
from statements.models import Session, Statement

MOST = 8
_NEAR = timedelta(days=10)


@dataclass(slots=True)
class Choice:
    """A row that may be chosen: what it is called, what tells it apart, why it fits."""

    value: int
    label: str
    detail: str = ""
    signs: list[Sign] = field(default_factory=list)
    number: int = 0

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def _counted(number: int) -> Sign:
    return Sign(ngettext("%d statement", "%d statements", number) % number)


def day_of(statement: Statement) -> date | None:
    """The day on which offices are held and sittings are looked for."""
    return statement.said_on or statement.article.published_on


# Speakers


def speaker_choices(
    statement: Statement, query: str = "", siblings: Sequence[Statement] = ()
) -> list[Choice]:
    """Speakers of this name, known or invented as the statement is; the best first.

    Without a query, those that the printed name may mean, then those who speak in the article.
    """
    words = query.strip() or statement.speaker_read or statement.speaker_printed
    found = _named(words, statement)
    if query.strip():
        found |= {one.pk: (one, []) for one in _containing(query, statement) if one.pk not in found}
    else:
        found = _with_speakers_of_article(found, siblings)
    return _described(list(found.values())[: MOST * 2], day_of(statement))[:MOST]


def choices_of_name(speakers: Sequence[Speaker], day: date | None) -> list[Choice]:
    """These speakers, all of them of the name in question."""
    return _described([(one, signs_of("same_name")) for one in speakers], day) if speakers else []


def _named(words: str, statement: Statement) -> dict[int, tuple[Speaker, list[Sign]]]:
    name = read_name(words)
    if not name.parts:
        return {}
    setting = Setting(
        chamber=statement.chamber.code if statement.chamber else None,
        groups=frozenset(filter(None, [statement.group_id])),
        parties=frozenset(filter(None, [statement.party_id])),
    )
    index = NameIndex.fetched([name], statement.is_sample, Bodies())
    near = index.candidates(name, setting, day_of(statement))
    near.sort(key=lambda one: (one.is_opposed, one.likeness.value != "same", one.speaker.pk))
    return {one.speaker.pk: (one.speaker, signs_of(one.explain())) for one in near}


def _containing(query: str, statement: Statement) -> Iterable[Speaker]:
    """Speakers of whose names every word is a part; bodies are of both worlds."""
    rows = Speaker.objects.current().filter(
        Q(is_sample=statement.is_sample) | ~Q(kind=Speaker.SpeakerKind.PERSON)
    )
    for word in fold(query).split()[:6]:
        rows = rows.filter(Q(aliases__folded__contains=word) | Q(name_ar__contains=word))
    return rows.distinct()[:MOST]


def _with_speakers_of_article(
    found: dict[int, tuple[Speaker, list[Sign]]], siblings: Sequence[Statement]
) -> dict[int, tuple[Speaker, list[Sign]]]:
    for sibling in siblings:
        if sibling.speaker is not None and sibling.speaker.pk not in found:
            found[sibling.speaker.pk] = (sibling.speaker, [])
    here = {sibling.speaker_id for sibling in siblings}
    for pk, (_speaker, signs) in found.items():
        if pk in here:
            signs.append(Sign(gettext("speaks in this article"), "for"))
    return found


def _described(found: Sequence[tuple[Speaker, list[Sign]]], day: date | None) -> list[Choice]:
    """Offices of the day and numbers of statements, for all of them at once."""
    pks = [speaker.pk for speaker, _signs in found]
    offices = _offices(pks, day)
    numbers = dict(
        Statement.objects.filter(speaker__in=pks)
        .order_by()
        .values_list("speaker")
        .annotate(Count("pk"))
    )
    return [
        Choice(
            value=speaker.pk,
            label=speaker.name,
            detail=offices.get(speaker.pk, "") or str(speaker.get_kind_display()),
            signs=[
                *signs,
                _counted(numbers.get(speaker.pk, 0)),
                *([Sign(gettext("provisional"), "against")] if speaker.is_provisional else []),
            ],
            number=numbers.get(speaker.pk, 0),
        )
        for speaker, signs in found
    ]


def _offices(pks: Sequence[int], day: date | None) -> dict[int, str]:
    rows = Appointment.objects.filter(speaker__in=pks).select_related(
        "chamber", "group", "ministry", "committee"
    )
    held: dict[int, list[str]] = {}
    for one in rows:
        if day is None or one.holds_on(day):
            held.setdefault(one.speaker_id, []).append(str(one))
    return {pk: gettext("; ").join(names[:2]) for pk, names in held.items()}


# Addressees


def ministry_choices(
    statement: Statement, query: str = "", siblings: Sequence[Statement] = ()
) -> list[Choice]:
    """Ministries of that name on that day; without a query, those that the article is about."""
    if query.strip():
        return _ministries_named(query, day_of(statement))
    near: dict[int, tuple[Ministry, int]] = {}
    for sibling in siblings:
        for one in sibling.institutions.all():
            if one.ministry is not None:
                times = near.get(one.ministry.pk, (one.ministry, 0))[1]
                near[one.ministry.pk] = (one.ministry, times + 1)
    ordered = sorted(near.values(), key=lambda each: -each[1])
    return [
        Choice(ministry.pk, ministry.name, "", [Sign(gettext("named in this article"), "for")])
        for ministry, _times in ordered[:MOST]
    ]


def _ministries_named(query: str, day: date | None) -> list[Choice]:
    meant = Bodies().ministries(query, day)
    choices = [
        Choice(one.pk, one.name, one.days_told, [Sign(gettext("of this name that day"), "for")])
        for one in meant
    ]
    words = fold(query).split()
    for one in Ministry.objects.current().order_by("name_ar"):
        named = fold(f"{one.name_ar} {one.name_fr} {one.name_en} {one.code}")
        if one not in meant and all(word in named for word in words):
            choices.append(Choice(one.pk, one.name, one.days_told, _of_that_day(one, day)))
    return sorted(choices, key=_most_fitting)[:MOST]


def _most_fitting(choice: Choice) -> bool:
    return any(sign.speaks == "against" for sign in choice.signs)


def _of_that_day(ministry: Ministry, day: date | None) -> list[Sign]:
    if day is None:
        return []
    if ministry.holds_on(day):
        return [Sign(gettext("existed that day"), "for")]
    return [Sign(gettext("did not exist that day"), "against")]


# Sessions


def session_choices(
    statement: Statement, query: str = "", siblings: Sequence[Statement] = ()
) -> list[Choice]:
    """Sittings of the article's other statements, then those around its day or of the query."""
    rows = Session.objects.filter(is_sample=statement.is_sample).select_related(
        "chamber", "committee"
    )
    day = parse_day(query) or day_of(statement)
    if day is not None:
        rows = rows.filter(date__range=(day - _NEAR, day + _NEAR))
    words = [word for word in fold(query).split() if not word[0].isdecimal()]
    times: dict[int, int] = {}
    for sibling in siblings:
        if sibling.session_id:
            times[sibling.session_id] = times.get(sibling.session_id, 0) + 1
    found = {one.pk: one for one in rows[:60] if all(word in fold(str(one)) for word in words)}
    if not query.strip():
        found |= {one.session.pk: one.session for one in siblings if one.session}
    choices = [_session_choice(one, times.get(one.pk, 0), statement) for one in found.values()]
    choices.sort(key=lambda one: (-one.number, _distance(found[one.value].date, day)))
    return choices[:MOST]


def parse_day(query: str) -> date | None:
    try:
        return next((day for word in query.split() if (day := parse_date(word))), None)
    except ValueError:
        return None


def _distance(one: date | None, day: date | None) -> int:
    return abs((one - day).days) if one and day else 10_000


def _session_choice(session: Session, times: int, statement: Statement) -> Choice:
    signs = []
    if times:
        text = ngettext("%d other here", "%d others here", times) % times
        signs.append(Sign(text, "for"))
    if session.date and session.date == statement.article.published_on:
        signs.append(Sign(gettext("day of publication"), "for"))
    if statement.chamber_id and session.chamber_id:
        same = statement.chamber_id == session.chamber_id
        signs.append(
            Sign(gettext("this chamber"), "for") if same else Sign(_other_chamber(), "against")
        )
    if warning := session.calendar_warning:
        signs.append(Sign(warning, "against"))
    detail = date_format(session.date, "l j F Y") if session.date else ""
    place = session.committee or session.chamber
    label = " · ".join(str(one) for one in (session.get_type_display(), place) if one)
    return Choice(session.pk, label, detail, signs, times)


def _other_chamber() -> str:
    return gettext("another chamber")
