"""What a question means in the database: the statements that it asks for, as a queryset."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.db.models import Exists, OuterRef, Q

from people.models import Appointment, Chamber, Group, Party, Speaker
from statements.browsing.model import Dimension, Question
from statements.models import Article, NamedInstitution, Session, Source, Statement, StatementTopic
from statements.models.statements import StatementQuerySet
from statements.search import matching

Values = tuple[str, ...]
WITH, WITHOUT, ONLY = "with", "without", "only"  # of invented samples


def asked_for(question: Question) -> StatementQuerySet:
    """The published statements that the question asks for, in no order."""
    rows = by_days_and_words(question)
    for dimension, values in question.choices.items():
        if values:
            rows = rows.filter(condition(dimension, values))
    return rows


def by_days_and_words(question: Question) -> StatementQuerySet:
    """The published statements of the question's days that hold its words, whatever is chosen."""
    rows = Statement.objects.published().order_by()
    if question.first_day:
        rows = rows.filter(dated_on__gte=question.first_day)
    if question.last_day:
        rows = rows.filter(dated_on__lte=question.last_day)
    return matching(rows, question.words) if question.words.strip() else rows


def condition(dimension: Dimension, values: Values) -> Q:
    """That a statement has one of these values."""
    return _CONDITIONS[dimension](values)


def outlet(values: Values) -> Q:
    """That a source is one of these: by its host, or by its name where it has none."""
    return Q(host__in=values) | Q(name__in=values, host="")


# Looked up once and compared by key, which is quicker than a join for every row.
def _stance(values: Values) -> Q:
    return Q(stance__in=values)


def _kind(values: Values) -> Q:
    return Q(kind__in=values)


def _review(values: Values) -> Q:
    return Q(review_status__in=values)


def _speaker(values: Values) -> Q:
    return Q(speaker__in=Speaker.objects.filter(public_id__in=values))


def _minister_of(values: Values) -> Q:
    return Q(appointment__in=Appointment.objects.filter(ministry__code__in=values).order_by())


def _party(values: Values) -> Q:
    return Q(party__in=Party.objects.filter(code__in=values))


def _group(values: Values) -> Q:
    return Q(group__in=Group.objects.filter(code__in=values))


def _chamber(values: Values) -> Q:
    return Q(chamber__in=Chamber.objects.filter(code__in=values))


def _session(values: Values) -> Q:
    return Q(session__in=Session.objects.filter(public_id__in=values).order_by())


def _session_type(values: Values) -> Q:
    return Q(session__in=Session.objects.filter(type__in=values).order_by())


def _source(values: Values) -> Q:
    sources = Source.objects.filter(outlet(values)).order_by()
    return Q(article__in=Article.objects.filter(source__in=sources).order_by())


def _topic(values: Values) -> Q:
    return Q(
        Exists(StatementTopic.objects.filter(statement=OuterRef("pk"), topic__code__in=values))
    )


def _named(relation: str, values: Values) -> Q:
    named = NamedInstitution.objects.filter(
        statement=OuterRef("pk"), relation=relation, ministry__code__in=values
    )
    return Q(Exists(named))


def _addressed(values: Values) -> Q:
    return _named(NamedInstitution.Relation.ADDRESSED, values)


def _mentioned(values: Values) -> Q:
    return _named(NamedInstitution.Relation.MENTIONED, values)


def _samples(values: Values) -> Q:
    if WITH in values or {WITHOUT, ONLY} <= set(values):
        return Q()
    return Q(is_sample=ONLY in values)


_CONDITIONS: Mapping[Dimension, Callable[[Values], Q]] = {
    Dimension.STANCE: _stance,
    Dimension.MINISTRY: _addressed,
    Dimension.MENTIONED: _mentioned,
    Dimension.SPEAKER: _speaker,
    Dimension.MINISTER_OF: _minister_of,
    Dimension.PARTY: _party,
    Dimension.GROUP: _group,
    Dimension.CHAMBER: _chamber,
    Dimension.SESSION_TYPE: _session_type,
    Dimension.SESSION: _session,
    Dimension.KIND: _kind,
    Dimension.TOPIC: _topic,
    Dimension.SOURCE: _source,
    Dimension.REVIEW: _review,
    Dimension.SAMPLES: _samples,
}
