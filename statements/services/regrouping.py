"""Statements that the machine missed, ran together or tore apart: add, split, join."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.utils.translation import gettext_lazy as _

from statements.models import Article, ReviewAct, Statement
from statements.services.guessing import (
    OF_THE_SITTING,
    OF_THE_SPEAKER,
    guess_cue,
    guess_kind,
    guess_values,
)
from statements.services.joining import join
from statements.services.reviewing import correct, lock
from statements.services.storing import refresh_derived
from statements.services.undoing import recorded

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

NOTHING_LEFT = _("Nothing would be left of the first statement: choose words inside its content.")
NOT_ONE_ARTICLE = _("Only two statements of one text can be joined.")
NO_WORDS = _("Select whole words of the article.")
_CHOSEN = (
    "content", "content_spans", "cue", "cue_span", "stance", "kind", "speaker", "speaker_type",
    "session",
)  # fmt: skip
# Words between two parts that are one (… وأن …); more of them are the reporter's.
_BRIDGED = 1
_WORD = re.compile(r"\w+")
_EDGES = " \t\n،,؛;:."


def add_statement(
    article: Article, content: NumericRange, by: AbstractBaseUser, at: datetime
) -> Statement:
    """A statement that the machine missed; all but its content is guessed from around it."""
    with transaction.atomic():
        locked = Article.objects.select_for_update().get(pk=article.pk)
        revision = locked.current
        if revision is None or not _has_words(revision.text, content):
            raise ValidationError(NO_WORDS)
        content = _trimmed(revision.text, content)
        with recorded(ReviewAct.Kind.ADD, locked, [], by, at) as acting:
            values = guess_values(locked, revision, content)
            new = Statement(article=locked, revision=revision, **values)
            acting.added.append(_place(new, [content], by, at))
        join([new.pk])
    return new


def split(
    statement: Statement, second: NumericRange, by: AbstractBaseUser, at: datetime
) -> Statement:
    """Make the words ``second`` of a statement's content a statement of their own; returns it.

    The first one ends before the cue of the second. Raises ValidationError where nothing would
    be left of it.
    """
    with transaction.atomic():
        first = lock(Statement.objects.filter(pk=statement.pk)).get()
        text = first.revision.text
        if not _has_words(text, second):
            raise ValidationError(NO_WORDS)
        second = _trimmed(text, second)
        cue = guess_cue(text, second, not_before=first.content_spans[0].lower)
        has_cue = bool(cue.lemma)
        cut_at = cue.span.lower if has_cue else second.lower
        rest = _without(first.content_spans, cut_at, second.upper, text)
        if not rest:
            raise ValidationError(NOTHING_LEFT)
        with recorded(ReviewAct.Kind.SPLIT, first.article, [first], by, at) as acting:
            kept = {name: getattr(first, name) for name in (*OF_THE_SPEAKER, *OF_THE_SITTING)}
            new = Statement(
                article=first.article,
                revision=first.revision,
                **kept,
                cue_span=cue.span if has_cue else first.cue_span,
                cue_lemma=cue.lemma if has_cue else first.cue_lemma,
                stance=cue.stance if has_cue else first.stance,
                kind=guess_kind(text, second),
                attribution=Statement.Attribution.ELIDED,
            )
            acting.added.append(_place(new, [second], by, at))
            _reshape(first, rest, by, at)
        join([first.pk, new.pk])
    return new


def join_statements(
    kept: Statement, other: Statement, by: AbstractBaseUser, at: datetime
) -> Statement:
    """Make two statements one: ``kept`` takes the words of both, ``other`` leads to it.

    Raises ValidationError for statements of two texts.
    """
    with transaction.atomic():
        rows = {row.pk: row for row in lock(Statement.objects.filter(pk__in=(kept.pk, other.pk)))}
        if len(rows) < 2 or len({row.revision_id for row in rows.values()}) > 1:
            raise ValidationError(NOT_ONE_ARTICLE)
        whole, part = rows[kept.pk], rows[other.pk]
        with recorded(ReviewAct.Kind.JOIN, whole.article, [whole, part], by, at):
            _take_cue_of_first(whole, part)
            spans = _bridged([*whole.content_spans, *part.content_spans], whole.revision.text)
            _reshape(whole, spans, by, at)
            part.joined_into = whole
            part.review_status = Statement.ReviewStatus.REJECTED
            part.reviewed_by_id, part.reviewed_at = by.pk, at
            part.save()
        join([whole.pk, part.pk])
    return whole


def _place(
    new: Statement, spans: Sequence[NumericRange], by: AbstractBaseUser, at: datetime
) -> Statement:
    """Store a statement of an editor's making, in its place among the others."""
    article, text = new.article, new.revision.text
    before = article.statements.filter(cue_span__startswith__lte=spans[0].lower)
    last = before.order_by("-position").first()
    new.position = last.position if last else 0
    new.cue = text[new.cue_span.lower : new.cue_span.upper][:200]
    new.language, new.is_sample = article.language, article.is_sample
    _write(new, spans)
    new.rule(_CHOSEN)
    new.review_status = Statement.ReviewStatus.CORRECTED
    new.reviewed_by_id, new.reviewed_at = by.pk, at
    new.validate_constraints()
    new.save()
    refresh_derived([new])
    return new


def _reshape(
    statement: Statement, spans: Sequence[NumericRange], by: AbstractBaseUser, at: datetime
) -> None:
    _write(statement, spans)
    statement.rule(["content", "content_spans"])
    statement.save()
    correct(statement, by, at)
    refresh_derived([statement])


def _write(statement: Statement, spans: Sequence[NumericRange]) -> None:
    longest = max(spans, key=lambda span: (span.upper - span.lower, -span.lower))
    statement.content_spans = list(spans)
    statement.content = statement.revision.text[longest.lower : longest.upper]


def _take_cue_of_first(whole: Statement, part: Statement) -> None:
    if part.cue_span.lower < whole.cue_span.lower:
        for name in ("cue", "cue_span", "cue_lemma", "stance"):
            setattr(whole, name, getattr(part, name))
        whole.rule(["cue", "cue_span", "cue_lemma", "stance"])


def _without(spans: Iterable[NumericRange], start: int, end: int, text: str) -> list[NumericRange]:
    """Spans less the stretch from ``start`` to ``end``; what is left holds whole words."""
    pieces = []
    for span in spans:
        pieces.append(NumericRange(span.lower, min(span.upper, start)))
        pieces.append(NumericRange(max(span.lower, end), span.upper))
    whole = [piece for piece in pieces if piece.lower < piece.upper]
    return [_trimmed(text, piece) for piece in whole if _has_words(text, piece)]


def _bridged(spans: Iterable[NumericRange], text: str) -> list[NumericRange]:
    """Spans in text order, those made one between which there is next to nothing."""
    ordered = sorted(spans, key=lambda span: (span.lower, span.upper))
    merged = [ordered[0]]
    for span in ordered[1:]:
        last = merged[-1]
        between = text[last.upper : span.lower]
        if len(_WORD.findall(between)) <= _BRIDGED and "\n" not in between:
            merged[-1] = NumericRange(last.lower, max(last.upper, span.upper))
        else:
            merged.append(span)
    return merged


def _has_words(text: str, span: NumericRange) -> bool:
    inside = 0 <= span.lower < span.upper <= len(text)
    return inside and any(char.isalnum() for char in text[span.lower : span.upper])


def _trimmed(text: str, span: NumericRange) -> NumericRange:
    """A span without blanks and commas at its ends."""
    words: Any = text[span.lower : span.upper]
    start = span.lower + len(words) - len(words.lstrip(_EDGES))
    return NumericRange(start, start + len(words.strip(_EDGES)))
