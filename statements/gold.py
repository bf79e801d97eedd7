"""Editors' rulings as gold: articles with their statements in the form of the annotations.

Only what the article itself can tell is written, for that is what an extractor is measured on: a
group or party where the text names it, the name in the longest form that the article has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import NumericRange
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from people.folding import fold
from people.models import Alias
from statements.extraction.model import (
    Attribution,
    Institution,
    Kind,
    SessionReading,
    SessionType,
    Span,
    SpeakerReading,
    SpeakerType,
    Stance,
    StatementReading,
)
from statements.ingestion.model import CleanArticle, DatePrecision
from statements.jsonl import Origin, article_object
from statements.models import Article, NamedInstitution, Revision, Session, Statement
from statements.models.articles import ArticleQuerySet
from statements.models.statements import StatementQuerySet

AT_A_TIME = 200
UNREVIEWED = "unreviewed"
_SESSION_TYPES = {kind.value for kind in SessionType}


def ruled_articles(*, partial: bool) -> ArticleQuerySet:
    """Articles marked as fully reviewed; with ``partial`` also those with a ruling in them."""
    shown = Article.objects.filter(withdrawn_at__isnull=True, current__isnull=False)
    signed = Q(reviewed_revision__isnull=False)
    if not partial:
        return shown.filter(signed)
    ruled = Statement.objects.filter(article=OuterRef("pk"), retracted_at__isnull=True)
    return shown.filter(signed | Exists(ruled.exclude(review_status="extracted")))


def gold_rows(articles: ArticleQuerySet) -> Iterator[dict[str, Any]]:
    """One object to an article, in the order of their ids.

    A fully reviewed one has its confirmed and corrected statements and no other. In another one
    ``partial`` is true, and what nobody has ruled on is optional: to find it is neither right nor
    wrong. A rejected statement is in neither, so that finding it again is an error.
    """
    rows = articles.select_related("current", "reviewed_revision").order_by("pk")
    told = Prefetch("statements", _told(), to_attr="told")
    for article in rows.prefetch_related(told).iterator(AT_A_TIME):
        yield _row(article)


def _told() -> StatementQuerySet:
    rows = Statement.objects.standing().select_related(
        "speaker", "group", "party", "session__chamber", "session__committee"
    )
    return rows.prefetch_related("institutions__ministry", "speaker__aliases").defer(
        "search_text", "search_vector", "machine_values"
    )


def _row(article: Any) -> dict[str, Any]:
    revision = article.reviewed_revision or article.current
    is_partial = article.reviewed_revision is None
    told = [one for one in article.told if one.revision_id == revision.pk]
    if not is_partial:
        told = [one for one in told if one.review_status != Statement.ReviewStatus.EXTRACTED]
    told.sort(key=lambda one: (one.content_spans[0].lower, one.cue_span.lower, one.pk))
    readings = [_reading(one, number, revision.text) for number, one in enumerate(told, 1)]
    origin = Origin(id=article.public_id, file=article.url or article.public_id)
    row = article_object(origin, _clean(article, revision), readings)
    for statement, written in zip(told, row["statements"], strict=True):
        if statement.review_status == Statement.ReviewStatus.EXTRACTED:
            written |= {"optional": True, "phenomena": [UNREVIEWED]}
    if not told and not is_partial:
        row["negative"] = "parliament_no_statement"
    return row | {"partial": is_partial}


def _clean(article: Article, revision: Revision) -> CleanArticle:
    moment: datetime | None = article.published_at and timezone.localtime(article.published_at)
    return CleanArticle(
        title=article.title or None,
        author=article.author or None,
        published_at=moment,
        published_precision=DatePrecision(article.published_precision) if moment else None,
        lang=article.language,
        paragraphs=tuple(revision.paragraphs),
    )


def _reading(statement: Statement, number: int, text: str) -> StatementReading:
    named = list(statement.institutions.all())
    addressed = NamedInstitution.Relation.ADDRESSED
    return StatementReading(
        sid=number,
        speaker=_speaker(statement, text),
        cue=_place(statement.cue_span),
        cue_lemma=statement.cue_lemma,
        stance=Stance(statement.stance),
        kind=Kind(statement.kind),
        content=tuple(_place(span) for span in statement.content_spans),
        addressees=tuple(_institution(one) for one in named if one.relation == addressed),
        addressee_explicit=statement.addressee_is_explicit,
        other_institutions=tuple(_institution(one) for one in named if one.relation != addressed),
        session=_session(statement.session, statement.session_span),
        said_on=statement.said_on,
        parliamentary=statement.is_parliamentary,
    )


def _speaker(statement: Statement, text: str) -> SpeakerReading:
    resolved, others = _names(statement, text)
    around = _around_the_speaker(statement, text)
    return SpeakerReading(
        surface=statement.speaker_printed,
        resolved=resolved,
        type=SpeakerType(statement.speaker_type),
        attribution=Attribution(statement.attribution),
        alternatives=others,
        roles=tuple(statement.roles_printed),
        group=_named_in(around, statement.group),
        party=_named_in(around, statement.party),
        mention=_place_or_none(statement.speaker_span),
        antecedent=_place_or_none(statement.antecedent_span),
    )


def _names(statement: Statement, text: str) -> tuple[str, tuple[str, ...]]:
    """The speaker's longest name in the article, and his others.

    What the machine read counts unless an editor has chosen another speaker.
    """
    speaker = statement.speaker
    if speaker is None:
        return statement.speaker_read, ()
    aliases: Iterable[Alias] = speaker.aliases.all()
    known = [speaker.name_ar, speaker.name_latin, *(alias.text for alias in aliases)]
    names = list(dict.fromkeys(name for name in known if name))
    if not statement.is_ruled_on("speaker") and statement.speaker_read:
        resolved = statement.speaker_read
    else:
        printed = [name for name in names if fold(name) in fold(text)]
        resolved = max(printed or names[:1], key=len)
    return resolved, tuple(name for name in names if name != resolved)


def _around_the_speaker(statement: Statement, text: str) -> str:
    """The paragraphs of the statement, and of the place where its speaker is named."""
    places = (statement.cue_span, statement.speaker_span, statement.antecedent_span)
    found = []
    for span in places:
        if span is not None and span.lower is not None:
            end = text.find("\n", span.upper)
            found.append(text[text.rfind("\n", 0, span.lower) + 1 : end if end >= 0 else None])
    return "\n".join(found)


def _named_in(text: str, body: Any) -> str | None:
    """The official name of a group or party, where the text gives it in either language."""
    if body is None:
        return None
    printed = fold(text)
    names = (body.name_ar, body.name_fr)
    return body.name_ar if any(name and fold(name) in printed for name in names) else None


def _institution(named: NamedInstitution) -> Institution:
    ministry = named.ministry
    canonical = named.read_as or (ministry.name_ar if ministry else named.printed)
    code = ministry.code if ministry else None
    return Institution(named.printed, canonical, code, _place_or_none(named.span))


def _session(session: Session | None, span: NumericRange | None) -> SessionReading | None:
    if session is None:
        return None
    day: date | None = session.date
    return SessionReading(
        chamber=session.chamber.code if session.chamber else None,
        type=SessionType(session.type) if session.type in _SESSION_TYPES else None,
        committee=session.committee.name_ar if session.committee else None,
        weekday=None,
        date=day,
        span=_place_or_none(span),
    )


def _place(span: NumericRange) -> Span:
    return Span(span.lower, span.upper)


def _place_or_none(span: NumericRange | None) -> Span | None:
    return None if span is None or span.lower is None else _place(span)
