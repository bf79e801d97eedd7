"""The rules that choose a speaker, and the queries they need for a batch of names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from django.db.models import Q

from people.bodies import Bodies
from people.models import Appointment, Committee, Group, Ministry, Party, Speaker
from people.name_matching import Likeness, whole_key
from people.names import read_name
from people.resolution.candidates import (
    SHORTENED,
    Candidate,
    NameIndex,
    Setting,
    best_appointment,
    setting_of,
)
from people.resolution.model import Ambiguous, NoMatch, PrintedSpeaker, Resolution, Resolved
from people.resolution.offices import PrintedOffice, could_be_a_person, read_office

_MOST_CANDIDATES = 10  # an editor chooses among few


Body = Group | Ministry | Party | Committee


def resolve_speakers(
    printed: Sequence[PrintedSpeaker],
    on: date | None,
    samples: bool = False,
    bodies: Bodies | None = None,
) -> list[Resolution]:
    """One resolution for each printed speaker, in a fixed number of queries.

    ``on`` is the day of the statement (None: unknown); ``samples`` keeps invented people and real
    ones in worlds of their own; ``bodies`` are those already read, where there are many batches.
    Never guesses between two, and creates nothing.
    """
    resolver = _Resolver(printed, on, samples, bodies or Bodies())
    return [resolver.resolve(one) for one in printed]


def resolve_speaker(
    printed: PrintedSpeaker,
    on: date | None,
    samples: bool = False,
    bodies: Bodies | None = None,
) -> Resolution:
    """The resolution of one printed speaker."""
    return resolve_speakers([printed], on, samples, bodies)[0]


class _Resolver:
    """The rows that one batch of printed speakers may mean, and the rules that choose."""

    def __init__(
        self,
        printed: Sequence[PrintedSpeaker],
        on: date | None,
        samples: bool,
        bodies: Bodies,
    ) -> None:
        self.on = on
        self.bodies = bodies
        people = [one for one in dict.fromkeys(printed) if one.type == "person"]
        offices = {one: self._office(one) for one in people if not could_be_a_person(one.name)}
        self._offices = {one: office for one, office in offices.items() if office}
        named = [one for one in people if one not in self._offices]
        self._index = NameIndex((read_name(one.name) for one in named), samples, bodies)
        self._holders = _Holders(self._offices.values(), on, samples)
        spoken = [one for one in dict.fromkeys(printed) if one.type in ("group", "institution")]
        self._of_body = {one: body_of(one, on, self.bodies) for one in spoken}
        self._speaking = _SpeakingBodies(self._of_body, samples)

    def resolve(self, one: PrintedSpeaker) -> Resolution:
        if one in self._of_body:
            return self._body(one)
        if one.type != "person":
            return NoMatch(f"a speaker of type {one.type} has no row")
        if one in self._offices:
            return self._holder(one)
        name = read_name(one.name)
        setting = self._setting(one)
        decided = _decide(self._index.candidates(name, setting, self.on), is_full=name.is_full)
        if isinstance(decided, Candidate):
            appointment = best_appointment(decided.appointments, setting, self.on)
            return Resolved(decided.speaker, appointment)
        return decided

    def _setting(self, one: PrintedSpeaker) -> Setting:
        return setting_of(
            one.roles, one.chamber, one.group, one.party, one.ministry, self.on, self.bodies
        )

    def _office(self, one: PrintedSpeaker) -> PrintedOffice | None:
        return read_office(one.name, self.bodies, self.on, one.chamber)

    def _holder(self, one: PrintedSpeaker) -> Resolution:
        """Who held the office that day, where one person is known to have held it."""
        office = self._offices[one]
        if self.on is None:
            return NoMatch("the holder of an office is only known by the day")
        if len(office.bodies) > 1:
            return NoMatch("the title names an office in more than one body")
        held = self._holders.of(office)
        if not held:
            return NoMatch("no holder of this office is known for that day")
        if len({one.speaker_id for one in held}) > 1:
            return _ambiguous((one.speaker, "office") for one in held)
        return Resolved(held[0].speaker, held[0])

    def _body(self, one: PrintedSpeaker) -> Resolution:
        found = self._of_body[one]
        if len(found) > 1:
            return _ambiguous((speaker, "shared_name") for speaker in self._speaking.of_any(found))
        speaker = self._speaking.of(one, found[0] if found else None)
        return Resolved(speaker, None) if speaker else NoMatch("this body has not spoken before")


def _decide(candidates: Sequence[Candidate], *, is_full: bool) -> Candidate | Ambiguous | NoMatch:
    """The candidate that is meant, where the name and the setting leave no other."""
    same = [one for one in candidates if one.likeness is Likeness.SAME]
    if len(same) == 1:
        return _unclear(same) if same[0].is_opposed else same[0]
    if same:
        meant = [one for one in same if _stands_out(one, same)]
        return meant[0] if len(meant) == 1 else _unclear(same)
    near = [one for one in candidates if not one.against]
    if not near:
        return NoMatch("nobody of this name is known")
    supported = [one for one in near if one.strong and one.reason in SHORTENED]
    if len(near) == 1 and supported:
        return supported[0]
    if not is_full and not supported:
        return _unclear(near) if len(near) <= _MOST_CANDIDATES else NoMatch("too common a name")
    return _unclear(near)


def _stands_out(one: Candidate, among: Iterable[Candidate]) -> bool:
    """Something speaks for this one and nothing against it, but against all others of the name."""
    others = (other for other in among if other is not one)
    return bool(one.strong or one.weak) and not one.against and all(o.against for o in others)


def _unclear(candidates: Iterable[Candidate]) -> Ambiguous:
    return _ambiguous((one.speaker, one.explain()) for one in candidates)


def _ambiguous(candidates: Iterable[tuple[Speaker, str]]) -> Ambiguous:
    listed = list(dict(candidates).items())[:_MOST_CANDIDATES]
    return Ambiguous(tuple(speaker for speaker, _ in listed), tuple(reason for _, reason in listed))


class _Holders:
    """Who held the offices of a batch on its day."""

    _BODY = {
        Appointment.Office.MINISTER.value: "ministry",
        Appointment.Office.GROUP_PRESIDENT.value: "group",
        Appointment.Office.COMMITTEE_CHAIR.value: "committee",
        Appointment.Office.CHAMBER_PRESIDENT.value: "chamber",
    }

    def __init__(self, offices: Iterable[PrintedOffice], on: date | None, samples: bool) -> None:
        self._rows: list[Appointment] = []
        asked = Q()
        for office in offices:
            asked |= Q(
                office=office.office,
                **{f"{self._BODY[office.office]}__in": [body.pk for body in office.bodies]},
            )
        if on is None or not asked:
            return
        rows = Appointment.objects.filter(
            asked, speaker__is_sample=samples, speaker__merged_into__isnull=True
        )
        rows = rows.select_related("speaker", "chamber", "group", "party", "ministry", "committee")
        self._rows = list(rows.on(on).order_by("pk"))

    def of(self, office: PrintedOffice) -> list[Appointment]:
        name = f"{self._BODY[office.office]}_id"
        keys = {body.pk for body in office.bodies}
        return [
            row for row in self._rows if row.office == office.office and getattr(row, name) in keys
        ]


def body_of(one: PrintedSpeaker, on: date | None, bodies: Bodies) -> tuple[Body, ...]:
    """The group, ministry, committee or party that this name means; several when it is shared."""
    seat = None if one.chamber == "government" else one.chamber
    by_code = bodies.ministries(one.ministry, on) if one.ministry else ()
    lookups: tuple[Callable[[], tuple[Body, ...]], ...] = (
        lambda: bodies.groups(one.name, on, seat),
        lambda: bodies.committees(one.name, seat),
        lambda: bodies.ministries(one.name, on),
        lambda: bodies.parties(one.name, on),
    )
    return next((found for look in lookups if (found := look())), by_code)


def column_of(body: Body) -> str:
    """The column of Speaker that holds this kind of body."""
    return body._meta.model_name or ""


class _SpeakingBodies:
    """The rows under which bodies speak: of known bodies one each, of others by their name."""

    def __init__(self, found: dict[PrintedSpeaker, tuple[Body, ...]], samples: bool) -> None:
        asked = Q()
        for bodies in found.values():
            for body in bodies:
                asked |= Q(**{column_of(body): body})
        names = [whole_key(one.name) for one, bodies in found.items() if not bodies]
        if names:
            asked |= Q(name_keys__overlap=names, is_sample=samples) & ~Q(kind="person")
        rows = Speaker.objects.current().filter(asked).order_by("pk") if asked else ()
        self._rows: list[Speaker] = list(rows)

    def of(self, one: PrintedSpeaker, body: Body | None) -> Speaker | None:
        if body is not None:
            return next(iter(self.of_any((body,))), None)
        key = whole_key(one.name)
        named = [row for row in self._rows if key in row.name_keys]
        return named[0] if len(named) == 1 else None

    def of_any(self, bodies: Iterable[Body]) -> list[Speaker]:
        keys = {(f"{column_of(body)}_id", body.pk) for body in bodies}
        return [row for row in self._rows if any(getattr(row, name) == pk for name, pk in keys)]
