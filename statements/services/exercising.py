"""The review exercise: taken in with its mistakes, ruled on as it should be, taken away again.

Everything of it is marked as an invented sample, as the samples are, its people, outlets and
sittings too; the names of its outlets begin with the word for exercise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import NumericRange

from people.bodies import Bodies
from people.models import Ministry, Speaker
from statements.exercise import (
    Described,
    ExerciseArticle,
    Place,
    Planted,
    exercise_articles,
    exercise_people,
)
from statements.extraction.model import SessionReading, SessionType
from statements.models import Article, NamedInstitution, Revision, Session, Source, Statement
from statements.services.correcting import Addressee, Correction, judge, rule
from statements.services.following import held_on
from statements.services.guessing import lemma_of
from statements.services.intake import Submission, keep
from statements.services.invented import Removed, load_person, remove
from statements.services.marking import mark_fully_reviewed
from statements.services.reading import read_article
from statements.services.regrouping import add_statement, join_statements
from statements.services.resolving import least_certain
from statements.services.reviewing import Verdict
from statements.services.sittings import Sittings
from statements.services.storing import InstitutionValues, StatementValues

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

IDENTITY = "exercise:"
# Who rules where nobody is named: an account with which no one can log in.
RULED_BY = "review-exercise"
_READ_BY = "exercise"  # stands for the version of an engine
_DOUBTED = {
    "found": "detection", "content": "content", "cue": "detection", "speaker": "speaker",
    "stance": "stance", "kind": "kind", "to": "addressees", "session": "session",
}  # fmt: skip
_SURE = 0.93
_PAGE = (
    '<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title}</title>'
    '<meta property="og:title" content="{title}"><meta property="og:site_name" content="{outlet}">'
    '<meta name="author" content="{author}">'
    '<meta property="article:published_time" content="{published}"></head>'
    "<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
)


@dataclass(frozen=True, slots=True)
class Made:
    articles: int
    statements: int


class AlreadyThere(Exception):
    """The exercise is there, perhaps half done: it is not made over it."""


def articles_of_exercise() -> Any:
    """The articles of the exercise that are here, as a queryset."""
    return Article.objects.filter(identity__startswith=IDENTITY)


@transaction.atomic
def make_exercise() -> Made:
    """Put the exercise into the queue; raises AlreadyThere. The reference data must be loaded."""
    if articles_of_exercise().exists():
        raise AlreadyThere
    cast = Cast.of_exercise()
    for described in exercise_articles():
        _take_in(described, cast)
    rows = Statement.objects.filter(article__in=articles_of_exercise())
    return Made(articles_of_exercise().count(), rows.count())


@transaction.atomic
def remove_exercise() -> Removed:
    """Delete the exercise with everything that was ruled in it."""
    names = [person.name_ar for person in exercise_people()]
    speakers = Speaker.objects.filter(is_sample=True, name_ar__in=names)
    removed = remove(articles_of_exercise(), speakers)
    get_user_model().objects.filter(username=RULED_BY, is_active=False).delete()
    return removed


def nobody() -> AbstractBaseUser:
    """The account in whose name the exercise comes ruled on; no one can log in with it."""
    user, is_new = get_user_model().objects.get_or_create(
        username=RULED_BY, defaults={"is_active": False}
    )
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


@transaction.atomic
def rule_exercise(by: AbstractBaseUser, at: datetime) -> int:
    """Rule on all of a fresh exercise as an editor should; returns in how many articles."""
    cast = Cast.of_exercise()
    for described in exercise_articles():
        article = Article.objects.get(identity=IDENTITY + described.slug)
        _rule_on(described, article, cast, by, at)
        mark_fully_reviewed(article, by, at)
    return len(exercise_articles())


class Cast:
    """Who and what the exercise names, as rows."""

    def __init__(self, people: Iterable[Speaker], bodies: Bodies) -> None:
        self.people = {speaker.name_ar: speaker for speaker in people}
        self.sittings = Sittings(is_sample=True, bodies=bodies)
        self.ministries = {one.code: one for one in Ministry.objects.all()}

    @classmethod
    def of_exercise(cls) -> Cast:
        bodies = Bodies()
        return cls((load_person(person, bodies) for person in exercise_people()), bodies)

    def session(self, one: Described, article: ExerciseArticle) -> Session | None:
        if one.session is None:
            return None
        given = article.sitting
        return self.sittings.of(
            SessionReading(
                chamber=given.chamber,
                type=SessionType(given.type),
                committee=given.committee,
                weekday=None,
                date=one.session,
                span=None,
            )
        )


# Taking in


def _take_in(described: ExerciseArticle, cast: Cast) -> None:
    source, _ = Source.objects.get_or_create(
        name=described.outlet, host=described.host, defaults={"language": "ar", "is_sample": True}
    )
    article = Article.objects.create(
        identity=IDENTITY + described.slug, url=described.url, source=source, is_sample=True
    )
    page = Submission(
        raw=_page(described).encode(),
        taken_from=f"{described.slug}.html",
        content_type="text/html; charset=utf-8",
    )
    keep(article, page)
    found = [(one, planted) for planted in described.planted for one in planted.found]
    read_article(
        article.pk,
        lambda reading: [
            _as_found(one, planted, at, described, cast, reading.revision)
            for at, (one, planted) in enumerate(found)
        ],
    )


def _page(described: ExerciseArticle) -> str:
    return _PAGE.format(
        title=escape(described.title),
        outlet=escape(described.outlet),
        author=escape(described.author),
        published=described.published_at.isoformat(),
        paragraphs="".join(f"<p>{escape(each)}</p>" for each in described.text.split("\n")),
    )


def _as_found(
    one: Described,
    planted: Planted,
    position: int,
    described: ExerciseArticle,
    cast: Cast,
    revision: Revision,
) -> StatementValues:
    doubted = _DOUBTED[planted.faults[0]] if planted.faults else "speaker"
    confidence = dict.fromkeys(_DOUBTED.values(), _SURE) | {doubted: planted.certain}
    values = _values(one, described, cast) | _fixed(one, described, revision.text, cast)
    return StatementValues(
        values=values,
        provenance={
            "position": position,
            "confidence": confidence,
            "rules": {},
            "least_confidence": min(confidence.values()),
            "least_certain": least_certain(confidence),
            "engine_version": _READ_BY,
        },
        institutions=tuple(_addressed(each, cast) for each in sorted(one.to)),
    )


def _addressed(code: str, cast: Cast) -> InstitutionValues:
    ministry = cast.ministries[code]
    relation = NamedInstitution.Relation.ADDRESSED
    return InstitutionValues(ministry.pk, relation, "", ministry.name_ar, None)


def _values(one: Described, described: ExerciseArticle, cast: Cast) -> dict[str, Any]:
    """What an editor may choose of a statement, by field."""
    types = Statement.SpeakerType
    return {
        "content_spans": [_range(one.content)],
        "cue_span": _range(one.cue),
        "stance": one.stance,
        "kind": one.kind,
        "speaker_type": types.UNNAMED if one.speaker is None else types.PERSON,
        "speaker": cast.people[one.speaker] if one.speaker else None,
        "session": cast.session(one, described),
    }


def _fixed(one: Described, described: ExerciseArticle, text: str, cast: Cast) -> dict[str, Any]:
    """What follows from the rest, or is no part of the exercise."""
    speaker = cast.people[one.speaker] if one.speaker else None
    office = held_on(speaker.pk, described.published_at.date()) if speaker else None
    session = cast.session(one, described)
    cue, printed = text[slice(*one.cue)], text[slice(*one.printed)] if one.printed else ""
    return {
        "content": text[slice(*one.content)],
        "cue": cue,
        "cue_lemma": lemma_of(cue),
        "speaker_printed": printed,
        "speaker_read": one.speaker or printed,
        "speaker_span": _range(one.printed) if one.printed else None,
        "antecedent_span": None,
        "attribution": _attribution(one, printed),
        "roles_printed": [],
        "appointment": office,
        "group": office.group if office else None,
        "party": office.party if office else None,
        "chamber": (session and session.chamber) or (office and office.chamber),
        "is_parliamentary": True,
        "addressee_is_explicit": bool(one.to),
        "session_span": _range(described.sitting.place) if session else None,
        "said_on": session.date if session else None,
        "language": "ar",
    }


def _attribution(one: Described, printed: str) -> str:
    kinds = Statement.Attribution
    if not printed:
        return kinds.ELIDED
    if one.speaker and one.speaker not in printed:
        return kinds.LAST_NAME if printed in one.speaker else kinds.ROLE
    return kinds.EXPLICIT


def _range(place: Place) -> NumericRange:
    return NumericRange(*place)


# Ruling


def _rule_on(
    described: ExerciseArticle, article: Article, cast: Cast, by: AbstractBaseUser, at: datetime
) -> None:
    rows = iter(article.statements.order_by("position"))
    for planted in described.planted:
        found = [next(rows) for _ in planted.found]
        if planted.truth is None:
            judge(found[0], Verdict.REJECT, by, at)
            continue
        if not found:
            found = [add_statement(article, _range(planted.truth.content), by, at)]
        elif len(found) > 1:
            join_statements(found[0], found[1], by, at)
        statement = Statement.objects.get(pk=found[0].pk)
        values = _values(planted.truth, described, cast)
        _correct(statement, values, planted.truth.to, cast, by, at)


def _correct(
    statement: Statement,
    values: Mapping[str, Any],
    to: Iterable[str],
    cast: Cast,
    by: AbstractBaseUser,
    at: datetime,
) -> None:
    different = {name: each for name, each in values.items() if getattr(statement, name) != each}
    addressees = tuple(Addressee(cast.ministries[code].pk) for code in sorted(to))
    rule(statement, Correction(different, addressees), by, at)
