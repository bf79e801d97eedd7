"""The work of the editors: who is at which statement, what was put aside, drawn and ruled."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from statements.models.articles import Article
from statements.models.statements import Statement, StatementQuerySet

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import AbstractBaseUser

# So long a statement stays with the editor who opened it; every look renews it.
CLAIM_LASTS = timedelta(minutes=10)


class Claim(models.Model):
    """An editor is at this statement; others are given another one until it expires."""

    statement = models.OneToOneField(
        Statement, models.CASCADE, primary_key=True, related_name="claim"
    )
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    until = models.DateTimeField(_("until"))

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")

    def __str__(self) -> str:
        return f"{self.statement_id} · {self.editor_id}"


class Skip(models.Model):
    """A statement that an editor has put aside; it comes back to him when he asks for it."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="skips")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    skipped_at = models.DateTimeField(_("skipped"))

    class Meta:
        verbose_name = _("skipped statement")
        verbose_name_plural = _("skipped statements")
        constraints = (
            models.UniqueConstraint(fields=("editor", "statement"), name="skipped_once"),
        )

    def __str__(self) -> str:
        return f"{self.statement_id} · {self.editor_id}"


class SamplingRunQuerySet(models.QuerySet["SamplingRun"]):
    def with_progress(self) -> SamplingRunQuerySet:
        """Adds ``size``, and ``left``: how many of the sample wait for a ruling."""
        waits = Q(
            samples__statement__review_status=Statement.ReviewStatus.EXTRACTED,
            samples__statement__retracted_at__isnull=True,
            samples__statement__article__withdrawn_at__isnull=True,
        )
        return self.annotate(size=Count("samples"), left=Count("samples", filter=waits))


class SamplingRun(models.Model):
    """One random draw of statements to be judged, so that precision is measured without bias.

    Drawn from everything that the machine found, reviewed or not: the least certain, which
    editors look at first, count for no more than their share.
    """

    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("drawn by")
    )
    drawn_at = models.DateTimeField(_("drawn"))
    drawn_from = models.JSONField(
        _("drawn from"), default=dict, help_text=_("The filter of the queue that was in force.")
    )
    population = models.PositiveIntegerField(_("statements that it was drawn from"))
    seed = models.CharField(_("seed"), max_length=32)

    objects = SamplingRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("random sample")
        verbose_name_plural = _("random samples")
        ordering = ("-drawn_at", "-id")

    def __str__(self) -> str:
        return f"{self.pk} · {self.drawn_at:%Y-%m-%d}"


class Sample(models.Model):
    """A statement that was drawn, with what the machine said of it at that moment."""

    run = models.ForeignKey(
        SamplingRun, models.CASCADE, related_name="samples", verbose_name=_("random sample")
    )
    statement = models.ForeignKey(
        Statement, models.CASCADE, related_name="samples", verbose_name=_("statement")
    )
    position = models.PositiveIntegerField(_("position"))
    engine_version = models.CharField(_("engine version"), max_length=20)
    as_read = models.JSONField(_("as the machine read it"), default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("sampled statement")
        verbose_name_plural = _("sampled statements")
        ordering = ("run", "position")
        constraints = (
            models.UniqueConstraint(fields=("run", "statement"), name="sampled_once_in_a_run"),
            models.UniqueConstraint(fields=("run", "position"), name="sample_has_its_own_place"),
        )

    def __str__(self) -> str:
        return f"{self.run_id} · {self.position}"


class ReviewAct(models.Model):
    """One act of an editor at the queue, with what was there before, so that it can be undone.

    ``before`` and ``after`` hold the records that it touched, as ``statements.services.undoing``
    writes them down.
    """

    class Kind(models.TextChoices):
        CONFIRM = "confirm", _("confirmed")
        REJECT = "reject", _("rejected")
        REOPEN = "reopen", _("taken back to never reviewed")
        CORRECT = "correct", _("corrected")
        ADD = "add", _("added")
        SPLIT = "split", _("split in two")
        JOIN = "join", _("joined")
        MARK_REVIEWED = "mark_reviewed", _("article marked as fully reviewed")
        UNMARK_REVIEWED = "unmark_reviewed", _("article no longer marked as fully reviewed")

    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    statement = models.ForeignKey(
        Statement, models.CASCADE, null=True, blank=True, related_name="review_acts"
    )
    article = models.ForeignKey(Article, models.CASCADE, related_name="review_acts")
    made_at = models.DateTimeField(_("made"))
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    class Meta:
        verbose_name = _("act of review")
        verbose_name_plural = _("acts of review")
        ordering = ("-id",)
        indexes = (models.Index(fields=("editor", "-id"), name="review_act_latest"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.statement_id or self.article_id}"


def free_for(rows: StatementQuerySet, editor: AbstractBaseUser, at: datetime) -> StatementQuerySet:
    """Statements that no other editor is at, and that this one has not put aside."""
    others = Claim.objects.filter(statement=OuterRef("pk"), until__gt=at).exclude(editor=editor.pk)
    put_aside = Skip.objects.filter(statement=OuterRef("pk"), editor=editor.pk)
    return rows.filter(~Exists(others), ~Exists(put_aside))


def open_now() -> Q:
    """Statements that wait for an editor: found by the latest reading, and never reviewed."""
    return Q(
        review_status=Statement.ReviewStatus.EXTRACTED,
        retracted_at__isnull=True,
        article__withdrawn_at__isnull=True,
    )
