"""The rules that choose a speaker, and the queries they need for a batch of names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from people.bodies import Bodies
from people.models import Committee, Group, Ministry, Party, Speaker
from people.name_matching import Likeness, whole_key
from people.names import read_name
from people.resolution.candidates import (
    SHORTENED,
    Candidate,
    NameIndex,
    best_appointment,
    keys_asked,
    setting_of,
    sounds_asked,
)
from people.resolution.known import KnownOffice, KnownSpeaker, fetch_known, fetch_known_after
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
    resolver = Resolver(printed, on, samples, bodies or Bodies())
    return [resolver.resolve(one) for one in printed]


def resolve_speaker(
    printed: PrintedSpeaker,
    on: date | None,
    samples: bool = False,
    bodies: Bodies | None = None,
) -> Resolution:
    """The resolution of one printed speaker."""
    return resolve_speakers([printed], on, samples, bodies)[0]


class Resolver:
    """The rows that one batch of printed speakers may mean, and the rules that choose."""

    def __init__(
        self,
        printed: Sequence[PrintedSpeaker],
        on: date | None,
        samples: bool,
        bodies: Bodies,
        after: str = "",
    ) -> None:
        """``after`` is a statement that waits until others are done: then everything is asked for
        at once, also what the names sound like, which else is only if need be."""
        self.on = on
        self.bodies = bodies
        self._samples = samples
        people = [one for one in dict.fromkeys(printed) if one.type == "person"]
        offices = {one: self._office(one) for one in people if not could_be_a_person(one.name)}
        self._offices = {one: office for one, office in offices.items() if office}
        spoken = [one for one in dict.fromkeys(printed) if one.type in ("group", "institution")]
        self._of_body = {one: body_of(one, on, bodies) for one in spoken}
        names = [read_name(one.name) for one in people if one not in self._offices]
        asked = keys_asked(names) | self._offices_asked() | _bodies_asked(self._of_body)
        if after:
            asked["names"] |= sounds_asked(names)["names"]
            self._known = fetch_known_after(after, asked, samples, bodies)
        else:
            self._known = fetch_known(asked, samples, bodies)
        self._names, self._is_heard = names, bool(after)
        self._index = self._indexed()

    def add(self, made: KnownSpeaker) -> None:
        """Take a speaker in who was made after the others were fetched."""
        self._known.append(made)
        self._index = self._indexed()

    def is_unknown(self, one: PrintedSpeaker) -> bool:
        """True where nobody known is meant, as far as names were asked for as they are written."""
        is_named = one.type == "person" and one not in self._offices
        if is_named and not self._is_heard and self._index.is_unheard(read_name(one.name)):
            return True
        return isinstance(self.resolve(one), NoMatch)

    def resolve(self, one: PrintedSpeaker) -> Resolution:
        if one in self._of_body:
            return self._body(one)
        if one.type != "person":
            return NoMatch(f"a speaker of type {one.type} has no row")
        if one in self._offices:
            return self._holder(one)
        return self._person(one)

    def _indexed(self) -> NameIndex:
        index = NameIndex(self._names, self._known)
        if self._is_heard:
            index.hear(self._known)
        return index

    def _hear(self) -> None:
        """Ask for what the names that nobody bears sound like, once and for all of them."""
        self._known += fetch_known(sounds_asked(self._index.unheard), self._samples, self.bodies)
        self._is_heard = True
        self._index = self._indexed()

    def _person(self, one: PrintedSpeaker) -> Resolution:
        name = read_name(one.name)
        if self._index.is_unheard(name) and not self._is_heard:
            self._hear()
        if self._index.is_too_common(name):
            return NoMatch("too common a name")
        setting = setting_of(
            one.roles, one.chamber, one.group, one.party, one.ministry, self.on, self.bodies
        )
        decided = _decide(self._index.candidates(name, setting, self.on), is_full=name.is_full)
        if not isinstance(decided, Candidate):
            return decided
        held = best_appointment(decided.known.offices, setting, self.on)
        return Resolved(decided.speaker, held.record(self.bodies) if held else None)

    def _office(self, one: PrintedSpeaker) -> PrintedOffice | None:
        return read_office(one.name, self.bodies, self.on, one.chamber)

    def _offices_asked(self) -> dict[str, set[int]]:
        asked: dict[str, set[int]] = {}
        for office in self._offices.values() if self.on else ():
            asked.setdefault(office.office, set()).update(body.pk for body in office.bodies)
        return asked

    def _holder(self, one: PrintedSpeaker) -> Resolution:
        """Who held the office that day, where one person is known to have held it."""
        office = self._offices[one]
        if self.on is None:
            return NoMatch("the holder of an office is only known by the day")
        if len(office.bodies) > 1:
            return NoMatch("the title names an office in more than one body")
        held = self._held(office, self.on)
        if not held:
            return NoMatch("no holder of this office is known for that day")
        if len({one.speaker.pk for one in held}) > 1:
            return _ambiguous((one.speaker.record(), "office") for one in held)
        appointment = held[0].record(self.bodies)
        return Resolved(appointment.speaker, appointment)

    def _held(self, office: PrintedOffice, on: date) -> list[KnownOffice]:
        held = [
            one
            for speaker in self._known
            if speaker.value("is_sample") == self._samples
            for one in speaker.offices
            if one.office == office.office
            and one.holds_on(on)
            and one.body_id == office.bodies[0].pk
        ]
        return sorted(held, key=lambda one: one.pk)

    def _body(self, one: PrintedSpeaker) -> Resolution:
        found = self._of_body[one]
        if len(found) > 1:
            speaking = self._speaking(found)
            return _ambiguous((speaker.record(), "shared_name") for speaker in speaking)
        speaking = self._speaking(found) if found else self._of_name(whole_key(one.name))
        if not speaking or (not found and len(speaking) > 1):
            return NoMatch("this body has not spoken before")
        return Resolved(speaking[0].record(), None)

    def _speaking(self, bodies: Iterable[Body]) -> list[KnownSpeaker]:
        """The rows under which these bodies speak, one each."""
        keys = {(f"{column_of(body)}_id", body.pk) for body in bodies}
        return [row for row in self._known if any(row.value(name) == pk for name, pk in keys)]

    def _of_name(self, key: str) -> list[KnownSpeaker]:
        """The rows of bodies that are known by their name alone."""
        return [one for one in self._known if key in one.keys and one.value("kind") != "person"]


def _bodies_asked(found: Mapping[PrintedSpeaker, tuple[Body, ...]]) -> dict[str, set[int | str]]:
    asked: dict[str, set[int | str]] = {}
    for one, bodies in found.items():
        for body in bodies:
            asked.setdefault(column_of(body), set()).add(body.pk)
        if not bodies:
            asked.setdefault("bodies", set()).add(whole_key(one.name))
    return asked


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
