"""The samples: invented people and articles that come with the project and leave no trace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from people.bodies import Bodies
from people.models import Alias, Appointment, Chamber, Committee, Group, Ministry, Party, Speaker
from statements.models import Article, Session, Source, Statement
from statements.samples import SampleAppointment, SamplePerson, sample_articles, sample_people
from statements.services.intake import Intake, Submission, ingest


@dataclass(frozen=True, slots=True)
class Removed:
    articles: int
    statements: int
    speakers: int


def load_samples() -> list[Intake]:
    """Take in the invented articles as any other comes; a second time changes nothing.

    The reference data must be loaded.
    """
    bodies = Bodies()
    with transaction.atomic():
        for person in sample_people():
            load_person(person, bodies)
    return [
        ingest(
            Submission(
                raw=sample.raw,
                taken_from=sample.path.name,
                content_type=sample.content_type,
                url=sample.url,
                outlet=sample.outlet,
                is_sample=True,
            )
        )
        for sample in sample_articles()
    ]


@transaction.atomic
def remove_samples() -> Removed:
    """Delete everything invented: articles with their statements, sittings, people and outlets."""
    return remove(Article.objects.filter(is_sample=True), Speaker.objects.filter(is_sample=True))


@transaction.atomic
def remove(articles: QuerySet[Article], speakers: QuerySet[Speaker]) -> Removed:
    """Delete these invented articles and people, and the sittings and outlets left without any."""
    removed = Removed(
        articles=articles.count(),
        statements=Statement.objects.filter(article__in=articles).count(),
        speakers=speakers.count(),
    )
    # The current revision is protected against deletion by the article that shows it.
    articles.update(current=None)
    Statement.objects.filter(article__in=articles, same_as__isnull=False).update(same_as=None)
    articles.delete()
    Session.objects.filter(is_sample=True, statements__isnull=True).delete()
    speakers.filter(merged_into__isnull=False).update(merged_into=None)
    speakers.delete()
    Source.objects.filter(is_sample=True, articles__isnull=True).delete()
    return removed


Body = Chamber | Committee | Group | Ministry | Party
GENDERS = {"f": Speaker.Gender.FEMALE, "m": Speaker.Gender.MALE}
OFFICES = {"office": Appointment.Office.OTHER}


def load_person(person: SamplePerson, bodies: Bodies) -> Speaker:
    """An invented person with names and offices, made where missing."""
    speaker, _ = Speaker.objects.get_or_create(
        name_ar=person.name_ar,
        is_sample=True,
        defaults={"name_latin": person.name_latin, "gender": GENDERS[person.gender]},
    )
    names = ((person.name_ar, Alias.AliasKind.FULL), (person.name_latin, Alias.AliasKind.LATIN))
    for text, kind in names:
        Alias.objects.get_or_create(speaker=speaker, text=text, defaults={"kind": kind})
    for appointment in person.appointments:
        Appointment.objects.get_or_create(
            speaker=speaker,
            office=OFFICES.get(appointment.kind, appointment.kind),
            title=appointment.title or "",
            valid_from=appointment.valid_from,
            **_held_in(appointment, bodies),
            defaults={
                "valid_until": appointment.valid_until,
                "constituency": appointment.constituency or "",
            },
        )
    return speaker


def _held_in(appointment: SampleAppointment, bodies: Bodies) -> dict[str, Body | None]:
    """The real chamber, group, party, ministry or committee in which an invented office is held."""
    named, on, chamber = appointment, appointment.valid_from, appointment.chamber
    return {
        "chamber": _the_one(named.chamber, bodies.chambers),
        "group": _the_one(named.group, lambda name: bodies.groups(name, on, chamber)),
        "party": _the_one(named.party, lambda name: bodies.parties(name, on)),
        "ministry": _the_one(named.ministry, lambda name: bodies.ministries(name, on)),
        "committee": _the_one(named.committee, lambda name: bodies.committees(name, chamber)),
    }


def _the_one(name: str | None, look_up: Callable[[str], Sequence[Body]]) -> Body | None:
    if not name:
        return None
    found = look_up(name)
    if len(found) != 1:
        raise LookupError(f"{name}: {len(found)} in the reference data; load_reference first?")
    return found[0]
