"""Merges of records and moves of statements, with every row that they changed, to be undone."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext, gettext_lazy as _

from people.models import Ministry, Speaker
from statements.arrows import from_to


class Move(models.Model):
    """One editor's decision that what belonged to one record belongs to another.

    ``left`` says after undoing what could not be put back, and why.
    """

    class Kind(models.TextChoices):
        MERGE_SPEAKERS = "merge_speakers", _("speakers merged")
        MERGE_MINISTRIES = "merge_ministries", _("ministries merged")
        MOVE_STATEMENTS = "move_statements", _("statements moved to another speaker")
        READDRESS = "readdress", _("statements moved to another ministry")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    from_speaker = models.ForeignKey(
        Speaker, models.CASCADE, null=True, related_name="moves_from", verbose_name=_("from")
    )
    to_speaker = models.ForeignKey(
        Speaker, models.CASCADE, null=True, related_name="moves_to", verbose_name=_("to")
    )
    from_ministry = models.ForeignKey(
        Ministry, models.CASCADE, null=True, related_name="moves_from", verbose_name=_("from")
    )
    to_ministry = models.ForeignKey(
        Ministry, models.CASCADE, null=True, related_name="moves_to", verbose_name=_("to")
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made"))
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("undone by"),
    )
    undone_at = models.DateTimeField(_("undone"), null=True)
    left = models.JSONField(_("what could not be put back"), default=list)

    class Meta:
        verbose_name = _("merge or move")
        verbose_name_plural = _("merges and moves")
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {from_to(self.origin or '…', self.target)}"

    @property
    def is_merge(self) -> bool:
        return self.kind in (self.Kind.MERGE_SPEAKERS, self.Kind.MERGE_MINISTRIES)

    @property
    def origin(self) -> Speaker | Ministry | None:
        return self.from_speaker or self.from_ministry

    @property
    def target(self) -> Speaker | Ministry | None:
        return self.to_speaker or self.to_ministry


class MovedRow(models.Model):
    """What a move made of one row; ``before`` is null where it made it, ``after`` where it deleted.

    Both hold only the columns that changed, as ``statements.services.written`` writes them.
    """

    move = models.ForeignKey(Move, models.CASCADE, related_name="rows")
    table = models.CharField(max_length=60)
    row = models.BigIntegerField()
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(null=True, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ("move", "id")

    def __str__(self) -> str:
        return f"{self.table} {self.row}"


class MoveOrder(models.Model):
    """A merge, or the undoing of a move, of so many statements that a worker carries it out.

    ``move`` is what is to be undone, or what a merge became. ``why`` says why nothing was done.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("under way")
        DONE = "done", _("done")
        REFUSED = "refused", _("not done")
        FAILED = "failed", _("failed")

    kept_speaker = models.ForeignKey(Speaker, models.CASCADE, null=True, related_name="+")
    gone_speaker = models.ForeignKey(Speaker, models.CASCADE, null=True, related_name="+")
    kept_ministry = models.ForeignKey(Ministry, models.CASCADE, null=True, related_name="+")
    gone_ministry = models.ForeignKey(Ministry, models.CASCADE, null=True, related_name="+")
    move = models.ForeignKey(Move, models.CASCADE, null=True, related_name="orders")
    is_undoing = models.BooleanField(default=False)
    take = models.JSONField(default=list)
    reason = models.CharField(max_length=500, blank=True)
    size = models.PositiveIntegerField()
    language = models.CharField(max_length=10)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    queued_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    why = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        if self.is_undoing:
            return gettext("Undo: %s") % self.move
        return gettext("Merge: %(record)s") % {"record": from_to(self.gone, self.kept)}

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def kept(self) -> Speaker | Ministry | None:
        return self.kept_speaker or self.kept_ministry

    @property
    def gone(self) -> Speaker | Ministry | None:
        return self.gone_speaker or self.gone_ministry
