"""Marking an article as fully reviewed: every statement in it is found, and no other is there."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction

from statements.models import Article, ReviewAct, Statement
from statements.models.review import open_now
from statements.services.undoing import recorded

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


class Marked(StrEnum):
    DONE = "done"
    STATEMENTS_LEFT = "statements_left"
    NOT_READ = "not_read"


def mark_fully_reviewed(article: Article, by: AbstractBaseUser, at: datetime) -> Marked:
    """Sign for an article's text as it stands: later readings only propose against it.

    Refused while a statement in it waits for a ruling.
    """
    with transaction.atomic():
        locked = Article.objects.select_for_update().get(pk=article.pk)
        if locked.current_id is None:
            return Marked.NOT_READ
        if Statement.objects.filter(open_now(), article=locked).exists():
            return Marked.STATEMENTS_LEFT
        with recorded(ReviewAct.Kind.MARK_REVIEWED, locked, [], by, at):
            locked.reviewed_revision_id = locked.current_id
            locked.reviewed_by_id, locked.reviewed_at = by.pk, at
            locked.save(update_fields=["reviewed_revision", "reviewed_by", "reviewed_at"])
    return Marked.DONE


def unmark_fully_reviewed(article: Article, by: AbstractBaseUser, at: datetime) -> None:
    """Take the signature off: what later readings find is added again."""
    with transaction.atomic():
        locked = Article.objects.select_for_update().get(pk=article.pk)
        with recorded(ReviewAct.Kind.UNMARK_REVIEWED, locked, [], by, at):
            locked.reviewed_revision = locked.reviewed_by = locked.reviewed_at = None
            locked.save(update_fields=["reviewed_revision", "reviewed_by", "reviewed_at"])
