"""What editors have ruled on printed names, for articles that come later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import BooleanField, QuerySet

from people.folding import fold
from people.models import Appointment, Speaker
from people.prepared import Asked, Given, any_given
from people.resolution import NoMatch, Resolution, Resolved
from people.resolution.candidates import Setting, best_appointment
from statements.models import NamePlace, NameRuling, Statement

NAMED = (
    Statement.SpeakerType.PERSON,
    Statement.SpeakerType.GROUP,
    Statement.SpeakerType.INSTITUTION,
)


def _rulings() -> QuerySet[NameRuling]:
    in_force = NameRuling.objects.in_force().select_related("speaker")
    return in_force.filter(
        any_given("key", "keys", "varchar"), is_sample=Given("is_sample", BooleanField())
    )


_RULINGS = Asked(_rulings)


class RulingsInForce:
    """The rulings on a batch of names, read in one query."""

    def __init__(self, names: Iterable[str], is_sample: bool) -> None:
        keys = {key for name in names if (key := fold(name))}
        rows = _RULINGS.rows(keys=list(keys), is_sample=is_sample) if keys else ()
        self._by_key: dict[str, list[NameRuling]] = defaultdict(list)
        for row in rows:
            self._by_key[row.key].append(row)
        speakers = {one.pk for rows in self._by_key.values() for one in map(meant, rows) if one}
        self._appointments = appointments_of(speakers)

    def on(self, name: str, place: NamePlace) -> NameRuling | None:
        """The narrowest ruling that covers a name printed in this place."""
        rows = [row for row in self._by_key.get(fold(name), ()) if row.covers(place)]
        return max(rows, key=lambda row: row.narrowness, default=None)

    def resolution(self, name: str, place: NamePlace) -> Resolution | None:
        """What the ruling says, before any other rule is asked; None where nobody has ruled."""
        ruling = self.on(name, place)
        if ruling is None:
            return None
        speaker = meant(ruling)
        if speaker is None:
            return NoMatch("an editor ruled that this name is nobody of ours")
        return Resolved(speaker, held_in(self._appointments[speaker.pk], place))


def meant(ruling: NameRuling) -> Speaker | None:
    """The person that a ruling names, also after that record was merged into another."""
    speaker = ruling.speaker
    while speaker is not None and speaker.merged_into_id:
        speaker = speaker.merged_into
    return speaker


def appointments_of(speakers: Iterable[int]) -> Mapping[int, list[Appointment]]:
    found: dict[int, list[Appointment]] = defaultdict(list)
    pks = list(speakers)
    rows = Appointment.objects.filter(speaker__in=pks).select_related("chamber", "group", "party")
    for row in rows if pks else ():
        found[row.speaker_id].append(row)
    return found


def held_in(appointments: Sequence[Appointment], place: NamePlace) -> Appointment | None:
    """The office of the day in which somebody speaks there: the seat in that group, if any."""
    setting = Setting(groups=frozenset([place.group] if place.group else []))
    here = [one for one in appointments if place.chamber in (None, one.chamber_id)]
    return best_appointment(here, setting, place.day) or best_appointment(
        appointments, setting, place.day
    )


def place_of(statement: Statement) -> NamePlace:
    """Where a stored statement's speaker is printed."""
    return NamePlace(
        chamber=statement.chamber_id,
        group=statement.group_id,
        source=statement.article.source_id,
        day=statement.article.published_on,
    )
